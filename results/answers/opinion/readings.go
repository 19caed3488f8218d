package opinion

import (
	"context"
	"errors"
	"sync"

	"github.com/fencewise/fencewise/programs/diag"
)

// errReadings is why a .c file has no log in the format of herd7.
var errReadings = errors.New("it is judged in several readings, and a log does not say in which")

// checkReadings decides a .c file in each of its readings. With workers to spare all are decided
// at the same time; otherwise one after the other, each with a share of the time that is left. A
// reading that is refused is a warning.
func (w *Worker) checkReadings(ctx context.Context, c *Checked, k *soFar) error {
	n := len(k.cases)
	if w.opts.Log {
		return noLog(k.cases[0].Test, errReadings).WithFix("name one with --target, such as --target %s", k.cases[0].Test.Target)
	}
	parts := make([]part, n)
	if w.opts.together {
		var live sync.WaitGroup
		for i := range n {
			live.Go(func() {
				own := NewWorker(w.opts)
				err := own.Guard(func() error {
					parts[i] = own.part(ctx, k, i, 1)
					return parts[i].err
				})
				parts[i].err = errors.Join(err, own.Close())
			})
		}
		live.Wait()
	} else {
		for i := range n {
			parts[i] = w.part(ctx, k, i, n-i)
		}
	}
	var errs, refused, warnings diag.List
	for i := range parts {
		err := c.add(parts[i])
		switch ds := diag.All(err); {
		case err != nil && len(ds) == 0:
			return err
		case refusesReading(ds):
			refused = refused.Merge(ds...)
			warnings = warnings.Merge(unreadable(k.cases[i].Test.Target, ds[0]))
		default:
			errs = errs.Merge(ds...)
		}
	}
	if len(c.Records) == 0 && len(errs) == 0 { // there is no reading
		return refused.Err()
	}
	c.Warnings = c.Warnings.Merge(warnings...)
	return errs.Err()
}

// refusesReading reports whether the errors about a case say that its program cannot be judged in
// this reading.
func refusesReading(ds []*diag.Diagnostic) bool {
	if len(ds) == 0 {
		return false
	}
	for _, d := range ds {
		switch d.Code {
		case diag.TargetRefused, diag.TargetPrimitive, diag.TargetForeign, diag.TargetAsm:
		default:
			return false
		}
	}
	return true
}

// Unreadable returns the warning that a program is not judged in one of its readings, if that is
// what an error about it says; otherwise nil.
func Unreadable(target string, err error) *diag.Diagnostic {
	if ds := diag.All(err); refusesReading(ds) {
		return unreadable(target, ds[0])
	}
	return nil
}

// unreadable returns the warning that a program is not judged in one of its readings. d is the
// first error about it.
func unreadable(target string, d *diag.Diagnostic) *diag.Diagnostic {
	w := diag.New(d.Span, diag.TargetReading, "no verdict for %s: %s", target, d.Msg)
	w.Warning = true
	return w.WithFix("leave this reading out by naming another one with --target")
}
