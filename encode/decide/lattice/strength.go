package lattice

import (
	"context"
	"fmt"
	"slices"

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
	others  map[string]bool     // of accesses: by the tags of the weaker and the stronger ones
}

func newStrengths(m *rel.Model, b solve.Backend) *strengths {
	return &strengths{m, solve.New(solve.ForMany(b)), map[[2]isa.Tag]bool{}, map[string]bool{}}
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
	f, why := strength.Formula(ctx, p.model, weak, strong)
	is, known, err := p.refuted(ctx, f, why)
	if known {
		p.atLeast[pair] = is
	}
	return is, err
}

// accesses is prove for the accesses of one statement and the same accesses with other tags.
func (p *strengths) accesses(ctx context.Context, weak, strong *event.Part) (bool, error) {
	if weak.Code == "" || weak.Code != strong.Code {
		return false, nil
	}
	if slices.Equal(weak.Accesses, strong.Accesses) {
		return true, nil
	}
	pair := fmt.Sprint(weak.Accesses, strong.Accesses)
	if is, known := p.others[pair]; known {
		return is, nil
	}
	if limit.Cause(ctx) != nil {
		return false, nil
	}
	f, why := strength.AccessFormula(ctx, p.model, weak.Accesses, strong.Accesses)
	is, known, err := p.refuted(ctx, f, why)
	if known {
		p.others[pair] = is
	}
	return is, err
}

// refuted reports whether a formula that exists has no solution. known is false if the time
// was not enough to find that out.
func (p *strengths) refuted(ctx context.Context, f *cnf.Formula, why string) (is, known bool, err error) {
	if why != "" {
		return false, true, nil
	}
	session := p.solver.Session(f, cnf.NewPropagator(f), solve.Limits{Budget: strengthBudget})
	a, err := session.Ask(ctx)
	session.Close()
	if err != nil || limit.Cause(ctx) != nil && a.Status == solve.Unknown {
		return false, false, err
	}
	return a.Status == solve.Unsat, true, nil
}

// Order holds, for each slot, which choices are at least as strong as which. See
// [strength.Ordered] for slots without an order. A choice that does more than order accesses
// is compared with choices that make the same accesses, with other tags.
type Order [][][]bool // by slot, weaker choice, stronger choice

// Order compares the choices of every slot.
func (d *Decider) Order(ctx context.Context, s *event.Structure) (Order, error) {
	order, known := make(Order, len(s.Slots)), strength.Ordered(d.Model(), s)
	for i := range s.Slots {
		n, comparable := len(s.Slots[i].Choices), strength.Alike(d.Model(), &s.Slots[i])
		order[i] = make([][]bool, n)
		for a := range n {
			order[i][a] = make([]bool, n)
			order[i][a][a] = true
			for b := range n {
				if a == b || !known[i] || !comparable[a] || !comparable[b] {
					continue
				}
				var failed error
				order[i][a][b] = strength.Embeds(s.Slots[i].Parts[a], s.Slots[i].Parts[b], func(weak, strong *event.Part) bool {
					is, err := d.partAtLeast(ctx, weak, strong)
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

// partAtLeast is AtLeast for parts of choices.
func (d *Decider) partAtLeast(ctx context.Context, weak, strong *event.Part) (bool, error) {
	if weak.Fence != isa.NoTag && strong.Fence != isa.NoTag {
		return d.AtLeast(ctx, weak.Fence, strong.Fence)
	}
	is := false
	err := limit.Try(func() (err error) {
		is, err = d.strengths.accesses(ctx, weak, strong)
		return err
	})
	if limit.As(err) != nil {
		return false, nil
	}
	return is, err
}

// keepsEvents reports whether an execution with one choice of a slot is one with a choice
// that is at most as strong: the same events, with other barriers among them.
func (g *grid) keepsEvents(slot, weak, strong int) bool {
	s := &g.s.Slots[slot]
	return weak == strong || g.order[slot][weak][strong] && s.Orders(weak) && s.Orders(strong)
}
