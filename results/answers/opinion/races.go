package opinion

import (
	"context"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/races"
)

// races warns of the plain accesses of a .c file that race. Of the readings of a file only the
// first one looks for them.
func (w *Worker) races(ctx context.Context, c Case, a *Recorded) error {
	if !c.Test.FromC() || c.laterReading || a.Record.Property != "" || a.S == nil {
		return nil
	}
	d := w.Decider(c.Model).Decider.Decider
	var ds diag.List
	if c.Test.Compiled() {
		t, err := target.Named(c.Test.Target)
		if err != nil || !t.C11 {
			return err
		}
		if ds, err = races.C11(ctx, d, a.S); err != nil {
			return err
		}
	}
	for _, f := range a.Flags {
		if f.Name == races.Flag && f.Verdict == verdict.Sometimes {
			var err error
			if ds, err = races.Kernel(ctx, d, a.S, f.Witness); err != nil {
				return err
			}
		}
	}
	a.warn(ds...)
	return nil
}
