package event

// settle is e where the guard decides it already: True if e is one of its
// conjuncts, False if its negation is, or if e compares for equality what a
// conjunct says to equal another constant. Without this, code that tests one
// value twice, or that uses one pointer twice, would have paths that nothing
// can take, each with events of its own.
func (b *builder) settle(guard, e Expr) Expr {
	pool := b.s.Pool
	if pool.Nodes[e].Op == Const {
		return e
	}
	core, yes, no := e, True, False
	if n := &pool.Nodes[e]; n.Op == Not {
		core, yes, no = n.A, False, True
	}
	x, k, op := pool.equality(core)
	for guard != True {
		b.work++
		c := guard
		if n := &pool.Nodes[guard]; n.Op == All {
			c, guard = n.B, n.A
		} else {
			guard = True
		}
		if c == core {
			return yes
		}
		if n := &pool.Nodes[c]; n.Op == Not && n.A == core {
			return no
		} else if m := &pool.Nodes[core]; n.Op == SlotIs && m.Op == SlotIs && n.Arg == m.Arg { // another choice
			return no
		}
		if op == Const {
			continue
		}
		if y, l, same := pool.equality(c); y == x && same == op {
			if v, ok := Apply(op, k, l); ok && !v.IsTrue() {
				return no
			}
		}
	}
	return e
}

// equality takes "x equals the constant k" apart; op is Const where e is
// nothing of the kind.
func (p *Pool) equality(e Expr) (x Expr, k Value, op Op) {
	n := &p.Nodes[e]
	if n.Op != Eq32 && n.Op != Eq64 {
		return 0, Value{}, Const
	}
	if v, ok := p.ConstValue(n.A); ok {
		return n.B, v, n.Op
	}
	if v, ok := p.ConstValue(n.B); ok {
		return n.A, v, n.Op
	}
	return 0, Value{}, Const
}
