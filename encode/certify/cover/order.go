package cover

import "slices"

// Slot is a slot that is free.
type Slot struct {
	Name     string
	Choices  []string
	Barriers [][]string // by choice: what it puts there, in order
	// Apart is, by choice, whether it does more than keep order: such a choice is
	// neither stronger nor weaker than any other. nil if none is apart.
	Apart   []bool
	Ordered bool // whether a choice can be stronger than another at all
}

// Step says that the model forbids no less with one barrier than with another
// in its place.
type Step struct{ Weak, Strong string }

// Lattice is the variants of a program, and what is known of their order.
type Lattice struct {
	Slots []Slot
	Steps []Step
}

// AtLeast reports whether a choice of a slot is at least as strong as another,
// and by which steps. To take for each barrier the first that will do loses
// nothing: what is behind it stays for the others.
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
