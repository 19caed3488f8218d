package unroll

import (
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/isa"
)

// cycles holds the strongly connected components of the control flow of a body:
// every loop lies in one of them.
type cycles struct {
	of    []int   // by instruction: its component
	list  [][]int // by component: its instructions
	loops []bool  // by component: control can come back to its instructions
}

// maxCycle is the most instructions of a loop that is analysed.
const maxCycle = 256

// successors calls f for each instruction that control can go to from index i.
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

// idleHead finds an instruction that every round of a component comes through,
// and before which everything that is live is as it was a round ago: no
// instruction of the component assigns it, and none has an effect that something
// can see. It returns -1 where there is none, and rather one through which alone
// the component is entered.
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

// liveness returns the liveness of the code of a thread or of a handler when every
// store counts as visible: what a store depends on orders it even if nothing
// sees it.
func (b *builder) liveness(thread int, p *program) *liveness {
	if p.live == nil {
		p.live = p.liveIn(b.observed[thread].regs, b.regs.Len(), nil)
	}
	return p.live
}

// visibleLiveness returns the liveness of values in a body when only visible stores
// count.
func (b *builder) visibleLiveness(y *body) *liveness {
	p := y.program
	if p.visible == nil {
		v := b.sight()
		p.visible = p.liveIn(b.observed[y.thread].regs, b.regs.Len(), func(i int) bool { return v.isHidden(y, i) })
	}
	return p.visible
}

// everyRound reports whether every cycle of the component contains the
// instruction at index head.
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

// onlyEntry reports whether control enters the component only at head.
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
