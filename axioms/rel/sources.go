package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

// A model can choose the sources of some reads itself. For each read e it has a relation
// r(e) whose pairs all end at e, and it takes one pair of each:
//
//	with x from cross(map (fun e -> map (fun p -> p ++ 0) r(e)) S)
//
// Here every execution has a source for each read already. So x is the part of rf that ends
// in S, with the axiom that it lies in the union of all r(e).
//
// The functions are evaluated once, for an event that stands for each event of S. The set
// {e} is then S itself. Of an expression whose pairs all end at e, the union over S is the
// expression with S in place of {e}; values of the type column are those expressions.

// mapper is the function map-each, which the prelude calls map for languages with locks:
// map f s applies f to each element of s. herd7's library defines it by a match.
type mapper struct{}

// mapping is map f.
type mapping struct{ f *closure }

// crossing is the function cross, which takes a set of sets of relations to the set of the
// unions of one relation of each.
type crossing struct{}

// anyEvent stands for each event of a set.
type anyEvent struct{ of ID }

// column is a relation whose pairs all end at the event that stands for each of a set.
type column struct {
	id ID
	of ID // the set
}

// anyPair stands for each pair of a column.
type anyPair struct{ column }

// edges is the set of the relations of one pair each of a column.
type edges struct{ column }

// sources is, for each event of a set, the set of the relations of one pair each of its
// column.
type sources struct{ column }

// selections is the set of relations that have one pair of the column of each event of a
// set.
type selections struct{ column }

func (mapper) kind() string     { return "a function" }
func (mapping) kind() string    { return "a function" }
func (crossing) kind() string   { return "a function" }
func (anyEvent) kind() string   { return "an event" }
func (column) kind() string     { return "a relation to one event" }
func (anyPair) kind() string    { return "a pair of events" }
func (edges) kind() string      { return "a set of relations of one pair" }
func (sources) kind() string    { return "a set of sets of relations" }
func (selections) kind() string { return "a set of relations" }

// mapTo evaluates "map f".
func (e *elab) mapTo(x *cat.App, in scope) (value, *diag.Diagnostic) {
	v, err := e.eval(x.Arg, in)
	if err != nil {
		return nil, err
	}
	f, ok := v.(*closure)
	if !ok {
		return nil, diag.New(x.Arg.At(), diag.CatCall, "expected a function for map, found %s", v.kind())
	}
	return mapping{f}, nil
}

// mapOver evaluates "map f s".
func (e *elab) mapOver(m mapping, x *cat.App, in scope) (value, *diag.Diagnostic) {
	s, err := e.eval(x.Arg, in)
	if err != nil {
		return nil, err
	}
	apply := func(arg value) (value, *diag.Diagnostic) { return e.expand(m.f, arg, x.Arg.At(), x.Span) }
	if l, ok := asList(s); ok {
		var to list
		for _, el := range l {
			v, err := apply(el)
			if err != nil {
				return nil, err
			}
			to = to.with(v)
		}
		if to == nil {
			return zero{braces: true}, nil
		}
		return e.bounded(to, x.Span)
	}
	switch s := s.(type) {
	case nodeValue:
		if !s.set {
			break
		}
		v, err := apply(anyEvent{s.id})
		if err != nil {
			return nil, err
		}
		if each, ok := v.(edges); ok && each.of == s.id {
			return sources(each), nil
		}
	case column:
		v, err := apply(anyPair{s})
		if err != nil {
			return nil, err
		}
		if l, ok := v.(list); ok && len(l) == 1 && l[0] == value(anyPair{s}) {
			return edges{s}, nil
		}
	}
	return nil, unsupported(x.Span, "map").Note("it visits %s, whose elements are only known in an execution", s.kind())
}

// cross evaluates "cross s".
func (e *elab) cross(x *cat.App, in scope) (value, *diag.Diagnostic) {
	v, err := e.eval(x.Arg, in)
	if err != nil {
		return nil, err
	}
	if s, ok := v.(sources); ok {
		return selections(s), nil
	}
	return nil, unsupported(x.Span, "cross").Note("it can only choose one pair of events for each event of a set")
}

// columns evaluates an operator if an operand is a column, or the set of an event; ok is
// false if none is.
func (e *elab) columns(x *cat.Binary, a, b value) (v value, ok bool, err *diag.Diagnostic) {
	ca, leftIs := a.(column)
	cb, rightIs := b.(column)
	if !leftIs && !rightIs {
		return nil, false, nil
	}
	operand := func(v value, c column, is bool, x cat.Expr) (ID, *diag.Diagnostic) {
		if is {
			return c.id, nil
		}
		return e.as(v, false, x)
	}
	l, err := operand(a, ca, leftIs, x.X)
	if err != nil {
		return nil, true, err
	}
	r, err := operand(b, cb, rightIs, x.Y)
	if err != nil {
		return nil, true, err
	}
	of := ca.of
	if !leftIs {
		of = cb.of
	}
	all := leftIs && rightIs && ca.of == cb.of
	switch {
	case all, x.Op == cat.Inter && leftIs != rightIs, x.Op == cat.Diff && leftIs && !rightIs:
		return column{e.g.make(binaryOps[x.Op], l, r, x.Span), of}, true, nil
	}
	return nil, true, unsupported(x.Span, "an expression with pairs to one event").
		Note("such pairs can only be joined with others to the event, and restricted by relations")
}

// product evaluates "s * {e}" for an event that stands for those of a set; ok is false if
// the right operand is another.
func (e *elab) product(x *cat.Binary, a ID, b value) (value, bool) {
	l, ok := b.(list)
	if !ok || len(l) != 1 {
		return nil, false
	}
	ev, ok := l[0].(anyEvent)
	if !ok {
		return nil, false
	}
	return column{e.g.make(Cross, a, ev.of, x.Span), ev.of}, true
}

// choose1 executes "with x from s" for a set of selections.
func (e *elab) choose1(w *cat.With, s selections, f *frame) {
	rf := e.g.base(vocabulary.RelRf, w.Span)
	x := e.g.make(Seq, rf, e.g.make(Ident, s.of, 0, w.Span), w.Span)
	e.bind(f, w.Var.Name, known(w.Var.Name, nodeValue{id: x}))
	e.demandEmpty(w.Var.Name+"-choice", e.g.make(Diff, x, s.id, w.Span), w.Span)
	e.builds = true
}

// demandEmpty adds the axiom that a relation is empty, unless it is in every execution.
func (e *elab) demandEmpty(name string, id ID, at diag.Span) {
	if e.g.op(id) != RelEmpty {
		e.model.Axioms = append(e.model.Axioms, Axiom{Name: name, Kind: Empty, Expr: id, Span: at})
	}
}
