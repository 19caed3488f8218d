package rel

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

// A model that chooses rf or co for only some accesses (sources.go, coherence.go) builds the
// rest of it: it binds the names rf and co again. In herd7 that makes the relation. Here
// every execution has its own, for all accesses, and the axiom is that the model builds no
// pair that is not in it.

// built returns the thunk for a binding of rf or co by such a model, and any other binding
// as it is.
func (e *elab) built(t *thunk, f *frame) *thunk {
	b, ok := e.model.Vocabulary.Named(t.name)
	if !e.builds || !ok || b != vocabulary.RelRf && b != vocabulary.RelCo || f.inside || t.group != nil {
		return t
	}
	t.builds = b
	return t
}

// asBuilt turns the value of a binding of rf or co into that of the execution, with its
// axiom. A model that adds pairs to the relation of the execution gets just that relation:
// with the axiom, they are equal.
func (e *elab) asBuilt(t *thunk) {
	n, ok := t.val.(nodeValue)
	if t.err != nil || !ok || n.set {
		return
	}
	own := e.g.base(t.builds, t.expr.At())
	if n.id == own {
		return
	}
	parts := e.g.members(n.id)
	if !slices.Contains(parts, own) {
		e.demandEmpty(t.name+"-built", e.g.make(Diff, n.id, own, t.expr.At()), t.expr.At())
		return
	}
	for _, p := range parts {
		if p != own && !e.g.partOf(p, own) {
			e.demandEmpty(t.name+"-built", e.g.make(Diff, p, own, t.expr.At()), t.expr.At())
		}
	}
	t.val = nodeValue{id: own}
}

// finishBuilt adds the axioms about the last bindings of rf and co, even if nothing uses
// them.
func (e *elab) finishBuilt() {
	for _, t := range e.globals.latest() {
		if t.builds != vocabulary.NoBase {
			if _, err := e.force(t); err != nil {
				e.report(err)
			}
		}
	}
}

// partOf reports whether a relation is a restriction of another to some events.
func (g *graph) partOf(id, of ID) bool {
	n := &g.nodes[id]
	return id == of || n.Op == Seq && (g.op(n.A) == Ident && g.partOf(n.B, of) || g.op(n.B) == Ident && g.partOf(n.A, of))
}

// enum executes a declaration of tags. A tag that the language has names its set of events
// already, and no event has another one.
func (e *elab) enum(in *cat.Enum, f *frame) {
	if !e.opts.Language.Annotated {
		return // tags stand for themselves
	}
	for _, tag := range in.Tags {
		name := setOfTag(tag.Name)
		if len(e.model.Vocabulary.All(name)) > 0 {
			continue
		}
		e.bind(f, name, known(name, nodeValue{id: e.g.add(SetEmpty, 0, 0, diag.Span{}), set: true}))
	}
}

// setOfTag returns the name of the set of the events with a tag: the tag with a capital.
func setOfTag(tag string) string {
	b := []byte(tag)
	if len(b) > 0 && b[0] >= 'a' && b[0] <= 'z' {
		b[0] -= 'a' - 'A'
	}
	return string(b)
}
