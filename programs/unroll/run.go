package unroll

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// run unrolls one thread. It follows every path from the start, depth first. At a branch,
// the path that does not jump comes first.
func (b *builder) run(thread int) {
	from := len(b.ends)
	u := unroller{b: b, thread: thread, prog: &b.programs[thread], startGuard: event.True}
	b.findTurns(thread, u.prog)
	first := b.startOf(thread)
	u.startInterrupts(first)
	u.followAll(first)
	b.s.Threads = append(b.s.Threads, event.Thread{Name: u.prog.thread.Title(), Ends: b.ends[from:]})
}

// unroller follows the paths of one thread, or of one run of its handler.
type unroller struct {
	b          *builder
	thread     int
	prog       *program
	paths      int        // the number of paths that have ended or were cut
	startGuard event.Expr // the guard at the start, which events on all paths have

	skipped bool // rounds without effect were skipped

	interrupts threadInterrupts
	run        *handlerRun // nil for the thread itself
}

// followAll follows a path and all paths that fork off it.
func (u *unroller) followAll(first *path) {
	b := u.b
	base := len(b.todo)
	b.todo = append(b.todo, first)
	for len(b.todo) > base && len(b.errs) == 0 {
		u.follow(u.nextPath(base))
	}
}

// follow runs a path until it ends, is cut, comes to a point where others may join it, or
// an error is found. Where the path forks, the other paths are added to builder.todo.
func (u *unroller) follow(p *path) {
	for first := true; len(u.b.errs) == 0; first = false {
		p.leave()
		if !first && u.waitsForOthers(p) {
			u.b.todo = append(u.b.todo, p)
			return
		}
		u.takeInterrupts(p)
		if p.pc == len(u.prog.code) {
			u.endPath(p)
			break
		}
		if !u.withinLimits() {
			break
		}
		c := &u.prog.code[p.pc]
		if u.b.asksWaits && u.canWait(p, c) {
			u.stand(p, c)
		}
		if c.head && p.choice == 0 && p.part == 0 {
			u.arrive(p)
		}
		if c.turn && !u.atTurn(p) {
			break
		}
		if c.slot >= 0 {
			if u.executeSlot(p, c) == nil {
				break
			}
			continue
		}
		if u.execute(p, c) == nil {
			break
		}
	}
	u.b.release(p)
}

