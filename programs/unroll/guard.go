package unroll

import "github.com/fencewise/fencewise/programs/event"

// settle simplifies a condition under the guard of a path; see [event.Pool.Settle].
func (b *builder) settle(guard, e event.Expr) event.Expr {
	e, work := b.s.Pool.Settle(guard, e)
	b.work += work
	return e
}
