package rel

import "github.com/fencewise/fencewise/programs/diag"

// simplify replaces a node by a simpler one if a law says that they are equal in every
// execution, so that no verdict changes. This makes models smaller, and matters for
// polarity: in herd7's coe, co \ (co & int), co seems to occur negatively, and the law for
// a \ (a & b) removes this occurrence.
func (g *graph) simplify(op Op, a, b ID, at diag.Span) (ID, bool) {
	switch op {
	case SetUnion, SetInter, SetDiff, SetCompl:
		return g.boolean(op, a, b, SetEmpty, SetUniv, at)
	case Union, Inter, Diff, Compl:
		return g.boolean(op, a, b, RelEmpty, RelUniv, at)
	case Domain, Range:
		switch {
		case g.op(a) == RelEmpty:
			return g.add(SetEmpty, 0, 0, at), true
		case g.op(a) == Ident:
			return g.nodes[a].A, true
		}
	case Ident:
		if g.op(a) == SetEmpty {
			return g.add(RelEmpty, 0, 0, at), true
		}
	case Cross:
		switch {
		case g.op(a) == SetEmpty || g.op(b) == SetEmpty:
			return g.add(RelEmpty, 0, 0, at), true
		case g.op(a) == SetUniv && g.op(b) == SetUniv:
			return g.add(RelUniv, 0, 0, at), true
		}
	case Seq:
		return g.seq(a, b, at)
	case Inverse:
		return g.inverse(a, at)
	case Plus, Star, Opt:
		return g.closure(op, a, at)
	default: // no law
	}
	return 0, false
}

// boolean simplifies union, intersection, difference and complement.
func (g *graph) boolean(op Op, a, b ID, empty, univ Op, at diag.Span) (ID, bool) {
	none := func() (ID, bool) { return g.add(empty, 0, 0, at), true }
	x, y := g.op(a), Invalid
	if b != 0 {
		y = g.op(b)
	}
	switch op {
	case Union, SetUnion:
		switch {
		case a == b, y == empty, x == univ:
			return a, true
		case x == empty, y == univ:
			return b, true
		}
	case Inter, SetInter:
		diff, not := Diff, Compl
		if op == SetInter {
			diff, not = SetDiff, SetCompl
		}
		switch {
		case a == b, x == empty, y == univ:
			return a, true
		case y == empty, x == univ:
			return b, true
		case y == not:
			return g.make(diff, a, g.nodes[b].A, at), true
		case x == not:
			return g.make(diff, b, g.nodes[a].A, at), true
		}
	case Diff, SetDiff:
		and, not := Inter, Compl
		if op == SetDiff {
			and, not = SetInter, SetCompl
		}
		switch {
		case a == b, y == univ:
			return none()
		case x == empty, y == empty:
			return a, true
		case x == univ:
			return g.make(not, b, 0, at), true
		case y == not:
			return g.make(and, a, g.nodes[b].A, at), true
		case y == and && g.nodes[b].A == a: // a \ (a & c) = a \ c
			return g.make(op, a, g.nodes[b].B, at), true
		case y == and && g.nodes[b].B == a:
			return g.make(op, a, g.nodes[b].A, at), true
		}
	case Compl, SetCompl:
		switch x {
		case empty:
			return g.add(univ, 0, 0, at), true
		case univ:
			return none()
		case op:
			return g.nodes[a].A, true
		}
	}
	return 0, false
}

// isID reports whether the node is the identity on all events.
func (g *graph) isID(id ID) bool {
	return g.op(id) == Ident && g.op(g.nodes[id].A) == SetUniv
}

func (g *graph) seq(a, b ID, at diag.Span) (ID, bool) {
	switch {
	case g.facts && g.keeps(a, b, from):
		return b, true
	case g.facts && g.keeps(b, a, to):
		return a, true
	case g.op(a) == RelEmpty || g.isID(b):
		return a, true
	case g.op(b) == RelEmpty || g.isID(a):
		return b, true
	case g.op(a) == Ident && g.op(b) == Ident:
		s := g.make(SetInter, g.nodes[a].A, g.nodes[b].A, at)
		return g.make(Ident, s, 0, at), true
	}
	return 0, false
}

func (g *graph) inverse(a ID, at diag.Span) (ID, bool) {
	switch n := g.nodes[a]; n.Op {
	case RelEmpty, RelUniv, Ident:
		return a, true
	case Inverse:
		return n.A, true
	case Cross:
		return g.make(Cross, n.B, n.A, at), true
	}
	return 0, false
}

// closure simplifies r+, r* and r?, also nested ones: r+? = r*.
func (g *graph) closure(op Op, a ID, at diag.Span) (ID, bool) {
	inner := g.op(a)
	if op == Plus && g.facts && g.transitive(a) {
		return a, true
	}
	switch inner {
	case RelUniv:
		return a, true
	case RelEmpty, Ident:
		if op == Plus {
			return a, true
		}
		all := g.add(SetUniv, 0, 0, at)
		return g.add(Ident, all, 0, at), true
	case Plus, Star, Opt:
		if inner == op {
			return a, true
		}
		return g.make(Star, g.nodes[a].A, 0, at), true
	}
	return 0, false
}
