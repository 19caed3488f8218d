package results

import "github.com/fencewise/fencewise/programs/verdict"

// Lattice describes every combination of choices of one program's slots under one
// model. The rows of a [Comparison] have the verdict of each.
//
// If no verdict is Unknown, either border determines all verdicts: a combination is
// Never exactly if it is above one of Minimal, and Sometimes or Always exactly if it is
// below one of Maximal.
type Lattice struct {
	Program  string                  `json:"program"`
	Target   string                  `json:"target,omitempty"` // as in [Row]
	Model    string                  `json:"model"`
	Heading  string                  `json:"-"` // as in [Row]
	Slots    []LatticeSlot           `json:"slots"`
	Verdicts map[verdict.Verdict]int `json:"verdicts"` // how many combinations have each
	Asked    int                     `json:"asked"`    // combinations that were decided by a query
	Follow   int                     `json:"follow"`   // combinations whose verdict follows from those; the others were not reached
	Minimal  []Bound                 `json:"minimal"`
	Maximal  []Bound                 `json:"maximal"`

	// Limitation is a known limit of the model that the verdict on some
	// combination rests on.
	Limitation *Limitation `json:"limitation,omitempty"`
}

// LatticeSlot holds a slot, its choices, and the pairs of choices of which the second
// is proved to be at least as strong as the first.
type LatticeSlot struct {
	Name    string      `json:"name"`
	Choices []string    `json:"choices"`
	Order   [][2]string `json:"order"`
}

// Bound describes one or more combinations of a border. For each slot that matters it
// lists the choices at the border; other combinations on that side have a stronger
// choice (Minimal) or a weaker one (Maximal). Slots that it does not name may hold
// anything.
type Bound map[string][]string

// JudgedBy returns what tables and sentences call who judges the program: see [Row].
func (l *Lattice) JudgedBy() string { return judgedBy(l.Target, l.Heading, l.Model) }

// Size returns the number of combinations.
func (l *Lattice) Size() int {
	n := 0
	for _, of := range l.Verdicts {
		n += of
	}
	return n
}

// Indifferent lists the slots that neither border names: their choices change no
// verdict.
func (l *Lattice) Indifferent() []string {
	var names []string
	for _, s := range l.Slots {
		named := false
		for _, border := range [][]Bound{l.Minimal, l.Maximal} {
			for _, b := range border {
				named = named || b[s.Name] != nil
			}
		}
		if !named {
			names = append(names, s.Name)
		}
	}
	return names
}

// AtLeast reports whether a choice of the slot is proved to be at least as
// strong as another.
func (s *LatticeSlot) AtLeast(weak, strong string) bool {
	if weak == strong {
		return true
	}
	for _, p := range s.Order {
		if p == [2]string{weak, strong} {
			return true
		}
	}
	return false
}

// Above reports whether the choices are on the strong side of a bound of
// Minimal.
func (l *Lattice) Above(b Bound, choices map[string]string) bool {
	return l.within(b, choices, func(s *LatticeSlot, of, c string) bool { return s.AtLeast(of, c) })
}

// Below reports whether the choices are on the weak side of a bound of Maximal.
func (l *Lattice) Below(b Bound, choices map[string]string) bool {
	return l.within(b, choices, func(s *LatticeSlot, of, c string) bool { return s.AtLeast(c, of) })
}

func (l *Lattice) within(b Bound, choices map[string]string, side func(s *LatticeSlot, of, c string) bool) bool {
	for i := range l.Slots {
		s := &l.Slots[i]
		one := b[s.Name] == nil
		for _, of := range b[s.Name] {
			one = one || side(s, of, choices[s.Name])
		}
		if !one {
			return false
		}
	}
	return true
}
