package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// recDef is one "let rec … and …". It becomes a [Group] when one of its names
// is first used.
type recDef struct {
	binds  []cat.Bind
	in     scope // in which the names of the group are bound
	thunks []*thunk
	group  int
}

// recursive makes the thunks of a recursive definition of functions, which are expanded
// like others, or of relations.
func (e *elab) recursive(binds []cat.Bind, in scope) []*thunk {
	d := &recDef{binds: binds}
	functions := true
	for i := range binds {
		t := &thunk{name: binds[i].Name.Name, group: d, part: -1, def: &binds[i]}
		d.thunks = append(d.thunks, t)
		in = in.with(t.name, t)
		functions = functions && isFunction(&binds[i])
	}
	d.in = in
	if functions {
		for i, t := range d.thunks {
			b := &binds[i]
			c := &closure{name: b.Name.Name, params: b.Params, body: b.Expr, in: in, rec: true}
			if f, ok := b.Expr.(*cat.Fun); ok && !b.IsFun {
				c.params, c.body = f.Params, f.Body
			}
			t.val, t.done, t.group = c, true, nil
		}
	}
	return d.thunks
}

func isFunction(b *cat.Bind) bool {
	_, fun := b.Expr.(*cat.Fun)
	return b.IsFun || fun
}

// fixpoint turns the definition into a group. While the definitions are evaluated, the names
// stand for its members. If one definition fails, all do.
func (e *elab) fixpoint(d *recDef) {
	var err *diag.Diagnostic
	if len(d.binds) > maxGroup {
		err = diag.New(d.binds[maxGroup].Span, diag.CatLimit, "more than %d definitions in one let rec", maxGroup)
	} else {
		err = e.checkRecursion(d)
	}
	if err == nil {
		err = e.group(d)
	}
	if err != nil && e.brackets(d) {
		return
	}
	for _, t := range d.thunks {
		t.done = true
		if err != nil {
			t.val, t.err = nil, err
		}
	}
}

// checkRecursion returns an error if the definition has no meaning as a group of relations.
func (e *elab) checkRecursion(d *recDef) *diag.Diagnostic {
	for i := range d.binds {
		b := &d.binds[i]
		switch {
		case isFunction(b):
			return diag.New(b.Name.Span, diag.CatRecursion, "the function %s is defined together with relations", b.Name.Name).
				Note("functions are expanded before any execution is known, and relations are computed in each execution").
				WithFix("define the function before or after the relations")
		case b.Tuple != nil:
			return diag.New(b.Span, diag.CatRecursion, "a recursive definition binds one name at a time")
		}
	}
	return nil
}

func (e *elab) group(d *recDef) *diag.Diagnostic {
	d.group = len(e.g.groups)
	var grp Group
	for i, t := range d.thunks {
		v := e.g.recVar(d.group, i, d.binds[i].Name.Span)
		grp.Vars = append(grp.Vars, v)
		t.val, t.done = nodeValue{id: v}, true
	}
	empty := e.g.add(RelEmpty, 0, 0, diag.Span{})
	for range grp.Vars {
		grp.Defs = append(grp.Defs, empty)
	}
	e.g.groups = append(e.g.groups, grp)
	e.open = append(e.open, d)
	defer func() { e.open = e.open[:len(e.open)-1] }()
	for i := range d.binds {
		def, err := e.relation(d.binds[i].Expr, d.in)
		if err != nil {
			return err
		}
		e.g.groups[d.group].Defs[i] = def
	}
	for i, def := range e.g.groups[d.group].Defs {
		if e.g.occursNegatively(d.group, def) {
			return diag.New(d.binds[i].Span, diag.CatRecursion, "the definition of %s has no least fixpoint", d.binds[i].Name.Name).
				Note("a name that is being defined occurs right of `\\` or under `~`").
				WithFix("take the difference outside of the recursive definition")
		}
	}
	e.merge(d)
	return nil
}

// merge joins a group with the enclosing group if it depends on that one. The nested least
// fixpoint equals the simultaneous one (Bekić), and so groups never depend on each other
// circularly.
func (e *elab) merge(d *recDef) {
	for _, outer := range e.open[:len(e.open)-1] {
		if !e.g.refers(d.group, outer.group) {
			continue
		}
		from, to := &e.g.groups[d.group], &e.g.groups[outer.group]
		for i, v := range from.Vars {
			e.g.nodes[v].Group, e.g.nodes[v].Member = int32(outer.group), int32(len(to.Vars))
			to.Vars, to.Defs = append(to.Vars, v), append(to.Defs, from.Defs[i])
		}
		from.Vars, from.Defs = nil, nil
		return
	}
}

// occursNegatively reports whether a member of the group occurs negatively in a node or in a group that
// the node uses.
func (g *graph) occursNegatively(group int, def ID) bool {
	pol := make([]Polarity, len(g.nodes))
	addOccurrence(g.nodes, g.groups, pol, def, Positive)
	for _, v := range g.groups[group].Vars {
		if pol[v]&Negative != 0 {
			return true
		}
	}
	return false
}

// refers reports whether definitions of one group use members of another.
func (g *graph) refers(from, to int) bool {
	pol := make([]Polarity, len(g.nodes))
	for _, def := range g.groups[from].Defs {
		addOccurrence(g.nodes, g.groups, pol, def, Positive)
	}
	for _, v := range g.groups[to].Vars {
		if pol[v] != 0 {
			return true
		}
	}
	return false
}
