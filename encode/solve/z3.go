//go:build cgo

package solve

import (
	"context"
	"errors"
	"fmt"
	"math"

	z3 "github.com/mitchellh/go-z3"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
)

func init() {
	linked[Z3] = startZ3
	z3Version = z3.FullVersion
	z3OutOfMemory = func(err error) bool {
		var e *z3.Error
		return errors.As(err, &e) && e.Code == z3.ErrorCodeMemoutFail
	}
}

// libz3 is the backend [Z3].
type libz3 struct {
	ctx    *z3.Context
	s      *z3.Solver
	budget uint64 // that s has now
	buf    []int32
}

// startZ3 makes a context with a solver. Z3's solver for QF_BV becomes its incremental SAT
// core after a push. That is the fastest for this kind of clauses, and reusing it costs a
// push and a pop.
func startZ3() (backend, error) {
	ctx, err := z3.OpenContext(nil)
	if err != nil {
		return nil, fmt.Errorf("cannot start Z3: %w", err)
	}
	s, err := ctx.NewSolverForLogic("QF_BV")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("cannot start Z3: %w", err), ctx.Close())
	}
	return &libz3{ctx: ctx, s: s}, nil
}

func (z *libz3) close() error { return errors.Join(z.s.Close(), z.ctx.Close()) }

func (z *libz3) load(ctx context.Context, p *problem) (err error) {
	if err := z.s.Push(); err != nil {
		return err
	}
	whole := false
	defer func() {
		if !whole { // half of a formula is no formula
			err = errors.Join(err, z.unload())
		}
	}()
	err = z.add(ctx, p)
	whole = err == nil
	return err
}

func (z *libz3) add(ctx context.Context, p *problem) (err error) {
	if p.size.Vars > z3.MaxVar {
		limit.Stop("too big for the solver: %d variables", p.size.Vars)
	}
	flush := func() bool {
		if r := limit.Cause(ctx); r != nil {
			err = r
		} else {
			err = z.s.AddClauses(z.buf)
		}
		z.buf = z.buf[:0]
		return err == nil
	}
	z.buf = z.buf[:0]
	p.each(func(_ uint32, clause []int32) bool {
		z.buf = append(append(z.buf, clause...), 0)
		return len(z.buf) < chunk || flush()
	})
	if err == nil {
		flush()
	}
	return err
}

func (z *libz3) unload() error { return z.s.Pop(1) }

func (z *libz3) ask(ctx context.Context, l Limits, assumptions []int32) (Answer, error) {
	if err := z.limitTo(l); err != nil {
		return Answer{}, err
	}
	b, err := z.s.CheckLits(ctx, assumptions)
	switch b {
	case z3.True:
		return Answer{Status: Sat}, nil
	case z3.False:
		core, err := z.s.CoreLits()
		if err != nil {
			return Answer{}, err
		}
		a := Answer{Status: Unsat}
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
		return Answer{Reason: z.reason(ctx, l, u)}, nil
	}
	if err == nil {
		err = errors.New("solve: Z3 gave neither an answer nor a reason")
	}
	return Answer{}, err
}

// reason returns why Z3 gave no answer.
func (z *libz3) reason(ctx context.Context, l Limits, u *z3.Unknown) string {
	over := limit.Cause(ctx)
	switch {
	case over != nil:
		return over.What
	case u.Reason == z3.ReasonRlimit,
		u.Reason == z3.ReasonOther && l.Budget > 0: // a budget gone before Z3 began has no words of its own
		return budgetUsed
	}
	return u.Error()
}

// limitTo sets the budget of Z3.
func (z *libz3) limitTo(l Limits) error {
	if z.budget == l.Budget {
		return nil
	}
	err := z.s.SetRlimit(uint32(min(l.Budget, math.MaxUint32)))
	if err == nil {
		z.budget = l.Budget
	}
	return err
}

func (z *libz3) solution(v []bool) error { return z.s.ModelBits(v) }

func (z *libz3) bytes() int { return 40 }

// chunk is how many literals Z3 is given at once: it cannot be interrupted meanwhile.
const chunk = 1 << 16
