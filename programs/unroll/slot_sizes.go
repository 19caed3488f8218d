package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// A location without a declared size has the size of its accesses. With some choices of a
// slot it may have no accesses, and then its size would be a different one. But a structure
// stands for all choices, and a location has one size in it. In such a case the init block
// has to declare the size.

// noteSizes records which locations have a declared size, if some slot has choices with
// code of their own.
func (b *builder) noteSizes() {
	b.declared = nil
	forks := false
	b.bodies(func(_ int, all []code) {
		forks = forks || slices.ContainsFunc(all, func(c code) bool { return c.starts != nil })
	})
	if !forks {
		return
	}
	for i := range b.s.Locs {
		b.declared = append(b.declared, b.s.Locs[i].Size > 0)
	}
}

// checkSlotSizes reports locations whose size depends on slot choices.
func (b *builder) checkSlotSizes() {
	if b.declared == nil {
		return
	}
	asks := b.slotsOfExprs()
	slot := make([]int, len(b.s.Locs)) // by location: 1 + a slot on which its accesses depend
	sure := make([]bool, len(b.s.Locs))
	for i := range b.s.Events {
		e := &b.s.Events[i]
		if e.Kind == event.InitWrite || e.Loc < 0 {
			continue
		}
		if s := asks[e.Guard]; s > 0 {
			slot[e.Loc] = s
		} else {
			sure[e.Loc] = true
		}
	}
	for i := range b.s.Locs {
		l := &b.s.Locs[i]
		if b.declared[i] || sure[i] || slot[i] == 0 || l.Size == untouchedSize(l) {
			continue
		}
		b.fail(diag.New(l.First, diag.EventSize, "the size of %s depends on the choice for slot %s", l.Name, b.s.Slots[slot[i]-1].Name).
			Note("its size in bytes is %d with this access, and %d with choices that do not access it", l.Size, untouchedSize(l)).
			WithFix("declare it in the init block: %s %s;", [...]string{1: "uint8_t", 2: "uint16_t", 4: "uint32_t", 8: "uint64_t"}[l.Size], l.Name))
	}
}

// slotsOfExprs returns, by expression, 1 + a slot whose choice the expression
// depends on; 0 for none.
func (b *builder) slotsOfExprs() []int {
	nodes := b.s.Pool.Nodes
	asks := make([]int, len(nodes)) // operands come before the expressions with them
	for i := range nodes {
		switch n := &nodes[i]; {
		case n.Op == event.SlotIs:
			asks[i] = int(n.Arg) + 1
		case !n.Op.Leaf():
			ops, k := n.Operands()
			for _, o := range ops[:k] {
				if asks[i] == 0 {
					asks[i] = asks[o]
				}
			}
		}
	}
	return asks
}
