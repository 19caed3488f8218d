// Package fittest loads models for tests.
package fittest

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
)

// Load loads an embedded model or a file; it ends the test if that fails.
func Load(t testing.TB, name string) *fit.Model {
	t.Helper()
	m, err := fit.Load(name, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
