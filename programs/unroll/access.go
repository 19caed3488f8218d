package unroll

import (
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// access executes a load or store. If the address is not known, the path forks, once for
// each location whose address it may be.
func (u *unroller) access(p *path, c *code) *path {
	b, pool := u.b, u.b.s.Pool
	if c.op.Pair && c.op.Kind == isa.Load {
		p.pair = deps{}
	}
	x, y := b.arg(p, &c.op.A), b.arg(p, &c.op.B)
	addr := regValue{val: b.compute(event.Add, x.val, y.val), deps: b.union(x.deps, y.deps)}
	if !u.keepMeaningful(p, c) {
		return nil
	}
	if v, ok := pool.ConstValue(addr.val); ok {
		at, ok := u.placeAt(p, c, v)
		if !ok {
			return nil
		}
		return u.accessAt(p, c, at, addr)
	}
	return u.accessAny(p, c, addr)
}

// locationAt returns the location with address v; -1 if there is none. Of two, as in a union, it
// is the one of the given size if there is one.
func (b *builder) locationAt(v event.Value, size uint8) int32 {
	at := int32(-1)
	if v.Loc > 0 {
		for i := int(v.Loc - 1); i < len(b.s.Locs) && b.s.Locs[i].Addr.Loc == v.Loc; i++ {
			if l := &b.s.Locs[i]; l.Addr == v && (at < 0 || l.Size == int(size)) {
				at = int32(i)
			}
		}
	}
	return at
}

// badAddress reports an access to a known address at which there is no location. It is an
// error in the test if every execution takes the path. Otherwise the path is cut, and
// whether an execution can take it is decided later.
func (u *unroller) badAddress(p *path, c *code, v event.Value) {
	if !u.certain(p) {
		u.addCut(p, event.Cut{Kind: event.BadAddress, Guard: p.guard, At: c.instr.Span})
		return
	}
	at := c.instr.Span
	if n := len(c.instr.Args); n > 0 {
		at = c.instr.Args[n-1].Span
	}
	d := diag.New(at, diag.EventAddress, "%s accesses the address %s, where there is no location", c.instr.Op, u.b.s.Show(v))
	if v.Loc == 0 && c.op.A.IsReg {
		d.WithFix("give the register an address in the init block, such as %d:%s=x;", u.b.s.Test.Threads[u.thread].ID, u.b.regs.Name(c.op.A.Reg))
	}
	if v.Loc != 0 {
		l := &u.b.s.Locs[v.Loc-1]
		if l.Object != "" {
			d.Note("%s has %s", l.Object, prose.Count(int(u.b.bytesOf(v)), "byte")).WithFix("use the address of one of its fields")
		} else if name, isArray := strings.CutSuffix(l.Name, "[0]"); isArray {
			d.Note("%s has %d elements of %d bytes", name, u.b.names.find(name).elems, l.Size)
		} else {
			d.Note("%s is a single location", l.Name)
			if l.Size > 0 {
				d.Note("it has %s", prose.Count(l.Size, "byte"))
			}
			d.WithFix("declare an array in the init block, such as int t[2];")
		}
	}
	u.b.fail(d)
}

// checkSize reports whether an access has the size of its location, and adds a diagnostic
// if not. If the init block does not declare the size, the first access determines it.
func (u *unroller) checkSize(loc int32, c *code) bool {
	l := &u.b.s.Locs[loc]
	switch {
	case c.op.Size == 0 && l.Size == 0:
		l.Size = l.Type.Size
		return true
	case u.b.isWhole(c, loc):
		return true
	case l.Size == 0:
		l.Size, l.First = int(c.op.Size), c.instr.Span
	}
	if l.Size == int(c.op.Size) {
		return true
	}
	d := diag.New(c.instr.Span, diag.EventSize, "%s accesses %s of %s, whose size is %d", c.instr.Op, prose.Count(int(c.op.Size), "byte"), l.Name, l.Size)
	if l.First.Known() {
		d.Note("the size of %s is determined at %s", l.Name, l.First)
	}
	u.b.misfit = true
	if u.b.mixed && u.b.typed[loc] {
		u.b.fail(d.WithFix("declare %s with a larger type, such as uint64_t %[1]s", l.Name))
		return false
	}
	u.b.fail(d.WithFix("declare the type of %s in the init block, such as uint64_t %[1]s; or use one size for all accesses to it", l.Name))
	return false
}

// isWhole reports whether an access to a location is to all of it, whatever its size: one of a
// number that C uses as an address, and one of a pointer to an object that is declared as a
// smaller number. Tests in C often have an int that holds an address.
func (b *builder) isWhole(c *code, loc int32) bool {
	l := &b.s.Locs[loc]
	if c.op.Size == 0 || !c.op.Address || l.Size == 0 || l.Size >= int(c.op.Size) {
		return c.op.Size == 0
	}
	_, total := b.around(l.Addr)
	return l.Addr.Num+int64(c.op.Size) > total
}

// sizeAt returns how many bytes an access to a place has.
func (b *builder) sizeAt(c *code, at place) int {
	switch {
	case at.size > 0:
		return at.size
	case b.isWhole(c, at.loc):
		return b.s.Locs[at.loc].Size
	}
	return int(c.op.Size)
}

// accessAt executes an access to a known place.
func (u *unroller) accessAt(p *path, c *code, at place, addr regValue) *path {
	switch c.op.Kind {
	case isa.Load, isa.LoadRes:
		u.load(p, c, at, addr.deps)
	case isa.LocFence:
		u.locFence(p, c, at.loc)
	case isa.Store:
		src := u.b.arg(p, &c.op.C)
		val := u.stored(c, at, src.val)
		if !u.keepMeaningful(p, c) {
			return nil
		}
		u.store(p, c, at, val, edges{addr: addr.deps, data: src.deps, rmw: u.pairOf(p, c, at)})
	case isa.StoreCond:
		return u.storeCond(p, c, at, addr.deps)
	default:
		panic(fmt.Sprintf("unroll: operation of kind %d accesses memory", c.op.Kind))
	}
	if c.op.Update { // it depends on the address alone, not on what was accessed
		p.set(c.op.A.Reg, addr)
	}
	p.pc++
	return p
}

func (u *unroller) load(p *path, c *code, at place, addr deps) {
	x := u.read(p, c, at, addr)
	p.set(c.op.Dst, x)
	u.b.noteTested(p, c.op.Dst)
	if c.op.Kind == isa.LoadRes {
		p.res = reservation{read: p.last, deps: addr}
	}
}

// read adds the event of a load and returns what it loads.
func (u *unroller) read(p *path, c *code, at place, addr deps) regValue {
	id := int32(len(u.b.s.Events))
	val := u.b.s.Pool.Leaf(event.Read, id, 0)
	if l := &u.b.s.Locs[at.loc]; u.b.constant[l.Name] && at.size == 0 {
		val = u.b.s.Pool.Const(l.Init)
	}
	u.emit(p, c, event.Event{Kind: event.ReadMem, Tags: c.op.Tags, Loc: at.loc, Value: u.b.s.Pool.Leaf(event.Read, id, 0), Guard: p.guard, Slot: -1}, edges{addr: addr, rmw: -1})
	u.b.covers(id, at)
	x := regValue{val: u.loaded(c, at, val), deps: u.b.readSet(id)}
	if c.op.Pair {
		p.pair = u.b.union(p.pair, x.deps)
	}
	return x
}

// loaded returns what a load puts into its register if memory holds val.
func (u *unroller) loaded(c *code, at place, val event.Expr) event.Expr {
	t := event.Type{Size: u.b.sizeAt(c, at), Signed: c.op.Signed}
	if t.Size != int(c.op.Size) {
		t = u.b.s.Locs[at.loc].Type
	}
	if t.Signed && t.Size < 8 {
		val = u.b.s.Pool.Make(t.Conversion(u.b.mayBeAddress(val)), val, 0)
	}
	return val
}

// locFence adds the event of a barrier that is about a location.
func (u *unroller) locFence(p *path, c *code, loc int32) {
	u.emit(p, c, event.Event{Kind: event.FenceEvent, Tags: c.op.Tags, Loc: loc, Guard: p.guard, Slot: -1}, edges{rmw: -1})
}

// pairOf returns the read that makes an atomic pair with a store; -1 if the store is not half of
// an atomic operation.
func (u *unroller) pairOf(p *path, c *code, at place) int32 {
	if c.op.Pair {
		for _, r := range u.b.elements(p.pair) {
			if u.b.coveredBy(r) == at {
				return r
			}
		}
	}
	return -1
}

// stored returns the value that reaches memory: the low bytes, as many as the access has.
// Memory holds unsigned numbers. So a value that was read from a location of that size or
// smaller stays as it is.
func (u *unroller) stored(c *code, at place, v event.Expr) event.Expr {
	u.b.keepWhole(at, v)
	size := u.b.sizeAt(c, at)
	if size == 8 || u.b.fits(v, size) {
		return v
	}
	return u.b.compute(event.ZeroExtend(size), v, 0)
}

// fits reports whether a value is an unsigned number of that many bytes: one that was
// read from a location of this size or less, or that is chosen between such values.
func (b *builder) fits(v event.Expr, size int) bool {
	switch n := &b.s.Pool.Nodes[v]; n.Op {
	case event.Read:
		return b.sizeRead(n.Arg) <= size
	case event.Final:
		return b.s.Locs[n.Arg].Size <= size
	case event.Const:
		return n.Val.Loc == 0 && uint64(n.Val.Num)>>(8*size) == 0
	case event.Ite:
		return b.eachChosen(v, func(x event.Expr) bool { return b.fits(x, size) })
	default:
		return false
	}
}

func (u *unroller) store(p *path, c *code, at place, v event.Expr, l edges) int32 {
	id := u.emit(p, c, event.Event{Kind: event.WriteMem, Tags: c.op.Tags, Loc: at.loc, Value: v, Guard: p.guard, Slot: -1}, l)
	u.b.covers(id, at)
	p.wrote++
	return id
}

// storeCond executes a store-conditional. The path forks into success, which needs a
// reservation of this location, and failure, which is always possible. Both end the
// reservation.
//
// Dependencies are as in herd7, which models the reservation as two registers: the l*arx
// writes them from its address, the stwcx. reads them and clears one of them. So both the
// write and CR0 depend on the reads from which the address of the l*arx was computed, but
// not on the value that it read. This determines what the branch of a retry loop orders. A
// second stwcx., which must fail, depends on the operands of the first one.
//
// Success cannot be known before the l*arx has read, and a model may use that. So the
// write of the stwcx. is an element of dependencies and stands for its success. These
// dependencies become separate relations (see event.CtrlStwcx).
func (u *unroller) storeCond(p *path, c *code, at place, addr deps) *path {
	b := u.b
	src := b.arg(p, &c.op.C)
	data := b.union(src.deps, p.res.deps)
	all := b.union(data, addr)
	read, lost := p.res.read, p.res.lost
	p.res = reservation{read: -1, deps: all}
	fail := field{kind: fieldStored, ok: event.False, deps: all}
	if read >= 0 && b.coveredBy(read) != at && b.mixed && !u.keepDefined(p, c, b.coveredBy(read), at) {
		return nil
	}
	if read < 0 || b.coveredBy(read) != at {
		p.cr[0] = fail
		p.pc++
		return p
	}
	ok := b.s.Pool.Make(event.All, b.choice(c.instr.Op+" succeeds", c.instr), b.s.Pool.Make(event.Not, lost, 0))

	q := b.fork(p)
	q.guard = b.s.Pool.Make(event.All, q.guard, b.s.Pool.Make(event.Not, ok, 0))
	q.cr[0] = fail
	q.pc++
	b.todo = append(b.todo, q)

	p.guard = b.s.Pool.Make(event.All, p.guard, ok)
	val := u.stored(c, at, src.val)
	if !u.keepMeaningful(p, c) {
		return nil
	}
	b.success = true
	w := u.store(p, c, at, val, edges{addr: addr, data: data, rmw: read})
	p.cr[0] = field{kind: fieldStored, ok: event.True, deps: b.union(all, b.readSet(w))}
	p.pc++
	return p
}
