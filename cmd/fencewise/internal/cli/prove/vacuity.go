package prove

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// rests reports what a proved Never depends on: which axioms, or that it does not
// depend on the condition or on the model. If the proof failed with err, it returns
// err.
func (o *Options) rests(ctx context.Context, q opinion.Case, limits decide.Options, s *event.Structure, err error) error {
	if err != nil {
		return err
	}
	v, warnings, err := opinion.Vacuity(ctx, q, limits, s)
	if err != nil {
		return err
	}
	if v.Trivial != nil {
		fmt.Fprintln(o.IO.Err, "  Never (trivial): it is Never whatever the model")
	}
	fmt.Fprintf(o.IO.Err, "  %s\n", v.Sensitivity)
	if len(warnings) > 0 {
		diag.Render(o.IO.Err, warnings)
	}
	return nil
}
