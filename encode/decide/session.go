package decide

import (
	"context"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/event"
)

// Session is one question about a structure with free slots, encoded once and
// kept loaded in a solver of its own, so that it can be asked about many slot
// assignments.
type Session struct {
	d      *Decider
	ask    encode.Goal
	x      *encode.Encoding
	q      *solve.Session
	solver *solve.Solver
}

// Open encodes a question about s, for executions in which exactly the given
// interrupts are taken (nil: any).
func (d *Decider) Open(ctx context.Context, s *event.Structure, k encode.Goal, taken []int) (*Session, error) {
	e := encode.NewEncoder(d.modelFor(k))
	e.Taken, e.MaxClauses = taken, d.encoder.MaxClauses
	x, err := e.Encode(ctx, s, k)
	if err != nil {
		return nil, err
	}
	t := &Session{d: d, ask: k, x: x, solver: solve.New(solve.Limits{Budget: d.opts.Budget})}
	t.q = t.solver.Session(x.F, x.P)
	return t, nil
}

// Ask answers the question for one slot assignment.
func (t *Session) Ask(ctx context.Context, choices []int) (Answer, error) {
	return t.d.answer(ctx, t.x, t.q, t.ask, t.x.Select(choices))
}

// Close frees the solver.
func (t *Session) Close() {
	t.q.Close()
	t.solver.Close()
}
