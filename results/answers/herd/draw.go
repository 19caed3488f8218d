package herd

import (
	"bytes"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/dot"
)

// Which says which executions are drawn, in herd7's words.
type Which string

// The executions that are drawn.
const (
	Prop Which = "prop" // those that satisfy the proposition
	Neg  Which = "neg"  // those that do not
	All  Which = "all"
	Cond Which = "cond" // those that the condition asks for: for ~exists, those that do not satisfy the proposition
	Wit  Which = "wit"  // those that decide the condition: for forall, those that do not satisfy the proposition
)

// Whiches lists the values of Which.
var Whiches = []Which{Prop, Neg, All, Cond, Wit}

// Draw says how executions are drawn.
type Draw struct {
	Which Which
	Most  int      // drawings for one test; 0: no limit
	Edges []string // relations of the model that are drawn as well, where it has them
}

// wants reports whether an execution is drawn that satisfies the proposition, or does not.
func (w Which) wants(q verdict.Quantifier, holds bool) bool {
	switch w {
	case Prop:
		return holds
	case Neg:
		return !holds
	case All:
		return true
	case Cond:
		return holds != (q == verdict.NotExists)
	case Wit:
		return holds != (q == verdict.ForAll)
	}
	panic("herd: unknown executions to draw: " + string(w))
}

// all draws executions of a case, one after the other.
func (d *Draw) all(c opinion.Case, found *found) ([]byte, error) {
	var (
		b     bytes.Buffer
		drawn int
		wrong error
		o     = graph.Options{Model: c.Model.Model}
	)
	for _, name := range d.Edges {
		if _, ok := c.Model.Named[name]; ok {
			o.Edges = append(o.Edges, name)
		}
	}
	err := found.each(func(x *execution.Candidate, holds bool) bool {
		if !d.Which.wants(c.Test.Cond.Quant, holds) {
			return true
		}
		var drawing *graph.Drawing
		if drawing, wrong = graph.Of(x, o); wrong != nil {
			return false
		}
		if wrong = dot.Write(&b, drawing); wrong != nil {
			return false
		}
		drawn++
		return drawn != d.Most
	})
	if wrong != nil {
		return nil, wrong
	}
	return b.Bytes(), err
}
