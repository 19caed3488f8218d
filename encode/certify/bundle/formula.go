package bundle

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/certify"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// The questions. All are about one formula, which consists of three parts, one after the
// other: what an execution is; the query, which is one clause and its definitions; and
// the model.
const (
	holds     = "holds"     // about the whole formula
	ends      = "ends"      // about the formula without the clause of the query
	candidate = "candidate" // about the formula without the model
)

// formula is the complete formula of a claim, without any simplification.
type formula struct {
	c *Claim
	s *event.Structure
	*encode.Encoding
	questions []Question // holds, ends, candidate
}

// holdsAll returns an error if the claim depends on a file that bundles do not hold.
func (c *Claim) holdsAll() error {
	lacks := func(what string, src *diag.Source) error {
		return diag.New(c.Test.NameSpan, diag.BundleModel, "a bundle does not hold a %s, and the answer depends on %s", what, src.Name).
			WithFix("use an embedded model and its primitives")
	}
	switch {
	case c.Test.Macros != nil:
		return lacks("table of macros", c.Test.Macros.Src)
	case c.Model.Bell != nil:
		return lacks("bell", c.Model.Bell)
	}
	return nil
}

// formula returns the formula of the claim about a structure.
func (c *Claim) formula(ctx context.Context, s *event.Structure) (*formula, error) {
	if err := c.holdsAll(); err != nil {
		return nil, err
	}
	if bounds := func(cut event.Cut) bool { return cut.LosesExecutions() }; c.Model.Beginnings(s) != c.Model && slices.ContainsFunc(s.Cuts, bounds) {
		return nil, diag.New(c.Test.NameSpan, diag.BundleModel, "%s has an axiom that the beginning of an execution can violate though the whole does not: "+
			"a bundle cannot show that no execution goes beyond what was unrolled", c.Model.Name).
			WithFix("raise --bound until no loop reaches it")
	}
	x, err := encode.NewEncoder(c.Model).Start(ctx, encode.Query{Structure: s, Goal: encode.Either}, encode.Options{Whole: true, Former: c.Former, Uncounted: c.Uncounted, Unsequenced: c.Unsequenced, OrderAlike: c.OrderAlike})
	var big *encode.TooBig
	switch {
	case errors.As(err, &big):
		return nil, diag.New(c.Test.NameSpan, diag.BundleModel, "the question cannot be put into a bundle: %v", err)
	case err != nil:
		return nil, err
	}
	model, before := len(x.F.Tags), x.F.Contradiction
	for {
		if _, more, err := x.Next(); err != nil {
			return nil, err
		} else if !more {
			break
		}
		if err := x.Add(); err != nil {
			return nil, err
		}
	}
	// Clauses are numbered as in the DIMACS text: the constant comes first, then the
	// empty clause if the formula has one.
	first, all := 2, len(x.F.Tags)+1
	var without [][2]int
	if x.F.Contradiction {
		first, all = first+1, all+1
		if !before {
			without = append(without, [2]int{2, 2})
		}
	}
	if model += first; model <= all {
		without = append(without, [2]int{model, all})
	}
	asks := first + slices.IndexFunc(x.F.Tags, func(t cnf.Tag) bool { return t.Part == cnf.PartQueryClause })
	q := []Question{
		{Name: holds, Asks: encode.Holds.What()},
		{Name: ends, Asks: encode.Any.What(), Without: [][2]int{{asks, asks}}},
		{Name: candidate, Asks: encode.Holds.What() + ", whether the model allows it or not", Without: without},
	}
	if x.Beyond != cnf.False {
		q[0].Asks = encode.Either.What()
		q[1].Assume, q[2].Assume = []int{int(-x.Beyond)}, []int{int(-x.Beyond)}
	}
	return &formula{c, s, x, q}, nil
}

// question returns the question with the given name.
func (f *formula) question(name string) *Question {
	return &f.questions[slices.IndexFunc(f.questions, func(q Question) bool { return q.Name == name })]
}

// part returns the part of the formula that a question is about, with assumptions.
func (f *formula) part(q *Question, assume []int) *cnf.Formula {
	f.F.Meter.Need(8 * len(f.F.Lits))
	p := &cnf.Formula{Meaning: f.F.Meaning, EmptyTag: f.F.EmptyTag, Meter: f.F.Meter}
	number := 1
	kept := func() bool {
		number++
		return !q.leavesOut(number)
	}
	if f.F.Contradiction {
		p.Contradiction = kept()
	}
	f.F.Each(func(t cnf.Tag, clause []cnf.Lit) bool {
		if kept() {
			p.Lits, p.Tags = append(append(p.Lits, clause...), 0), append(p.Tags, t)
		}
		return true
	})
	for _, l := range slices.Concat(q.Assume, assume) {
		p.Add(cnf.Tag{Part: cnf.PartQueryClause}, cnf.Lit(l))
	}
	return p
}

func (q *Question) leavesOut(clause int) bool {
	for _, w := range q.Without {
		if w[0] <= clause && clause <= w[1] {
			return true
		}
	}
	return false
}

// partText returns the part of a DIMACS text that a question is about.
func (q *Question) partText(dimacs []byte) []byte {
	if len(q.Without) == 0 {
		return dimacs
	}
	var body []byte
	var vars string
	clauses, number := 0, -1
	for line := range bytes.Lines(dimacs) {
		if number++; number == 0 {
			if words := bytes.Fields(line); len(words) == 4 {
				vars = string(words[2])
			}
			continue
		}
		if !q.leavesOut(number) {
			body = append(body, line...)
			clauses++
		}
	}
	return append([]byte("p cnf "+vars+" "+strconv.Itoa(clauses)+"\n"), body...)
}

// choiceLits returns the literals for the choices of free slots, in the order of the slots.
func (f *formula) choiceLits(slots map[string]string) (lits []int) {
	for i := range f.s.Slots {
		sl := &f.s.Slots[i]
		if c, ok := slots[sl.Name]; ok && f.Selector[i] != nil {
			if k := slices.Index(sl.Choices, c); k >= 0 {
				lits = append(lits, int(f.Selector[i][k]))
			}
		}
	}
	return lits
}

// files returns the files that contain and explain the formula. cores lists the sets of
// assumptions under which it has no solution.
func (f *formula) files(cores [][]cnf.Lit) (map[string][]byte, error) {
	head := encode.Holds.Head()
	if f.Beyond != cnf.False {
		head = encode.Either.Head()
	}
	if len(f.freeSlots()) > 0 {
		head += "\nAsked once for each of some choices of slots, whatever the other slots hold."
	}
	var dimacs, variables, events, clauses, script bytes.Buffer
	err := errors.Join(
		f.F.WriteDIMACS(&dimacs),
		certify.WriteVariables(&variables, f.s, f.M, f.F, f.Domain),
		certify.WriteEvents(&events, f.s),
		certify.WriteClauses(&clauses, f.s, f.M, f.F),
		certify.WriteScript(&script, head, f.s, f.M, f.F, f.c.Tool, cores))
	return map[string][]byte{formulaFile: dimacs.Bytes(), variablesFile: variables.Bytes(), eventsFile: events.Bytes(),
		clausesFile: clauses.Bytes(), scriptFile: script.Bytes()}, err
}

// freeSlots returns the indexes of the free slots.
func (f *formula) freeSlots() (free []int) {
	for i := range f.s.Slots {
		if f.s.Slots[i].Fixed < 0 {
			free = append(free, i)
		}
	}
	return free
}
