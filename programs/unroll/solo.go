package unroll

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// solo executes a thread alone, from a point on, with the memory of the final state. It makes
// no events. Every load reads the final value of its location, every store-conditional under
// a reservation succeeds, and a store has to store what memory holds already: a thread that
// changes memory makes progress. A store that no thread can see changes nothing.
type solo struct {
	u     *unroller
	start int // where it begins
	steps int
	full  bool // the limit of steps was reached
}

// maxSolo is the largest number of instructions that are executed from one point on.
const maxSolo = 4096

// soloPath is the state of a thread that is executed alone. Of the path it uses the
// instruction, the guard, the registers, the fields and whether interrupts are disabled.
type soloPath struct {
	*path
	reserved place // what is under reservation
	quiet    bool  // the guard says that no doorbell of the thread is pending
	seen     *soloVisit
}

// Values of soloPath.reserved that are no places.
var (
	notReserved  = place{loc: -1}
	reservedThen = place{loc: -2} // a reservation from before the start, which may have been lost
)

// soloVisit is the state in which a thread was at the head of a loop.
type soloVisit struct {
	pc       int
	regs     []regValue
	cr       [8]field
	reserved place
	masked   bool
	before   *soloVisit
}

// waitsAlone returns the condition, about the final state, that the thread makes no progress
// alone from here on: it comes back here in the same state, or the repeated load here never
// lets it go on. ok is false if that is not known.
func (u *unroller) waitsAlone(p *path, c *code) (holds event.Expr, ok bool) {
	b := u.b
	b.presize()
	r := &solo{u: u, start: p.pc}
	q := &soloPath{path: b.fork(p), reserved: notReserved}
	if p.res.read >= 0 {
		q.reserved = reservedThen
	}
	holds = r.run(q)
	return holds, !r.full
}

// run returns the condition that the thread makes no progress. It consumes q.
func (r *solo) run(q *soloPath) event.Expr {
	for {
		b := r.u.b
		b.work++
		b.meter.Work(64)
		if r.steps++; r.steps > maxSolo {
			r.full = true
		}
		if r.full || q.pc == len(r.u.prog.code) {
			return r.end(q, event.False)
		}
		c := &r.u.prog.code[q.pc]
		if r.u.prog.handler != nil && !q.interrupts.masked && !q.quiet {
			q.quiet = true
			return r.given(q, r.not(r.pending(r.u.thread)), r.run)
		}
		if c.head {
			if e, done := r.arrive(q); done {
				return e
			}
		}
		if e, done := r.step(q, c); done {
			return e
		}
	}
}

// end returns a result and frees the memory of a path.
func (r *solo) end(q *soloPath, e event.Expr) event.Expr {
	r.u.b.release(q.path)
	return e
}

// fork returns a copy of a path.
func (r *solo) fork(q *soloPath) *soloPath {
	c := *q
	c.path = r.u.b.fork(q.path)
	return &c
}

func (r *solo) not(e event.Expr) event.Expr { return r.u.b.s.Pool.Make(event.Not, e, 0) }

func (r *solo) pending(thread int) event.Expr {
	return r.u.b.s.Pool.Leaf(event.Pending, int32(thread), 0)
}

// given returns the condition that cond and what then returns hold: the thread only goes on
// where cond holds, and makes progress otherwise.
func (r *solo) given(q *soloPath, cond event.Expr, then func(*soloPath) event.Expr) event.Expr {
	b, pool := r.u.b, r.u.b.s.Pool
	switch cond = b.settle(q.guard, cond); cond {
	case event.True:
		return then(q)
	case event.False:
		return r.end(q, event.False)
	}
	q.guard = pool.Make(event.All, q.guard, cond)
	return pool.Make(event.All, cond, then(q)) // in this order: what then returns may need cond
}

// either returns the condition that what yes returns holds if cond does, and otherwise what no
// returns.
func (r *solo) either(q *soloPath, cond event.Expr, yes, no func(*soloPath) event.Expr) event.Expr {
	b, pool := r.u.b, r.u.b.s.Pool
	switch cond = b.settle(q.guard, cond); cond {
	case event.True:
		return yes(q)
	case event.False:
		return no(q)
	}
	other := r.fork(q)
	x, y := r.given(q, cond, yes), r.given(other, r.not(cond), no)
	return pool.Make(event.Any, x, y)
}

// constant returns a function that returns a result.
func (r *solo) constant(e event.Expr) func(*soloPath) event.Expr {
	return func(q *soloPath) event.Expr { return r.end(q, e) }
}

// from returns a function that goes on at an instruction.
func (r *solo) from(pc int) func(*soloPath) event.Expr {
	return func(q *soloPath) event.Expr {
		q.pc = pc
		return r.run(q)
	}
}

