package why

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
)

// Explainer finds out what verdicts rest on. It asks the same questions as the
// decider that it is made for, of models without some of the axioms or without
// any, and has them at hand. It uses the solver of that decider and so must
// take turns with it.
type Explainer struct {
	d           *decide.Decider
	bare        *decide.Decider            // see withoutAxioms; nil until it is needed
	withoutSome map[string]*decide.Decider // see lacking; nil until one is needed
}

// New returns an explainer of the verdicts of d.
func New(d *decide.Decider) *Explainer { return &Explainer{d: d} }

// withoutAxioms decides what holds in every execution, allowed or not.
func (x *Explainer) withoutAxioms() *decide.Decider {
	if x.bare == nil {
		x.bare = x.d.ForModel(rel.Everything())
	}
	return x.bare
}

// maxWithoutSome is how many deciders without some axioms are kept.
const maxWithoutSome = 64

// without decides by the model without some of its axioms.
func (x *Explainer) without(axioms ...int) *decide.Decider {
	key := fmt.Sprint(axioms)
	if less, ok := x.withoutSome[key]; ok {
		return less
	}
	if x.withoutSome == nil || len(x.withoutSome) == maxWithoutSome {
		x.withoutSome = map[string]*decide.Decider{}
	}
	x.withoutSome[key] = x.d.ForModel(x.d.Model().Without(axioms...))
	return x.withoutSome[key]
}
