package decide

import (
	"context"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Session is one query about a structure with free slots. It is encoded once
// and stays loaded in a solver of its own, so that it can be asked about many
// slot assignments.
type Session struct {
	d       *Decider
	x       *encode.Encoding
	solver  *solve.Solver
	session *solve.Session
}

// Open encodes a query. Its slot assignment is left to [Session.Ask].
func (d *Decider) Open(ctx context.Context, q encode.Query) (*Session, error) {
	x, err := encode.NewEncoder(d.modelFor(q)).Encode(ctx, q, d.encoding())
	if err != nil {
		return nil, err
	}
	s := &Session{d: d, x: x, solver: solve.New(d.opts.Solver)}
	s.session = s.solver.Session(x.F, x.P, d.limits())
	return s, nil
}

// Ask answers the query for one slot assignment.
func (s *Session) Ask(ctx context.Context, slots []int) (Answer, error) {
	return s.d.answer(ctx, s.x, s.session, s.x.Select(slots)...)
}

// Close frees the solver.
func (s *Session) Close() {
	s.session.Close()
	s.solver.Close()
}

// askAlone answers a query about one slot assignment, with a session of its
// own.
func (d *Decider) askAlone(ctx context.Context, q encode.Query) (Answer, error) {
	s, err := d.Open(ctx, q)
	if reason, other := GaveUp(err); reason != "" || other != nil {
		return Answer{Verdict: verdict.Unknown, Reason: reason}, other
	}
	defer s.Close()
	return s.Ask(ctx, q.Slots)
}