// meaningful goes on where what was just computed has a meaning. Where it has none, the path
// that goes on from here is cut.
func (r *solo) meaningful(q *soloPath, then func(*soloPath) event.Expr) event.Expr {
	b, ill := r.u.b, event.False
	for _, e := range b.unchecked {
		ill = b.s.Pool.Make(event.Any, ill, e)
	}
	b.unchecked = b.unchecked[:0]
	return r.given(q, r.not(ill), then)
}

// arrive notes that the thread is at the head of a loop. If it was there before in the same
// state, it never leaves the loop: it waits at this head, or at another one.
func (r *solo) arrive(q *soloPath) (e event.Expr, done bool) {
	b, pool := r.u.b, r.u.b.s.Pool
	again := event.False
	for v := q.seen; v != nil && again != event.True; v = v.before {
		if v.pc == q.pc {
			again = pool.Make(event.Any, again, r.same(q, v))
		}
	}
	v := &soloVisit{pc: q.pc, regs: append([]regValue(nil), q.regs...), cr: q.cr, reserved: q.reserved, masked: q.interrupts.masked, before: q.seen}
	b.work += len(q.regs) / 16
	q.seen = v
	if again = b.settle(q.guard, again); again == event.False {
		return 0, false
	}
	here := event.False
	if q.pc == r.start {
		here = event.True
	}
	return r.either(q, again, r.constant(here), r.passHead), true
}

// passHead goes on from the head of a loop.
func (r *solo) passHead(q *soloPath) event.Expr {
	if e, done := r.step(q, &r.u.prog.code[q.pc]); done {
		return e
	}
	return r.run(q)
}

// same returns the condition that everything that is live and can be seen is as it was.
func (r *solo) same(q *soloPath, v *soloVisit) event.Expr {
	b, pool := r.u.b, r.u.b.s.Pool
	live := b.visibleLiveness(b.sight().bodyOf(r.u.prog)).in[q.pc]
	if q.interrupts.masked != v.masked || live.Has(resBit) && q.reserved != v.reserved {
		return event.False
	}
	e := event.True
	equal := func(x, y event.Expr) {
		if x != y {
			e = pool.Make(event.All, e, b.settle(q.guard, pool.Make(event.Eq64, x, y)))
		}
	}
	for i := range q.regs {
		if live.Has(regBit(i)) {
			equal(q.regs[i].val, v.regs[i].val)
		}
	}
	for i := range q.cr {
		x, y := q.cr[i], v.cr[i]
		if x.deps, y.deps = (deps{}), (deps{}); x == y || !live.Has(crBit(i)) {
			continue
		}
		if x.kind != fieldCompared || y.kind != fieldCompared || x.word != y.word || x.unsigned != y.unsigned {
			return event.False
		}
		equal(x.a, y.a)
		equal(x.b, y.b)
	}
	return e
}

// step executes an instruction. If done is true, it returns the condition that the thread
// makes no progress from there on.
func (r *solo) step(q *soloPath, c *code) (e event.Expr, done bool) {
	b, pool, op := r.u.b, r.u.b.s.Pool, &c.op
	if c.slot >= 0 {
		return r.slot(q, c)
	}
	next := r.from(q.pc + 1)
	switch op.Kind {
	case isa.Nop, isa.Fence, isa.LocFence, isa.Trap, isa.Control:
	case isa.Arith, isa.Compare, isa.FromCR, isa.ToCR:
		b.calculate(q.path, op)
		if len(b.unchecked) > 0 {
			return r.meaningful(q, next), true
		}
	case isa.Load, isa.LoadRes, isa.Store, isa.StoreCond:
		return r.access(q, c), true
	case isa.Await:
		return r.await(q, c), true
	case isa.Choose: // each outcome comes up some time
		other := r.fork(q)
		q.set(op.Dst, regValue{val: event.True})
		other.set(op.Dst, regValue{val: event.False})
		x, y := next(q), next(other)
		return pool.Make(event.All, x, y), true
	case isa.TakeDoorbell:
		if q.pc == r.start {
			return r.end(q, r.not(r.pending(r.u.thread))), true
		}
		return r.end(q, event.False), true // it waits there or makes progress
	case isa.TryDoorbell, isa.Msgclr:
		if op.Kind == isa.TryDoorbell {
			q.set(op.Dst, regValue{val: event.False})
		}
		return r.given(q, r.not(r.pending(r.u.thread)), next), true
	case isa.Msgsnd: // another message changes nothing if one is pending
		return r.given(q, r.pending(c.to), next), true
	case isa.IrqDisable, isa.IrqEnable:
		q.interrupts.masked = op.Kind == isa.IrqDisable
	case isa.Branch:
		q.pc = c.to
		return 0, false
	case isa.CondBranch:
		taken, _ := b.outcome(q.path, op)
		return r.meaningful(q, func(q *soloPath) event.Expr { return r.either(q, taken, r.from(c.to), next) }), true
	default:
		panic(fmt.Sprintf("unroll: unknown kind of operation %d", op.Kind))
	}
	q.pc++
	return 0, false
}

