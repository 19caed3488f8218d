package lattice

import (
	"context"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/encode/strength"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/power"
)

// orderBudget bounds a question about two barriers. It is not what the user
// gives for one about a program: with an order that depended on that, what is
// minimal would, too. The embedded models take less than a fiftieth of it.
const orderBudget = 5_000_000

// AtLeast reports whether under the model of d one barrier in the place of
// another can only forbid more: what is Never with weak is so with strong. It
// is proved by the solver when it is first asked for. false says that it was
// not proved.
func (d *Decider) AtLeast(ctx context.Context, weak, strong power.FenceKind) (bool, error) {
	is := false
	err := limit.Try(func() (err error) {
		is, err = d.atLeastAs(ctx, weak, strong)
		return err
	})
	if limit.As(err) != nil {
		return false, nil
	}
	return is, err
}

func (d *Decider) atLeastAs(ctx context.Context, weak, strong power.FenceKind) (bool, error) {
	if weak == strong {
		return true, nil
	}
	pair := [2]power.FenceKind{weak, strong}
	if is, known := d.atLeast[pair]; known {
		return is, nil
	}
	if limit.Cause(ctx) != nil {
		return false, nil // not proved, and not to be kept
	}
	is := false
	if f, why := strength.Question(ctx, d.Model(), weak, strong); why == "" {
		p := &cnf.Propagator{}
		p.Reset(f)
		p.Extend()
		if d.order == nil {
			d.order = solve.New(solve.Limits{Budget: orderBudget})
		}
		q := d.order.Session(f, p)
		a, err := q.Ask(ctx)
		q.Close()
		if err != nil {
			return false, err
		}
		if limit.Cause(ctx) != nil && a.Status == solve.Unknown {
			return false, nil
		}
		is = a.Status == solve.Unsat
	}
	if d.atLeast == nil {
		d.atLeast = map[[2]power.FenceKind]bool{}
	}
	d.atLeast[pair] = is
	return is, nil
}

// Order is, for each slot, which choices are at least as strong as which; see
// [strength.Ordered] for where none is known. A choice that does more than keep
// order is compared with none but itself.
type Order [][][]bool // by slot, weaker choice, stronger choice

// Order works out the order of the choices of every slot.
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
				order[i][a][b] = strength.Embeds(s.Slots[i].Parts[a], s.Slots[i].Parts[b], func(weak, strong power.FenceKind) bool {
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
