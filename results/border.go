package results

import (
	"slices"
	"strings"
)

// SetBorders draws single combinations of a border together. Each combination is first
// a box: for every slot the set of choices at least (or at most) as strong as its own.
// A box is widened as long as the other boxes allow it. A slot that does not matter to
// a box then has every choice in it. Without this step the border would list one
// combination twice if neither of two choices is stronger. The union of all boxes does
// not change.

// SetBorders fills in Minimal and Maximal from the combinations of the borders,
// each with a choice for every slot.
func (l *Lattice) SetBorders(minimal, maximal []map[string]string) {
	l.Minimal = l.bounds(minimal, func(s *LatticeSlot, of, c string) bool { return s.AtLeast(of, c) })
	l.Maximal = l.bounds(maximal, func(s *LatticeSlot, of, c string) bool { return s.AtLeast(c, of) })
}

// box says, by slot and choice, what is in it.
type box [][]bool

func (l *Lattice) bounds(points []map[string]string, side func(s *LatticeSlot, of, c string) bool) []Bound {
	var boxes []box
	for _, p := range points {
		b := make(box, len(l.Slots))
		for i := range l.Slots {
			s := &l.Slots[i]
			for _, c := range s.Choices {
				b[i] = append(b[i], side(s, p[s.Name], c))
			}
		}
		boxes = append(boxes, b)
	}
	for n := -1; n != len(boxes); {
		n = len(boxes)
		for slot := range l.Slots {
			boxes = merged(boxes, slot)
		}
	}
	if len(boxes) <= maxCompared {
		widen(boxes)
		boxes = largest(boxes)
	}
	bounds := []Bound{} // not null in JSON
	for _, b := range boxes {
		bounds = append(bounds, l.bound(b, side))
	}
	return bounds
}

// merged unites boxes that differ in at most one slot: a quick first step if there are
// very many.
func merged(boxes []box, slot int) []box {
	var out []box
	at := map[string]int{}
	for _, b := range boxes {
		key := b.key(slot)
		i, seen := at[key]
		if !seen {
			at[key] = len(out)
			out = append(out, slices.Clone(b))
			continue
		}
		both := slices.Clone(b[slot])
		for c, in := range out[i][slot] {
			both[c] = both[c] || in
		}
		out[i][slot] = both
	}
	return out
}

// key describes a box without one of its slots.
func (b box) key(without int) string {
	var k strings.Builder
	for i, choices := range b {
		if i == without {
			continue
		}
		for _, in := range choices {
			k.WriteByte(map[bool]byte{false: '0', true: '1'}[in])
		}
		k.WriteByte(' ')
	}
	return k.String()
}

// maxCompared bounds the boxes that are compared with one another. More boxes occur
// only if hardly any order of choices is known.
const maxCompared = 1000

// widen adds a choice to a box if other boxes contain everything that this adds.
func widen(boxes []box) {
	for again := true; again; {
		again = false
		for _, b := range boxes {
			for slot := range b {
				for c := range b[slot] {
					if !b[slot][c] && b.mayHave(boxes, slot, c) {
						b[slot][c], again = true, true
					}
				}
			}
		}
	}
}

func (b box) mayHave(boxes []box, slot, choice int) bool {
	only := slices.Clone(b)
	only[slot] = make([]bool, len(b[slot]))
	only[slot][choice] = true
	return slices.ContainsFunc(boxes, only.in)
}

// largest returns the boxes that are not inside others.
func largest(boxes []box) []box {
	var out []box
	for i, b := range boxes {
		inside := false
		for k, o := range boxes {
			inside = inside || k != i && b.in(o) && (k < i || !o.in(b))
		}
		if !inside {
			out = append(out, b)
		}
	}
	return out
}

// in reports whether everything in b is in o.
func (b box) in(o box) bool {
	for i := range b {
		for c := range b[i] {
			if b[i][c] && !o[i][c] {
				return false
			}
		}
	}
	return true
}

// bound names the choices at the edge of a box: those that no other choice in the box
// implies. Of several that are equally strong it names the first.
func (l *Lattice) bound(b box, side func(s *LatticeSlot, of, c string) bool) Bound {
	bound := Bound{}
	for i := range l.Slots {
		s := &l.Slots[i]
		if !slices.Contains(b[i], false) {
			continue
		}
		for c, name := range s.Choices {
			edge := b[i][c]
			for o, other := range s.Choices {
				if b[i][o] && o != c && side(s, other, name) && (o < c || !side(s, name, other)) {
					edge = false
				}
			}
			if edge {
				bound[s.Name] = append(bound[s.Name], name)
			}
		}
	}
	return bound
}
