package opinion

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestWrongWitness: a witness whose final state does not satisfy the proposition, as
// one reads it, is a disagreement.
func TestWrongWitness(t *testing.T) {
	m := fittest.Load(t, "power")
	w := NewWorker(Options{})
	defer w.Close()
	test := fixture.Parse(t, diag.NewSource("mp", mp))
	_, a, err := w.Decide(context.Background(), Case{Test: test, Model: m, Choices: map[string]string{"mid": "none"}})
	if err != nil || a.Witness == nil {
		t.Fatal(err)
	}
	other := *test
	other.Cond.Prop = &litmus.Not{P: test.Cond.Prop}
	var d *Disagreement
	if err := confirmed(&other, m, a.Witness); !errors.As(err, &d) || !strings.Contains(d.Error(), "it holds in one of the final states, the condition, read from the text of that state: it does not hold") {
		t.Errorf("%v", err)
	}
}

// TestAllRounds: a verdict for which rounds of loops were left out must fit the
// executions in which they are kept.
func TestAllRounds(t *testing.T) {
	m := fittest.Load(t, "power")
	test := fixture.Parse(t, diag.NewSource("mp", mp))
	w := NewWorker(Options{States: true, Counts: true, Engine: Enumerate})
	defer w.Close()
	q := Case{Test: test, Model: m, Choices: map[string]string{"mid": "none"}}
	o := Opinion{By: Enumerate}
	if err := o.enumerate(context.Background(), w, q); err != nil {
		t.Fatal(err)
	}
	for v, fits := range map[verdict.Verdict]bool{verdict.Sometimes: true, verdict.Unknown: true, verdict.Never: false, verdict.Always: false} {
		var d *Disagreement
		if err := allRounds(q, v, o.States); errors.As(err, &d) == fits {
			t.Errorf("%s: %v", v, err)
		}
	}
}

// TestWrongStar: a state that is marked wrongly is a disagreement, whichever engine
// marked it and in whatever form states are asked for.
func TestWrongStar(t *testing.T) {
	flip := func(k int) func(*Opinion) {
		return func(o *Opinion) { o.States.States[k].Holds = !o.States.States[k].Holds }
	}
	file := filepath.Join(t.TempDir(), "mp.litmus")
	if err := os.WriteFile(file, []byte(mp), 0o644); err != nil {
		t.Fatal(err)
	}
	rename := func(o *Opinion) { o.States.Observed[0].Loc.Reg++ }
	for name, c := range map[string]struct {
		o      Options
		by     Engine
		change func(*Opinion)
		says   string
	}{
		"star":    {Options{States: true}, SMT, flip(0), "smt: it holds in one of the final states, the condition, read from the text of that state: it does not hold"},
		"no star": {Options{States: true}, SMT, flip(2), "smt: it does not hold in one of the final states, the condition, read from the text of that state: it holds"},
		"counts":  {Options{Counts: true}, Enumerate, flip(3), "enumerate: it holds"},
		"log":     {Options{Log: true}, Enumerate, flip(1), "enumerate: it holds"},
		"name":    {Options{States: true}, SMT, rename, "it has no value for 1:r1"},
	} {
		for _, lying := range []bool{false, true} {
			if lying {
				c.o.engines = map[Engine]answerer{c.by: lie(engines[c.by], c.change)}
			}
			m, err := fit.Load("power", models.Options{})
			if err != nil {
				t.Fatal(err)
			}
			ins, err := library.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = Check(context.Background(), ins, []*fit.Model{m}, map[string]string{"mid": "none"}, c.o, func(got Checked) error {
				var d *Disagreement
				switch {
				case !lying && got.Err != nil:
					t.Errorf("%s: before the lie: %v", name, got.Err)
				case lying && (!errors.As(got.Err, &d) || !strings.Contains(d.Error(), c.says)):
					t.Errorf("%s: %v", name, got.Err)
				}
				return nil
			})
			if err != nil {
				t.Error(name, err)
			}
		}
	}
}

// TestWitnessAfterCounting: where time was up before all executions were counted the
// solver has the verdict, of another structure than the one that was counted.
func TestWitnessAfterCounting(t *testing.T) {
	ins, err := library.Open("host_ipi_handler/kernel")
	if err != nil {
		t.Fatal(err)
	}
	m, err := fit.Load("power-doorbell", models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Counts: true, Timeout: 100 * time.Millisecond}
	_, err = Check(t.Context(), ins, []*fit.Model{m}, nil, o, func(c Checked) error {
		return c.Err
	})
	if err != nil {
		t.Error(err)
	}
}
