package event

// Settle simplifies a condition under a guard that holds. It returns True if e is one of
// the conjuncts of the guard. It returns False if a conjunct is the negation of e, or if e
// and a conjunct compare the same value for equality with different constants. Otherwise
// it returns e. Without this, code that tests one value twice, or uses one pointer twice,
// would have paths with their own events that no execution takes. means returns what a
// conjunct stands for: the condition for the outcome of a fork, and other conjuncts as
// they are. work is the number of conjuncts that were examined.
func (p *Pool) Settle(guard, e Expr, means func(Expr) Expr) (settled Expr, work int) {
	if p.Nodes[e].Op == Const {
		return e, work
	}
	core, yes, no := e, True, False
	if n := &p.Nodes[e]; n.Op == Not {
		core, yes, no = n.A, False, True
	}
	x, k, op := p.equality(core)
	for guard != True {
		work++
		c := guard
		if n := &p.Nodes[guard]; n.Op == All {
			c, guard = n.B, n.A
		} else {
			guard = True
		}
		c = means(c)
		if c == core {
			return yes, work
		}
		if n := &p.Nodes[c]; n.Op == Not && n.A == core {
			return no, work
		} else if m := &p.Nodes[core]; n.Op == SlotIs && m.Op == SlotIs && n.Arg == m.Arg { // another choice
			return no, work
		}
		if op == Const {
			continue
		}
		if y, l, same := p.equality(c); y == x && same == op {
			if v, ok := Apply(op, k, l); ok && !v.IsTrue() {
				return no, work
			}
		}
	}
	return e, work
}

// equality returns the parts of a comparison "x equals the constant k"; op is Const if e is
// not such a comparison.
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
