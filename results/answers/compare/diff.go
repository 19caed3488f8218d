package compare

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/explain"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/cycle"
)

// pair is one cell, with its two sides.
type pair struct {
	program *library.Program
	cell    results.DiffCell
	a, b    explain.Side
}

// Variants compares two variants of a study under each model, on the programs that both have.
func Variants(ctx context.Context, st *library.Study, ms []*fit.Model, a, b *library.Variant, o opinion.Options) (*results.Diff, error) {
	d := diff(st, results.OfVariants, a.Name, b.Name)
	var pairs []pair
	for _, p := range a.Programs {
		if !slices.Contains(b.Programs, p) {
			d.Only = append(d.Only, results.Only{Program: p.Name, Variant: a.Name})
			continue
		}
		for i := range ms {
			pairs = append(pairs, pair{p, results.DiffCell{Program: p.Name, Model: ms[i].Name},
				explain.Side{Name: a.Name, Model: ms[i], Set: a.Assignment(p)}, explain.Side{Name: b.Name, Model: ms[i], Set: b.Assignment(p)}})
		}
	}
	for _, p := range b.Programs {
		if !slices.Contains(a.Programs, p) {
			d.Only = append(d.Only, results.Only{Program: p.Name, Variant: b.Name})
		}
	}
	for _, p := range st.Programs {
		for _, s := range p.Test.Slots {
			known := slices.ContainsFunc(d.Slots, func(k results.SlotDiff) bool { return k.Slot == s.Name })
			if a.Slots[s.Name] != b.Slots[s.Name] && !known {
				d.Slots = append(d.Slots, results.SlotDiff{Slot: s.Name, A: a.Slots[s.Name], B: b.Slots[s.Name]})
			}
		}
	}
	return d, cells(ctx, d, pairs, o)
}

// Models compares two models on every variant of a study, and with all also on every
// combination of choices.
func Models(ctx context.Context, st *library.Study, a, b *fit.Model, all bool, o opinion.Options) (*results.Diff, error) {
	d := diff(st, results.OfModels, a.Name, b.Name)
	var pairs []pair
	for _, v := range st.Variants {
		for _, p := range v.Programs {
			set := v.Assignment(p)
			pairs = append(pairs, pair{p, results.DiffCell{Program: p.Name, Variant: v.Name}, explain.Side{Name: a.Name, Model: a, Set: set}, explain.Side{Name: b.Name, Model: b, Set: set}})
		}
	}
	if err := cells(ctx, d, pairs, o); err != nil || !all {
		return d, err
	}
	return d, latticesOf(ctx, d, st, a, b, o)
}

func diff(st *library.Study, of results.DiffOf, a, b string) *results.Diff {
	return &results.Diff{Schema: results.Schema, Study: st.Name, Title: st.Title, Question: st.Question, Of: of, A: a, B: b}
}

// cells decides the pairs and explains the differences.
func cells(ctx context.Context, d *results.Diff, pairs []pair, o opinion.Options) error {
	type out struct {
		cell results.DiffCell
		err  error
	}
	seen := failures{}
	late := func(i int, why *limit.Reached) out {
		c := pairs[i].cell
		c.A, c.ReasonA, c.B, c.ReasonB = verdict.Unknown, why.What, verdict.Unknown, why.What
		return out{cell: c}
	}
	_, err := opinion.InOrder(ctx, o, opinion.Batch[out]{
		N: len(pairs), Rest: true, Late: late,
		Work: func(ctx context.Context, w *opinion.Worker, i int) (r out) {
			r.err = w.Guard(func() (err error) {
				r.cell, err = cell(ctx, w, pairs[i])
				return err
			})
			if why := limit.As(r.err); why != nil {
				return late(i, why)
			}
			return r
		},
		Emit: func(_ int, r out) error {
			if r.err == nil {
				d.Cells = append(d.Cells, r.cell)
			}
			return seen.add(r.err)
		},
	})
	if err != nil {
		return err
	}
	return seen.list.Err()
}

