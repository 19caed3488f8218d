package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// name evaluates a name: a binding, a base set or relation, or a primitive.
func (e *elab) name(id cat.Ident, in scope) (value, *diag.Diagnostic) {
	if t := e.globals.find(id.Name, in); t != nil {
		return e.force(t)
	}
	if b, ok := BaseByName(id.Name); ok {
		return e.node(e.g.base(b.Base, id.Span)), nil
	}
	if p, ok := primitives[id.Name]; ok {
		return p, nil
	}
	d := diag.New(id.Span, diag.CatUnbound, "nothing called %s is defined here", id.Name)
	switch near := diag.Nearest(id.Name, e.globals.visible(in)); {
	case id.Name == "X":
		d.Note("herd7 up to 7.56 calls the reserved accesses X, later ones call them EX as here").WithFix("write EX, or begin with `let X = EX`")
	case herdOnly[id.Name]:
		d.Note("herd7 knows this name; here it has no meaning")
	case near != "":
		d.WithFix("did you mean %s?", near)
	}
	return nil, d
}

// herdOnly are names that herd7 gives every model and that have no meaning
// here, because executions of POWER programs have nothing to fill them with or
// because they belong to the part of the language that is not supported.
var herdOnly = map[string]bool{
	"classes": true, "classes-loc": true, "partition": true, "linearisations": true, "bisimulation": true,
	"generate_cos": true, "cross": true, "map": true, "tag2events": true, "tag2instrs": true, "tag2scope": true,
	"fromto": true, "different-values": true, "same-oa": true, "A": true, "B": true, "BR": true,
	"PoD": true, "FW": true, "T": true, "Exp": true, "NExp": true, "iico_data": true, "iico_ctrl": true,
	"iico_order": true, "depend": true, "pco": true, "partial_po": true,
}

// force evaluates a binding, once.
func (e *elab) force(t *thunk) (value, *diag.Diagnostic) {
	if t.done {
		return t.val, t.err
	}
	if t.group != nil {
		e.fixpoint(t.group)
		return t.val, t.err
	}
	t.val, t.err = e.eval(t.expr, t.in)
	t.done = true
	if t.err == nil && t.part >= 0 {
		t.val, t.err = component(t)
	}
	return t.val, t.err
}

// component takes one part out of the value of a tuple pattern.
func component(t *thunk) (value, *diag.Diagnostic) {
	vs, ok := t.val.(tuple)
	if !ok || t.part >= len(vs) {
		return nil, diag.New(t.expr.At(), diag.CatType, "expected a tuple with a part for %s, found %s", t.name, t.val.kind())
	}
	return vs[t.part], nil
}

// bindings makes the thunks of "let" or "let rec" at a scope.
func (e *elab) bindings(rec bool, binds []cat.Bind, when *cat.Check, in scope) []*thunk {
	var list []*thunk
	if rec {
		list = e.recursive(binds, when, in)
	} else {
		for i := range binds {
			list = append(list, plain(&binds[i], in)...)
		}
	}
	e.lets = append(e.lets, list...)
	return list
}

// plain is what one binding that is not recursive binds.
func plain(b *cat.Bind, in scope) []*thunk {
	switch {
	case b.IsFun:
		return []*thunk{known(b.Name.Name, &closure{b.Name.Name, b.Params, b.Expr, in})}
	case b.Tuple != nil:
		list := make([]*thunk, len(b.Tuple))
		for i, id := range b.Tuple {
			list[i] = &thunk{name: id.Name, expr: b.Expr, in: in, part: i}
		}
		return list
	}
	return []*thunk{{name: b.Name.Name, expr: b.Expr, in: in, part: -1}}
}
