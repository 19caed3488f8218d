package run

import (
	"context"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/results/trace"
)

// Stored is what there is to say of a witness that was read from a file.
type Stored struct {
	C       *execution.Candidate
	Verdict eval.Verdict // of the model
	Holds   bool         // the proposition
	Counts  bool         // the filter lets it through
	Changed bool         // the model has the name of the one under which it was found, and another text
}

// Judge judges a stored witness of the question's program by the question's
// model. Nothing is searched, and the file is not believed: see package trace.
// The choices for slots and the bounds are those of the witness.
func (q *Question) Judge(ctx context.Context, t *trace.Trace, maxEvents int) (*Stored, error) {
	s, err := t.Structure(ctx, q.Test, maxEvents)
	if err != nil {
		return nil, err
	}
	c, err := t.Execution(s)
	if err != nil {
		return nil, err
	}
	return &Stored{
		C:       c,
		Verdict: eval.New(q.Model.Model).Judge(c),
		Holds:   c.Holds(s.Cond),
		Counts:  c.Holds(s.Filter),
		Changed: t.Model.Name == q.Model.Name && t.Model.SHA256 != trace.Hash(q.Model.Model),
	}, nil
}

// OK reports whether the witness is one: the model allows it, it comes to an
// end, the filter lets it through, and the proposition holds in it.
func (s *Stored) OK() bool {
	return s.Verdict.Consistent() && len(s.C.Cuts) == 0 && s.Counts && s.Holds
}
