package rel

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
)

// value is the result of a cat expression during elaboration: a nodeValue, a zero, a tuple,
// a list, a tagValue, a *closure, a *primitive, a *coherences, an *orders, a *procedure or
// one of the values in sources.go.
// Only the first two can become part of a model; expressions with the others are decided
// during elaboration.
type value interface{ kind() string }

// nodeValue is a set or relation.
type nodeValue struct {
	id  ID
	set bool
}

// zero is "0" or "{}": the empty relation or the empty set, as the context demands.
type zero struct{ braces bool }

type tuple []value

// list is a set of values that is written out, such as {rf, co}. Its elements keep the order
// in which they are written, so that statements for them are executed in that order.
type list []value

// tagValue is a tag, without its quote.
type tagValue string

// closure is a function with the scope in which it was written.
type closure struct {
	name   string // "" for fun x -> …
	params []cat.Ident
	body   cat.Expr
	in     scope
	rec    bool // calls itself
}

// primitive is a function on relations that cat cannot express: an operator, or the part
// that is in a base relation.
type primitive struct {
	op     Op
	within vocabulary.Base
}

type procedure struct {
	def *cat.Procedure
	in  scope
}

func (v nodeValue) kind() string {
	if v.set {
		return "a set of events"
	}
	return "a relation"
}

func (v zero) kind() string {
	if v.braces {
		return "the empty set"
	}
	return "the empty relation"
}

func (v tuple) kind() string {
	if len(v) == 0 {
		return "the empty tuple"
	}
	return fmt.Sprintf("a tuple of %d", len(v))
}

func (v list) kind() string       { return "a set of values" }
func (v tagValue) kind() string   { return "a tag" }
func (v *closure) kind() string   { return "a function" }
func (v *primitive) kind() string { return "a function" }
func (v *procedure) kind() string { return "a procedure" }

// primitives are the functions that need no definition.
var primitives = map[string]value{
	"domain":           &primitive{op: Domain},
	"range":            &primitive{op: Range},
	"different-values": &primitive{within: vocabulary.RelDiffer},
	"map-each":         mapper{},
}
