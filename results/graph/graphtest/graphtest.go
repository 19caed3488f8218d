// Package graphtest has executions to draw, for the tests of those who draw.
package graphtest

import (
	"path/filepath"
	"runtime"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/results/graph"
)

// Each calls f with a witness of every program that has one: those of this repository, and of the
// public suites where they are at hand.
func Each(t *testing.T, f func(name string, c *execution.Candidate, m *rel.Model)) {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..", "..")
	names := library.Programs()
	for _, dir := range []string{"programs/corpus", "../shared/suites/power/tests"} {
		files, err := filepath.Glob(filepath.Join(root, dir, "*.litmus"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			t.Log("there are no programs in ", dir)
		}
		names = append(names, files...)
	}
	a := newAsker(t)
	seen := 0
	for _, src := range fixture.MixedSuite(t) {
		if c, m := a.ask(src, nil); c != nil {
			seen++
			f(src.Name, c, m)
		}
	}
	for _, name := range names {
		in, err := library.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		src, err := in[0].Read()
		if err != nil {
			t.Fatal(err)
		}
		if c, m := a.ask(src, nil); c != nil {
			seen++
			f(filepath.Base(name), c, m)
		}
	}
	if t.Log(seen, "executions"); seen < 100 {
		t.Errorf("only %d executions", seen)
	}
}

// Witness is an execution of a program, embedded or given as a text, with its barriers, and the
// model that allows it.
func Witness(t *testing.T, program string, choices map[string]string) (*execution.Candidate, *rel.Model) {
	t.Helper()
	src := diag.NewSource("test.litmus", program)
	if in, err := library.Open(program); err == nil {
		if src, err = in[0].Read(); err != nil {
			t.Fatal(err)
		}
	}
	c, m := newAsker(t).ask(src, choices)
	if c == nil {
		t.Fatal("there is no witness")
	}
	return c, m
}

// Drawing is that of a witness: as the command makes it.
func Drawing(t *testing.T, c *execution.Candidate, m *rel.Model, edges ...string) *graph.Drawing {
	t.Helper()
	cycle, err := graph.Interleaving(c)
	if err != nil {
		t.Fatal(err)
	}
	d, err := graph.Of(c, graph.Options{Model: m, Edges: edges, Cycle: cycle})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

// asker asks about programs, under a model that knows doorbells where they have any.
type asker struct {
	t        *testing.T
	deciders map[bool]*decide.Decider
}

func newAsker(t *testing.T) *asker {
	t.Helper()
	a := &asker{t, map[bool]*decide.Decider{}}
	for bells, name := range map[bool]string{false: "power", true: "power-doorbell"} {
		a.deciders[bells] = decidetest.Decider(t, fixture.Model(t, name))
	}
	return a
}

func (a *asker) ask(src *diag.Source, choices map[string]string) (*execution.Candidate, *rel.Model) {
	a.t.Helper()
	test := fixture.Parse(a.t, src)
	d := a.deciders[test.UsesDoorbells()]
	if unroll.Mixed(test) {
		d = decidetest.Decider(a.t, fixture.ModelFor(a.t, "power", test))
	}
	return decidetest.Witness(a.t, d, src, choices), d.Model()
}
