package lattice

import (
	"context"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/encode/strength"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// strengthBudget bounds the proof that one barrier is at least as strong as
// another. It is independent of the budget that the user sets for queries about
// programs: otherwise that budget would change which placements are minimal. The
// embedded models take less than a twentieth of it.
const strengthBudget = 5_000_000

// strengths keeps what is proved about the strength of barriers under a model.
type strengths struct {
	model   *rel.Model
	solver  *solve.Solver
	atLeast map[[2]isa.Tag]bool // weaker, stronger
}

func newStrengths(m *rel.Model, b solve.Backend) *strengths {
	return &strengths{m, solve.New(solve.ForMany(b)), map[[2]isa.Tag]bool{}}
}

// AtLeast reports whether, under the model of d, one barrier in the place of
// another can only forbid more: what is Never with weak is Never with strong. The
// solver proves it when it is first needed. false means that it is not proved.
func (d *Decider) AtLeast(ctx context.Context, weak, strong isa.Tag) (bool, error) {
	is := false
	err := limit.Try(func() (err error) {
		is, err = d.strengths.prove(ctx, weak, strong)
		return err
	})
	if limit.As(err) != nil {
		return false, nil
	}
	return is, err
}

// prove is AtLeast, but unwinds to the nearest [limit.Catch] if ctx ends.
func (p *strengths) prove(ctx context.Context, weak, strong isa.Tag) (bool, error) {
	if weak == strong {
		return true, nil
	}
	pair := [2]isa.Tag{weak, strong}
	if is, known := p.atLeast[pair]; known {
		return is, nil
	}
	if limit.Cause(ctx) != nil {
		return false, nil // not proved, and not to be kept
	}
	is := false
	if f, why := strength.Formula(ctx, p.model, weak, strong); why == "" {
		session := p.solver.Session(f, cnf.NewPropagator(f), solve.Limits{Budget: strengthBudget})
		a, err := session.Ask(ctx)
		session.Close()
		if err != nil {
			return false, err
		}
		if limit.Cause(ctx) != nil && a.Status == solve.Unknown {
			return false, nil
		}
		is = a.Status == solve.Unsat
	}
	p.atLeast[pair] = is
	return is, nil
}

// Order holds, for each slot, which choices are at least as strong as which. See
// [strength.Ordered] for slots without an order. A choice that does more than
// order accesses is compared with itself only.
type Order [][][]bool // by slot, weaker choice, stronger choice

// Order compares the choices of every slot.
func (d *Decider) Order(ctx context.Context, s *event.Structure) (Order, error) {
	order, known := make(Order, len(s.Slots)), strength.Ordered(d.Model(), s)
	for i := range s.Slots {
		n, comparable := len(s.Slots[i].Choices), strength.Comparable(d.Model(), &s.Slots[i])
		order[i] = make([][]bool, n)
		for a := range n {
			order[i][a] = make([]bool, n)
			order[i][a][a] = true
			for b := range n {
				if a == b || !known[i] || !comparable[a] || !comparable[b] {
					continue
				}
				var failed error
				order[i][a][b] = strength.Embeds(s.Slots[i].Parts[a], s.Slots[i].Parts[b], func(weak, strong isa.Tag) bool {
					is, err := d.AtLeast(ctx, weak, strong)
					if err != nil {
						failed = err
					}
					return is
				})
				if failed != nil {
					return nil, failed
				}
			}
		}
	}
	return order, nil
}
