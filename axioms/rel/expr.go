package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// step counts work and fails if the limit is exceeded.
func (e *elab) step(at diag.Span) *diag.Diagnostic {
	e.steps++
	if e.steps > maxSteps || len(e.g.nodes) > maxNodes {
		return diag.New(at, diag.CatLimit, "the definitions of this model expand to more than %d steps or %d expressions", maxSteps, maxNodes).
			WithFix("look for functions that call another one several times")
	}
	return nil
}

// eval evaluates an expression.
func (e *elab) eval(x cat.Expr, in scope) (value, *diag.Diagnostic) {
	if err := e.step(x.At()); err != nil {
		return nil, err
	}
	switch x := x.(type) {
	case *cat.Var:
		return e.name(cat.Ident{Name: x.Name, Span: x.Span}, in)
	case *cat.Zero:
		return zero{}, nil
	case *cat.Univ:
		return e.node(e.g.add(SetUniv, 0, 0, x.Span)), nil
	case *cat.SetLit:
		return e.literal(x, in)
	case *cat.Unary:
		return e.unary(x, in)
	case *cat.Binary:
		return e.binary(x, in)
	case *cat.Bracket:
		s, err := e.set(x.X, in)
		if err != nil {
			return nil, err
		}
		return e.node(e.g.make(Ident, s, 0, x.Span)), nil
	case *cat.App:
		return e.apply(x, in)
	case *cat.Tuple:
		vs, err := e.each(x.Elems, in)
		return tuple(vs), err
	case *cat.LetIn:
		for _, b := range e.bindings(x.Rec, x.Binds, in) {
			b.local = true
			in = in.with(b.name, b)
		}
		return e.eval(x.Body, in)
	case *cat.Fun:
		return &closure{params: x.Params, body: x.Body, in: in}, nil
	case *cat.Try:
		return e.try(x, in)
	case *cat.IfExpr:
		return e.choose(x, in)
	case *cat.Tag:
		return tagValue(x.Name), nil
	case *cat.Match:
		return e.match(x, in)
	}
	return nil, unsupported(x.At(), "expression")
}

// each evaluates expressions in order.
func (e *elab) each(xs []cat.Expr, in scope) ([]value, *diag.Diagnostic) {
	vs := make([]value, len(xs))
	for i, x := range xs {
		v, err := e.eval(x, in)
		if err != nil {
			return nil, err
		}
		vs[i] = v
	}
	return vs, nil
}

// node returns a node as a value.
func (e *elab) node(id ID) value { return nodeValue{id, e.g.isSet(id)} }

var unaryOps = map[cat.UnOp]Op{cat.Compl: Compl, cat.Plus: Plus, cat.Star: Star, cat.Opt: Opt, cat.Inverse: Inverse}

func (e *elab) unary(x *cat.Unary, in scope) (value, *diag.Diagnostic) {
	operand := e.relation
	if x.Op == cat.Compl {
		operand = e.either
	}
	a, err := operand(x.X, in)
	if err != nil {
		return nil, err
	}
	return e.node(e.g.make(unaryOps[x.Op], a, 0, x.Span)), nil
}

var binaryOps = map[cat.BinOp]Op{cat.Union: Union, cat.Inter: Inter, cat.Diff: Diff}

func (e *elab) binary(x *cat.Binary, in scope) (value, *diag.Diagnostic) {
	switch x.Op {
	case cat.Add:
		return e.addTo(x, in)
	case cat.Seq, cat.Cross:
		op, operand := Seq, e.relation
		if x.Op == cat.Cross {
			op, operand = Cross, e.set
		}
		a, err := operand(x.X, in)
		if err != nil {
			return nil, err
		}
		v, err := e.eval(x.Y, in)
		if err != nil {
			return nil, err
		}
		if x.Op == cat.Cross {
			if to, ok := e.product(x, a, v); ok {
				return to, nil
			}
		}
		b, err := e.as(v, x.Op == cat.Cross, x.Y)
		if err != nil {
			return nil, err
		}
		return e.node(e.g.make(op, a, b, x.Span)), nil
	}
	a, err := e.eval(x.X, in)
	if err != nil {
		return nil, err
	}
	b, err := e.eval(x.Y, in)
	if err != nil {
		return nil, err
	}
	if v, ok, err := e.columns(x, a, b); ok {
		return v, err
	}
	if l, ok := join(a, b); ok && x.Op == cat.Union {
		return e.bounded(l, x.Span)
	}
	za, bothA := a.(zero)
	zb, bothB := b.(zero)
	if bothA && bothB {
		return zero{braces: za.braces && zb.braces}, nil
	}
	// Both operands must be of one type. A zero is of either type.
	kind, ok := a.(nodeValue)
	if bothA {
		kind, ok = b.(nodeValue)
	}
	if !ok {
		bad := x.X
		if bothA {
			bad, a = x.Y, b
		}
		return nil, diag.New(bad.At(), diag.CatType, "expected a set or a relation, found %s", a.kind())
	}
	l, err := e.as(a, kind.set, x.X)
	if err != nil {
		return nil, err
	}
	r, err := e.as(b, kind.set, x.Y)
	if err != nil {
		return nil, err.Note("the other operand is %s", kind.kind())
	}
	return e.node(e.g.make(binaryOps[x.Op], l, r, x.Span)), nil
}

// relation evaluates an expression that must be a relation; set and either do so for sets
// and for both types.
func (e *elab) relation(x cat.Expr, in scope) (ID, *diag.Diagnostic) {
	v, err := e.eval(x, in)
	if err != nil {
		return 0, err
	}
	return e.as(v, false, x)
}

func (e *elab) set(x cat.Expr, in scope) (ID, *diag.Diagnostic) {
	v, err := e.eval(x, in)
	if err != nil {
		return 0, err
	}
	return e.as(v, true, x)
}

func (e *elab) either(x cat.Expr, in scope) (ID, *diag.Diagnostic) {
	v, err := e.eval(x, in)
	if err != nil {
		return 0, err
	}
	switch v := v.(type) {
	case nodeValue:
		return v.id, nil
	case zero:
		return e.as(v, v.braces, x)
	}
	return 0, diag.New(x.At(), diag.CatType, "expected a set or a relation, found %s", v.kind())
}

// as returns the node of v, the value of x, as a set or as a relation.
func (e *elab) as(v value, set bool, x cat.Expr) (ID, *diag.Diagnostic) {
	switch v := v.(type) {
	case nodeValue:
		if v.set == set {
			return v.id, nil
		}
	case zero:
		if set {
			return e.g.add(SetEmpty, 0, 0, x.At()), nil
		}
		return e.g.add(RelEmpty, 0, 0, x.At()), nil
	}
	d := diag.New(x.At(), diag.CatType, "expected %s, found %s", nodeValue{set: set}.kind(), v.kind())
	switch n, ok := v.(nodeValue); {
	case ok && e.g.op(n.id) == RecVar:
		d.Note("a name that is defined recursively is a relation; recursive sets are not supported")
	case ok && n.set:
		d.WithFix("write [%s] for the identity on the set, or a product of two sets", cat.ExprString(x))
	}
	return 0, d
}
