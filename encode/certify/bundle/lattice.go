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

// What package cover is told of a bundle. A program whose slots are all fixed is
// a lattice of one variant.

// lattice is the free slots of the formula, without steps.
func (f *formula) lattice() *cover.Lattice {
	l := &cover.Lattice{}
	ordered := strength.Ordered(f.c.Model, f.s)
	for _, i := range f.free() {
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

// kinds says which fact of package cover an answer is.
var kinds = map[string]map[bool]cover.Kind{
	holds:     {false: cover.Refuted},
	ends:      {false: cover.Empty, true: cover.Ends},
	candidate: {false: cover.Trivial, true: cover.Possible},
}

// facts is the facts of a bundle for package cover.
func coverFacts(l *cover.Lattice, facts []Fact) ([]cover.Fact, error) {
	var all []cover.Fact
	for i := range facts {
		kind, ok := kinds[facts[i].Question][facts[i].Solvable]
		if !ok {
			return nil, fmt.Errorf("fact %d is none of a bundle", i+1)
		}
		c, err := choices(l, facts[i].Slots)
		if err != nil {
			return nil, fmt.Errorf("fact %d: %w", i+1, err)
		}
		all = append(all, cover.Fact{Kind: kind, Choice: c})
	}
	return all, nil
}

// choices is choices of some slots by number.
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

// slotsOf is [choices] the other way round; nil if nothing is chosen.
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

// widest is the rows of all that follows from the facts.
func widest(l *cover.Lattice, facts []cover.Fact) []cover.Row {
	var rows []cover.Row
	for i := range facts {
		switch facts[i].Kind {
		case cover.Refuted, cover.Empty, cover.Trivial:
			rows = append(rows, l.Widest(i, &facts[i]))
		}
	}
	return rows
}

// barriers returns the two barriers of a step; NoTag for a name of none.
func (s *Step) barriers(c *Claim) (weak, strong isa.Tag) {
	lang := c.Model.Vocabulary.Language
	barrier := func(name string) isa.Tag { return lang.Barrier(isa.Of(lang.TagNamed(name))) }
	return barrier(s.Weak), barrier(s.Strong)
}

// question is the question that a step is the answer to.
func (s *Step) question(ctx context.Context, c *Claim) (*cnf.Formula, error) {
	weak, strong := s.barriers(c)
	if weak == isa.NoTag || strong == isa.NoTag || weak == strong {
		return nil, fmt.Errorf("there are no two barriers %q and %q", s.Weak, s.Strong)
	}
	f, why := strength.Formula(ctx, c.Model, weak, strong)
	if why != "" {
		return nil, fmt.Errorf("nothing shows that %s is at least as strong as %s: %s", s.Strong, s.Weak, why)
	}
	s.Variables, s.Clauses = f.Vars(), f.Clauses()+1
	if f.Contradiction {
		s.Clauses++
	}
	return f, nil
}

// names is a table of what the variables of the question stand for; those that
// are not in it are defined by clauses.
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

// text is the formula in DIMACS form.
func text(f *cnf.Formula) ([]byte, error) {
	var b bytes.Buffer
	err := f.WriteDIMACS(&b)
	return b.Bytes(), err
}

// shownVerdict is the verdict in words: what is said of all variants that are Never.
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
	neverEmpty   = "Never (no execution)" // the model allows the program none
)

// solved is the choice of every free slot in a solution.
func (f *formula) solved(l *cover.Lattice, values []bool) []int {
	c := make([]int, len(l.Slots))
	for s, i := range f.free() {
		c[s] = slices.IndexFunc(f.Selector[i], func(x cnf.Lit) bool { return values[x.Var()] == (x > 0) })
	}
	return c
}
