package unroll

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// A test can ask whether some thread waits forever (litmus.Waits). Then an execution is a
// beginning of one without end: each thread has ended, or it stands at a point at which it
// can wait, by a free choice, and makes no event from there on. A thread that stands waits
// forever if it makes no progress alone, with the memory that all threads have left
// (solo.go). That is an expression over the final state, event.Wait.Holds.
//
// docs/decisions/035 has the argument why that is enough.

// canWait reports whether the path is at a point at which the thread can wait forever: the
// head of a loop, a load that is repeated, or an instruction that takes a doorbell.
func (u *unroller) canWait(p *path, c *code) bool {
	if p.choice > 0 || p.part > 0 {
		return false
	}
	return c.head || c.slot < 0 && (c.op.Kind == isa.TakeDoorbell || c.op.Kind.Loads() && c.op.Waits)
}

// stand lets the path stand at a point at which it can wait forever.
func (u *unroller) stand(p *path, c *code) {
	b, pool := u.b, u.b.s.Pool
	holds, clear := u.waitsAlone(p, c)
	if clear && holds == event.False {
		return
	}
	here := b.choice("the thread waits here forever", c.instr)
	guard := pool.Make(event.All, p.guard, here)
	if clear {
		w := event.Wait{Thread: u.thread, Guard: guard, Holds: holds, Cell: c.cell, Instr: c.instr, Loop: c.head, Interrupt: u.run.interrupt(), Next: len(b.s.Events)}
		if c.head {
			w.Cell, w.Instr = u.firstOf(p.pc)
		}
		b.s.Waits = append(b.s.Waits, w)
		b.ends = append(b.ends, event.ThreadEnd{Guard: guard})
		u.paths++
	} else {
		u.addCut(p, event.Cut{Kind: event.Unclear, Guard: guard, At: u.headAt(p.pc, p.pc+1)})
	}
	p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, here, 0))
}

// someWait returns the condition that some thread waits forever: each thread has ended, or
// stands where it makes no progress, and one of them does so.
func (b *builder) someWait() event.Expr {
	pool, some, all := b.s.Pool, event.False, event.True
	absent := map[event.Expr]event.Expr{}
	for i := range b.s.Waits {
		w := &b.s.Waits[i]
		w.Holds = b.withoutDoorbells(w.Holds, absent)
		some = pool.Make(event.Any, some, w.Guard)
	}
	for t := range b.s.Threads {
		ends, waits := event.False, false
		for _, end := range b.s.Threads[t].Ends {
			e := end.Guard
			if w := b.s.WaitAt(t, end.Guard); w != nil { // the guard comes first: without it, what Holds is about need not exist
				e, waits = pool.Make(event.All, e, w.Holds), true
			}
			ends = pool.Make(event.Any, ends, e)
		}
		if waits {
			all = pool.Make(event.All, all, ends)
		}
		if b.conditionTooLarge() {
			break
		}
	}
	return pool.Make(event.All, all, some)
}

// withoutDoorbells returns an expression in which no doorbell of a thread without events of
// its doorbell is pending. done holds what is known already.
func (b *builder) withoutDoorbells(e event.Expr, done map[event.Expr]event.Expr) event.Expr {
	if to, ok := done[e]; ok {
		return to
	}
	b.work++
	pool, n := b.s.Pool, b.s.Pool.Nodes[e]
	to := e
	switch {
	case n.Op == event.Pending:
		if m := b.s.Members[event.Dbo]; m == nil || len(m[n.Arg]) == 0 {
			to = event.False
		}
	case n.Op.Leaf():
	case n.Op == event.Ite:
		to = pool.Ite(b.withoutDoorbells(event.Expr(n.Arg), done), b.withoutDoorbells(n.A, done), b.withoutDoorbells(n.B, done))
	case n.Op.Unary():
		to = pool.Make(n.Op, b.withoutDoorbells(n.A, done), 0)
	default:
		to = pool.Make(n.Op, b.withoutDoorbells(n.A, done), b.withoutDoorbells(n.B, done))
	}
	done[e] = to
	return to
}

// firstOf returns the first instruction of a loop and its cell. Slots come before it.
func (u *unroller) firstOf(head int) (cell int, in *litmus.Instr) {
	for i := head; i < len(u.prog.code); i++ {
		if c := &u.prog.code[i]; c.slot < 0 {
			return c.cell, c.instr
		}
	}
	panic("unroll: a loop without an instruction")
}

// refuseWaits reports why it cannot be decided whether threads wait forever.
func (b *builder) refuseWaits() {
	if !b.asksWaits {
		return
	}
	d := diag.New(b.s.Test.NameSpan, diag.NoTermination, "it cannot be decided whether threads of %s wait forever", b.s.Test.Name)
	sections, graces, located := false, false, false
	tags := b.s.Tags()
	for i := range b.isa.Tags {
		if tag := &b.isa.Tags[i]; tags.Has(isa.Tag(i)) {
			sections, graces, located = sections || tag.Section, graces || tag.Grace, located || tag.Grace && tag.Located
		}
	}
	if len(b.s.Waits) > 0 && graces && (sections || located) {
		b.fail(d.Note("it has grace periods, which wait for read-side critical sections, and it is not known for which of them they would wait forever"))
	}
}
