package why

import (
	"context"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results"
)

// maxValues bounds the values of a register or location that are reported.
const maxValues = 8

// addValues adds the values that the register or location of a comparison has at the
// end of candidate executions, in the notation of final states.
func (e *partSearch) addValues(ctx context.Context, p *part, r *results.Part) error {
	atom := p.prop
	if not, ok := atom.(*litmus.Not); ok {
		atom = not.P
	}
	switch atom.(type) {
	case *litmus.Atom, *litmus.Pending:
	default:
		return nil
	}
	test, sub := *e.s.Test, e.s
	test.Cond.Prop, test.Locations, test.Filter = atom, nil, nil
	sub.Test, sub.Cond, sub.Filter = &test, event.True, event.True
	found, reason, err := e.d.FirstStates(ctx, &sub, decide.Observables(&sub), maxValues)
	if err != nil {
		return err
	}
	ends := make([]*execution.Candidate, len(found))
	for i := range found {
		ends[i] = found[i].Witness
	}
	o := enumerate.Collect(&sub, ends, reason)
	r.More = reason != ""
	for _, st := range o.States {
		text := strings.TrimSuffix(o.Text(st), ";")
		if len(o.Observed) == 1 {
			r.Place, text, _ = strings.Cut(text, "=")
		}
		if !slices.Contains(r.Values, text) {
			r.Values = append(r.Values, text)
		}
	}
	return nil
}
