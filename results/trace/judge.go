package trace

import (
	"context"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Judged holds the result of judging a stored witness again.
type Judged struct {
	C       *execution.Candidate
	Verdict eval.Verdict // of the model
	Holds   bool         // the proposition holds in it
	Counts  bool         // the filter lets it through
	Changed bool         // the model has the same name as when it was found, but another text
}

// Judge judges the execution of a trace as one of a test, by the model m of the given
// name. It searches nothing and checks what the trace says. Slot choices and bounds are
// those of the trace.
func (t *Trace) Judge(ctx context.Context, test *litmus.Test, name string, m *rel.Model, maxEvents int) (*Judged, error) {
	s, err := t.Structure(ctx, test, maxEvents)
	if err != nil {
		return nil, err
	}
	c, err := t.Execution(s)
	if err != nil {
		return nil, err
	}
	return &Judged{
		C:       c,
		Verdict: eval.New(m).Judge(nil, c),
		Holds:   c.Holds(s.Cond),
		Counts:  c.Holds(s.Filter),
		Changed: t.Model.Name == name && t.Model.SHA256 != Hash(m),
	}, nil
}

// OK reports whether the execution is a witness: the model allows it, it comes to an
// end, the filter lets it through, and the proposition holds in it.
func (s *Judged) OK() bool {
	return s.Verdict.Consistent() && len(s.C.Cuts) == 0 && s.Counts && s.Holds
}
