package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// In a language in which control dependencies end (isa.Language.CtrlEnds), what a branch
// has tested matters until all ways through it have met again: until its immediate
// post-dominator. A path keeps what it will depend on then in frames.
//
// There, a value also depends on the branches under which it was computed, but only as
// far as later branches test it:
//
//	if (a) b = 1;
//	if (b) WRITE_ONCE(*x, 1);
//
// The store is control-dependent on a. A store of b would not be. So each register has,
// besides the reads from which its value was computed, those that branches tested before
// it was. Only what a branch tests in a register counts, as in herd7.

// frame is a branch that a path is still inside of.
type frame struct {
	end  int  // where it ends
	ctrl deps // path.ctrl from there on
	via  deps // path.via from there on
	up   *frame
}

// enter makes what follows on the path depend on a branch at p.pc until it ends, if it does
// in the language: on the reads in ctrl, of which those in via were tested through registers.
func (u *unroller) enter(p *path, ctrl, via deps) {
	b := u.b
	if ctrl.n == 0 {
		return
	}
	if !b.isa.CtrlEnds {
		u.addControls(p, ctrl)
		return
	}
	if end := u.prog.ends()[p.pc]; end >= 0 && (p.frames == nil || p.frames.end != end) {
		p.frames = &frame{end: end, ctrl: p.ctrl, via: p.via, up: p.frames}
	}
	p.ctrl, p.via = b.union(p.ctrl, ctrl), b.union(p.via, via)
}

// leave ends the dependencies on the branches that end where the path is.
func (p *path) leave() {
	for p.frames != nil && p.frames.end == p.pc {
		p.ctrl, p.via, p.frames = p.frames.ctrl, p.frames.via, p.frames.up
	}
}

// testedIn returns the reads that branches have tested before an operand was computed.
func (p *path) testedIn(a *isa.Arg) deps {
	if a.IsReg && p.tested != nil {
		return p.tested[a.Reg]
	}
	return deps{}
}

// noteTested records for a register what branches have tested before it is computed from
// some operands.
func (b *builder) noteTested(p *path, r isa.Reg, from ...*isa.Arg) {
	if p.tested == nil {
		return
	}
	d := p.via
	for _, a := range from {
		d = b.union(d, p.testedIn(a))
	}
	p.tested[r] = d
}

// frames reports whether two paths are inside of the same branches, and can
// depend on both what one and what the other has tested there.
func (m *merging) frames(p, q *frame) bool {
	for p != q {
		if p == nil || q == nil || p.end != q.end || !m.joins(p.ctrl, q.ctrl) || !m.joins(p.via, q.via) {
			return false
		}
		p, q = p.up, q.up
	}
	return true
}

// joinFrames returns the frames of two paths that become one.
func (m *merging) joinFrames(p, q *frame) *frame {
	if p == q {
		return p
	}
	return &frame{end: p.end, ctrl: m.join(p.ctrl, q.ctrl), via: m.join(p.via, q.via), up: m.joinFrames(p.up, q.up)}
}

// ends returns, by instruction, its immediate post-dominator: the first instruction to
// which every way from it to the end of the thread leads, or the end; -1 if no way leads
// to the end.
func (p *program) ends() []int {
	if p.postDom == nil {
		p.postDom = p.postDominators()
	}
	return p.postDom
}

// postDominators computes ends by iteration, from the end of the thread backwards.
func (p *program) postDominators() []int {
	n := len(p.code)
	order := p.backwards()
	rank := make([]int, n+1) // later in the order: closer to the end
	for k, i := range order {
		rank[i] = n + 1 - k
	}
	dom := make([]int, n+1)
	for i := range dom {
		dom[i] = -1
	}
	dom[n] = n
	for changed := true; changed; {
		changed = false
		for _, i := range order[1:] {
			best := -1
			p.successors(i, func(k int) {
				switch {
				case dom[k] < 0:
				case best < 0:
					best = k
				default:
					for x, y := best, k; ; {
						if best = x; x == y {
							return
						}
						if rank[x] < rank[y] {
							x = dom[x]
						} else {
							y = dom[y]
						}
					}
				}
			})
			if best != dom[i] {
				dom[i], changed = best, true
			}
		}
	}
	return dom[:n]
}

// backwards lists the end of the thread and all instructions from which it can be
// reached, each after at least one of its successors: in reverse postorder of the
// reversed graph.
func (p *program) backwards() []int {
	n := len(p.code)
	before := make([][]int, n+1)
	for i := range n {
		p.successors(i, func(k int) { before[k] = append(before[k], i) })
	}
	seen := make([]bool, n+1)
	var order []int
	type visit struct{ at, next int }
	stack := []visit{{at: n}}
	seen[n] = true
	for len(stack) > 0 {
		v := &stack[len(stack)-1]
		if v.next == len(before[v.at]) {
			order = append(order, v.at)
			stack = stack[:len(stack)-1]
			continue
		}
		i := before[v.at][v.next]
		v.next++
		if !seen[i] {
			seen[i] = true
			stack = append(stack, visit{at: i})
		}
	}
	slices.Reverse(order)
	return order
}