// execute executes one instruction. It returns nil if the path ends there.
func (u *unroller) execute(p *path, c *code) *path {
	b, op := u.b, &c.op
	switch op.Kind {
	case isa.Nop:
	case isa.Arith, isa.Compare, isa.FromCR, isa.ToCR:
		b.calculate(p, op)
		if !u.keepMeaningful(p, c) {
			return nil
		}
	case isa.Fence:
		u.emit(p, c, event.Event{Kind: event.FenceEvent, Tags: op.Tags, Loc: -1, Guard: p.guard, Slot: -1}, edges{rmw: -1})
	case isa.Load, isa.LoadRes, isa.Store, isa.StoreCond, isa.LocFence:
		return u.access(p, c)
	case isa.Await:
		if !u.await(p, c) {
			return nil
		}
	case isa.Choose:
		p.set(op.Dst, regValue{val: b.s.Pool.Ite(b.choice(c.instr.Op, c.instr), event.True, event.False)}) // 1 or 0
		b.noteTested(p, op.Dst)
	case isa.Msgsnd, isa.Msgclr, isa.TakeDoorbell, isa.TryDoorbell, isa.IrqDisable, isa.IrqEnable:
		return u.doorbell(p, c)
	case isa.Trap, isa.Control:
		if c.inSlot > 0 {
			u.addSlotControls(p, op, slotTest{slot: c.inSlot - 1, choice: c.choice, always: true})
			break
		}
		x, y := b.arg(p, &op.A), b.arg(p, &op.B)
		u.addControls(p, b.union(x.deps, y.deps))
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

// calculate executes an instruction that only computes.
func (b *builder) calculate(p *path, op *isa.Op) {
	switch op.Kind {
	case isa.Arith:
		x, y, z := b.arg(p, &op.A), b.arg(p, &op.B), b.arg(p, &op.C)
		v := regValue{val: b.alu(op, x.val, y.val, z.val), deps: b.union(b.union(x.deps, y.deps), z.deps)}
		p.set(op.Dst, v)
		b.noteTested(p, op.Dst, &op.A, &op.B, &op.C)
		if op.Record {
			p.cr[0] = field{kind: fieldCompared, a: v.val, b: b.s.Pool.Number(0), deps: v.deps}
		}
	case isa.Compare:
		x, y := b.arg(p, &op.A), b.arg(p, &op.B)
		p.cr[op.CR] = field{kind: fieldCompared, a: x.val, b: y.val, word: op.Word, unsigned: op.Unsigned, deps: b.union(x.deps, y.deps)}
	case isa.FromCR:
		p.set(op.Dst, b.fromCR(p, op.Fields))
	case isa.ToCR:
		b.toCR(p, op.Fields, b.arg(p, &op.A))
	default:
		panic(fmt.Sprintf("unroll: operations of kind %d do more than compute", op.Kind))
	}
}

// emit adds an event at the end of the path and returns its number.
func (u *unroller) emit(p *path, c *code, e event.Event, l edges) int32 {
	e.Thread, e.Cell = u.thread, c.cell
	if c.inSlot > 0 {
		e.Slot, e.SlotChoice = c.inSlot-1, c.choice
	}
	if e.Instr == nil {
		e.Instr, e.Machine = c.instr, c.machine
	}
	if p.heads != nil {
		e.Round = u.b.roundOf(p, p.pc)
	}
	l.parent, l.ctrl, l.pc = p.last, p.ctrl, int32(p.pc)
	e.Interrupt = u.run.interrupt()
	id := u.b.addEvent(e, l)
	p.last = id
	p.interrupts.passEvent(id)
	return id
}

// branch executes a conditional branch. The path forks unless the outcome is known.
func (u *unroller) branch(p *path, c *code) *path {
	taken, tested := u.b.outcome(p, &c.op)
	if !u.keepMeaningful(p, c) {
		return nil
	}
	if cond := &c.op.Cond; cond.Reg && !cond.Free {
		x, y := u.b.arg(p, &c.op.A), u.b.arg(p, &c.op.B)
		via := u.b.union(y.deps, p.testedIn(&c.op.B))
		u.enter(p, u.b.union(u.b.union(x.deps, p.testedIn(&c.op.A)), via), via)
	}
	u.addControls(p, tested)
	taken = u.b.settle(p.guard, taken)
	switch {
	case c.to == u.prog.next(p.pc) || taken == event.False:
		p.pc++
		return p
	case taken == event.True:
		return u.jump(p, c.to)
	}
	taken = u.forkAtBranch(p, c, taken)
	q := u.b.fork(p)
	q.guard = u.b.s.Pool.Make(event.All, q.guard, taken)
	if u.jump(q, c.to) != nil {
		u.b.todo = append(u.b.todo, q)
	} else {
		u.b.release(q)
	}
	p.guard = u.b.s.Pool.Make(event.All, p.guard, u.b.s.Pool.Make(event.Not, taken, 0))
	p.pc++
	return p
}

// outcome returns the condition that a branch is taken, and the reads that it tests in
// condition fields and counters. It counts, where the branch does.
func (b *builder) outcome(p *path, op *isa.Op) (taken event.Expr, tested deps) {
	pool, cond := b.s.Pool, &op.Cond
	taken = event.True
	if cond.Count {
		ctr := p.reg(op.Dst)
		ctr.val = pool.Make(event.Sub, ctr.val, pool.Number(1))
		p.set(op.Dst, ctr)
		tested = ctr.deps
		taken = pool.Make(event.Eq64, ctr.val, pool.Number(0))
		if !cond.Zero {
			taken = pool.Make(event.Not, taken, 0)
		}
	}
	switch {
	case cond.Reg:
		zero := b.isZero(b.arg(p, &op.A).val)
		if cond.When {
			zero = pool.Make(event.Not, zero, 0)
		}
		taken = pool.Make(event.All, taken, zero)
	case !cond.Always:
		f := &p.cr[op.CR]
		bit := b.bitValue(f, cond.Bit)
		if !cond.When {
			bit = pool.Make(event.Not, bit, 0)
		}
		tested = b.union(tested, f.deps)
		taken = pool.Make(event.All, taken, bit)
	}
	return taken, tested
}

// addControls makes everything later on the path control-dependent on some reads.
func (u *unroller) addControls(p *path, on deps) {
	before := p.ctrl
	p.ctrl = u.b.union(p.ctrl, on)
	u.noteTests(p, before)
}

// jump goes to the instruction at index to. It returns nil if the path ends instead.
func (u *unroller) jump(p *path, to int) *path {
	if to <= p.pc {
		if !u.skipRound(p, to) {
			return nil
		}
		if last := u.b.lastArrival(p, to); last != nil && last.jumps >= u.b.opts.Bound {
			u.addCut(p, event.Cut{Kind: event.LoopBound, Guard: p.guard, Label: u.prog.labelOf(to), At: u.prog.code[p.pc].instr.Span,
				Head: u.headAt(to, p.pc), Change: u.changeOf(p, to)})
			return nil
		}
		p.back = p.pc
	}
	p.pc = to
	return p
}

// addCut records that a path is not followed any further.
func (u *unroller) addCut(p *path, c event.Cut) {
	c.Thread = u.thread
	u.b.s.Cuts = append(u.b.s.Cuts, c)
	u.paths++
}

// addWait records that the thread can wait here forever.
func (u *unroller) addWait(p *path, guard event.Expr) {
	if guard != event.False {
		u.b.s.Cuts = append(u.b.s.Cuts, event.Cut{Kind: event.Waits, Guard: guard, Thread: u.thread, At: u.prog.code[p.pc].instr.Span})
	}
}

// endPath ends a path at the end of its thread, or of its handler.
func (u *unroller) endPath(p *path) {
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
	u.b.ends = append(u.b.ends, leaf)
}