func cell(ctx context.Context, w *opinion.Worker, p pair) (results.DiffCell, error) {
	c := p.cell
	var answers [2]decide.Answer
	var tests [2]*litmus.Test
	for i, s := range []*explain.Side{&p.a, &p.b} {
		tests[i] = s.Model.Test(p.program.Test)
		m, err := s.Model.For(tests[i])
		if err != nil {
			return c, err
		}
		s.Model = m
		if _, answers[i], err = w.Decide(ctx, opinion.Case{Test: tests[i], Model: m, Choices: s.Set}); err != nil {
			return c, err
		}
	}
	c.A, c.ReasonA, c.B, c.ReasonB = answers[0].Verdict, answers[0].Reason, answers[1].Verdict, answers[1].Reason
	allows, forbids := 0, 1
	switch {
	case c.B == verdict.Never && answers[0].Witness != nil:
	case c.A == verdict.Never && answers[1].Witness != nil:
		allows, forbids = 1, 0
	default:
		return c, nil
	}
	var err error
	sides := [2]*explain.Side{&p.a, &p.b}
	if tests[0].Target != tests[1].Target {
		c.Why, err = whyAcross(ctx, tests[forbids], answers[allows].Witness, sides[allows], sides[forbids])
	} else {
		c.Why, err = whyDiffer(ctx, w, tests[0], sides[allows], sides[forbids])
	}
	return c, err
}

// whyAcross returns the cycle by which one target forbids an execution that another allows. It
// returns nil if the execution has no counterpart.
func whyAcross(ctx context.Context, t *litmus.Test, witness *execution.Candidate, allows, forbids *explain.Side) (*results.Why, error) {
	c, err := explain.Across(ctx, witness, &opinion.Case{Test: t, Model: forbids.Model})
	if c == nil || err != nil {
		return nil, err
	}
	return why(t, c, allows, forbids)
}

// whyDiffer finds an execution that one side allows, and the cycle by which the other forbids
// it. It returns nil if the execution has no counterpart on the other side.
func whyDiffer(ctx context.Context, w *opinion.Worker, t *litmus.Test, allows, forbids *explain.Side) (*results.Why, error) {
	c, err := explain.Carried(ctx, w, t, allows, forbids)
	if c == nil || err != nil {
		return nil, err
	}
	return why(t, c, allows, forbids)
}

// why returns the cycle by which one side forbids an execution that the other allows.
func why(t *litmus.Test, c *execution.Candidate, allows, forbids *explain.Side) (*results.Why, error) {
	axiom, steps, broken := cycle.Of(forbids.Model.Model, c)
	if !broken {
		return nil, explain.Unbroken(t, allows, forbids)
	}
	instead(steps, allows.Set)
	return &results.Why{Allows: allows.Name, Forbids: forbids.Name, Model: forbids.Model.Name, Axiom: axiom, Cycle: steps}, nil
}

// instead notes which barriers the other side does not have.
func instead(steps []results.Step, other map[string]string) {
	for i := range steps {
		for _, list := range [][]results.Slot{steps[i].By, steps[i].Either} {
			for k := range list {
				if b := &list[k]; other[b.Name] != b.Choice {
					b.Instead = other[b.Name]
				}
			}
		}
	}
}

// every returns the task of all combinations of a program, with a row for each.
func every(p *library.Program, m *fit.Model) Task {
	t := newTask(p, m)
	t.every = true
	return t
}

// latticesOf compares every combination of choices of each program.
func latticesOf(ctx context.Context, d *results.Diff, st *library.Study, a, b *fit.Model, o opinion.Options) error {
	type out struct {
		rows    [2][]results.Row
		lattice [2]*results.Lattice
		err     error
	}
	seen := failures{}
	var stopped error // the other lattices are shown all the same
	_, err := opinion.InOrder(ctx, o, opinion.Batch[out]{
		N: len(st.Programs), Rest: true,
		Late: func(_ int, why *limit.Reached) out { return out{err: why} },
		Work: func(ctx context.Context, w *opinion.Worker, i int) (r out) {
			r.err = w.Guard(func() (err error) {
				for k, m := range []*fit.Model{a, b} {
					if r.rows[k], r.lattice[k], err = rows(ctx, w, every(st.Programs[i], m)); err != nil {
						return err
					}
				}
				return nil
			})
			return r
		},
		Emit: func(i int, r out) error {
			if limit.As(r.err) != nil {
				stopped = fmt.Errorf("all combinations of %s: %w", st.Programs[i].Name, r.err)
				return nil
			}
			if r.err != nil {
				return seen.add(r.err)
			}
			l := results.LatticeDiff{Program: st.Programs[i].Name, A: *r.lattice[0], B: *r.lattice[1]}
			for k := range r.rows[0] { // in the same order: it is that of the program's slots
				switch c := (results.DiffCell{A: r.rows[0][k].Verdict, B: r.rows[1][k].Verdict}); {
				case !c.Known():
					l.Unknown++
				case c.Differs():
					l.Differ++
				}
			}
			d.Lattices = append(d.Lattices, l)
			return nil
		},
	})
	if err != nil {
		return err
	}
	return cmp.Or(seen.list.Err(), stopped)
}
