package unroll

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// run unrolls one thread: it follows every path from the start, depth first,
// the path that goes on before the one that jumps.
func (b *builder) run(thread int) {
	from := len(b.leaves)
	u := unroller{b: b, thread: thread, prog: &b.programs[thread], sure: event.True}
	first := b.startOf(thread)
	u.startInterrupts(first)
	u.all(first)
	b.s.Threads = append(b.s.Threads, event.Thread{Name: u.prog.thread.Name, Ends: b.leaves[from:]})
}

// unroller follows the paths of one thread, or of one run of its handler.
type unroller struct {
	b      *builder
	thread int
	prog   *program
	paths  int        // the number of paths that have ended or were cut
	sure   event.Expr // the guard at the start: that of events that are on all paths

	skipped bool // rounds without effect were skipped

	interrupts threadInterrupts
	run        *handlerRun // nil for the thread itself
}

// all follows a path and everything that it forks into.
func (u *unroller) all(first *path) {
	b := u.b
	base := len(b.todo)
	b.todo = append(b.todo, first)
	for len(b.todo) > base && len(b.errs) == 0 {
		p := b.todo[len(b.todo)-1]
		b.todo = b.todo[:len(b.todo)-1]
		u.follow(p)
	}
}

// follow runs a path until it ends, is cut, or an error is found. Where it
// forks, the other paths are put on the list.
func (u *unroller) follow(p *path) {
	for len(u.b.errs) == 0 {
		u.takeInterrupts(p)
		if p.pc == len(u.prog.code) {
			u.leave(p)
			break
		}
		if !u.within() {
			break
		}
		c := &u.prog.code[p.pc]
		if c.head && p.pick == 0 && p.step == 0 {
			u.arrive(p)
		}
		if c.slot >= 0 {
			if u.slot(p, c) == nil {
				break
			}
			continue
		}
		if u.step(p, c) == nil {
			break
		}
	}
	u.b.drop(p)
}

// step executes one instruction and moves on; nil when the path ends here.
func (u *unroller) step(p *path, c *code) *path {
	b, op := u.b, &c.op
	switch op.Kind {
	case isa.Nop:
	case isa.Arith:
		x, y, z := b.arg(p, &op.A), b.arg(p, &op.B), b.arg(p, &op.C)
		v := cell{val: b.alu(op, x.val, y.val, z.val), deps: b.merge(b.merge(x.deps, y.deps), z.deps)}
		if !u.means(p, c) {
			return nil
		}
		p.set(op.Dst, v)
		if op.Record {
			p.cr[0] = field{kind: fieldCompared, a: v.val, b: b.s.Pool.Number(0), deps: v.deps}
		}
	case isa.Compare:
		x, y := b.arg(p, &op.A), b.arg(p, &op.B)
		p.cr[op.CR] = field{kind: fieldCompared, a: x.val, b: y.val, word: op.Word, unsigned: op.Unsigned, deps: b.merge(x.deps, y.deps)}
	case isa.FromCR:
		v := b.fromCR(p, op.Fields)
		if !u.means(p, c) {
			return nil
		}
		p.set(op.Dst, v)
	case isa.ToCR:
		b.toCR(p, op.Fields, b.arg(p, &op.A))
		if !u.means(p, c) {
			return nil
		}
	case isa.Fence:
		u.emit(p, c, event.Event{Kind: event.FenceEvent, Tags: op.Tags, Loc: -1, Guard: p.guard, Slot: -1}, link{rmw: -1})
	case isa.Load, isa.LoadRes, isa.Store, isa.StoreCond:
		return u.access(p, c)
	case isa.Msgsnd, isa.Msgclr, isa.TakeDoorbell, isa.TryDoorbell, isa.IrqDisable, isa.IrqEnable:
		return u.doorbell(p, c)
	case isa.Trap, isa.Control:
		if c.in > 0 {
			u.depend(p, op, test{slot: c.in - 1, pick: c.pick, sure: true})
			break
		}
		x, y := b.arg(p, &op.A), b.arg(p, &op.B)
		u.controls(p, b.merge(x.deps, y.deps))
	case isa.Branch:
		return u.jump(p, c.to)
	case isa.CondBranch:
		return u.branch(p, c)
	default:
		panic(fmt.Sprintf("unroll: unknown kind of operation %d", op.Kind))
	}
	p.pc++
	return p
}

