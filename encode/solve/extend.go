package solve

import (
	"context"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
)

// Extend takes in the clauses and variables that were added to the formula since the session
// was started or last extended. The propagator need not have them: only the backend uses
// them, so every query that the propagator does not refute goes there. After an error the session
// can only be closed.
func (q *Session) Extend(ctx context.Context) (err error) {
	defer limit.Catch(&err)
	q.more = true
	if q.backend == nil {
		return nil
	}
	p := q.problem()
	q.f.Meter.Need(q.backend.bytes() * p.size.Lits)
	if err := q.backend.add(ctx, p); err != nil {
		return err
	}
	q.taken = len(q.f.Lits)
	return nil
}

// lit returns the value of a literal. Variables that the propagator does not have are open.
func (q *Session) lit(l cnf.Lit) cnf.Value {
	if int(l.Var()) >= q.p.Vars() {
		return cnf.Open
	}
	return q.p.Lit(l)
}
