package rel

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

// In herd7 the model generates the coherence orders: cross.cat computes the set of all
// orders of an execution's writes that extend a relation, and "with co from" tries them
// one by one. Here every execution already has its co. So the generator is a value of its
// own, and choosing from it binds the name to co and demands that co extends the relation.

// coherences is the function generate_cos(r), or generate_orders(s, r) if tuple is set.
type coherences struct {
	name  string
	tuple bool
	in    scope // of cross.cat: it determines which W is meant
}

// orders is the set of coherence orders that extend base.
type orders struct {
	over ID // all events that the order relates
	base ID
}

func (v *coherences) kind() string { return "a function" }
func (v *orders) kind() string     { return "the set of coherence orders" }

// includeCross binds what cross.cat defines, as far as models use it.
func (e *elab) includeCross(f *frame) {
	in := e.here(f)
	e.bind(f, "generate_cos", known("generate_cos", &coherences{"generate_cos", false, in}))
	e.bind(f, "generate_orders", known("generate_orders", &coherences{"generate_orders", true, in}))
	e.bind(f, "cross", known("cross", crossing{}))
}

// orders evaluates a call of one of the two functions.
func (e *elab) orders(f *coherences, x *cat.App, in scope) (value, *diag.Diagnostic) {
	over, base := cat.Expr(&cat.Var{Name: "W", Span: x.Span}), x.Arg
	overIn := f.in
	if f.tuple {
		t, ok := x.Arg.(*cat.Tuple)
		if !ok || len(t.Elems) != 2 {
			return nil, diag.New(x.Arg.At(), diag.CatCall, "%s takes 2 arguments", f.name)
		}
		over, base, overIn = t.Elems[0], t.Elems[1], in
	}
	s, err := e.set(over, overIn)
	if err != nil {
		return nil, err
	}
	if w := e.g.accesses(vocabulary.SetW, x.Span); s != w && (e.g.op(w) == SetBase || !slices.Contains(e.g.members(s), w)) {
		return nil, notAllWrites(f.name, over, x.Span)
	}
	r, err := e.relation(base, in)
	if err != nil {
		return nil, err
	}
	return &orders{s, r}, nil
}

// notAllWrites returns the error about a call for other events than the writes. Their name
// is W if the model has redefined it.
func notAllWrites(function string, over cat.Expr, at diag.Span) *diag.Diagnostic {
	const all = "co orders all writes of an execution, but %s is called for "
	if v, ok := over.(*cat.Var); ok && v.Name == "W" {
		return diag.New(at, diag.CatNative, all+"a W that is redefined", function).
			WithFix("do not redefine W; give other sets of writes names of their own")
	}
	return diag.New(at, diag.CatNative, all+"other events", function).
		Note("no other order can be chosen")
}

// with executes "with x from s".
func (e *elab) with(w *cat.With, f *frame) {
	v, err := e.eval(w.From, e.here(f))
	if err != nil {
		e.report(err)
		e.bind(f, w.Var.Name, &thunk{name: w.Var.Name, done: true, err: err})
		return
	}
	switch v := v.(type) {
	case *orders:
		co := e.g.base(vocabulary.RelCo, w.Span)
		if n := &e.g.nodes[v.over]; n.Op != SetBase {
			only := e.g.make(Ident, v.over, 0, w.Span)
			co = e.g.make(Seq, only, e.g.make(Seq, co, only, w.Span), w.Span)
			e.builds = true
		}
		e.bind(f, w.Var.Name, known(w.Var.Name, nodeValue{id: co}))
		e.extends(co, v, w.Span)
		return
	case selections:
		e.choose1(w, v, f)
		return
	case list:
		if len(v) == 1 {
			e.bind(f, w.Var.Name, known(w.Var.Name, v[0]))
			return
		}
	}
	err = unsupported(w.Span, "with … from").
		Note("it chooses a relation for each execution; only rf and co can be chosen")
	e.report(err)
	e.bind(f, w.Var.Name, &thunk{name: w.Var.Name, done: true, err: err})
}

// extends adds the axiom that co extends the base of the orders, as far as it relates the
// writes that they order, to one location. Because co is total, it extends the base if and
// only if their union has no cycle.
func (e *elab) extends(co ID, o *orders, at diag.Span) {
	sum := co
	for _, part := range e.g.members(o.base) {
		if !e.always(part) {
			w := o.over
			within := e.g.make(Inter, e.g.make(Cross, w, w, at), e.g.base(vocabulary.RelLoc, at), at)
			sum = e.g.make(Union, sum, e.g.make(Inter, within, part, at), at)
		}
	}
	if sum != co {
		e.model.Axioms = append(e.model.Axioms, Axiom{Name: "coherence-extends", Kind: Acyclic, Expr: sum, Span: at})
	}
}

// always reports whether co extends the relation in every execution because the relation is
// co0, empty, or co itself.
func (e *elab) always(r ID) bool {
	if op := e.g.op(r); op == RelEmpty {
		return true
	} else if op == RelBase {
		return e.g.nodes[r].Base == vocabulary.RelCo
	}
	t := e.globals.find("co0", scope{seq: e.globals.prelude})
	if t == nil {
		return false
	}
	v, err := e.force(t)
	n, ok := v.(nodeValue)
	return err == nil && ok && (n.id == r || slices.Contains(e.g.members(n.id), r))
}

// members lists the parts of a union.
func (g *graph) members(id ID) []ID {
	if n := g.nodes[id]; n.Op == Union || n.Op == SetUnion {
		return append(g.members(n.A), g.members(n.B)...)
	}
	return []ID{id}
}
