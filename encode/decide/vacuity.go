package decide

import (
	"context"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Trivial finds out why s is Never whatever the model: no candidate execution,
// allowed or not, satisfies the proposition. nil says that one does, or that it
// is not known. Slots may be free: what is trivial then is so in every variant.
//
// It is proved as a verdict is: a Never of the model without axioms. So neither
// a loop bound nor a limit makes a condition look trivial.
func (d *Decider) Trivial(ctx context.Context, s *event.Structure) (*Trivial, error) {
	if guess(s) != nil {
		return nil, nil
	}
	bare := d.withoutAxioms()
	a, err := bare.exists(ctx, s)
	if err != nil || a.Verdict != verdict.Never {
		return nil, err
	}
	return bare.explain(ctx, s)
}

// withoutAxioms decides what holds in every execution, allowed or not.
func (d *Decider) withoutAxioms() *Decider {
	if d.bare == nil {
		d.bare = d.under(rel.Everything())
	}
	return d.bare
}

// under decides by another model, for structures that were built for that of d.
// It has the solver of d, and so takes turns with it.
func (d *Decider) under(m *rel.Model) *Decider {
	other, _ := New(m, d.opts)
	other.Relax, other.Split, other.solver = d.Relax, d.Split, d.solver
	return other
}

// exists answers whether the proposition of s can hold, for free slots under
// any choice of them, and whatever the quantifier: Sometimes, Never or Unknown.
func (d *Decider) exists(ctx context.Context, s *event.Structure) (Answer, error) {
	test, sub := *s.Test, *s
	test.Cond.Quant, sub.Test = verdict.Exists, &test
	return d.decide(ctx, &sub)
}
