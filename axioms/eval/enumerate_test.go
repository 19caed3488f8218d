package eval

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
)

func load(t testing.TB, name string) *rel.Model {
	t.Helper()
	m, err := models.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// loadText elaborates a model given as text.
func loadText(t testing.TB, text string) *rel.Model {
	t.Helper()
	path := filepath.Join(t.TempDir(), "m.cat")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := models.LoadFile(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// observe counts the executions that a model allows, with and without the
// condition.
func observe(s *event.Structure, m *rel.Model) (yes, no int) {
	j := New(m)
	executiontest.Each(s, func(c *execution.Candidate) {
		if !j.Consistent(nil, c) {
			return
		}
		if c.Holds(s.Cond) {
			yes++
		} else {
			no++
		}
	})
	return yes, no
}
