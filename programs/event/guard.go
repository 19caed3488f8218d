package event

// settle simplifies a condition under the guard of a path, see [Pool.Settle].
func (b *builder) settle(guard, e Expr) Expr {
	e, work := b.s.Pool.Settle(guard, e)
	b.work += work
	return e
}
