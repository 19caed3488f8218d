package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

// apply evaluates a call. Functions are expanded in place, because a model has none.
func (e *elab) apply(x *cat.App, in scope) (value, *diag.Diagnostic) {
	f, err := e.eval(x.Fun, in)
	if err != nil {
		return nil, err
	}
	return e.call1(f, x, in)
}

// call1 evaluates the call of a function.
func (e *elab) call1(f value, x *cat.App, in scope) (value, *diag.Diagnostic) {
	switch f := f.(type) {
	case *primitive:
		a, err := e.relation(x.Arg, in)
		if err != nil {
			return nil, err
		}
		if f.within != vocabulary.NoBase {
			return e.node(e.g.make(Inter, a, e.g.base(f.within, x.Span), x.Span)), nil
		}
		return e.node(e.g.make(f.op, a, 0, x.Span)), nil
	case *coherences:
		return e.orders(f, x, in)
	case mapper:
		return e.mapTo(x, in)
	case mapping:
		return e.mapOver(f, x, in)
	case crossing:
		return e.cross(x, in)
	case *closure:
		arg, err := e.eval(x.Arg, in)
		if err != nil {
			return nil, err
		}
		return e.expand(f, arg, x.Arg.At(), x.Span)
	}
	return nil, diag.New(x.Fun.At(), diag.CatCall, "%s is %s, not a function", cat.ExprString(x.Fun), f.kind()).
		WithFix("put an operator between the two: `;` composes relations")
}

// expand evaluates the body of a function for an argument.
func (e *elab) expand(f *closure, arg value, argAt, at diag.Span) (value, *diag.Diagnostic) {
	body, err := e.pass(f.name, f.params, arg, f.in, argAt)
	if err != nil {
		return nil, err
	}
	switch {
	case e.calls < maxCalls:
	case f.rec:
		return nil, diag.New(at, diag.CatRecursion, "the function %s calls itself more than %d deep", f.name, maxCalls).
			Note("calls are expanded before any execution is seen: only a match can end them")
	default:
		return nil, diag.New(at, diag.CatLimit, "calls are nested more than %d deep", maxCalls)
	}
	e.calls++
	v, err := e.eval(f.body, body)
	e.calls--
	return v, err
}

// pass binds the parameters of a function or procedure to its argument. One
// parameter takes the argument as it is; several take the parts of a tuple.
func (e *elab) pass(name string, params []cat.Ident, arg value, in scope, at diag.Span) (scope, *diag.Diagnostic) {
	if len(params) == 1 {
		return in.with(params[0].Name, known(params[0].Name, arg)), nil
	}
	vs, ok := arg.(tuple)
	if !ok || len(vs) != len(params) {
		if name == "" {
			name = "the function"
		}
		n := 1
		if ok {
			n = len(vs)
		}
		return scope{}, diag.New(at, diag.CatCall, "%s takes %d arguments, not %d", name, len(params), n)
	}
	for i, p := range params {
		in = in.with(p.Name, known(p.Name, vs[i]))
	}
	return in, nil
}
