package rel

import (
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

// Recursion through differences has no least fixpoint, but one such definition is common:
// matching brackets. It starts with no pair and adds, again and again, the opening and
// closing events of a thread that are not matched yet and have no event between them that
// is not matched yet either. The result is that each closing event matches the last opening
// event before it that is not matched by another one. So a group of that form becomes the
// operator [Brackets]:
//
//	let rec m  = m | (([ol] ; po ; [cl]) \ (u ; u))
//	    and ol = opening \ domain m  and cl = closing \ range m
//	    and u  = [ol | cl] ; po ; [ol | cl]
//
// Its other names stand for what follows from the result.

// brackets gives the names of a group their values if it has that form. How the definitions
// are divided among names does not matter.
func (e *elab) brackets(d *recDef) bool {
	for i, t := range d.thunks {
		if isFunction(&d.binds[i]) || d.binds[i].Tuple != nil {
			return false
		}
		for k, other := range d.thunks {
			*other = thunk{name: other.name, expr: d.binds[k].Expr, in: d.in, part: -1, local: other.local, def: other.def, asked: other.asked}
		}
		if e.isBrackets(d, i, t) {
			return true
		}
	}
	for _, t := range d.thunks {
		t.group, t.val, t.err = d, nil, nil
	}
	return false
}

// isBrackets reports whether the group has the form for the name with number i as the
// relation that matches. If so it gives that name its value.
func (e *elab) isBrackets(d *recDef, i int, t *thunk) bool {
	m := e.g.recVar(len(e.g.groups), 0, d.binds[i].Name.Span)
	e.g.groups = append(e.g.groups, Group{[]ID{m}, []ID{e.g.add(RelEmpty, 0, 0, diag.Span{})}})
	t.val, t.done = nodeValue{id: m}, true
	def, err := e.relation(d.binds[i].Expr, d.in)
	var opening, closing ID
	for id := range e.g.nodes {
		n := &e.g.nodes[id]
		if n.Op != SetDiff || e.g.op(n.A) != SetBase || e.g.nodes[n.B].A != m {
			continue
		}
		switch e.g.op(n.B) {
		case Domain:
			opening = n.A
		case Range:
			closing = n.A
		default:
		}
	}
	ok := err == nil && opening != 0 && closing != 0 && opening != closing && def == e.g.bracketStep(m, opening, closing)
	at := d.binds[i].Span
	for k, other := range d.thunks { // what was evaluated is about m
		*other = thunk{name: other.name, expr: d.binds[k].Expr, in: d.in, part: -1, local: other.local, def: other.def, asked: other.asked}
	}
	if ok {
		t.val, t.done = nodeValue{id: e.g.add(Brackets, opening, closing, at)}, true
	}
	return ok
}

// bracketStep returns the definition of m in a group that matches brackets.
func (g *graph) bracketStep(m, opening, closing ID) ID {
	var at diag.Span
	po := g.base(vocabulary.RelPo, at)
	between := func(a, b ID) ID {
		return g.make(Seq, g.make(Ident, a, 0, at), g.make(Seq, po, g.make(Ident, b, 0, at), at), at)
	}
	ol := g.make(Diff, opening, g.make(Domain, m, 0, at), at)
	cl := g.make(Diff, closing, g.make(Range, m, 0, at), at)
	u := g.make(Union, ol, cl, at)
	u = between(u, u)
	return g.make(Union, m, g.make(Diff, between(ol, cl), g.make(Seq, u, u, at), at), at)
}
