package decide

import (
	"context"
	"io"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/certify"
	"github.com/fencewise/fencewise/programs/event"
)

// SMTLIB writes the query "can the proposition of s hold?" as an SMT-LIB file
// for any solver: unsat means Never. version names the program that wrote it.
func (d *Decider) SMTLIB(ctx context.Context, w io.Writer, s *event.Structure, version string) error {
	return d.WriteQuery(ctx, w, encode.Query{Structure: s, Goal: encode.Holds}, version)
}

// WriteQuery writes a query as an SMT-LIB file, whole: nothing in it is decided
// beforehand. A query that is too large is an [encode.TooBig].
func (d *Decider) WriteQuery(ctx context.Context, w io.Writer, q encode.Query, version string) error {
	m := d.modelFor(q)
	x, err := encode.NewEncoder(m).Encode(ctx, q, encode.Options{Whole: true})
	if err != nil {
		return err
	}
	return certify.WriteQuestion(w, q.Goal.Head(), q.Structure, x.M, x.F, version)
}
