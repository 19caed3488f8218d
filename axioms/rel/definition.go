package rel

import (
	"sort"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// The kinds of definitions.
const (
	IsOther    DefKind = iota // a tuple, a tag, a set of values, or what cannot be evaluated
	IsSet                     // a set of events
	IsRelation                // a relation between events
	IsFunction                // a function, expanded where it is called
)

// DefKind is the kind of a definition.
type DefKind uint8

var defKindText = [...]string{"value", "set", "relation", "function"}

// String returns the kind in one word.
func (k DefKind) String() string { return defKindText[k] }

// Definition is one "let" at the top level of a model's text.
type Definition struct {
	Name    string
	Kind    DefKind
	ID      ID   // the node; 0 unless it is a set or a relation
	Prelude bool // not the model's own
	Used    bool // the model uses the name
	Rec     bool
	Span    diag.Span // from the name to the end of the definition

	bind *cat.Bind
}

// record records the definitions of the model, of which the first n are the prelude's, and
// the base names that it uses. Unused definitions are evaluated later, so that the names
// in them do not count as used.
func (e *elab) record(n int) {
	for name := range e.uses {
		e.model.Uses = append(e.model.Uses, name)
	}
	sort.Strings(e.model.Uses)
	for i, t := range e.defs {
		e.model.Defs = append(e.model.Defs, Definition{
			Name: t.name, Prelude: i < n, Used: t.asked, Rec: t.group != nil, Span: t.def.Span, bind: t.def,
		})
	}
	e.steps = 0
	for i, t := range e.defs {
		d := &e.model.Defs[i]
		v, err := e.force(t)
		if err != nil {
			continue
		}
		switch v := v.(type) {
		case nodeValue:
			d.ID, d.Kind = v.id, IsRelation
			if v.set {
				d.Kind = IsSet
			}
		case zero:
			d.ID, d.Kind = e.g.add(RelEmpty, 0, 0, d.Span), IsRelation
			if v.braces {
				d.ID, d.Kind = e.g.add(SetEmpty, 0, 0, d.Span), IsSet
			}
		case *closure, *primitive, *coherences:
			d.Kind = IsFunction
		}
	}
}
