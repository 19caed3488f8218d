package graph

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

//go:embed interleaving.cat
var interleavingText string

var (
	interleaving      = sync.OnceValues(func() (*rel.Model, error) { return interleavingModel(false) })
	interleavingMixed = sync.OnceValues(func() (*rel.Model, error) { return interleavingModel(true) })
)

// interleavingModel elaborates the model, for programs with accesses of mixed size or of one.
func interleavingModel(mixed bool) (*rel.Model, error) {
	f, err := cat.Parse(diag.NewSource("interleaving.cat", interleavingText))
	if err != nil {
		return nil, err
	}
	return rel.Elaborate(f, rel.Options{Name: "interleaving", Prelude: models.Prelude(rel.Language(f)), Variants: map[string]bool{rel.MixedVariant: mixed}})
}

// Interleaving returns why an execution is not an interleaving of its threads: a
// shortest cycle of program order, communications and doorbells; of several the one
// that begins with the first event. It returns nil if the execution is an interleaving.
func Interleaving(c *execution.Candidate) ([]eval.Edge, error) {
	load := interleaving
	if c.X.S.Mixed() {
		load = interleavingMixed
	}
	m, err := load()
	if err != nil {
		return nil, err
	}
	v := eval.New(m).Judge(nil, c)
	if v.Consistent() {
		return nil, nil
	}
	return betweenParts(c.X.S, v.Violations[0].Edges), nil
}

// joined is how the model writes that a step can begin at any part of an access.
const joined = "sa ; "

// betweenParts makes each step begin at the part of the access that it is about, under the name
// of the relation that it is in.
func betweenParts(s *event.Structure, cycle []eval.Edge) []eval.Edge {
	for i := range cycle {
		e := &cycle[i]
		rel, ok := strings.CutPrefix(e.Rel, joined)
		if !ok {
			continue
		}
		e.Rel = rel
		if s.Events[e.To].IsAccess() && s.Covers(e.From, s.Events[e.To].Loc) {
			e.From = s.PartAt(e.From, s.Events[e.To].Loc)
		}
	}
	return cycle
}
