package decide

import (
	"context"
	"os"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

const suite = "../../../shared/suites/power/"

// TestSuite compares the verdicts of the public POWER tests with the
// reference. Every Sometimes is an execution that the evaluator has judged.
func TestSuite(t *testing.T) {
	rows := fixture.Rows(t, "power")
	d := newDecider(t, "power", Options{})
	by := map[solve.Step]int{}
	for _, row := range rows {
		text, err := os.ReadFile(suite + "tests/" + row[0])
		if err != nil {
			t.Fatal(err)
		}
		a := decideText(t, d, row[0], string(text), nil)
		by[a.By]++
		if string(a.Verdict) != row[1] {
			t.Errorf("%s: %s (%s), want %s", row[0], a.Verdict, a.Reason, row[1])
		}
	}
	t.Log(len(rows), "tests; settled by:", by)
}

func newDecider(t testing.TB, model string, o Options) *Decider {
	t.Helper()
	m := fixture.Model(t, model)
	d := New(m, o)
	t.Cleanup(func() { d.Close() })
	return d
}

// newMixed returns a decider under a model for programs with accesses of mixed size.
func newMixed(t testing.TB, model string, o Options) *Decider {
	t.Helper()
	m, err := models.LoadWith(model, map[string]bool{rel.MixedVariant: true})
	if err != nil {
		t.Fatal(err)
	}
	d := New(m, o)
	t.Cleanup(func() { d.Close() })
	return d
}

func decideText(t testing.TB, d *Decider, name, text string, choices map[string]string) Answer {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource(name, text))
	s, err := d.Structure(context.Background(), test, choices, false)
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.Decide(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
