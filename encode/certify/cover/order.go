package cover

import "slices"

// Slot is a slot whose choice is not fixed.
type Slot struct {
	Name     string
	Choices  []string
	Barriers [][]string // for each choice: its barriers, in order
	// Apart says for each choice whether it does more than order accesses. Such a
	// choice is neither stronger nor weaker than any other. nil if no choice does.
	Apart   []bool
	Ordered bool // some choices can be stronger than others
}

// Step says that the model forbids everything with the barrier Strong that it forbids with
// the barrier Weak in the same place.
type Step struct{ Weak, Strong string }

// Lattice holds the slots of a program, which define its variants, and the steps that
// define their order.
type Lattice struct {
	Slots []Slot
	Steps []Step
}

// AtLeast reports whether the choice strong of a slot is at least as strong as the choice
// weak, and by which steps. For each barrier it takes the first one that is strong enough.
// This is never worse than a later one, which would leave fewer for the rest.
func (l *Lattice) AtLeast(slot, weak, strong int) (by []Step, ok bool) {
	s := &l.Slots[slot]
	switch {
	case weak == strong:
		return nil, true
	case !s.Ordered, s.apart(weak), s.apart(strong):
		return nil, false
	}
	rest := s.Barriers[strong]
	for _, w := range s.Barriers[weak] {
		k := slices.IndexFunc(rest, func(b string) bool { return b == w || slices.Contains(l.Steps, Step{w, b}) })
		if k < 0 {
			return nil, false
		}
		if rest[k] != w {
			by = append(by, Step{w, rest[k]})
		}
		rest = rest[k+1:]
	}
	return by, true
}

func (s *Slot) apart(choice int) bool { return len(s.Apart) > choice && s.Apart[choice] }
