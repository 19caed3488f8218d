package lattice

import (
	"fmt"

	"github.com/fencewise/fencewise/internal/diagram"
	"github.com/fencewise/fencewise/programs/event"
)

// MaxListed bounds the variants of a lattice of which each is to be looked at.
const MaxListed = 1 << 20

// maxVariants bounds the variants of any lattice, so that each has a number.
const maxVariants = 1 << 62

// TooMany is the error for a structure with too many variants.
type TooMany struct {
	Test   string
	Most   int
	Border bool // there are too many minimal or maximal variants
}

// Error says how many variants are too many.
func (e *TooMany) Error() string {
	what := "variants"
	if e.Border {
		what = "variants on the border between verdicts"
	}
	return fmt.Sprintf("%s has more than %d %s; fix some of its slots", e.Test, e.Most, what)
}

// grid numbers the variants of a structure in row-major order, and compares
// them: a variant is at least as strong as another if its choice in every slot
// is. The position of a variant is its slot assignment with 0 for fixed slots.
type grid struct {
	s      *event.Structure
	order  Order
	size   int
	stride []int   // by slot; 0 for one that is fixed
	below  [][]int // by slot, by choice: the choices that are at most as strong; one choice for a fixed slot
	space  *diagram.Diagrams
}

// newGrid returns the grid for a structure, if it has at most so many variants.
func newGrid(s *event.Structure, order Order, most int) (grid, error) {
	g := grid{s: s, order: order, size: 1, stride: make([]int, len(s.Slots)), below: make([][]int, len(s.Slots))}
	sizes := make([]int, len(s.Slots))
	for i := len(s.Slots) - 1; i >= 0; i-- {
		sizes[i] = 1
		if s.Slots[i].Fixed < 0 {
			sizes[i], g.stride[i] = len(s.Slots[i].Choices), g.size
			if g.size > most/sizes[i] {
				return g, &TooMany{Test: s.Test.Name, Most: most}
			}
			g.size *= sizes[i]
		}
		for c := range sizes[i] {
			n := 0
			for w := range sizes[i] {
				if order[i][w][c] {
					n++
				}
			}
			g.below[i] = append(g.below[i], n)
		}
	}
	g.space = diagram.New(sizes)
	return g, nil
}

// position returns the position of variant v.
func (g *grid) position(v int) []int {
	at := make([]int, len(g.stride))
	for i := range at {
		if g.stride[i] != 0 {
			at[i] = v / g.stride[i] % len(g.s.Slots[i].Choices)
		}
	}
	return at
}

// number returns the variant at a position, or with a slot assignment.
func (g *grid) number(at []int) int {
	v := 0
	for i, c := range at {
		v += c * g.stride[i]
	}
	return v
}

// choices returns the slot assignment of the variant at a position.
func (g *grid) choices(at []int) []int {
	slots := make([]int, len(at))
	for i := range at {
		if slots[i] = at[i]; g.stride[i] == 0 {
			slots[i] = max(0, g.s.Slots[i].Fixed)
		}
	}
	return slots
}