// testLive returns, for each instruction, the registers that a branch may test after it
// before they are overwritten, or of which one that it tests is computed.
func (p *program) testLive(regs int) []bitset.Set {
	if p.tests != nil {
		return p.tests
	}
	in := make([]bitset.Set, len(p.code)+1)
	for i := range in {
		in[i] = make(bitset.Set, bitset.Words(regs))
	}
	for changed := true; changed; {
		changed = false
		for i := len(p.code) - 1; i >= 0; i-- {
			s := make(bitset.Set, bitset.Words(regs))
			p.successors(i, func(k int) { s.AddAll(in[k]) })
			op := &p.code[i].op
			if p.code[i].slot < 0 {
				used := op.Kind == isa.CondBranch && !op.Cond.Free
				op.Writes(func(r isa.Reg) {
					used = used || op.Kind == isa.Arith && s.Has(int(r))
					s.Remove(int(r))
				})
				if used {
					op.Reads(func(r isa.Reg) { s.Add(int(r)) })
				}
			}
			if !slices.Equal(s, in[i]) {
				in[i], changed = s, true
			}
		}
	}
	p.tests = in
	return in
}

// testedAlike reports whether, for each register that a branch may test, two paths can
// depend on what branches have tested before it was computed on one or the other.
func (u *unroller) testedAlike(m *merging) bool {
	if m.p.tested == nil {
		return true
	}
	live := u.prog.testLive(u.b.regs.Len())[m.p.pc]
	for i := range m.p.tested {
		if live.Has(i) && !m.joins(m.p.tested[i], m.q.tested[i]) {
			return false
		}
	}
	return true
}

// mergeTested makes the first of two paths depend on what either of them has tested.
func (u *unroller) mergeTested(m *merging) {
	b, p, q := u.b, m.p, m.q
	p.via, p.frames, p.pair = m.join(p.via, q.via), m.joinFrames(p.frames, q.frames), deps{}
	if p.tested == nil {
		return
	}
	live := u.prog.testLive(b.regs.Len())[p.pc]
	for i := range p.tested {
		if live.Has(i) {
			p.tested[i] = m.join(p.tested[i], q.tested[i])
		} else {
			p.tested[i] = deps{}
		}
	}
}

// await restricts the path to executions in which the operand is not 0. In others the
// thread waits forever. It reports whether the path goes on.
func (u *unroller) await(p *path, c *code) bool {
	b, pool := u.b, u.b.s.Pool
	waits := b.settle(p.guard, b.isZero(b.arg(p, &c.op.A).val))
	switch waits {
	case event.False:
		return true
	case event.True:
		u.addWait(p, p.guard)
		return false
	}
	waits = u.fork(p, c, event.WaitFork, waits)
	u.addWait(p, pool.Make(event.All, p.guard, waits))
	p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, waits, 0))
	return true
}

// isZero returns the condition that a value is 0. Of one that is chosen between two
// constants it is about the choice.
func (b *builder) isZero(x event.Expr) event.Expr {
	pool := b.s.Pool
	if n := &pool.Nodes[x]; n.Op == event.Ite {
		one, ok := pool.ConstValue(n.A)
		other, both := pool.ConstValue(n.B)
		zero := event.Number(0)
		switch cond := event.Expr(n.Arg); {
		case !ok || !both || one == other:
		case one == zero:
			return cond
		case other == zero:
			return pool.Make(event.Not, cond, 0)
		default:
			return event.False
		}
	}
	return pool.Make(event.Eq64, x, event.False) // the number 0
}

// forkAtBranch returns the condition under which a branch is taken. A fork at a condition
// in C is about the condition, whether the branch is taken if it is true or if it is not.
func (u *unroller) forkAtBranch(p *path, c *code, taken event.Expr) event.Expr {
	pool, cond := u.b.s.Pool, &c.op.Cond
	switch {
	case !cond.Reg:
		return u.fork(p, c, event.BranchFork, taken)
	case !cond.When:
		return pool.Make(event.Not, u.fork(p, c, kindOf(cond), pool.Make(event.Not, taken, 0)), 0)
	}
	return u.fork(p, c, kindOf(cond), taken)
}

// kindOf returns the kind of the forks at branches on a register.
func kindOf(cond *isa.Cond) event.ForkKind {
	if cond.Free {
		return event.AttemptFork
	}
	return event.ConditionFork
}
