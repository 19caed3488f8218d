package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// At each place where an interrupt may be taken, the events of a run of the handler
// stand between those of the thread, under the condition that an interrupt is taken
// there. After it, the paths through the handler join the path on which none is taken.
// docs/decisions/006 explains this, and why these places are enough.
//
// What a path knows about interrupts is in interrupt_state.go, a run of the handler in
// handler.go, and how its paths join in join.go.

// threadInterrupts says how many interrupts a thread takes. The zero value is that of
// threads without a handler, and of handlers.
type threadInterrupts struct {
	limit   int  // the number of interrupts up to which the handler is run
	exceeds bool // there may be more interrupts than that
	places  int  // the number of places so far
}

// startInterrupts determines how many interrupts the thread takes on its path p, which
// begins.
func (u *unroller) startInterrupts(p *path) {
	if u.prog.handler != nil {
		u.interrupts.limit, u.interrupts.exceeds = u.b.interruptLimit(u.thread)
		p.interrupts.next = 1
	}
}

// hasHandler reports whether the thread has a handler. The unroller follows the paths of
// either of them.
func (u *unroller) hasHandler() bool { return u.prog.handler != nil || u.run != nil }

// limitsInterrupts reports whether the option --interrupts limits what the unroller follows.
func (u *unroller) limitsInterrupts() bool { return u.interrupts.limit > 0 || u.run != nil }

// takeInterrupts makes the runs of the handler at the point that the path has come to, if
// it is a place for interrupts.
func (u *unroller) takeInterrupts(p *path) {
	if p.interrupts.next == 0 || p.interrupts.masked || u.interrupts.limit == 0 {
		return
	}
	switch {
	case p.part > 0: // inside a choice of a slot
		u.interruptHere(p, u.choiceGuard(p))
	case p.choice == 0: // not between two choices
		u.interruptHere(p, event.True)
	}
}

// interruptHere makes the runs of the handler at a place. It makes as many in a row as
// the limit allows; each is only made if the one before it is. under is a condition
// besides the guard of the path.
func (u *unroller) interruptHere(p *path, under event.Expr) {
	b, pool, state := u.b, u.b.s.Pool, &p.interrupts
	limit := u.interrupts.limit
	if state.count == nil {
		state.count = make([]event.Expr, limit) // all False
	}
	if state.next == 1 {
		u.interrupts.places++
		state.here = u.interrupts.places
	}
	here := pool.Make(event.All, p.guard, under)
	for k := state.next; k <= limit && u.withinLimits(); k++ {
		guard := pool.Make(event.All, here, pool.Make(event.Not, state.count[limit-1], 0)) // fewer than the limit so far
		if guard == event.False {
			break
		}
		choice := b.choice("a doorbell interrupt is taken", u.prog.handler.call)
		taken, before := pool.Make(event.All, guard, choice), p.guard
		if !u.runHandler(p, taken, event.Interrupt{Thread: u.thread, After: state.last, Place: state.here, Count: k, Choice: pool.Nodes[choice].Arg}) {
			break
		}
		if here = taken; p.guard != before { // the handler does not always return
			here = pool.Make(event.All, p.guard, taken)
		}
	}
	if u.interrupts.exceeds {
		u.exceedLimit(p, under)
	}
	state.next = 0
}

// exceedLimit takes one more interrupt if as many as the limit were taken before, and
// cuts the path there.
func (u *unroller) exceedLimit(p *path, under event.Expr) {
	pool := u.b.s.Pool
	full := pool.Make(event.All, pool.Make(event.All, p.guard, under), p.interrupts.count[u.interrupts.limit-1])
	if full == event.False {
		return
	}
	more := pool.Make(event.All, full, u.b.choice("one more doorbell interrupt is taken", u.prog.handler.call))
	u.irq(p, more)
	u.addCut(p, event.Cut{Kind: event.IrqBound, Guard: more, At: u.prog.handler.thread.Span})
	p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, more, 0))
}

// irq adds the event that takes the doorbell and returns its number. The path itself goes
// on without it.
func (u *unroller) irq(p *path, taken event.Expr) int32 {
	at := code{instr: u.prog.handler.call, cell: -1}
	e := event.Event{Kind: event.IrqEvent, Loc: -1, Guard: taken, Slot: -1}
	last, state := p.last, p.interrupts
	id := u.emit(p, &at, e, edges{rmw: -1})
	p.last, p.interrupts = last, state
	return id
}

// interrupted notes that an interrupt is taken if the condition taken holds; see
// [interruptState.add]. The handler ends the reservation.
func (p *path) interrupted(pool *event.Pool, taken event.Expr, sure bool) {
	p.interrupts.add(pool, taken, sure)
	if p.res.read >= 0 {
		p.res.lost = pool.Make(event.Any, p.res.lost, taken)
	}
}

// continueInterrupted restricts a path to executions in which an interrupt was taken
// since it had arrived at a loop head: otherwise the thread can wait in the loop. It
// returns false if there are no such executions, or only some with more interrupts than
// the limit.
func (u *unroller) continueInterrupted(p *path, a *arrival) bool {
	pool, guard := u.b.s.Pool, p.guard
	since := p.interrupts.since(pool, a.interrupts)
	if p.interrupts.force(a.interrupts); p.interrupts.forced > u.interrupts.limit {
		since = event.False
	}
	u.addWait(p, pool.Make(event.All, guard, pool.Make(event.Not, since, 0)))
	p.guard = pool.Make(event.All, guard, since)
	return p.guard != event.False
}

// interruptLimit returns how many interrupts of a thread are run at most, and whether
// more are possible. Each interrupt takes a doorbell, so it needs a msgsnd.
func (b *builder) interruptLimit(thread int) (limit int, exceeds bool) {
	sends := 0
	for t := range b.programs {
		p := &b.programs[t]
		sends += p.sendsTo(thread, b.opts.Interrupts+1)
		if p.handler != nil && p.handler.sendsTo(thread, 1) > 0 {
			sends = b.opts.Interrupts + 1 // once in each run
		}
	}
	return min(sends, b.opts.Interrupts), sends > b.opts.Interrupts
}

// sendsTo returns how often the code can execute a msgsnd to a thread; more than many if
// one is in a loop.
func (p *program) sendsTo(thread, many int) (n int) {
	for i := range p.code {
		if c := &p.code[i]; c.slot < 0 && c.op.Kind == isa.Msgsnd && c.to == thread {
			n++
			if p.inLoop(i) {
				n += many
			}
		}
	}
	return n
}

// inLoop reports whether the instruction at index i may be executed twice.
func (p *program) inLoop(i int) bool {
	for k := i; k < len(p.code); k++ {
		c := &p.code[k]
		if c.slot < 0 && (c.op.Kind == isa.Branch || c.op.Kind == isa.CondBranch) && c.to <= i {
			return true
		}
	}
	return false
}
