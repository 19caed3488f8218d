package run

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/results"
)

// lattice makes a row for every combination of choices, out of one encoding.
func (w *worker) lattice(ctx context.Context, t task) ([]results.Row, error) {
	d, err := w.decider(t.model)
	if err != nil {
		return nil, err
	}
	s, err := d.Structure(t.program.Test, nil, true)
	if err != nil {
		return nil, err
	}
	all, err := d.Lattice(ctx, s)
	if err != nil {
		return nil, err
	}
	var rows []results.Row
	for picks, a := range all.All() {
		rows = append(rows, t.row(chosen(s, picks), a))
	}
	return rows, nil
}

// row is what is the same for named variants and the others.
func (t task) row(slots map[string]string, a decide.Answer) results.Row {
	r := results.Row{Program: t.program.Name, Model: t.model.Name, Slots: slots, Verdict: a.Verdict, Reason: a.Reason}
	for _, s := range t.program.Test.Slots {
		r.Order = append(r.Order, s.Name)
	}
	return r
}
