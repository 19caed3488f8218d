// Package eventtest evaluates expressions for tests, by their definitions and
// without any of the shortcuts that a pool takes when it makes them.
package eventtest

import "github.com/fencewise/fencewise/programs/event"

// Eval returns the value of an expression of a pool, and false if it has none. leaves
// holds the values of Read expressions by their number; other leaves must not occur.
func Eval(p *event.Pool, e event.Expr, leaves []event.Value) (event.Value, bool) {
	switch n := p.Nodes[e]; {
	case n.Op == event.Const:
		return n.Val, true
	case n.Op == event.Read:
		return leaves[n.Arg], true
	case n.Op.Leaf():
		panic("eventtest: no value for " + n.Op.String())
	case n.Op == event.Ite:
		c, ok := Eval(p, event.Expr(n.Arg), leaves)
		switch {
		case !ok:
			return c, false
		case c.IsTrue():
			return Eval(p, n.A, leaves)
		}
		return Eval(p, n.B, leaves)
	default:
		a, ok := Eval(p, n.A, leaves)
		if n.Op == event.Ill {
			return event.Truth(!ok), true
		}
		if !ok {
			return a, false
		}
		if n.Op == event.All && !a.IsTrue() || n.Op == event.Any && a.IsTrue() {
			return a, true
		}
		b := event.Value{}
		if !n.Op.Unary() {
			if b, ok = Eval(p, n.B, leaves); !ok {
				return b, false
			}
		}
		return event.Apply(n.Op, a, b)
	}
}
