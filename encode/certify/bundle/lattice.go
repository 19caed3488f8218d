package bundle

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/encode/certify/cover"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/strength"
	"github.com/fencewise/fencewise/programs/isa"
)

// The functions of this file translate between bundles and package cover. A program
// whose slots are all fixed is a lattice of one variant.

// lattice returns the lattice of the free slots, without steps.
func (f *formula) lattice() *cover.Lattice {
	l := &cover.Lattice{}
	ordered := strength.Ordered(f.c.Model, f.s)
	for _, i := range f.freeSlots() {
		sl := &f.s.Slots[i]
		s := cover.Slot{Name: sl.Name, Choices: sl.Choices, Ordered: ordered[i]}
		comparable := strength.Comparable(f.c.Model, sl)
		for c, parts := range sl.Parts {
			names := []string{}
			for _, p := range parts {
				names = append(names, p.Text)
			}
			s.Barriers, s.Apart = append(s.Barriers, names), append(s.Apart, !comparable[c])
		}
		l.Slots = append(l.Slots, s)
	}
	return l
}

// kinds maps a question and its answer to the kind of fact in package cover.
var kinds = map[string]map[bool]cover.Kind{
	holds:     {false: cover.Refuted},
	ends:      {false: cover.Empty, true: cover.Ends},
	candidate: {false: cover.Trivial, true: cover.Possible},
}

// coverFacts returns the facts of a bundle in the form of package cover.
func coverFacts(l *cover.Lattice, facts []Fact) ([]cover.Fact, error) {
	var all []cover.Fact
	for i := range facts {
		kind, ok := kinds[facts[i].Question][facts[i].Solvable]
		if !ok {
			return nil, fmt.Errorf("fact %d has an unknown kind", i+1)
		}
		c, err := choices(l, facts[i].Slots)
		if err != nil {
			return nil, fmt.Errorf("fact %d: %w", i+1, err)
		}
		all = append(all, cover.Fact{Kind: kind, Choice: c})
	}
	return all, nil
}

// choices returns, for each slot of the lattice, the number of the choice that slots
// names for it, or cover.Any if slots does not name the slot.
func choices(l *cover.Lattice, slots map[string]string) ([]int, error) {
	c, seen := make([]int, len(l.Slots)), 0
	for s := range l.Slots {
		c[s] = cover.Any
		if text, ok := slots[l.Slots[s].Name]; ok {
			if c[s] = slices.Index(l.Slots[s].Choices, text); c[s] < 0 {
				return nil, fmt.Errorf("the slot %s has no choice %q", l.Slots[s].Name, text)
			}
			seen++
		}
	}
	if seen != len(slots) {
		return nil, fmt.Errorf("it names a slot that is not free")
	}
	return c, nil
}

// slotsOf does the inverse of choices: it returns the name of the choice for each slot
// that has a choice in c, or nil if no slot has one.
func slotsOf(l *cover.Lattice, c []int) map[string]string {
	var slots map[string]string
	for s, k := range c {
		if k != cover.Any {
			if slots == nil {
				slots = map[string]string{}
			}
			slots[l.Slots[s].Name] = l.Slots[s].Choices[k]
		}
	}
	return slots
}

// widestRows returns rows with everything that follows from the facts.
func widestRows(l *cover.Lattice, facts []cover.Fact) []cover.Row {
	var rows []cover.Row
	for i := range facts {
		switch facts[i].Kind {
		case cover.Refuted, cover.Empty, cover.Trivial:
			rows = append(rows, l.Widest(i, &facts[i]))
		}
	}
	return rows
}

// barriers returns the two barriers of a step, and NoTag for a name that is not a barrier.
func (s *Step) barriers(c *Claim) (weak, strong isa.Tag) {
	lang := c.Model.Vocabulary.Language
	barrier := func(name string) isa.Tag { return lang.Barrier(isa.Of(lang.TagNamed(name))) }
	return barrier(s.Weak), barrier(s.Strong)
}

// question returns the formula that a step's proof refutes, and sets the step's sizes.
func (s *Step) question(ctx context.Context, c *Claim) (*cnf.Formula, error) {
	weak, strong := s.barriers(c)
	if weak == isa.NoTag || strong == isa.NoTag || weak == strong {
		return nil, fmt.Errorf("%q and %q are not two barriers", s.Weak, s.Strong)
	}
	f, why := strength.Formula(ctx, c.Model, weak, strong)
	if why != "" {
		return nil, fmt.Errorf("it cannot be shown that %s is at least as strong as %s: %s", s.Strong, s.Weak, why)
	}
	s.Variables, s.Clauses = f.Vars(), f.Clauses()+1
	if f.Contradiction {
		s.Clauses++
	}
	return f, nil
}

// names returns a table with the meanings of the variables of a step's formula. Clauses
// define the variables that are not in it.
func (s *Step) names(c *Claim) []byte {
	weak, strong := s.barriers(c)
	b := []byte("variable\tmeaning\n1\ttrue\n")
	for v, name := range strength.Names(c.Model, weak, strong) {
		if name != "" {
			b = fmt.Appendf(b, "%d\t%s\n", v, name)
		}
	}
	return b
}

// dimacsText returns the formula in DIMACS form.
func dimacsText(f *cnf.Formula) ([]byte, error) {
	var b bytes.Buffer
	err := f.WriteDIMACS(&b)
	return b.Bytes(), err
}

// shownVerdict returns the verdict that holds for all variants that are Never.
func shownVerdict(n cover.Shown) string {
	switch {
	case n.Never == n.Trivial:
		return neverTrivial
	case n.Never == n.Empty:
		return neverEmpty
	}
	return never
}

// The verdicts of a bundle.
const (
	never        = "Never"
	neverTrivial = "Never (trivial)"      // the outcome is impossible without any model
	neverEmpty   = "Never (no execution)" // the model allows no execution of the program
)

// choicesIn returns the choice of every free slot in a solution.
func (f *formula) choicesIn(l *cover.Lattice, values []bool) []int {
	c := make([]int, len(l.Slots))
	for s, i := range f.freeSlots() {
		c[s] = slices.IndexFunc(f.Selector[i], func(x cnf.Lit) bool { return values[x.Var()] == (x > 0) })
	}
	return c
}