// await executes an await. A thread that waits at a repeated load waits there and nowhere
// else. Where an await is not one of those, the execution has made another choice.
func (r *solo) await(q *soloPath, c *code) event.Expr {
	zero := r.u.b.isZero(r.u.b.arg(q.path, &c.op.A).val)
	next := r.from(q.pc + 1)
	switch {
	case !c.op.Waits:
		return r.either(q, zero, r.constant(event.True), next)
	case r.u.prog.code[r.start].op.Waits && r.u.prog.code[r.start].slot < 0 && !r.u.prog.code[r.start].head:
		return r.either(q, zero, r.constant(event.True), r.constant(event.False))
	default:
		return r.either(q, zero, r.constant(event.False), next)
	}
}

// slot executes a slot.
func (r *solo) slot(q *soloPath, c *code) (e event.Expr, done bool) {
	for n, start := range c.starts {
		if start > 0 {
			is := r.u.b.s.Pool.Leaf(event.SlotIs, int32(c.slot), int32(n))
			rest := *c
			rest.starts = append([]int(nil), c.starts...)
			rest.starts[n] = 0
			return r.either(q, is, r.from(start), func(q *soloPath) event.Expr {
				if e, done := r.slot(q, &rest); done {
					return e
				}
				return r.run(q)
			}), true
		}
	}
	q.pc = c.to // barriers and ctrl() are no progress
	return 0, false
}

// access executes a load or store.
func (r *solo) access(q *soloPath, c *code) event.Expr {
	b, pool := r.u.b, r.u.b.s.Pool
	x, y := b.arg(q.path, &c.op.A), b.arg(q.path, &c.op.B)
	addr := regValue{val: b.compute(event.Add, x.val, y.val)}
	return r.meaningful(q, func(q *soloPath) event.Expr {
		if v, ok := pool.ConstValue(addr.val); ok {
			if at, ok := b.placeAtAddress(c, v); ok {
				return r.accessAt(q, c, at, addr)
			}
			return r.end(q, event.False)
		}
		targets, only := r.u.targets(q.path, c, addr)
		if only != nil {
			return r.accessAt(q, c, only.at, only.addr)
		}
		e := event.False
		for _, t := range targets {
			e = pool.Make(event.Any, e, r.given(r.fork(q), t.here, func(q *soloPath) event.Expr {
				return r.accessAt(q, c, t.at, t.addr)
			}))
		}
		return r.end(q, e)
	})
}

// accessAt executes an access to a known place.
func (r *solo) accessAt(q *soloPath, c *code, at place, addr regValue) event.Expr {
	op := &c.op
	final, ok := r.u.b.finalAt(at)
	if !ok {
		r.full = true
		return r.end(q, event.False)
	}
	if op.Update {
		q.set(op.A.Reg, addr)
	}
	switch op.Kind {
	case isa.Load, isa.LoadRes:
		q.set(op.Dst, regValue{val: r.u.loaded(c, at, final)})
		if op.Kind == isa.LoadRes {
			q.reserved = at
		}
		q.pc++
		return r.run(q)
	case isa.Store:
		return r.store(q, c, at, final)
	case isa.StoreCond:
		was := q.reserved
		q.reserved = notReserved
		if was == reservedThen || was != notReserved && was != at && r.u.b.mixed { // see keepDefined
			r.full = true
			return r.end(q, event.False)
		}
		q.cr[0] = field{kind: fieldStored, ok: event.True}
		if was != at {
			q.cr[0].ok = event.False
			q.pc++
			return r.run(q)
		}
		return r.store(q, c, at, final)
	default:
		panic(fmt.Sprintf("unroll: operation of kind %d accesses memory", op.Kind))
	}
}

// store goes on where the store changes nothing that can be seen.
func (r *solo) store(q *soloPath, c *code, at place, final event.Expr) event.Expr {
	b, pool := r.u.b, r.u.b.s.Pool
	next := r.from(q.pc + 1)
	if v := b.sight(); !v.readable.Has(b.base(at.loc)) {
		return next(q)
	}
	val := r.u.stored(c, at, b.arg(q.path, &c.op.C).val)
	return r.meaningful(q, func(q *soloPath) event.Expr {
		return r.given(q, pool.Make(event.Eq64, val, final), next)
	})
}
