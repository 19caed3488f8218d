package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// attemptRun follows all paths of a loop from its head, to find out whether each round in which
// a load returns a value is a failed attempt. What else is loaded is not known, and every
// branch that depends on it can go both ways.
type attemptRun struct {
	b      *builder
	u      *unroller
	live   *liveness
	region region
	load   int
	loc    int32
	val    event.Expr
	first  []known // at the head
	steps  int
	nums   int // of values that are not known
}

// maxAttempt is the largest number of instructions that are followed for one load.
const maxAttempt = 2048

// attemptPath is the state of one path.
type attemptPath struct {
	pc     int
	moved  bool
	regs   []known
	cr     [8]knownField
	found  bool // the load has returned the value
	wrote  bool // something has changed
	stores int  // how many stores there were
	held   held
	seen   *attemptVisit
}

// knownField is what is known of a condition field.
type knownField struct {
	ok bool
	field
	num int
}

// held is the last load of the first half of an atomic operation.
type held struct {
	loc int32 // -1: none, or not known
	val bool  // it returned the value that is looked for
}

// attemptVisit is the state in which a path was at the head of an inner loop.
type attemptVisit struct {
	pc, stores int
	regs       []known
	cr         [8]knownField
	held       held
	before     *attemptVisit
}

// comesBack reports whether every path from the head on which the load returns the value comes
// back to the head, has the live state that it had there, and has changed nothing.
func (r *attemptRun) comesBack(first []known) bool {
	r.first = slices.Clone(first)
	for i := range r.first {
		if !r.first[i].ok {
			r.first[i] = r.unknown()
		}
	}
	if r.live.in[r.region.head].Has(resBit) {
		return false
	}
	s := &attemptPath{pc: r.region.head, regs: slices.Clone(r.first), held: held{loc: -1}}
	for i := range s.cr {
		if s.cr[i].num = 1; r.live.in[r.region.head].Has(crBit(i)) {
			return false
		}
	}
	return r.run(s)
}

// unknown returns a value that differs from all others.
func (r *attemptRun) unknown() known {
	r.nums++
	return known{num: r.nums}
}

func (s *attemptPath) fork() *attemptPath {
	c := *s
	c.regs = slices.Clone(s.regs)
	return &c
}

// run follows a path, and those that fork off it.
func (r *attemptRun) run(s *attemptPath) bool {
	for {
		r.b.work += 1 + len(s.regs)/16
		r.b.meter.Work(64)
		if r.steps++; r.steps > maxAttempt {
			return false
		}
		switch {
		case !r.region.has(s.pc):
			return !s.found
		case s.pc == r.region.head && s.moved:
			return !s.found || !s.wrote && r.same(s, r.first)
		}
		c := &r.u.prog.code[s.pc]
		if c.head && s.moved && r.arrive(s) {
			return true
		}
		if s.found && r.b.asksWaits && r.u.canWait(&path{}, c) {
			return false // it can wait here forever, with what it has read from an attempt
		}
		s.moved = true
		next := r.step(s, c)
		if len(next) == 0 {
			return true
		}
		for _, q := range next[1:] {
			if !r.run(q) {
				return false
			}
		}
		s = next[0]
	}
}

// arrive notes that a path is at the head of an inner loop. It reports whether the round there
// has no effect at all: then it is left out, whatever it loaded.
func (r *attemptRun) arrive(s *attemptPath) bool {
	live := r.live.in[s.pc]
	for v := s.seen; v != nil; v = v.before {
		if v.pc != s.pc || v.stores != s.stores || live.Has(resBit) && v.held != s.held {
			continue
		}
		same := r.same(s, v.regs)
		for i := range s.cr {
			same = same && (!live.Has(crBit(i)) || s.cr[i] == v.cr[i])
		}
		if same {
			return true
		}
	}
	s.seen = &attemptVisit{pc: s.pc, stores: s.stores, regs: slices.Clone(s.regs), cr: s.cr, held: s.held, before: s.seen}
	return false
}

// same reports whether the live registers are as they were.
func (r *attemptRun) same(s *attemptPath, old []known) bool {
	live := r.live.in[s.pc]
	for i := range s.regs {
		if s.regs[i] != old[i] && live.Has(regBit(i)) {
			return false
		}
	}
	return true
}

// step executes an instruction, and returns the paths that go on from there.
func (r *attemptRun) step(s *attemptPath, c *code) []*attemptPath {
	op := &c.op
	if c.slot >= 0 {
		return r.slot(s, c)
	}
	switch op.Kind {
	case isa.Branch:
		s.pc = c.to
		return []*attemptPath{s}
	case isa.CondBranch:
		return r.branch(s, c)
	case isa.Load, isa.LoadRes:
		return r.loads(s, c)
	case isa.StoreCond:
		return r.storeCond(s, c)
	case isa.Store:
		r.store(s, c)
	case isa.Await:
		if v, ok := argOf(r.b, s.regs, &op.A); ok && r.b.isZero(v) == event.True {
			return nil
		}
	case isa.Nop, isa.Fence, isa.LocFence, isa.Trap, isa.Control:
	case isa.Arith, isa.Compare, isa.FromCR, isa.ToCR:
		r.calculate(s, c)
	default:
		s.wrote = s.wrote || op.Kind.HasEffect()
		s.stores++
		op.Writes(func(x isa.Reg) { s.regs[x] = r.unknown() })
	}
	s.pc++
	return []*attemptPath{s}
}

