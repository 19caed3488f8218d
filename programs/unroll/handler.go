package unroll

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// handlerRun is one run of a handler. It is nil for the thread itself.
type handlerRun struct {
	number int       // 1 + index into Structure.Interrupts
	ends   []pathEnd // of the paths that return from the handler
}

// interrupt returns the number of the run that events belong to; 0 for the thread itself.
func (r *handlerRun) interrupt() int {
	if r == nil {
		return 0
	}
	return r.number
}

// runHandler makes one run of the handler, under the condition taken, and joins its paths
// with the path on which no interrupt is taken. A path of the handler that has tested
// other reads than those cannot join them (see groupEnds): the thread goes on after it on
// a path of its own. runHandler reports whether any path returns from the handler.
func (u *unroller) runHandler(p *path, taken event.Expr, in event.Interrupt) bool {
	b, pool := u.b, u.b.s.Pool
	q := b.startOf(u.thread)
	q.guard, q.ctrl, q.interrupts.masked = taken, p.ctrl, true
	q.last = u.irq(p, taken)
	in.Irq = q.last
	b.s.Interrupts = append(b.s.Interrupts, in)
	run := &handlerRun{number: len(b.s.Interrupts)}
	h := unroller{b: b, thread: u.thread, prog: u.prog.handler, paths: u.paths, startGuard: taken, run: run}
	b.s.Events[q.last].Interrupt = run.number
	cuts, waits := len(b.s.Cuts), len(b.s.Waits)
	h.followAll(q)
	u.paths = h.paths

	groups := b.groupEnds(in.Irq, run.ends)
	for _, ends := range groups[1:] {
		q := b.fork(p)
		q.continueFrom(b.joinEnds(event.False, ends, p.ctrl, nil))
		q.interrupted(pool, taken, true)
		q.interrupts.next = in.Count + 1
		b.todo = append(b.todo, q)
	}
	guard := p.guard
	joined := b.joinEnds(pool.Make(event.Not, taken, 0), groups[0], p.ctrl, []int32{p.last})
	if h.skipped || len(b.s.Cuts) > cuts || len(b.s.Waits) > waits || len(groups) > 1 { // not every run comes back to this path
		guard = pool.Make(event.All, guard, joined.guard)
	}
	joined.guard = guard
	p.continueFrom(joined)
	p.interrupted(pool, taken, false)
	return len(run.ends) > 0
}

// end notes that a path returns from the handler.
func (r *handlerRun) end(p *path) {
	r.ends = append(r.ends, pathEnd{guard: p.guard, last: p.last, ctrl: p.ctrl})
}

// handlerCall returns an instruction that stands for the call of a handler, which no
// instruction makes.
func handlerCall(h *litmus.Thread) *litmus.Instr {
	return &litmus.Instr{Op: "doorbell", Span: h.Span, OpAt: h.Span}
}

// decodeHandler is decode for a handler. Handlers do not nest, so it must not take a
// doorbell itself.
func (b *builder) decodeHandler(t *litmus.Thread) *program {
	p := b.decode(t)
	p.call = handlerCall(t)
	for i := range p.code {
		c := &p.code[i]
		if c.slot >= 0 {
			continue
		}
		switch c.op.Kind {
		case isa.TakeDoorbell, isa.TryDoorbell, isa.IrqEnable:
			b.fail(diag.New(c.instr.Span, diag.EventHandler, "%s must not be in a handler", c.instr.Op).
				Note("a handler runs with doorbell interrupts disabled until it returns").
				WithFix("remove it; the thread takes a pending doorbell after the handler returns"))
		default: // a handler may contain everything else
		}
	}
	return &p
}
