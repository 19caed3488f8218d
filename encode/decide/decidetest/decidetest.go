// Package decidetest loads models and programs for the tests of encode/decide
// and the packages below it.
//
// It does not import encode/decide, so that tests inside that package can use
// it.
package decidetest

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// root is the folder of the repository.
var root = func() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "../../..")
}()

// Model loads an embedded model.
func Model(t testing.TB, name string) *rel.Model {
	t.Helper()
	m, err := models.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// ModelText loads a model from its cat text; its file is called m.cat.
func ModelText(t testing.TB, text string) *rel.Model {
	t.Helper()
	file := filepath.Join(t.TempDir(), "m.cat")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := models.LoadFile(file, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return m
}

// Parse reads the text of a program.
func Parse(t testing.TB, text string) *litmus.Test {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource("test.litmus", text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return test
}

// Study reads a program of the library, such as "host_ipi/mail".
func Study(t testing.TB, program string) *litmus.Test {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "programs/library", program+".litmus"))
	if err != nil {
		t.Fatal(err)
	}
	return Parse(t, string(text))
}

// Suite returns the folder of the public POWER tests. Where it does not exist
// the test is skipped.
func Suite(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(root, "../shared/suites/power") + "/"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the conformity suites are not here: ", err)
	}
	return dir
}

// Nightly returns how many random programs to try: few in every test run, many
// at night.
func Nightly(few, many int) int {
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		return many
	}
	if testing.Short() {
		return few / 5
	}
	return few
}

// Named lists the slot choices of a variant that are not the first of their
// slot.
func Named(s *event.Structure, choices []int) string {
	var names []string
	for i := range s.Slots {
		if choices[i] > 0 {
			names = append(names, s.Slots[i].Name+"="+s.Slots[i].Choices[choices[i]])
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
