package rel

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// Sets of values and tags exist only while a model is elaborated: a match on them is
// decided, and a forall over them is expanded. Sets that herd7 computes from the events of
// one execution are not supported.

// literal evaluates {a, b}. Without elements it is the empty set of anything.
func (e *elab) literal(x *cat.SetLit, in scope) (value, *diag.Diagnostic) {
	if len(x.Elems) == 0 {
		return zero{braces: true}, nil
	}
	vs, err := e.each(x.Elems, in)
	if err != nil {
		return nil, err
	}
	var l list
	for _, v := range vs {
		l = l.with(v)
	}
	return e.bounded(l, x.Span)
}

// with returns the set with one more element, unless it already has it.
func (l list) with(v value) list {
	for _, old := range l {
		if same, known := equal(old, v); same && known {
			return l
		}
	}
	return append(l[:len(l):len(l)], v)
}

// join returns the union of two sets of values, of which at least one is a list.
func join(a, b value) (list, bool) {
	la, oka := asList(a)
	lb, okb := asList(b)
	if !oka || !okb || len(la)+len(lb) == 0 {
		return nil, false
	}
	for _, v := range lb {
		la = la.with(v)
	}
	return la, true
}

// asList returns a value as a set of values; 0 and {} are empty sets.
func asList(v value) (list, bool) {
	switch v := v.(type) {
	case list:
		return v, true
	case zero:
		return nil, true
	}
	return nil, false
}

// equal compares two values; known is false if that depends on the execution.
func equal(a, b value) (same, known bool) {
	switch a := a.(type) {
	case nodeValue:
		b, ok := b.(nodeValue)
		return ok && a == b, ok && a == b
	case tagValue:
		b, ok := b.(tagValue)
		return ok && a == b, ok
	case zero:
		_, ok := b.(zero)
		return ok, ok
	}
	return false, false
}

// addTo evaluates "x ++ s".
func (e *elab) addTo(x *cat.Binary, in scope) (value, *diag.Diagnostic) {
	vs, err := e.each([]cat.Expr{x.X, x.Y}, in)
	if err != nil {
		return nil, err
	}
	l, ok := asList(vs[1])
	if !ok {
		return nil, unsupported(x.Span, "++").Note("it adds an event to %s, and single events are only known in an execution", vs[1].kind())
	}
	return e.bounded(append(list{vs[0]}, l...), x.Span)
}

// maxList bounds the elements of a set of values. Real models have few.
const maxList = 1000

func (e *elab) bounded(l list, at diag.Span) (value, *diag.Diagnostic) {
	if len(l) > maxList {
		return nil, diag.New(at, diag.CatLimit, "this set has more than %d elements", maxList)
	}
	return l, nil
}

// match evaluates a match on a tag or a set of values.
func (e *elab) match(x *cat.Match, in scope) (value, *diag.Diagnostic) {
	v, err := e.eval(x.X, in)
	if err != nil {
		return nil, err
	}
	tag, isTag := v.(tagValue)
	l, isList := asList(v)
	if !isTag && !isList {
		return nil, unsupported(x.Span, "match").Note("it takes apart %s, whose elements are only known in an execution", v.kind())
	}
	for i := range x.Clauses {
		c := &x.Clauses[i]
		switch {
		case c.Tag == "_" || isTag && c.Tag == string(tag):
			return e.eval(c.Body, in)
		case isTag || c.Tag == "{}" && len(l) > 0 || c.Tag == "" && len(l) == 0:
		case c.Tag == "{}":
			return e.eval(c.Body, in)
		case c.Tag == "" && (c.Pt == "" || c.Pt == "_"):
			rest := value(l[1:])
			if len(l) == 1 {
				rest = zero{braces: true}
			}
			return e.eval(c.Body, in.with(c.Elem, known(c.Elem, l[0])).with(c.Rest, known(c.Rest, rest)))
		}
	}
	return nil, diag.New(x.Span, diag.CatType, "no clause of this match is for %s", describe(v))
}

func describe(v value) string {
	if t, ok := v.(tagValue); ok {
		return "'" + string(t)
	}
	return v.kind()
}

// matchInstr executes the clause for a tag.
func (e *elab) matchInstr(in *cat.MatchInstr, f *frame) {
	v, err := e.eval(in.Expr, e.here(f))
	if err != nil {
		e.report(err)
		return
	}
	tag, ok := v.(tagValue)
	if !ok {
		e.report(diag.New(in.Expr.At(), diag.CatType, "expected a tag, found %s", v.kind()))
		return
	}
	i := slices.IndexFunc(in.Clauses, func(c cat.MatchInstrClause) bool { return c.Tag == "_" || c.Tag == string(tag) })
	if i < 0 {
		e.report(diag.New(in.Span, diag.CatType, "no clause of this match is for '%s", string(tag)))
		return
	}
	for _, s := range in.Clauses[i].Body {
		e.exec(s, f)
	}
}

// forAll executes its body for each element of a set of values.
func (e *elab) forAll(in *cat.ForAll, f *frame) {
	v, err := e.eval(in.Set, e.here(f))
	if err != nil {
		e.report(err)
		return
	}
	l, ok := asList(v)
	if !ok {
		e.report(unsupported(in.Span, "forall").Note("it visits %s, whose elements are only known in an execution", v.kind()))
		return
	}
	for _, el := range l {
		if err := e.step(in.Span); err != nil {
			e.report(err)
			return
		}
		here := e.here(f).with(in.Var.Name, known(in.Var.Name, el))
		inner := &frame{inside: true, local: here.local, seq: here.seq, prefix: f.prefix, calls: f.calls}
		for _, s := range in.Body {
			e.exec(s, inner)
		}
	}
}
