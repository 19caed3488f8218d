package run

import (
	"context"
	"errors"
	"io"

	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
)

// WriteProof writes the question as an SMT-LIB script: the answer unsat means
// that the proposition cannot hold. s is the structure that Ask gave for q.
func WriteProof(w io.Writer, q Question, o decide.Options, s *event.Structure, version string) error {
	d, err := decide.New(q.Model.Model, o)
	if err != nil {
		return err
	}
	return errors.Join(d.SMTLIB(w, s, version), d.Close())
}

// WriteBundle makes a folder that shows the verdict Never on a question to
// others, and checks it. That it is not confirmed is a [*Disagreement]; what was
// written stays as evidence. s is the structure that Ask gave for q.
func WriteBundle(ctx context.Context, dir string, q Question, o decide.Options, s *event.Structure, variants []string, by prover.Name, version string) (bundle.Report, error) {
	if o.Timeout > 0 {
		var done context.CancelFunc
		ctx, done = context.WithTimeout(ctx, o.Timeout)
		defer done()
	}
	c := &bundle.Claim{Tool: version, Test: q.Test, Model: q.Model.Model, Variants: variants, Slots: chosen(s, nil),
		Bound: o.Bound, Interrupts: o.Interrupts, MaxEvents: o.MaxEvents}
	rep, err := bundle.Write(ctx, dir, c, by)
	var alarm *bundle.Alarm
	if errors.As(err, &alarm) {
		return rep, &Disagreement{Test: alarm.Test, Model: alarm.Model,
			Answers:  [2]string{"smt: Never", alarm.What},
			Evidence: "the evidence is kept in " + alarm.Folder + "\n"}
	}
	return rep, err
}
