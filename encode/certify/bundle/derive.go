package bundle

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/fencewise/fencewise/encode/certify/cover"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// derived holds the parts of a bundle that follow from the claim and the facts: the
// manifest without hashes and provers, and all files except proofs and solutions.
type derived struct {
	manifest *Manifest
	files    map[string][]byte
	shown    cover.Shown
	lattice  *cover.Lattice
}

// derive returns the parts of a bundle that follow from the claim and the facts, except
// for the verdict and the table. The names of files and the assumptions of a fact follow
// from the fact.
func (f *formula) derive(ctx context.Context, facts []Fact, steps []Step) (*derived, error) {
	c := f.c
	d := &derived{files: map[string][]byte{}, lattice: f.lattice()}
	var err error
	var names []string
	if d.files, names, err = modelFiles(c.Model); err != nil {
		return nil, err
	}
	d.files[programFile] = []byte(c.Test.Src.Text)
	m := &Manifest{
		Schema: c.schema(), Tool: c.Tool, Test: c.Test.Name, Proposition: litmus.PropString(c.Test.Cond.Prop),
		Model: Model{c.Model.Name, names, relevantVariants(c.Model, c.Variants)}, Slots: map[string]string{}, Bound: f.s.Bound, MaxEvents: c.MaxEvents,
		OrderAlike: slices.ContainsFunc(f.F.Tags, func(t cnf.Tag) bool { return t.Part == cnf.PartAlike }),
		Variables:  f.F.Vars(), Clauses: f.clauses(), Questions: f.questions, Facts: f.nameFacts(facts), Steps: slices.Clone(steps),
	}
	if c.Test.Compiled() {
		m.Target = c.Test.Target
	}
	if c.Test.AsksTermination() {
		m.Property = string(litmus.Termination)
	}
	d.manifest = m
	if f.s.Mixed() {
		m.Endian = c.Test.Endian.String()
	}
	for i := range f.s.Slots {
		if sl := &f.s.Slots[i]; sl.Fixed >= 0 {
			m.Slots[sl.Name] = sl.Choices[sl.Fixed]
		} else {
			m.Free = append(m.Free, sl.Name)
		}
	}
	for _, t := range c.Test.Threads {
		if t.Handler != nil {
			m.Interrupts = f.s.MaxInterrupts
		}
	}
	for i := range m.Steps {
		s := &m.Steps[i]
		q, err := s.question(ctx, c)
		if err != nil {
			return nil, uncovered("%v", err)
		}
		if d.files[s.formula()], err = dimacsText(q); err != nil {
			return nil, err
		}
		d.files[s.variables()] = s.names(c)
		d.lattice.Steps = append(d.lattice.Steps, cover.Step{Weak: s.Weak, Strong: s.Strong})
	}
	var cores [][]cnf.Lit
	for _, fact := range m.Facts {
		if fact.Question == holds {
			var core []cnf.Lit
			for _, l := range fact.Assume {
				core = append(core, cnf.Lit(l))
			}
			cores = append(cores, core)
		}
	}
	files, err := f.files(cores)
	maps.Copy(d.files, files)
	return d, err
}

// clauses returns the number of clauses in the DIMACS text.
func (f *formula) clauses() int {
	n := f.F.Clauses() + 1
	if f.F.Contradiction {
		n++
	}
	return n
}

// nameFacts returns the facts in the order of their questions, with the names of their files
// and the literals that they assume.
func (f *formula) nameFacts(facts []Fact) []Fact {
	free, count := len(f.freeSlots()) > 0, map[string]int{}
	facts = slices.Clone(facts)
	place := func(x Fact) int {
		return slices.IndexFunc(f.questions, func(q Question) bool { return q.Name == x.Question })
	}
	slices.SortStableFunc(facts, func(a, b Fact) int { return place(a) - place(b) })
	for i := range facts {
		fact := &facts[i]
		fact.Assume = f.choiceLits(fact.Slots)
		word, ending := "proof", ".rup"
		if fact.Solvable {
			word, ending = "solution", ".txt"
		}
		if free {
			count[fact.Question]++
			word += fmt.Sprintf("-%d", count[fact.Question])
		}
		fact.File = fact.Question + "/" + word + ending
	}
	return facts
}

// settle computes which variants are Never, and makes the table. given is the table of an
// existing bundle, or nil. If the facts do not imply all that it claims, settle returns an
// error, before the caller compares the tables.
func (f *formula) settle(d *derived, given []byte) error {
	m := d.manifest
	known, err := coverFacts(d.lattice, m.Facts)
	if err != nil {
		return uncovered("%v", err)
	}
	rows := widestRows(d.lattice, known)
	free := len(d.lattice.Slots) > 0
	if free && given != nil {
		claimed, err := readTable(d.lattice, m.Facts, given)
		if err != nil {
			return uncovered("%s: %v", tableFile, err)
		}
		if _, err := d.lattice.Check(known, claimed); err != nil {
			return uncovered("%s: %v", tableFile, err)
		}
	}
	if d.shown, err = d.lattice.Check(known, rows); err != nil {
		return uncovered("%v", err)
	}
	switch {
	case d.shown.Never == 0:
		return uncovered("no proof shows that a variant is Never")
	case d.shown.Empty > 0 && f.s.SkippedRounds:
		// The iterations that were left out could be those of loops that never end.
		return uncovered("a proof that no execution runs to its end is not enough, because iterations of loops were left out")
	}
	m.Verdict = shownVerdict(d.shown)
	if free {
		m.Table = &Table{All: d.shown.All, Never: d.shown.Never, NoExecution: d.shown.Empty, Trivial: d.shown.Trivial}
		d.files[tableFile] = tableText(d.lattice, m.Facts, known, rows)
	}
	return nil
}

func uncovered(format string, args ...any) error {
	return diag.New(diag.Span{}, diag.BundleCover, format, args...)
}
