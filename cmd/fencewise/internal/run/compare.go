package run

import (
	"context"
	"maps"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Compare runs a study under models: its named variants, then, with all, every
// combination of choices of each program. The error holds the diagnostics of
// every program that could not be built; there is no comparison then.
func Compare(ctx context.Context, st *library.Study, ms []fit.Model, all bool, o Options) (*results.Comparison, error) {
	var tasks []task
	for _, v := range st.Variants {
		for _, p := range v.Programs {
			for i := range ms {
				t := task{variant: v, program: p, model: &ms[i]}
				if st.HasModel(ms[i].Name) { // of others it says nothing
					t.claim = v.Claim(p, ms[i].Name)
				}
				tasks = append(tasks, t)
			}
		}
	}
	for _, p := range st.Programs {
		for i := range ms {
			if all {
				tasks = append(tasks, task{program: p, model: &ms[i]})
			}
		}
	}
	c := &results.Comparison{Schema: results.Schema, Study: st.Name, Title: st.Title, Question: st.Question}
	seen := failures{}
	// Work goes on after a cancellation: each question is Unknown then, at
	// once, so that the table still has a row for it.
	_, err := inOrder(ctx, o, batch[outcome]{
		n: len(tasks), rest: true,
		work: func(ctx context.Context, w *worker, i int) (rows outcome) {
			rows.err = w.guard(func() (err error) {
				rows.rows, rows.lattice, err = w.rows(ctx, tasks[i])
				return err
			})
			if why := limit.As(rows.err); why != nil {
				rows = tasks[i].unanswered(why)
			}
			return rows
		},
		late: func(i int, why *limit.Reached) outcome { return tasks[i].unanswered(why) },
		emit: func(_ int, r outcome) error {
			c.Rows = append(c.Rows, r.rows...)
			if r.lattice != nil {
				c.Lattices = append(c.Lattices, *r.lattice)
			}
			return seen.add(r.err)
		},
	})
	if err != nil {
		return nil, err
	}
	return c, seen.list.Err()
}

// task is one variant of one program under one model; every combination where
// the variant is nil.
type task struct {
	variant *library.Variant
	program *library.Program
	model   *fit.Model
	claim   *verdict.Verdict // of the variant; nil for none
	every   bool             // a row for every combination, whatever time is left
}

type outcome struct {
	rows    []results.Row
	lattice *results.Lattice // where the rows are all its points
	err     error
}

// unanswered is the outcome of a task that a limit has ended: a row that says
// so. Of all combinations it is one row, for the program as it stands.
func (t task) unanswered(why *limit.Reached) outcome {
	slots := map[string]string{}
	for _, s := range t.program.Test.Slots {
		slots[s.Name] = s.Choices[s.Default].Text
	}
	if t.variant != nil {
		maps.Copy(slots, t.variant.Assignment(t.program))
	}
	r := t.row(slots, decide.Answer{Verdict: verdict.Unknown, Reason: why.What})
	if t.variant != nil {
		r.Variant, r.Source, r.Claim = &t.variant.Name, t.variant.Source, t.claim
		r.Judge()
	}
	return outcome{rows: []results.Row{r}}
}

func (w *worker) rows(ctx context.Context, t task) ([]results.Row, *results.Lattice, error) {
	m, err := t.model.For(t.program.Test)
	if err != nil {
		return nil, nil, err
	}
	t.model = m
	if t.variant == nil {
		return w.lattice(ctx, t)
	}
	s, a, err := w.decide(ctx, t.program.Test, t.model, t.variant.Assignment(t.program))
	if err != nil {
		return nil, nil, err
	}
	r := t.row(s.Assignment(nil), a)
	// The verdict is found. Where a limit ends what explains it, it has no explanation.
	if r.Trivial, err = w.triviallyNever(ctx, t.model, s, a); err != nil && limit.As(err) == nil {
		return nil, nil, err
	}
	if r.Limitation, err = w.limitation(ctx, t.program.Test, t.model, t.variant.Assignment(t.program), s, a.Verdict, a.Witness); err != nil {
		return nil, nil, err
	}
	r.Variant, r.Source = &t.variant.Name, t.variant.Source
	r.Claim = t.claim
	r.Judge()
	if w.opts.see != nil {
		err = w.opts.see(w, t, &finding{s: s, one: a})
	}
	return []results.Row{r}, nil, err
}

// failures collects the diagnostics of different tasks. The same program is
// built for many variants, so that the same text is wrong many times. Any
// other error ends the work.
type failures struct {
	list diag.List
	seen map[string]bool
}

func (f *failures) add(err error) error {
	ds := diag.All(err)
	if err != nil && len(ds) == 0 {
		return err
	}
	for _, d := range ds {
		if f.seen == nil {
			f.seen = map[string]bool{}
		}
		if !f.seen[d.Error()] {
			f.seen[d.Error()] = true
			f.list = append(f.list, d)
		}
	}
	return nil
}
