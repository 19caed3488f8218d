package solve

import (
	"context"
	"errors"
	"fmt"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/sat"
	"github.com/fencewise/fencewise/internal/limit"
)

// builtin is the backend [Builtin].
type builtin struct{ s *sat.Solver }

func startBuiltin() (backend, error) { return &builtin{}, nil }

func (b *builtin) load(_ context.Context, vars int, clauses []int32) error {
	if len(clauses) > sat.MaxLits {
		limit.Stop("too big for the solver: %d literals", len(clauses))
	}
	b.s = sat.New(vars, clauses)
	return nil
}

func (b *builtin) add(_ context.Context, vars int, clauses []int32) error {
	b.s.Add(vars, clauses)
	return nil
}

func (b *builtin) ask(ctx context.Context, l Limits, assumptions []int32) (Answer, error) {
	switch b.s.Solve(sat.Limits{Budget: l.Budget, Stop: func() bool { return ctx.Err() != nil }}, assumptions...) {
	case sat.Sat:
		return Answer{Status: Sat}, nil
	case sat.Unsat:
		a := Answer{Status: Unsat}
		for _, l := range b.s.Core() {
			a.Core = append(a.Core, cnf.Lit(l))
		}
		return a, nil
	case sat.Unknown:
		if r := limit.Cause(ctx); r != nil {
			return Answer{Reason: r.What}, nil
		}
		if l.Budget > 0 && b.s.Work() >= l.Budget {
			return Answer{Reason: budgetUsed}, nil
		}
		return Answer{Reason: fmt.Sprintf("too big for the solver: %d million literals", b.s.Words()/1_000_000)}, nil
	}
	return Answer{}, errors.New("solve: the built-in solver gave no answer")
}

func (b *builtin) solution(v []bool) error {
	b.s.Values(v)
	return nil
}

func (b *builtin) unload() error {
	b.s = nil
	return nil
}

func (b *builtin) close() error { return b.unload() }

func (b *builtin) maxVar() int { return sat.MaxVar }
func (b *builtin) bytes() int  { return sat.Bytes }