// slot goes on behind a slot, and at the beginning of each choice with code of its own.
func (r *attemptRun) slot(s *attemptPath, c *code) []*attemptPath {
	var all []*attemptPath
	for _, start := range c.starts {
		if start > 0 {
			q := s.fork()
			q.pc = start
			all = append(all, q)
		}
	}
	s.pc = c.to
	return append(all, s)
}

// calculate executes an instruction that only computes.
func (r *attemptRun) calculate(s *attemptPath, c *code) {
	b, op := r.b, &c.op
	ok, num := true, 0
	op.Reads(func(x isa.Reg) {
		ok = ok && s.regs[x].ok
		num = max(num, s.regs[x].num)
	})
	for k := range 8 {
		ok = ok && (op.ReadsFields()>>(7-k)&1 == 0 || s.cr[k].ok)
	}
	if num > 0 {
		r.nums++
		num = r.nums
	}
	p := b.newPath()
	p.regs = append(p.regs[:0], make([]regValue, len(s.regs))...)
	p.tested = nil
	for i := range s.regs {
		p.regs[i].val = s.regs[i].val
	}
	for k := range p.cr {
		p.cr[k] = s.cr[k].field
	}
	if ok {
		b.calculate(p, op)
		ok = len(b.unchecked) == 0
		b.unchecked = b.unchecked[:0]
	}
	op.Writes(func(x isa.Reg) {
		_, constant := b.s.Pool.ConstValue(p.regs[x].val)
		if s.regs[x] = r.unknown(); ok && constant {
			s.regs[x] = known{ok: true, val: p.regs[x].val, num: num}
		}
	})
	writes := op.WritesFields()
	if op.Kind == isa.Arith && op.Record {
		writes |= 1 << 7
	}
	for k := range 8 {
		if writes>>(7-k)&1 != 0 {
			r.nums++
			s.cr[k] = knownField{ok: ok, field: p.cr[k], num: r.nums}
		}
	}
	b.release(p)
}

// branch goes both ways, unless it is known which way the branch goes.
func (r *attemptRun) branch(s *attemptPath, c *code) []*attemptPath {
	b, op := r.b, &c.op
	ok := !op.Cond.Free && !op.Cond.Count
	op.Reads(func(x isa.Reg) { ok = ok && s.regs[x].ok })
	for k := range 8 {
		ok = ok && (op.ReadsFields()>>(7-k)&1 == 0 || s.cr[k].ok)
	}
	taken := event.Expr(-1)
	if ok {
		p := b.newPath()
		p.regs = append(p.regs[:0], make([]regValue, len(s.regs))...)
		p.tested = nil
		for i := range s.regs {
			p.regs[i].val = s.regs[i].val
		}
		for k := range p.cr {
			p.cr[k] = s.cr[k].field
		}
		taken, _ = b.outcome(p, op)
		b.unchecked = b.unchecked[:0]
		b.release(p)
	}
	op.Writes(func(x isa.Reg) { s.regs[x] = r.unknown() })
	next := r.u.prog.next(s.pc)
	switch taken {
	case event.True:
		s.pc = c.to
		return []*attemptPath{s}
	case event.False:
		s.pc = next
		return []*attemptPath{s}
	}
	q := s.fork()
	s.pc, q.pc = next, c.to
	return []*attemptPath{s, q}
}

// loads executes a load. The one that is looked at returns the value on one path, and something
// else, which is not known, on another.
func (r *attemptRun) loads(s *attemptPath, c *code) []*attemptPath {
	b, op := r.b, &c.op
	at := b.knownPlace(c, s.regs)
	first := op.Kind == isa.LoadRes || op.Pair
	if first {
		s.held = held{loc: at}
	}
	if op.Update {
		s.regs[op.A.Reg] = r.unknown()
	}
	is := s.fork()
	s.regs[op.Dst] = r.unknown()
	s.pc++
	if s.pc-1 != r.load || at >= 0 && at != r.loc {
		return []*attemptPath{s}
	}
	is.pc++
	is.found = true
	is.held.val = first && at == r.loc
	val := r.u.loaded(c, place{loc: r.loc}, r.val)
	_, ok := b.s.Pool.ConstValue(val)
	r.nums++
	is.regs[op.Dst] = known{ok: ok, val: val, num: r.nums}
	return []*attemptPath{is, s}
}

// store executes a store that takes place. It changes nothing if it is the second half of an
// atomic operation which stores the value that it found.
func (r *attemptRun) store(s *attemptPath, c *code) {
	b, op := r.b, &c.op
	s.stores++
	val, ok := argOf(b, s.regs, &op.C)
	if ok {
		val, ok = b.storedAt(c, r.loc, val)
	}
	half := op.Pair || op.Kind == isa.StoreCond
	if !ok || !half || !s.held.val || b.knownPlace(c, s.regs) != r.loc || val != r.val {
		s.wrote = true
	}
	s.held = held{loc: -1}
	if op.Update {
		s.regs[op.A.Reg] = r.unknown()
	}
}

// storeCond executes a store-conditional, which can fail.
func (r *attemptRun) storeCond(s *attemptPath, c *code) []*attemptPath {
	failed := s.fork()
	failed.held = held{loc: -1}
	r.store(s, c)
	r.nums++
	s.cr[0] = knownField{ok: true, field: field{kind: fieldStored, ok: event.True}, num: r.nums}
	r.nums++
	failed.cr[0] = knownField{ok: true, field: field{kind: fieldStored, ok: event.False}, num: r.nums}
	s.pc++
	failed.pc++
	return []*attemptPath{s, failed}
}
