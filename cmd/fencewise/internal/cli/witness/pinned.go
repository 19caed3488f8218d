package witness

import (
	"context"
	"fmt"
	"io"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/kernel/compile"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/pin"
)

// pinned writes an execution as a litmus test. The execution of a compiled program becomes one
// of its assembly, so that herd7 can confirm it with the model of the machine.
func pinned(ctx context.Context, o *Options, w io.Writer, f found) error {
	if f.q.Test.Compiled() {
		var err error
		if f, err = assembled(ctx, o, f); err != nil {
			return err
		}
	}
	p, err := pin.Of(ctx, f.c, f.q.Model.Model, pin.Options{Tool: tool(), MaxEvents: o.Limits.MaxEvents})
	if err != nil {
		return err
	}
	return p.Write(w)
}

// assembled compiles the program of an execution, with the slot choices of the execution, and
// finds an execution of the assembly in which the proposition holds.
func assembled(ctx context.Context, o *Options, f found) (found, error) {
	filled := insert.Fill(f.q.Test, f.c.X.S.Assignment(f.c.X.Slots))
	test, err := compile.Test(filled)
	if err != nil {
		return f, err
	}
	limits, err := o.Limits.Options()
	if err != nil {
		return f, err
	}
	q := opinion.Case{Name: f.q.Name, Test: test, Model: f.q.Model}
	_, a, err := opinion.Decide(ctx, q, limits)
	switch {
	case err != nil:
		return f, err
	case a.Verdict == verdict.Unknown:
		fmt.Fprintf(o.IO.Err, "the assembly of %s is Unknown: %s\n", f.q.Name, a.Reason)
		return f, exit.With(exit.Unknown)
	case a.Witness == nil:
		return f, &decide.Disagreement{Test: test.Name, Model: q.Model.Name,
			What: fmt.Sprintf("the program has an execution with the outcome when it is compiled for %s, and its assembly is %s", f.q.Test.Target, a.Verdict)}
	}
	return found{&q, a.Witness}, nil
}
