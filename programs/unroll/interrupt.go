package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Where the handler of a thread may run, its events stand between those of the
// thread, under the choice that an interrupt is taken there; the paths through
// the handler join behind it. docs/decisions/006 says why, and why these places
// are enough.

// interrupted is a place where an interrupt may have been taken on a path.
type interrupted struct {
	taken  event.Expr
	n      int // places up to this one
	before *interrupted
}

// places is how many places for an interrupt lie behind the path.
func (i *interrupted) places() int {
	if i == nil {
		return 0
	}
	return i.n
}

// interrupt makes the runs of the handler at the place that the path has come
// to: as many in a row as there may be interrupts, each only after the one
// before it. under is what has to hold besides the guard of the path.
func (u *unroller) interrupt(p *path, under event.Expr) {
	b, pool := u.b, u.b.s.Pool
	if p.count == nil {
		p.count = make([]event.Expr, u.most) // all False
	}
	if p.due == 1 {
		u.places++
		p.place = u.places
	}
	here := pool.Make(event.All, p.guard, under)
	for k := p.due; k <= u.most && u.within(); k++ {
		guard := pool.Make(event.All, here, pool.Make(event.Not, p.count[u.most-1], 0)) // not yet as many as there may be
		if guard == event.False {
			break
		}
		choice := b.choice("a doorbell interrupt is taken", u.prog.handler.call)
		taken, before := pool.Make(event.All, guard, choice), p.guard
		if !u.handle(p, taken, event.Interrupt{Thread: u.thread, After: p.own, Place: p.place, Count: k, Choice: pool.Nodes[choice].Arg}) {
			break
		}
		if here = taken; p.guard != before { // the handler does not always return
			here = pool.Make(event.All, p.guard, taken)
		}
	}
	if u.cuts {
		u.oneMore(p, under)
	}
	p.due = 0
}

// oneMore takes an interrupt where there have been as many as there may be; the
// path is cut with that.
func (u *unroller) oneMore(p *path, under event.Expr) {
	pool := u.b.s.Pool
	full := pool.Make(event.All, pool.Make(event.All, p.guard, under), p.count[u.most-1])
	if full == event.False {
		return
	}
	more := pool.Make(event.All, full, u.b.choice("one more doorbell interrupt is taken", u.prog.handler.call))
	u.irq(p, more)
	u.cut(p, event.Cut{Kind: event.IrqBound, Guard: more, At: u.prog.handler.thread.Span})
	p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, more, 0))
}

// take notes on the path that an interrupt is taken where taken holds, which
// is on all of the path if sure.
func (p *path) take(pool *event.Pool, taken event.Expr, sure bool) {
	p.irqs = &interrupted{taken, p.irqs.places() + 1, p.irqs}
	count := make([]event.Expr, len(p.count)) // paths that forked off share the old one
	for i := range count {
		fewer := event.True
		if i > 0 {
			fewer = p.count[i-1]
		}
		count[i] = fewer
		if !sure {
			count[i] = pool.Make(event.Any, p.count[i], pool.Make(event.All, fewer, taken))
		}
	}
	p.count = count
	if p.res.read >= 0 {
		p.res.lost = pool.Make(event.Any, p.res.lost, taken)
	}
}

// irq adds the event that takes the doorbell and returns its number. The path
// itself goes on as if none was taken.
func (u *unroller) irq(p *path, taken event.Expr) int32 {
	at := code{instr: u.prog.handler.call, cell: -1}
	e := event.Event{Kind: event.IrqEvent, Loc: -1, Guard: taken, Slot: -1}
	last, own := p.last, p.own
	id := u.emit(p, &at, e, link{rmw: -1})
	p.last, p.own = last, own
	return id
}

// handle makes one run of the handler and joins its paths to that on which no
// interrupt is taken. A path that has tested other reads than those cannot
// join them, see agree: the thread goes on behind it by itself. It reports
// whether any path joins.
func (u *unroller) handle(p *path, taken event.Expr, in event.Interrupt) bool {
	b, pool := u.b, u.b.s.Pool
	q := b.startOf(u.thread)
	q.guard, q.ctrl, q.masked = taken, p.ctrl, true
	q.last = u.irq(p, taken)
	in.Irq = q.last
	b.s.Interrupts = append(b.s.Interrupts, in)
	h := unroller{b: b, thread: u.thread, prog: u.prog.handler, paths: u.paths, sure: taken, run: len(b.s.Interrupts)}
	b.s.Events[q.last].Interrupt = h.run
	cuts := len(b.s.Cuts)
	h.all(q)
	u.paths = h.paths

	groups := b.agree(in.Irq, h.ways)
	for _, ways := range groups[1:] {
		q := b.fork(p)
		q.guard, q.ctrl, q.last = b.ways(event.False, ways, p.ctrl, nil)
		q.take(pool, taken, true)
		q.due = in.Count + 1
		b.todo = append(b.todo, q)
	}
	guard, ctrl, last := b.ways(pool.Make(event.Not, taken, 0), groups[0], p.ctrl, []int32{p.last})
	if h.left || len(b.s.Cuts) > cuts || len(groups) > 1 { // not all that is taken gets back here
		p.guard = pool.Make(event.All, p.guard, guard)
	}
	p.ctrl, p.last = ctrl, last
	p.take(pool, taken, false)
	return len(h.ways) > 0
}

// interruptedSince is the boolean "an interrupt was taken since the arrival";
// False also where that would be more interrupts than there may be.
func (u *unroller) interruptedSince(p *path, a *arrival) event.Expr {
	e := event.False
	for i := p.irqs; i.places() > a.irqs.places(); i = i.before {
		e = u.b.s.Pool.Make(event.Any, e, i.taken)
	}
	if a.irqs.places() >= p.forcedTo {
		p.forced++
	}
	p.forcedTo = p.irqs.places()
	if p.forced > u.most {
		return event.False
	}
	return e
}

// mostInterrupts is how often the handler of a thread is run at most, and
// whether there may be more interrupts than that: each takes a doorbell, so
// they are no more than what rings it.
func (b *builder) mostInterrupts(thread int) (most int, more bool) {
	rung := 0
	for t := range b.programs {
		p := &b.programs[t]
		rung += p.rings(thread, b.opts.Interrupts+1)
		if p.handler != nil && p.handler.rings(thread, 1) > 0 {
			rung = b.opts.Interrupts + 1 // once in each run
		}
	}
	return min(rung, b.opts.Interrupts), rung > b.opts.Interrupts
}

// rings is how often the code can ring a thread; many where a loop does.
func (p *program) rings(thread, many int) (n int) {
	for i := range p.code {
		if c := &p.code[i]; c.slot < 0 && c.op.Kind == isa.Msgsnd && c.to == thread {
			n++
			if p.loops(i) {
				n += many
			}
		}
	}
	return n
}

// loops reports whether the instruction at index i may be executed twice.
func (p *program) loops(i int) bool {
	for k := i; k < len(p.code); k++ {
		c := &p.code[k]
		if c.slot < 0 && (c.op.Kind == isa.Branch || c.op.Kind == isa.CondBranch) && c.to <= i {
			return true
		}
	}
	return false
}

// call stands for the instruction that an interrupt is not.
func call(h *litmus.Thread) *litmus.Instr {
	return &litmus.Instr{Op: "doorbell", Span: h.Span, OpAt: h.Span}
}
