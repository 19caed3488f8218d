package solve

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/encode/certify/lrat"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/sat"
	"github.com/fencewise/fencewise/internal/limit"
)

// builtin is the backend [Builtin]. A checker that shares nothing with the solver follows each
// step of it, beginning with the clauses of the formula itself.
type builtin struct {
	s     *sat.Solver
	proof *lrat.Checker[cnf.Lit]
}

// Unproved is the error that the answer of the built-in solver, or what propagation decided
// before it, is not proved. It is an alarm: there is a mistake in one of them, or in the
// checker.
type Unproved struct{ Err error }

func (u *Unproved) Error() string {
	return fmt.Sprintf("the proof of the built-in solver is rejected: %v", u.Err)
}

func (u *Unproved) Unwrap() error { return u.Err }

func startBuiltin() (backend, error) { return &builtin{}, nil }

func (b *builtin) load(_ context.Context, p *problem) error {
	if !p.size.Fits() {
		limit.Stop("too big for the solver: %d variables, %d literals", p.size.Vars, p.size.Lits)
	}
	proof, err := lrat.New(p.size.Vars, p.q.f.Lits, p.q.p.Known())
	if err != nil {
		return &Unproved{err}
	}
	b.s, b.proof = sat.New(p.size, p.each, proof), proof
	return nil
}

func (b *builtin) add(_ context.Context, p *problem) error {
	if err := b.proof.Grow(p.size.Vars, p.q.f.Lits, p.q.p.Known()); err != nil {
		return &Unproved{err}
	}
	b.s.Add(p.size.Vars, p.each)
	return nil
}

func (b *builtin) ask(ctx context.Context, l Limits, assumptions []int32) (Answer, error) {
	switch b.s.Solve(sat.Limits{Budget: l.Budget, Stop: func() bool { return ctx.Err() != nil }}, assumptions...) {
	case sat.Sat:
		return Answer{Status: Sat}, nil
	case sat.Unsat:
		return b.unsat(assumptions)
	case sat.Unknown:
		if r := limit.Cause(ctx); r != nil {
			return Answer{Reason: r.What}, nil
		}
		if l.Budget > 0 && b.s.Work() >= l.Budget {
			return Answer{Reason: budgetUsed}, nil
		}
		return Answer{Reason: fmt.Sprintf("too big for the solver: %d million literals", b.s.Words()/1_000_000)}, nil
	default:
		panic("solve: the built-in solver gave no answer")
	}
}

// unsat returns the answer that some of the assumptions contradict the clauses, if that is
// proved.
func (b *builtin) unsat(assumptions []int32) (Answer, error) {
	a := Answer{Status: Unsat}
	for _, l := range b.s.Core() {
		if !slices.Contains(assumptions, l) {
			return Answer{}, &Unproved{fmt.Errorf("%d is no assumption", l)}
		}
		a.Core = append(a.Core, cnf.Lit(l))
	}
	if err := b.proof.Refutes(b.s.Core(), b.s.Hints()); err != nil {
		return Answer{}, &Unproved{err}
	}
	return a, nil
}

func (b *builtin) solution(v []bool) error {
	b.s.Values(v)
	return nil
}

func (b *builtin) unload() error {
	*b = builtin{}
	return nil
}

func (b *builtin) close() error { return b.unload() }

func (b *builtin) bytes() int { return sat.Bytes }
