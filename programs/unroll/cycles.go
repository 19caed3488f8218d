package unroll

import (
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/isa"
)

// cycles holds the strongly connected components of the control flow of a body. Every loop
// lies in one of them.
type cycles struct {
	of    []int   // by instruction: its component
	list  [][]int // by component: its instructions
	loops []bool  // by component: its instructions can be executed more than once
}

// maxCycle is the largest number of instructions of a loop that is analysed.
const maxCycle = 256

// successors calls f for the index of each instruction that may follow the one at index i.
func (p *program) successors(i int, f func(int)) {
	c := &p.code[i]
	switch {
	case c.slot >= 0:
		for _, start := range c.starts {
			if start > 0 {
				f(start)
			}
		}
		f(c.to)
	case c.op.Kind == isa.Branch:
		f(c.to)
	case c.op.Kind == isa.CondBranch:
		f(c.to)
		f(i + 1)
	default: // only branches jump
		f(i + 1)
	}
}

// findCycles computes the components by Tarjan's algorithm.
func (p *program) findCycles() *cycles {
	n := len(p.code)
	c := &cycles{of: make([]int, n)}
	number, low := make([]int, n), make([]int, n) // 0: not yet reached
	open := make([]bool, n)
	var stack []int
	reached := 0
	var visit func(i int)
	visit = func(i int) {
		reached++
		number[i], low[i] = reached, reached
		stack, open[i] = append(stack, i), true
		again := false
		p.successors(i, func(k int) {
			switch {
			case k == n:
			case number[k] == 0:
				visit(k)
				low[i] = min(low[i], low[k])
			case open[k]:
				low[i] = min(low[i], number[k])
			}
			again = again || k == i
		})
		if low[i] < number[i] {
			return
		}
		var comp []int
		for {
			k := stack[len(stack)-1]
			stack, open[k] = stack[:len(stack)-1], false
			comp = append(comp, k)
			c.of[k] = len(c.list)
			if k == i {
				break
			}
		}
		c.list, c.loops = append(c.list, comp), append(c.loops, again || len(comp) > 1)
	}
	for i := range n {
		if number[i] == 0 {
			visit(i)
		}
	}
	return c
}

// idleHead finds an instruction that is in every round of a component, and before which
// everything that is live is as it was one round earlier: no instruction of the component
// assigns it, and none has a visible effect. It prefers an instruction that is the only
// entry of the component, and returns -1 if none exists.
func (b *builder) idleHead(y *body, comp int) (head int) {
	in := y.cycles.list[comp]
	if len(in) > maxCycle {
		return -1
	}
	live := b.liveness(y.thread, y.program)
	assigned := make(bitset.Set, len(live.in[0]))
	for _, i := range in {
		c := &y.code[i]
		switch k := c.op.Kind; {
		case k == isa.Store:
			if !b.sight().isHidden(y, i) {
				return -1
			}
		case k == isa.LoadRes:
			assigned.Add(resBit)
		case k.HasEffect():
			return -1
		}
		c.assigns(assigned.Add)
	}
	head = -1
	for _, h := range in {
		if assigned.Meets(live.in[h]) || !y.everyRound(comp, h) {
			continue
		}
		if head = h; y.onlyEntry(comp, h) {
			break
		}
	}
	return head
}

// liveness returns the liveness of the code of a thread or of a handler. Every store counts
// as visible: even if nothing sees it, its dependencies order it.
func (b *builder) liveness(thread int, p *program) *liveness {
	if p.live == nil {
		p.live = p.liveIn(b.observed[thread].regs, b.regs.Len(), nil)
	}
	return p.live
}

// visibleLiveness returns the liveness of values in a body. Only visible stores count.
func (b *builder) visibleLiveness(y *body) *liveness {
	p := y.program
	if p.visible == nil {
		v := b.sight()
		p.visible = p.liveIn(b.observed[y.thread].regs, b.regs.Len(), func(i int) bool { return v.isHidden(y, i) })
	}
	return p.visible
}

// everyRound reports whether every cycle of a component contains the instruction at index
// head.
func (y *body) everyRound(comp, head int) bool {
	const open, done = 1, 2
	state := map[int]int{head: done}
	var acyclic func(i int) bool
	acyclic = func(i int) bool {
		state[i] = open
		ok := true
		y.successors(i, func(k int) {
			if k == len(y.code) || y.cycles.of[k] != comp || state[k] == done {
				return
			}
			ok = ok && state[k] != open && acyclic(k)
		})
		state[i] = done
		return ok
	}
	for _, i := range y.cycles.list[comp] {
		if state[i] == 0 && !acyclic(i) {
			return false
		}
	}
	return true
}

// onlyEntry reports whether control enters a component only at head.
func (y *body) onlyEntry(comp, head int) bool {
	only := y.cycles.of[0] != comp || head == 0
	for i := range y.code {
		if y.cycles.of[i] != comp {
			y.successors(i, func(k int) {
				only = only && (k == len(y.code) || y.cycles.of[k] != comp || k == head)
			})
		}
	}
	return only
}
