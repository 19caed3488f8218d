package unroll

import (
	"math/bits"
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// pointees is a set of addresses: for each object, by its number in addresses, where in it.
type pointees map[int32]offsets

// offsets is a set of distances from the start of an object.
type offsets struct {
	any bool // all of them
	at  []int64
}

// maxOffsets bounds the distances that are kept apart. A pointer that a loop moves has many.
const maxOffsets = 16

// has reports whether an address is in the set.
func (p pointees) has(v event.Value) bool {
	o := p[v.Loc]
	return o.any || slices.Contains(o.at, v.Num)
}

// add adds an address, and reports whether it was not there. A number is none.
func (p pointees) add(v event.Value) bool {
	if v.Loc == 0 || p.has(v) {
		return false
	}
	o := p[v.Loc]
	if o.at = append(o.at, v.Num); len(o.at) > maxOffsets {
		o = offsets{any: true}
	}
	p[v.Loc] = o
	return true
}

// addMoved adds the addresses of q, each moved by a distance, and reports whether some were not
// there.
func (p pointees) addMoved(q pointees, by int64) (added bool) {
	for obj, o := range q {
		if o.any {
			added = p.addObject(obj) || added
			continue
		}
		for _, n := range o.at {
			added = p.add(event.Value{Loc: obj, Num: n + by}) || added
		}
	}
	return added
}

// addMarked adds the addresses of q after an operation with a number on their low bits, and reports whether some
// were not there.
func (p pointees) addMarked(q pointees, op event.Op, k int64) (added bool) {
	for obj, o := range q {
		if o.any {
			added = p.addObject(obj) || added
			continue
		}
		for _, n := range o.at {
			if v, ok := event.Apply(op, event.Value{Loc: obj, Num: n}, event.Number(k)); ok {
				added = p.add(v) || added
			}
		}
	}
	return added
}

// addObjects adds all addresses in the objects of q, and reports whether some were not there.
func (p pointees) addObjects(q pointees) (added bool) {
	for obj := range q {
		added = p.addObject(obj) || added
	}
	return added
}

func (p pointees) addObject(obj int32) bool {
	was := p[obj].any
	p[obj] = offsets{any: true}
	return !was
}

// findStored finds the addresses that can be in memory: those that are there at the start, and
// those that threads store. The order of instructions is ignored. The set may be too large. If it
// missed an address, the path would be cut there, as for any address without a location.
func (b *builder) findStored() {
	if b.stored != nil {
		return
	}
	b.stored = pointees{}
	for i := range b.s.Locs {
		b.stored.add(b.s.Locs[i].Init)
	}
	held := make([][]pointees, len(b.programs)) // by thread and register
	of := func(t int, r isa.Reg) pointees {
		if held[t][r] == nil {
			held[t][r] = pointees{}
		}
		return held[t][r]
	}
	for t := range held {
		held[t] = make([]pointees, b.regs.Len())
	}
	for _, in := range b.inits {
		of(in.thread, in.reg).add(in.val)
	}
	for changed := true; changed; {
		changed = false
		b.bodies(func(t int, code []code) {
			for i := range code {
				b.meter.Work(8)
				op := &code[i].op
				switch k := op.Kind; {
				case k == isa.Arith:
					changed = computed(op, func(r isa.Reg) pointees { return of(t, r) }) || changed
				case k.Loads():
					changed = of(t, op.Dst).addMoved(b.stored, 0) || changed
				case k.Stores() && op.C.IsReg:
					changed = b.stored.addMoved(of(t, op.C.Reg), 0) || changed
				}
				if op.Update {
					sum := isa.Op{Kind: isa.Arith, ALU: isa.Add, A: op.A, B: op.B, Dst: op.A.Reg}
					changed = computed(&sum, func(r isa.Reg) pointees { return of(t, r) }) || changed
				}
			}
		})
	}
}

// onBits holds the operations on low bits of addresses.
var onBits = map[isa.ALU]event.Op{isa.And: event.And, isa.Or: event.Or, isa.Xor: event.Xor}

// computed adds the addresses that an instruction can compute to those that its target can hold,
// and reports whether some were not there.
func computed(op *isa.Op, of func(isa.Reg) pointees) (added bool) {
	dst := of(op.Dst)
	a, b := op.A, op.B
	if !a.IsReg {
		a, b = b, a
	}
	switch {
	case op.ALU == isa.Add && a.IsReg && !b.IsReg:
		return dst.addMoved(of(a.Reg), b.Imm)
	case op.ALU == isa.Or && a == b && a.IsReg: // a copy
		return dst.addMoved(of(a.Reg), 0)
	}
	if on, ok := onBits[op.ALU]; ok && a.IsReg && !b.IsReg {
		return dst.addMarked(of(a.Reg), on, b.Imm)
	}
	op.Reads(func(r isa.Reg) { added = dst.addObjects(of(r)) || added })
	return added
}

// pointeesOf returns the addresses that an expression can be: what is read can be any address
// that is in memory.
func (b *builder) pointeesOf(e event.Expr) pointees {
	b.findStored()
	n := &b.s.Pool.Nodes[e]
	switch {
	case n.Op == event.Read:
		return b.stored
	case n.Op == event.Const:
		p := pointees{}
		p.add(n.Val)
		return p
	case n.Op.Leaf():
		return pointees{}
	}
	if p, ok := b.points[e]; ok {
		return p
	}
	b.work++
	p := pointees{}
	switch x, y := n.A, n.B; n.Op {
	case event.Add:
		if k, ok := b.s.Pool.ConstValue(x); ok && k.Loc == 0 {
			p.addMoved(b.pointeesOf(y), k.Num)
		} else if k, ok := b.s.Pool.ConstValue(y); ok && k.Loc == 0 {
			p.addMoved(b.pointeesOf(x), k.Num)
		} else if some := b.numbersOf(y); some != nil {
			b.addEach(p, x, some)
		} else if some := b.numbersOf(x); some != nil {
			b.addEach(p, y, some)
		} else {
			p.addObjects(b.pointeesOf(x))
			p.addObjects(b.pointeesOf(y))
		}
	case event.And, event.Or, event.Xor:
		if k, ok := b.s.Pool.ConstValue(x); ok && k.Loc == 0 {
			p.addMarked(b.pointeesOf(y), n.Op, k.Num)
		} else if k, ok := b.s.Pool.ConstValue(y); ok && k.Loc == 0 {
			p.addMarked(b.pointeesOf(x), n.Op, k.Num)
		} else {
			p.addObjects(b.pointeesOf(x))
			p.addObjects(b.pointeesOf(y))
		}
	case event.Ite:
		p.addMoved(b.pointeesOf(x), 0)
		p.addMoved(b.pointeesOf(y), 0)
	default:
		ops, k := n.Operands()
		for _, o := range ops[:k] {
			p.addObjects(b.pointeesOf(o))
		}
	}
	if b.points == nil {
		b.points = map[event.Expr]pointees{}
	}
	b.points[e] = p
	return p
}

// addEach adds the addresses that an expression can be, moved by each of some distances.
func (b *builder) addEach(p pointees, e event.Expr, some []int64) {
	for _, by := range some {
		p.addMoved(b.pointeesOf(e), by)
	}
}

// numbersOf returns the numbers that an expression can be, if these are few and none is an
// address; else nil. An index that a mask bounds is such an expression.
func (b *builder) numbersOf(e event.Expr) []int64 {
	pool := b.s.Pool
	n := &pool.Nodes[e]
	switch {
	case n.Op == event.Const:
		if n.Val.Loc == 0 {
			return []int64{n.Val.Num}
		}
		return nil
	case n.Op.Leaf():
		return nil
	case n.Op.IsBool(), n.Op == event.Same, n.Op == event.Less, n.Op == event.LessU:
		return []int64{0, 1}
	}
	if n.Op == event.And {
		x, y := n.A, n.B
		if _, ok := pool.ConstValue(x); ok {
			x, y = y, x
		}
		if m, ok := pool.ConstValue(y); ok && m.Loc == 0 && (!b.mayBeAddress(x) || m.Num&^event.Tag == 0) {
			return submasks(uint64(m.Num))
		}
		return nil
	}
	if n.Op == event.Ite {
		x, y := b.numbersOf(n.A), b.numbersOf(n.B)
		if x == nil || y == nil {
			return nil
		}
		return few(append(slices.Clone(x), y...))
	}
	x := b.numbersOf(n.A)
	y := []int64{0}
	if !n.Op.Unary() {
		y = b.numbersOf(n.B)
	}
	if len(x)*len(y) == 0 || len(x)*len(y) > 4*maxOffsets {
		return nil
	}
	var all []int64
	for _, v := range x {
		for _, w := range y {
			r, ok := event.Apply(n.Op, event.Number(v), event.Number(w))
			if !ok || r.Loc != 0 {
				return nil
			}
			all = append(all, r.Num)
		}
	}
	return few(all)
}

// few returns the different numbers of a list; nil if there are many.
func few(all []int64) []int64 {
	slices.Sort(all)
	if all = slices.Compact(all); len(all) > maxOffsets {
		return nil
	}
	return all
}

// submasks returns the numbers that have no bit that a mask does not have; nil if there are many.
func submasks(mask uint64) (all []int64) {
	if bits.OnesCount64(mask) > 4 {
		return nil
	}
	for m := mask; ; m = (m - 1) & mask {
		all = append(all, int64(m))
		if m == 0 {
			return all
		}
	}
}
