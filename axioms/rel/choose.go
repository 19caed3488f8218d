package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// choose evaluates "if c then x else y". It decides a condition on variants or tags, and a
// comparison whose result is known. Any other comparison of two relations or sets is
// decided in the execution: the difference between the two, composed with the relation of
// all pairs on both sides, is either all pairs or none, and so selects one branch.
func (e *elab) choose(x *cat.IfExpr, in scope) (value, *diag.Diagnostic) {
	if x.Cond.V != nil {
		return e.branch(x, e.variant(x.Cond.V), in)
	}
	if x.Cond.Rel == "in" {
		return e.member(x, in)
	}
	vs, err := e.each([]cat.Expr{x.Cond.X, x.Cond.Y}, in)
	if err != nil {
		return nil, err
	}
	if same, known := equal(vs[0], vs[1]); known {
		return e.branch(x, same, in)
	}
	set := aboutSets(vs)
	a, err := e.as(vs[0], set, x.Cond.X)
	if err != nil {
		return nil, err
	}
	b, err := e.as(vs[1], set, x.Cond.Y)
	if err != nil {
		return nil, err.Note("it is compared with %s", vs[0].kind())
	}
	differ := e.g.make(Diff, a, b, x.Span)
	if x.Cond.Rel == "=" {
		differ = e.g.make(Union, differ, e.g.make(Diff, b, a, x.Span), x.Span)
	}
	if op := e.g.op(differ); op == SetEmpty || op == RelEmpty {
		return e.branch(x, true, in)
	}
	return e.selectBy(x, differ, in)
}

func (e *elab) branch(x *cat.IfExpr, yes bool, in scope) (value, *diag.Diagnostic) {
	if yes {
		return e.eval(x.Then, in)
	}
	return e.eval(x.Else, in)
}

// member decides "x in s" for a set of values.
func (e *elab) member(x *cat.IfExpr, in scope) (value, *diag.Diagnostic) {
	vs, err := e.each([]cat.Expr{x.Cond.X, x.Cond.Y}, in)
	if err != nil {
		return nil, err
	}
	l, ok := asList(vs[1])
	decided := ok
	for _, el := range l {
		same, known := equal(vs[0], el)
		if same && known {
			return e.branch(x, true, in)
		}
		decided = decided && known
	}
	if !decided {
		return nil, unsupported(x.Span, "in").Note("only an execution can tell whether the element is in the set")
	}
	return e.branch(x, false, in)
}

// selectBy returns a node that is the first branch if differ is empty, else the second.
func (e *elab) selectBy(x *cat.IfExpr, differ ID, in scope) (value, *diag.Diagnostic) {
	at := x.Span
	vs, err := e.each([]cat.Expr{x.Then, x.Else}, in)
	if err != nil {
		return nil, err
	}
	set := aboutSets(vs)
	a, err := e.as(vs[0], set, x.Then)
	if err != nil {
		return nil, err
	}
	b, err := e.as(vs[1], set, x.Else)
	if err != nil {
		return nil, err.Note("the other branch is %s", nodeValue{set: set}.kind())
	}
	all := e.g.add(RelUniv, 0, 0, at)
	if e.g.isSet(differ) {
		differ = e.g.make(Ident, differ, 0, at)
	}
	everywhere := e.g.make(Seq, e.g.make(Seq, all, differ, at), all, at)
	if set {
		everywhere = e.g.make(Domain, everywhere, 0, at)
	}
	first := e.g.make(Diff, a, everywhere, at)
	second := e.g.make(Inter, b, everywhere, at)
	return e.node(e.g.make(Union, first, second, at)), nil
}

// aboutSets reports whether the first value that is a set or a relation is a set. The
// values 0 and {} are neither, because they can be both.
func aboutSets(vs []value) bool {
	for _, v := range vs {
		if n, ok := v.(nodeValue); ok {
			return n.set
		}
	}
	return false
}
