package unroll

import (
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// doorbell executes an instruction that rings, takes, clears or masks doorbells. Whether a
// doorbell is pending depends on other threads, so the structure also contains executions
// that take a doorbell that is not pending. The encoder and the evaluator exclude them.
func (u *unroller) doorbell(p *path, c *code) *path {
	e := event.Event{Loc: -1, Guard: p.guard, Slot: -1}
	switch c.op.Kind {
	case isa.Msgsnd:
		e.Kind, e.Rings = event.MsgsndEvent, c.to
	case isa.Msgclr:
		e.Kind = event.MsgclrEvent
	case isa.IrqDisable, isa.IrqEnable:
		p.interrupts.masked = c.op.Kind == isa.IrqDisable
		p.pc++
		return p
	case isa.TryDoorbell:
		return u.tryDoorbell(p, c, e)
	case isa.TakeDoorbell:
		u.allowWait(p, c)
		e.Kind, e.Guard = event.IrqEvent, p.guard
	default:
		panic(fmt.Sprintf("unroll: operation of kind %d is not about doorbells", c.op.Kind))
	}
	u.addDoorbell(p, c, e)
	p.pc++
	return p
}

// allowWait lets the path wait for its doorbell if paths may be cut: the message may come
// from the part of another thread that was cut off.
func (u *unroller) allowWait(p *path, c *code) {
	if !u.b.mayCut() {
		return
	}
	pool := u.b.s.Pool
	waits := u.b.choice("no doorbell comes", c.instr)
	u.addWait(p, pool.Make(event.All, p.guard, waits))
	p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, waits, 0))
}

// mayCut reports whether some path may be cut: because of a loop or a handler, or because
// an address that is computed, read, or used on some paths only may have no location.
func (b *builder) mayCut() bool {
	return b.pointers || slices.ContainsFunc(b.programs, func(p program) bool {
		return p.handler != nil || p.movesAddress() ||
			slices.ContainsFunc(p.code, func(c code) bool { return c.head || c.op.Kind == isa.CondBranch || c.starts != nil })
	})
}

// movesAddress reports whether an access takes its address from a register that the thread
// changes. The new value need not be the address of a location.
func (p *program) movesAddress() bool {
	changed := map[isa.Reg]bool{}
	for i := range p.code {
		p.code[i].op.Writes(func(r isa.Reg) { changed[r] = true })
	}
	return slices.ContainsFunc(p.code, func(c code) bool {
		return c.op.Kind.Accesses() && (c.op.A.IsReg && changed[c.op.A.Reg] || c.op.B.IsReg && changed[c.op.B.Reg])
	})
}

// tryDoorbell forks the path: the doorbell is taken or not. It may be pending even if it is
// not taken.
func (u *unroller) tryDoorbell(p *path, c *code, e event.Event) *path {
	pool := u.b.s.Pool
	taken := u.b.choice("a doorbell is taken", c.instr)

	q := u.b.fork(p)
	q.guard = pool.Make(event.All, q.guard, pool.Make(event.Not, taken, 0))
	q.set(c.op.Dst, regValue{val: event.False})
	q.pc++
	u.b.todo = append(u.b.todo, q)

	p.guard = pool.Make(event.All, p.guard, taken)
	e.Kind, e.Guard = event.IrqEvent, p.guard
	u.addDoorbell(p, c, e)
	p.set(c.op.Dst, regValue{val: event.True})
	p.pc++
	return p
}

// addDoorbell adds an event that rings, takes or clears a doorbell. A round of a loop with
// such an event has an effect.
func (u *unroller) addDoorbell(p *path, c *code, e event.Event) {
	u.emit(p, c, e, edges{rmw: -1})
	p.wrote++
}

// choice makes a free choice and returns its expression.
func (b *builder) choice(what string, instr *litmus.Instr) event.Expr {
	b.s.FreeChoices = append(b.s.FreeChoices, event.FreeChoice{What: what, Instr: instr})
	return b.s.Pool.Leaf(event.Choice, int32(len(b.s.FreeChoices)-1), 0)
}

// pending returns the condition that a doorbell of the thread is pending in the final
// state.
func (b *builder) pending(p *litmus.Pending) event.Expr {
	t, ok := b.threadOf(p.Thread, p.Span)
	if !ok || b.s.Members[event.Dbo] == nil || len(b.s.Members[event.Dbo][t]) == 0 {
		return event.False
	}
	return b.s.Pool.Leaf(event.Pending, int32(t), 0)
}
