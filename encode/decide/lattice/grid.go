package lattice

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
)

// grid numbers the variants of a structure in row-major order, and compares
// them: a variant is at least as strong as another if its choice in every slot
// is.
type grid struct {
	s      *event.Structure
	order  Order
	size   int
	stride []int // by slot; 0 for one that is fixed
}

func newGrid(s *event.Structure, order Order) grid {
	g := grid{s: s, order: order, size: 1, stride: make([]int, len(s.Slots))}
	for i := len(s.Slots) - 1; i >= 0; i-- {
		if s.Slots[i].Fixed < 0 {
			g.stride[i] = g.size
			if g.size *= len(s.Slots[i].Choices); g.size > maxVariants {
				break
			}
		}
	}
	return g
}

// choice returns the choice that variant v has in a slot.
func (g *grid) choice(v, slot int) int {
	if g.stride[slot] == 0 {
		return max(0, g.s.Slots[slot].Fixed)
	}
	return v / g.stride[slot] % len(g.s.Slots[slot].Choices)
}

// slots returns the slot assignment of variant v.
func (g *grid) slots(v int) []int {
	slots := make([]int, len(g.stride))
	for i := range slots {
		slots[i] = g.choice(v, i)
	}
	return slots
}

// with returns the variant that differs from v in the choice of a free slot.
func (g *grid) with(v, slot, choice int) int {
	return v + (choice-g.choice(v, slot))*g.stride[slot]
}

// each calls f for every variant whose choices are all among those allowed in
// their slots.
func (g *grid) each(allowed func(slot, choice int) bool, f func(v int)) {
	var walk func(slot, v int)
	walk = func(slot, v int) {
		if slot == len(g.stride) {
			f(v)
			return
		}
		if g.stride[slot] == 0 {
			walk(slot+1, v)
			return
		}
		for c := range g.s.Slots[slot].Choices {
			if allowed(slot, c) {
				walk(slot+1, v+c*g.stride[slot])
			}
		}
	}
	walk(0, 0)
}

// strongestFirst lists all variants, each after those that are stronger.
func (g *grid) strongestFirst() []int {
	// A choice has more choices below it than one that is weaker.
	below := make([][]int, len(g.stride))
	for i := range g.stride {
		for c := range g.s.Slots[i].Choices {
			n := 0
			for w := range g.s.Slots[i].Choices {
				if g.order[i][w][c] {
					n++
				}
			}
			below[i] = append(below[i], n)
		}
	}
	rank := make([]int, g.size)
	all := make([]int, g.size)
	for v := range all {
		all[v] = v
		for i := range g.stride {
			rank[v] += below[i][g.choice(v, i)]
		}
	}
	slices.SortStableFunc(all, func(a, b int) int { return rank[b] - rank[a] })
	return all
}
