package solve

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	z3 "github.com/mitchellh/go-z3"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
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
	Z3          Step = "z3"
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

// Limits bounds each query of a session that reaches Z3. The zero value sets no
// limit. The context of a query limits time and memory.
type Limits struct {
	Budget uint64 // Z3 resource units, which are the same on every machine
}

// Solver owns the Z3 context of one worker. It is not safe for concurrent use.
type Solver struct {
	budget uint64 // that Z3 has now
	ctx    *z3.Context
	z3     *z3.Solver
	values []bool
	buf    []int32
}

// New returns a solver. It makes its Z3 context when a query first needs it.
func New() *Solver { return &Solver{} }

// Close frees the Z3 context, if one was made. It may be called twice.
func (s *Solver) Close() error {
	if s.ctx == nil {
		return nil
	}
	err := errors.Join(s.z3.Close(), s.ctx.Close())
	s.ctx, s.z3, s.budget = nil, nil, 0
	return err
}

// open makes the Z3 solver if it does not exist. Z3's solver for QF_BV becomes its
// incremental SAT core after a push. That is the fastest for this kind of clauses,
// and reusing it costs a push and a pop.
func (s *Solver) open() error {
	if s.z3 != nil {
		return nil
	}
	ctx, err := z3.OpenContext(nil)
	if err != nil {
		return fmt.Errorf("cannot start Z3: %w", err)
	}
	zs, err := ctx.NewSolverForLogic("QF_BV")
	if err != nil {
		return errors.Join(fmt.Errorf("cannot start Z3: %w", err), ctx.Close())
	}
	s.ctx, s.z3 = ctx, zs
	return nil
}

// limitTo sets the budget of Z3 to that of a session.
func (s *Solver) limitTo(l Limits) error {
	if s.budget == l.Budget {
		return nil
	}
	err := s.z3.SetRlimit(uint32(min(l.Budget, math.MaxUint32)))
	if err == nil {
		s.budget = l.Budget
	}
	return err
}

// Session answers queries about one formula.
type Session struct {
	s      *Solver
	limits Limits
	f      *cnf.Formula
	p      *cnf.Propagator
	open   []cnf.Lit // decisions that propagation leaves open
	loaded bool      // Z3 has the clauses
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

// Close ends the session and removes its clauses from Z3.
func (q *Session) Close() error {
	if !q.loaded {
		return nil
	}
	q.loaded = false
	return q.s.z3.Pop(1)
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
	if q.p.Failed() {
		return Answer{Status: Unsat, By: Propagation}, nil
	}
	mark := q.p.Mark()
	defer q.p.Undo(mark)
	if k := q.assume(assumptions); k < len(assumptions) {
		return Answer{Status: Unsat, By: Propagation, Core: q.core(mark, assumptions[:k+1])}, nil
	}
	if by, ok := q.greedy(); ok {
		return Answer{Status: Sat, By: by, Values: q.snapshot()}, nil
	}
	q.p.Undo(mark)
	return q.askZ3(ctx, assumptions)
}

// assume makes the assumptions one by one. It returns the number of the first that
// propagation refutes, or how many there are if it refutes none.
func (q *Session) assume(assumptions []cnf.Lit) int {
	for k, l := range assumptions {
		if !q.p.Assume(l) {
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

// askZ3 has Z3 answer.
func (q *Session) askZ3(ctx context.Context, assumptions []cnf.Lit) (Answer, error) {
	if err := q.load(ctx); err != nil {
		return Answer{}, err
	}
	lits := make([]int32, 0, len(assumptions))
	for _, l := range assumptions {
		switch q.p.Lit(l) {
		case cnf.IsTrue: // nothing to assume
		case cnf.IsFalse:
			return Answer{Status: Unsat, By: Propagation, Core: []cnf.Lit{l}}, nil
		default:
			lits = append(lits, int32(l))
		}
	}
	b, err := q.s.z3.CheckLits(ctx, lits)
	switch b {
	case z3.True:
		v := q.s.resize(len(q.f.Meaning))
		if err := q.s.z3.ModelBits(v); err != nil {
			return Answer{}, err
		}
		for i := 1; i < len(v); i++ {
			if w := q.p.Lit(cnf.Lit(i)); w != cnf.Open {
				v[i] = w == cnf.IsTrue
			}
		}
		return Answer{Status: Sat, By: Z3, Values: v}, nil
	case z3.False:
		core, err := q.s.z3.CoreLits()
		if err != nil {
			return Answer{}, err
		}
		a := Answer{Status: Unsat, By: Z3}
		for _, l := range core {
			a.Core = append(a.Core, cnf.Lit(l))
		}
		return a, nil
	}
	var u *z3.Unknown
	if errors.As(err, &u) && u.Reason == z3.ReasonMemory && limit.Cause(ctx) == nil { // no limit of ours
		return Answer{}, diag.New(diag.Span{}, diag.NoMemory, "Z3 has run out of memory").
			WithFix("set a lower --memory, or decide fewer programs at a time: -j 1")
	}
	if errors.As(err, &u) && u.Reason != z3.ReasonError {
		return Answer{By: Z3, Reason: q.reason(ctx, u)}, nil
	}
	if err == nil {
		err = errors.New("solve: Z3 gave neither an answer nor a reason")
	}
	return Answer{}, err
}

// reason returns why Z3 gave no answer.
func (q *Session) reason(ctx context.Context, u *z3.Unknown) string {
	over := limit.Cause(ctx)
	switch {
	case over != nil:
		return over.What
	case u.Reason == z3.ReasonRlimit,
		u.Reason == z3.ReasonOther && q.limits.Budget > 0: // a budget gone before Z3 began has no words of its own
		return "budget used up"
	}
	return u.Error()
}

// load gives Z3 the clauses, without literals and clauses that propagation has
// decided.
func (q *Session) load(ctx context.Context) error {
	if q.loaded {
		return nil
	}
	if n := q.f.Vars(); n > z3.MaxVar {
		limit.Stop("too big for the solver: %d variables", n)
	}
	if err := q.s.open(); err != nil {
		return err
	}
	if err := q.s.limitTo(q.limits); err != nil {
		return err
	}
	q.f.Meter.Need(z3Bytes * len(q.f.Lits))
	buf := q.s.buf[:0]
	q.f.Each(func(_ cnf.Tag, clause []cnf.Lit) bool {
		start := len(buf)
		for _, l := range clause {
			switch q.p.Lit(l) {
			case cnf.IsTrue:
				buf = buf[:start]
				return true
			case cnf.Open:
				buf = append(buf, int32(l))
			}
		}
		buf = append(buf, 0)
		return true
	})
	q.s.buf = buf
	if err := q.s.z3.Push(); err != nil {
		return err
	}
	q.loaded = true
	for len(buf) > 0 {
		if r := limit.Cause(ctx); r != nil {
			return errors.Join(r, q.Close()) // half of a formula is no formula
		}
		n := len(buf)
		if n > chunk {
			n = chunk + slices.Index(buf[chunk:], 0) + 1
		}
		if err := q.s.z3.AddClauses(buf[:n]); err != nil {
			return err
		}
		buf = buf[n:]
	}
	return nil
}

const (
	// chunk is how many literals Z3 is given at once: it cannot be interrupted
	// meanwhile.
	chunk = 1 << 16
	// z3Bytes estimates the memory that a literal takes in Z3 before any search,
	// with its share of a clause.
	z3Bytes = 40
)
