package solve

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
)

// Status says whether a formula has a solution.
type Status uint8

// The statuses.
const (
	Unknown Status = iota
	Sat
	Unsat
)

// Step names the step that gave an answer.
type Step string

// The steps.
const (
	Propagation Step = "propagation"
	Greedy      Step = "greedy"
	Search      Step = "search" // by a backend
)

// Answer is the answer to one query.
type Answer struct {
	Status Status
	By     Step
	Reason string    // why Unknown
	Core   []cnf.Lit // for Unsat: assumptions that are enough
	// Values holds, for Sat, the value of each variable by number. It is
	// valid until the next query.
	Values []bool
}

// Limits bounds each query of a session that reaches the backend. The zero value sets no
// limit. The context of a query limits time and memory.
type Limits struct {
	Budget uint64 // units of the backend, which are the same on every machine
}

// Solver owns the backends of one worker. It is not safe for concurrent use.
type Solver struct {
	choice  Backend
	started map[Backend]backend
	values  []bool
}

// New returns a solver with a backend, which must be one of [Backends], or [Auto]; empty:
// Auto. The solver starts a backend when a query first needs it.
func New(b Backend) *Solver {
	return &Solver{choice: cmp.Or(b, Auto), started: map[Backend]backend{}}
}

// Close frees the backends that were started. It may be called twice.
func (s *Solver) Close() error {
	var errs []error
	for _, b := range s.started {
		errs = append(errs, b.close())
	}
	clear(s.started)
	return errors.Join(errs...)
}

// Session answers queries about one formula.
type Session struct {
	s       *Solver
	limits  Limits
	f       *cnf.Formula
	p       *cnf.Propagator
	open    []cnf.Lit // decisions that propagation leaves open
	backend backend   // that has the clauses; nil: none
	taken   int       // it has those of the first literals of f, as many as this
	more    bool      // f has clauses that p does not have
}

// Session starts a session for queries about f, each within the limits. The
// propagator must be one for f that has all of its clauses. A solver has one session
// at a time; [Session.Close] ends it.
func (s *Solver) Session(f *cnf.Formula, p *cnf.Propagator, l Limits) *Session {
	q := &Session{s: s, limits: l, f: f, p: p}
	for v := 2; v < len(f.Meaning); v++ {
		if f.Meaning[v].Kind.Decides() && p.Lit(cnf.Lit(v)) == cnf.Open {
			q.open = append(q.open, cnf.Lit(v))
		}
	}
	return q
}

// Close ends the session and removes its clauses from the backend.
func (q *Session) Close() error {
	if q.backend == nil {
		return nil
	}
	b := q.backend
	q.backend = nil
	return b.unload()
}

// Ask finds out whether the formula has a solution in which the assumptions hold.
// If a limit is reached the answer is Unknown. An error means that the solver
// failed.
func (q *Session) Ask(ctx context.Context, assumptions ...cnf.Lit) (Answer, error) {
	a, err := q.ask(ctx, assumptions)
	if r := limit.As(err); r != nil {
		return Answer{Reason: r.What}, nil
	}
	return a, err
}

// ask does what Ask does, but returns an error if a limit is reached.
func (q *Session) ask(ctx context.Context, assumptions []cnf.Lit) (a Answer, err error) {
	defer limit.Catch(&err)
	if r := limit.Cause(ctx); r != nil {
		return Answer{}, r
	}
	if q.p.Failed() || q.f.Contradiction {
		return Answer{Status: Unsat, By: Propagation}, nil
	}
	mark := q.p.Mark()
	defer q.p.Undo(mark)
	if k := q.assume(assumptions); k < len(assumptions) {
		return Answer{Status: Unsat, By: Propagation, Core: q.core(mark, assumptions[:k+1])}, nil
	}
	if !q.more {
		if by, ok := q.greedy(); ok {
			return Answer{Status: Sat, By: by, Values: q.snapshot()}, nil
		}
	}
	q.p.Undo(mark)
	return q.search(ctx, assumptions)
}

// assume makes the assumptions one by one. It returns the number of the first that
// propagation refutes, or how many there are if it refutes none.
func (q *Session) assume(assumptions []cnf.Lit) int {
	for k, l := range assumptions {
		if int(l.Var()) < q.p.Vars() && !q.p.Assume(l) {
			return k
		}
	}
	return len(assumptions)
}

// core returns a minimal part of the assumptions that propagation refutes. It
// refutes all of them together.
func (q *Session) core(mark int, assumptions []cnf.Lit) []cnf.Lit {
	core := slices.Clone(assumptions)
	for i := 0; i < len(core) && len(core) > 1; {
		less := append(slices.Clone(core[:i]), core[i+1:]...)
		q.p.Undo(mark)
		if q.assume(less) < len(less) {
			core = less
		} else {
			i++
		}
	}
	return core
}

// greedy tries to complete the assignment: it makes each open decision true, or
// false if that conflicts at once. It does not backtrack further, so it fails on
// everything that needs search.
func (q *Session) greedy() (Step, bool) {
	by := Propagation
	for _, v := range q.open {
		if q.p.Lit(v) != cnf.Open {
			continue
		}
		by = Greedy
		mark := q.p.Mark()
		if q.p.Assume(v) {
			continue
		}
		q.p.Undo(mark)
		if !q.p.Assume(-v) {
			return by, false
		}
	}
	// Variables that are still open belong to derived relations; nothing makes
	// them true.
	for v := 2; v < len(q.f.Meaning); v++ {
		if l := cnf.Lit(v); q.p.Lit(l) == cnf.Open && !q.p.Assume(-l) {
			return by, false
		}
	}
	return by, q.p.Satisfied()
}

// snapshot returns the values of all variables.
func (q *Session) snapshot() []bool {
	v := q.s.resize(len(q.f.Meaning))
	for i := 1; i < len(v); i++ {
		v[i] = q.p.Lit(cnf.Lit(i)) == cnf.IsTrue
	}
	return v
}

// resize returns the buffer for the values of n variables, cleared.
func (s *Solver) resize(n int) []bool {
	if cap(s.values) < n {
		s.values = make([]bool, n, n+n/2)
	}
	s.values = s.values[:n]
	clear(s.values)
	return s.values
}

// search has the backend answer.
func (q *Session) search(ctx context.Context, assumptions []cnf.Lit) (Answer, error) {
	if err := q.load(ctx); err != nil {
		return Answer{}, err
	}
	lits := make([]int32, 0, len(assumptions))
	for _, l := range assumptions {
		switch q.lit(l) {
		case cnf.IsTrue: // nothing to assume
		case cnf.IsFalse:
			return Answer{Status: Unsat, By: Propagation, Core: []cnf.Lit{l}}, nil
		default:
			lits = append(lits, int32(l))
		}
	}
	a, err := q.backend.ask(ctx, q.limits, lits)
	if err != nil {
		return Answer{}, err
	}
	a.By = Search
	if a.Status == Sat {
		v := q.s.resize(len(q.f.Meaning))
		if err := q.backend.solution(v); err != nil {
			return Answer{}, err
		}
		for i := 1; i < len(v); i++ {
			if w := q.lit(cnf.Lit(i)); w != cnf.Open {
				v[i] = w == cnf.IsTrue
			}
		}
		a.Values = v
	}
	return a, nil
}
