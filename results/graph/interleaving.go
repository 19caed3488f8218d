package graph

import (
	_ "embed"
	"sync"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
)

//go:embed interleaving.cat
var interleavingText string

var interleaving = sync.OnceValues(func() (*rel.Model, error) {
	f, err := cat.Parse(diag.NewSource("interleaving.cat", interleavingText))
	if err != nil {
		return nil, err
	}
	return rel.Elaborate(f, rel.Options{Name: "interleaving", Prelude: models.Prelude()})
})

// Interleaving is why an execution is not one of threads that run by turns: a shortest
// cycle of program order, communications and doorbells, and of the shortest the
// one that begins with the first event. nil if threads that run by turns do all
// that the execution shows.
func Interleaving(c *execution.Candidate) ([]eval.Edge, error) {
	m, err := interleaving()
	if err != nil {
		return nil, err
	}
	v := eval.New(m).Judge(nil, c)
	if v.Consistent() {
		return nil, nil
	}
	return v.Violations[0].Edges, nil
}
