package why

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
)

// Explainer finds out what verdicts rest on. It decides the same structures as its
// decider, under models without some or all axioms, and keeps what it has prepared
// for these models. It uses the solver of that decider, so the two must take turns.
type Explainer struct {
	d           *decide.Decider
	bare        *decide.Decider            // see withoutAxioms; nil until it is needed
	withoutSome map[string]*decide.Decider // see without; nil until one is needed
}

// New returns an explainer of the verdicts of d.
func New(d *decide.Decider) *Explainer { return &Explainer{d: d} }

// withoutAxioms returns a decider without axioms: it decides what holds in every
// execution, allowed or not.
func (x *Explainer) withoutAxioms() *decide.Decider {
	if x.bare == nil {
		x.bare = x.d.ForModel(rel.Everything())
	}
	return x.bare
}

// maxWithoutSome bounds the deciders without some axioms that are kept.
const maxWithoutSome = 64

// without returns a decider under the model without some of its axioms.
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
