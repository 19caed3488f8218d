package rel

import (
	"unicode"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

// name evaluates a name of a binding, a base set or relation, a primitive, or a set that is
// known to be empty.
func (e *elab) name(id cat.Ident, in scope) (value, *diag.Diagnostic) {
	if t := e.globals.find(id.Name, in); t != nil {
		t.asked = true
		return e.force(t)
	}
	if bs := e.model.Vocabulary.All(id.Name); len(bs) > 0 {
		e.uses[id.Name] = true
		all := e.g.accesses(bs[0], id.Span)
		for _, b := range bs[1:] {
			all = e.g.make(Union, all, e.g.base(b, id.Span), id.Span)
		}
		return e.node(all), nil
	}
	if p, ok := primitives[id.Name]; ok {
		return p, nil
	}
	if a, ok := AbsentByName(id.Name); ok {
		e.uses[id.Name] = true
		e.foreign = e.foreign || !a.Bound
		return e.node(e.g.add(SetEmpty, 0, 0, id.Span)), nil
	}
	if why, ok := refused[id.Name]; ok {
		return nil, unsupported(id.Span, id.Name).Note("herd7 knows this name; %s", why)
	}
	d := diag.New(id.Span, diag.CatUnbound, "nothing called %s is defined here", id.Name)
	switch near := diag.Nearest(id.Name, e.globals.visible(in)); {
	case id.Name == "generate_cos" || id.Name == "generate_orders":
		d.WithFix(`begin with include "cross.cat"`)
	case near != "":
		d.WithFix("did you mean %s?", near)
	case e.opts.Bell == nil && unicode.IsUpper(rune(id.Name[0])):
		d.WithFix("if a bell file defines it: name that file with --bell, or use --conf linux-kernel.cfg")
	}
	return nil, d
}

// force evaluates a binding, once.
func (e *elab) force(t *thunk) (value, *diag.Diagnostic) {
	if t.done {
		e.foreign = e.foreign || t.foreign
		return t.val, t.err
	}
	outside := e.foreign
	e.foreign = false
	defer func() { e.foreign = e.foreign || outside }()
	if t.busy {
		return nil, diag.New(t.expr.At(), diag.CatRecursion, "the definition of %s uses itself", t.name)
	}
	if d := t.group; d != nil {
		e.fixpoint(d)
		for _, member := range d.thunks {
			member.foreign = e.foreign
		}
		if t.done {
			return t.val, t.err
		} // its group matches brackets, and it follows from that
	}
	t.busy = true
	t.val, t.err = e.eval(t.expr, t.in)
	t.busy = false
	t.foreign = e.foreign
	t.done = true
	if t.err == nil && t.part >= 0 {
		t.val, t.err = component(t)
	}
	if t.builds != vocabulary.NoBase {
		e.asBuilt(t)
	}
	return t.val, t.err
}

// component returns one part of the value of a tuple pattern.
func component(t *thunk) (value, *diag.Diagnostic) {
	vs, ok := t.val.(tuple)
	if !ok || t.part >= len(vs) {
		return nil, diag.New(t.expr.At(), diag.CatType, "expected a tuple with a part for %s, found %s", t.name, t.val.kind())
	}
	return vs[t.part], nil
}

// bindings makes the thunks of "let" or "let rec" at a scope.
func (e *elab) bindings(rec bool, binds []cat.Bind, in scope) []*thunk {
	var list []*thunk
	if rec {
		list = e.recursive(binds, in)
	} else {
		for i := range binds {
			list = append(list, plain(&binds[i], in)...)
		}
	}
	e.lets = append(e.lets, list...)
	return list
}

// plain returns the thunks of a binding that is not recursive.
func plain(b *cat.Bind, in scope) []*thunk {
	switch {
	case b.IsFun:
		t := known(b.Name.Name, &closure{name: b.Name.Name, params: b.Params, body: b.Expr, in: in})
		t.def = b
		return []*thunk{t}
	case b.Tuple != nil:
		list := make([]*thunk, len(b.Tuple))
		for i, id := range b.Tuple {
			list[i] = &thunk{name: id.Name, expr: b.Expr, in: in, part: i, def: b}
		}
		return list
	}
	return []*thunk{{name: b.Name.Name, expr: b.Expr, in: in, part: -1, def: b}}
}