// emit adds an event at the end of the path.
func (u *unroller) emit(p *path, c *code, e event.Event, l link) int32 {
	e.Thread, e.Cell = u.thread, c.cell
	if c.in > 0 {
		e.Slot, e.SlotChoice = c.in-1, c.pick
	}
	if e.Instr == nil {
		e.Instr = c.instr
	}
	if p.heads != nil {
		e.Round = u.b.rounds(p, p.pc)
	}
	l.parent, l.ctrl = p.last, p.ctrl
	e.Interrupt = u.run.interrupt()
	id := u.b.event(e, l)
	p.last = id
	p.interrupts.passEvent(id)
	return id
}

// branch forks the path at a conditional branch, unless its outcome is known.
func (u *unroller) branch(p *path, c *code) *path {
	taken, tested := event.True, deps{}
	if cond := &c.op.Cond; cond.Count {
		ctr := p.reg(c.op.Dst)
		ctr.val = u.b.s.Pool.Make(event.Sub, ctr.val, u.b.s.Pool.Number(1))
		p.set(c.op.Dst, ctr)
		tested = ctr.deps
		taken = u.b.s.Pool.Make(event.Eq64, ctr.val, u.b.s.Pool.Number(0))
		if !cond.Zero {
			taken = u.b.s.Pool.Make(event.Not, taken, 0)
		}
	}
	if cond := &c.op.Cond; !cond.Always {
		f := &p.cr[c.op.CR]
		bit := u.b.test(f, cond.Bit)
		if !u.means(p, c) {
			return nil
		}
		if !cond.When {
			bit = u.b.s.Pool.Make(event.Not, bit, 0)
		}
		tested = u.b.merge(tested, f.deps)
		taken = u.b.s.Pool.Make(event.All, taken, bit)
	}
	u.controls(p, tested)
	taken = u.b.settle(p.guard, taken)
	switch {
	case c.to == u.prog.next(p.pc) || taken == event.False:
		p.pc++
		return p
	case taken == event.True:
		return u.jump(p, c.to)
	}
	q := u.b.fork(p)
	q.guard = u.b.s.Pool.Make(event.All, q.guard, taken)
	if u.jump(q, c.to) != nil {
		u.b.todo = append(u.b.todo, q)
	} else {
		u.b.drop(q)
	}
	p.guard = u.b.s.Pool.Make(event.All, p.guard, u.b.s.Pool.Make(event.Not, taken, 0))
	p.pc++
	return p
}

// controls notes that all that follows on the path depends on these reads.
func (u *unroller) controls(p *path, on deps) {
	before := p.ctrl
	p.ctrl = u.b.merge(p.ctrl, on)
	u.tests(p, before)
}

// jump goes to the instruction at index to; nil when the path ends with that.
func (u *unroller) jump(p *path, to int) *path {
	if to <= p.pc {
		if !u.skipRound(p, to) {
			return nil
		}
		if last := u.b.lastArrival(p, to); last != nil && last.jumps >= u.b.opts.Bound {
			u.cut(p, event.Cut{Kind: event.LoopBound, Guard: p.guard, Label: u.prog.labelOf(to), At: u.prog.code[p.pc].instr.Span,
				Head: u.headAt(to, p.pc), Change: u.changeOf(p, to)})
			return nil
		}
		p.back = p.pc
	}
	p.pc = to
	return p
}

// cut notes that a path is not followed further.
func (u *unroller) cut(p *path, c event.Cut) {
	c.Thread = u.thread
	u.b.s.Cuts = append(u.b.s.Cuts, c)
	u.paths++
}

// waits notes that the thread can stand still here.
func (u *unroller) waits(p *path, guard event.Expr) {
	if guard != event.False {
		u.b.s.Cuts = append(u.b.s.Cuts, event.Cut{Kind: event.Waits, Guard: guard, Thread: u.thread, At: u.prog.code[p.pc].instr.Span})
	}
}

// leave ends a path at the end of its thread.
func (u *unroller) leave(p *path) {
	u.paths++
	if u.run != nil {
		u.run.end(p)
		return
	}
	leaf := event.ThreadEnd{Guard: p.guard}
	if obs := u.b.observed[u.thread].regs; len(obs) > 0 {
		u.b.work += len(obs)
		leaf.Regs = make(map[isa.Reg]event.Expr, len(obs))
		for _, r := range obs {
			leaf.Regs[r] = p.reg(r).val
		}
	}
	u.b.leaves = append(u.b.leaves, leaf)
}
