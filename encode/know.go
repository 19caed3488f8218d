package encode

import "github.com/fencewise/fencewise/programs/event"

// knower finds what is left of expressions of a structure when facts are known. It remembers what
// it has found: a walk asks for the same again and again.
type knower struct {
	x     *Encoding
	rest  *event.Pool                         // of what is left
	plain map[event.Expr]event.Expr           // of the structure: when nothing is known
	under map[known]map[event.Expr]event.Expr // of rest: when one fact is known
	looks int                                 // expressions that were looked at
}

// known is a fact about an execution: the value of a read, or how a choice falls.
type known struct {
	op  event.Op // Read or Choice
	arg int32
	val event.Value
}

// facts are all that is known of an execution, each read and choice once.
type facts []known

// with returns the facts and one more, which replaces what was known of the same read or choice. The given
// facts stay as they are.
func (f facts) with(k known) facts {
	out := make(facts, 0, len(f)+1)
	for _, o := range f {
		if o.op != k.op || o.arg != k.arg {
			out = append(out, o)
		}
	}
	return append(out, k)
}

func newKnower(x *Encoding) *knower {
	return &knower{x: x, rest: event.NewPool(), plain: map[event.Expr]event.Expr{}, under: map[known]map[event.Expr]event.Expr{}}
}

// start returns an expression of the structure as one of rest. It has the conditions of forks in place of
// their outcomes.
func (v *knower) start(e event.Expr) event.Expr {
	if e <= event.True {
		return e
	}
	left, ok := v.plain[e]
	if !ok {
		s := v.x.S
		if n := s.Pool.Nodes[e]; n.Op == event.Outcome {
			left = v.start(s.Forks[n.Arg].Conds[n.Arg2])
		} else {
			left = v.rebuild(n, v.start)
		}
		v.plain[e] = left
	}
	return left
}

// know returns what is left of an expression of rest when facts are known.
func (v *knower) know(e event.Expr, facts facts) event.Expr {
	for _, k := range facts {
		if e <= event.True {
			return e
		}
		memo := v.under[k]
		if memo == nil {
			memo = map[event.Expr]event.Expr{}
			v.under[k] = memo
		}
		e = v.put(e, k, memo)
	}
	return e
}

// put returns what is left of an expression when one fact is known.
func (v *knower) put(e event.Expr, k known, memo map[event.Expr]event.Expr) event.Expr {
	if e <= event.True {
		return e
	}
	left, ok := memo[e]
	if !ok {
		if n := v.rest.Nodes[e]; n.Op == k.op && n.Arg == k.arg {
			left = v.rest.Const(k.val)
		} else {
			left = v.rebuild(n, func(o event.Expr) event.Expr { return v.put(o, k, memo) })
		}
		memo[e] = left
	}
	return left
}

// rebuild returns an expression with other operands.
func (v *knower) rebuild(n event.Node, of func(event.Expr) event.Expr) event.Expr {
	v.x.work(8)
	v.looks++
	switch {
	case n.Op.Leaf():
		return v.rest.Intern(n)
	case n.Op == event.Ite:
		return v.rest.Ite(of(event.Expr(n.Arg)), of(n.A), of(n.B))
	case n.Op.Unary():
		return v.rest.Make(n.Op, of(n.A), 0)
	default:
		return v.rest.Make(n.Op, of(n.A), of(n.B))
	}
}

// assume adds to facts what is known if an expression of rest is true, or false.
func (v *knower) assume(f facts, e event.Expr, is bool) facts {
	switch n := v.rest.Nodes[e]; {
	case n.Op == event.Choice:
		f = f.with(known{n.Op, n.Arg, event.Truth(is)})
	case n.Op == event.Not:
		f = v.assume(f, n.A, !is)
	case n.Op == event.All && is, n.Op == event.Any && !is:
		f = v.assume(v.assume(f, n.A, is), n.B, is)
	}
	return f
}
