package encode

import (
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// truth returns the literal of a boolean expression. Its variable is defined in
// both directions.
func (x *Encoding) truth(e event.Expr) cnf.Lit {
	if l := x.boolLit[e]; l != 0 {
		return l
	}
	x.nested++
	l := x.makeTruth(e)
	x.boolLit[e] = l
	x.nested--
	x.chosenValues()
	return l
}

// makeTruth makes the literal for truth.
func (x *Encoding) makeTruth(e event.Expr) cnf.Lit {
	n := &x.S.Pool.Nodes[e]
	switch n.Op {
	case event.Const:
		return truthOf(n.Val.IsTrue())
	case event.Choice:
		return x.F.Var(cnf.Meaning{Kind: cnf.Choice, A: n.Arg})
	case event.SlotIs:
		return x.Selector[n.Arg][n.Arg2]
	case event.Outcome:
		return x.truth(x.S.Forks[n.Arg].Conds[n.Arg2]) // it only counts where the execution comes to the fork
	case event.Pending:
		return x.pendingLit(n.Arg)
	case event.Not:
		return -x.truth(n.A)
	case event.Ill:
		return x.ill(n.A)
	case event.All:
		return x.and(cnf.Meaning{Kind: cnf.BoolExpr, A: int32(e)}, cnf.Tag{Part: cnf.PartGuard, Arg: int32(e)}, x.truth(n.A), x.truth(n.B))
	case event.Any:
		return -x.and(cnf.Meaning{Kind: cnf.BoolExpr, A: int32(e)}, cnf.Tag{Part: cnf.PartGuard, Arg: int32(e)}, -x.truth(n.A), -x.truth(n.B))
	}
	return x.comparison(e, n)
}

// and returns a literal equal to a ∧ b.
func (x *Encoding) and(m cnf.Meaning, tag cnf.Tag, a, b cnf.Lit) cnf.Lit {
	switch {
	case a == cnf.False || b == cnf.False || a == -b:
		return cnf.False
	case a == cnf.True || a == b:
		return b
	case b == cnf.True:
		return a
	}
	g := x.F.Var(m)
	x.F.Add(tag, -g, a)
	x.F.Add(tag, -g, b)
	x.F.Add(tag, g, -a, -b)
	return g
}

// comparison returns the literal of a comparison of values.
func (x *Encoding) comparison(e event.Expr, n *event.Node) cnf.Lit {
	tag := cnf.Tag{Part: cnf.PartGuard, Arg: int32(e)}
	type tuple struct{ a, b cnf.Lit }
	var yes, no []tuple
	x.tuples(n, func(a, b cnf.Lit, v event.Value, ok bool) {
		switch {
		case a == cnf.False || b == cnf.False:
		case !ok: // the path ends here, see ill
		case v.IsTrue():
			yes = append(yes, tuple{a, b})
		default:
			no = append(no, tuple{a, b})
		}
	})
	single := func(ts []tuple) (cnf.Lit, bool) {
		if len(ts) != 1 {
			return 0, false
		}
		if ts[0].a == cnf.True {
			return ts[0].b, true
		}
		return ts[0].a, ts[0].b == cnf.True
	}
	switch {
	case len(yes) == 0:
		return cnf.False
	case len(no) == 0:
		return cnf.True
	}
	// If one pair of values decides, the literal of one of them is that of the
	// comparison: values exclude each other, and one of them holds.
	if l, ok := single(yes); ok {
		return l
	}
	if l, ok := single(no); ok {
		return -l
	}
	g := x.F.Var(cnf.Meaning{Kind: cnf.BoolExpr, A: int32(e)})
	for _, t := range yes {
		x.F.Add(tag, -t.a, -t.b, g)
	}
	for _, t := range no {
		x.F.Add(tag, -t.a, -t.b, -g)
	}
	return g
}

// ill returns the literal "the operands of e have values for which e has none". If
// an operand has no value itself, all its value literals are false. That case needs
// no clauses here: a path that reaches such an operand was cut there.
func (x *Encoding) ill(e event.Expr) cnf.Lit {
	n := &x.S.Pool.Nodes[e]
	if n.Op.Leaf() || n.Op == event.Ite {
		return cnf.False
	}
	if l := x.illLit[e]; l != 0 {
		return l
	}
	m, tag := cnf.Meaning{Kind: cnf.BoolExpr, A: int32(e)}, cnf.Tag{Part: cnf.PartGuard, Arg: int32(e)}
	none := cnf.True
	x.tuples(n, func(a, b cnf.Lit, _ event.Value, ok bool) {
		if !ok {
			none = x.and(m, tag, none, -x.and(m, tag, a, b))
		}
	})
	x.illLit[e] = -none
	return -none
}
