package solve

import (
	"context"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
)

// Extend takes in the clauses and variables that were added to the formula since the session
// was started or last extended. The propagator need not have them: only the backend uses
// them, so every query that the propagator does not refute goes there. Assumptions must be
// literals of variables that the propagator has. After an error the session can only be
// closed.
func (q *Session) Extend(ctx context.Context) (err error) {
	defer limit.Catch(&err)
	q.more = true
	if !q.loaded {
		return nil
	}
	if n := q.f.Vars(); n > q.s.backend.maxVar() {
		limit.Stop("too big for the solver: %d variables", n)
	}
	q.f.Meter.Need(q.s.backend.bytes() * (len(q.f.Lits) - q.taken))
	return q.s.backend.add(ctx, q.f.Vars(), q.clauses())
}

// clauses returns the clauses that the backend does not have, in DIMACS form, without
// literals and clauses that propagation has decided. It counts them as taken.
func (q *Session) clauses() []int32 {
	q.f.Meter.Work(len(q.f.Lits) - q.taken)
	buf, start := q.s.buf[:0], 0
	satisfied := false
	for _, l := range q.f.Lits[q.taken:] {
		if l == 0 {
			if satisfied {
				buf = buf[:start]
			} else {
				buf = append(buf, 0)
			}
			start, satisfied = len(buf), false
			continue
		}
		switch q.lit(l) {
		case cnf.IsTrue:
			satisfied = true
		case cnf.Open:
			buf = append(buf, int32(l))
		}
	}
	q.taken, q.s.buf = len(q.f.Lits), buf
	return buf
}

// lit returns the value of a literal. Variables that the propagator does not have are open.
func (q *Session) lit(l cnf.Lit) cnf.Value {
	if int(l.Var()) >= q.p.Vars() {
		return cnf.Open
	}
	return q.p.Lit(l)
}
