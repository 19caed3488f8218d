package unroll

import "github.com/fencewise/fencewise/programs/event"

// settle simplifies a condition under the guard of a path; see [event.Pool.Settle].
func (b *builder) settle(guard, e event.Expr) event.Expr {
	e, work := b.s.Pool.Settle(guard, e, b.condition)
	b.work += work
	return e
}

// condition returns the condition that a conjunct of a guard stands for: that of the
// fork if it is the outcome of one, or that it has not this outcome; else the conjunct.
func (b *builder) condition(e event.Expr) event.Expr {
	switch n := &b.s.Pool.Nodes[e]; n.Op {
	case event.Outcome:
		return b.s.Forks[n.Arg].Conds[n.Arg2]
	case event.Not:
		if m := &b.s.Pool.Nodes[n.A]; m.Op == event.Outcome {
			return b.s.Pool.Make(event.Not, b.s.Forks[m.Arg].Conds[m.Arg2], 0)
		}
	}
	return e
}
