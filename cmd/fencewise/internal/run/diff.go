package run

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
	"github.com/fencewise/fencewise/results/cycle"
)

// side is one of two things that are compared in a cell: choices under a model.
type side struct {
	name  string // of what is compared: a variant or a model
	model *fit.Model
	set   map[string]string
}

// pair is a cell to be compared.
type pair struct {
	program *library.Program
	cell    results.DiffCell
	a, b    side
}

// DiffVariants compares two variants of a study, for the programs that both
// are about, under each model.
func DiffVariants(ctx context.Context, st *library.Study, ms []fit.Model, a, b *library.Variant, o Options) (*results.Diff, error) {
	d := diff(st, results.OfVariants, a.Name, b.Name)
	var pairs []pair
	for _, p := range a.Programs {
		if !slices.Contains(b.Programs, p) {
			d.Only = append(d.Only, results.Only{Program: p.Name, Variant: a.Name})
			continue
		}
		for i := range ms {
			pairs = append(pairs, pair{p, results.DiffCell{Program: p.Name, Model: ms[i].Name},
				side{a.Name, &ms[i], a.Assignment(p)}, side{b.Name, &ms[i], b.Assignment(p)}})
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

// DiffModels compares two models on every variant of a study; with all, on
// every combination of choices too.
func DiffModels(ctx context.Context, st *library.Study, a, b *fit.Model, all bool, o Options) (*results.Diff, error) {
	d := diff(st, results.OfModels, a.Name, b.Name)
	var pairs []pair
	for _, v := range st.Variants {
		for _, p := range v.Programs {
			set := v.Assignment(p)
			pairs = append(pairs, pair{p, results.DiffCell{Program: p.Name, Variant: v.Name}, side{a.Name, a, set}, side{b.Name, b, set}})
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

// cells decides the pairs and explains those that differ.
func cells(ctx context.Context, d *results.Diff, pairs []pair, o Options) error {
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
	_, err := inOrder(ctx, o, batch[out]{
		n: len(pairs), rest: true, late: late,
		work: func(ctx context.Context, w *worker, i int) (r out) {
			r.err = w.guard(func() (err error) {
				r.cell, err = w.cell(ctx, pairs[i])
				return err
			})
			if why := limit.As(r.err); why != nil {
				return late(i, why)
			}
			return r
		},
		emit: func(_ int, r out) error {
			d.Cells = append(d.Cells, r.cell)
			return seen.add(r.err)
		},
	})
	if err != nil {
		return err
	}
	return seen.list.Err()
}

func (w *worker) cell(ctx context.Context, p pair) (results.DiffCell, error) {
	c := p.cell
	var answers [2]decide.Answer
	for i, s := range []*side{&p.a, &p.b} {
		m, err := s.model.For(p.program.Test)
		if err != nil {
			return c, err
		}
		s.model = m
		if _, answers[i], err = w.decide(ctx, p.program.Test, m, s.set); err != nil {
			return c, err
		}
	}
	c.A, c.ReasonA, c.B, c.ReasonB = answers[0].Verdict, answers[0].Reason, answers[1].Verdict, answers[1].Reason
	var err error
	switch {
	case c.B == verdict.Never && answers[0].Witness != nil:
		c.Why, err = w.why(ctx, p.program, &p.a, &p.b)
	case c.A == verdict.Never && answers[1].Witness != nil:
		c.Why, err = w.why(ctx, p.program, &p.b, &p.a)
	}
	return c, err
}

// why looks for an execution on the side that allows one, and shows how the
// other forbids it. It is nil where an execution of the one has no counterpart
// on the other side.
func (w *worker) why(ctx context.Context, p *library.Program, allows, forbids *side) (*results.Why, error) {
	c, err := w.carried(ctx, p.Test, allows, forbids)
	if c == nil || err != nil {
		return nil, err
	}
	axiom, steps, broken := cycle.Of(forbids.model.Model, c)
	if !broken {
		return nil, unbroken(p.Test, allows, forbids)
	}
	instead(steps, allows.set)
	return &results.Why{Allows: allows.name, Forbids: forbids.name, Model: forbids.model.Name, Axiom: axiom, Cycle: steps}, nil
}

// carried is an execution in which the proposition holds that one side allows, as
// the other has it, with the other's barriers. It is nil where that has no such
// execution: an interrupt came between the barriers of a choice, or a choice
// executes other instructions than barriers.
func (w *worker) carried(ctx context.Context, t *litmus.Test, allows, forbids *side) (*execution.Candidate, error) {
	d, err := w.decider(allows.model)
	if err != nil {
		return nil, err
	}
	at, err := d.Unrolled(ctx, t, allows.set)
	if err != nil {
		return nil, err
	}
	s, err := d.StructureAt(ctx, at.Bound, t, nil, true)
	if err != nil {
		return nil, err
	}
	a, err := d.Pick(ctx, s, s.Picks(allows.set))
	if err != nil || a.Witness == nil {
		return nil, err
	}
	x := *a.Witness.X
	x.Slots = s.Picks(forbids.set)
	c, err := x.Complete()
	if err != nil || !c.Holds(s.Cond) || !c.Holds(s.Filter) {
		return nil, nil
	}
	return c, nil
}

// unbroken is the alarm that a side forbids an outcome and allows an execution
// that has it.
func unbroken(t *litmus.Test, allows, forbids *side) error {
	return &decide.Disagreement{Test: t.Name, Model: forbids.model.Name,
		What: "the verdict is Never, and it allows the execution of " + allows.name + " as " + forbids.name + " has it"}
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

// latticesOf compares every combination of choices of each program.
func latticesOf(ctx context.Context, d *results.Diff, st *library.Study, a, b *fit.Model, o Options) error {
	type out struct {
		rows    [2][]results.Row
		lattice [2]*results.Lattice
		err     error
	}
	seen := failures{}
	var stopped error // the other lattices are shown all the same
	_, err := inOrder(ctx, o, batch[out]{
		n: len(st.Programs), rest: true,
		late: func(_ int, why *limit.Reached) out { return out{err: why} },
		work: func(ctx context.Context, w *worker, i int) (r out) {
			r.err = w.guard(func() (err error) {
				for k, m := range []*fit.Model{a, b} {
					if r.rows[k], r.lattice[k], err = w.rows(ctx, task{program: st.Programs[i], model: m, every: true}); err != nil {
						return err
					}
				}
				return nil
			})
			return r
		},
		emit: func(i int, r out) error {
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
