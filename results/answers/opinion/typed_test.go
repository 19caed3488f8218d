package opinion

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// TestTypedConditions holds both engines against a second reading of conditions,
// on random programs with places of all types: which states are starred, which the
// filter lets through, and the verdict without states.
func TestTypedConditions(t *testing.T) {
	n := uint64(1200)
	if testing.Short() {
		n = 200
	}
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		n = 60_000
	}
	m := fittest.Load(t, "power")
	smt, enum := NewWorker(Options{States: true}), NewWorker(Options{States: true, Engine: Enumerate})
	short := NewWorker(Options{})
	defer smt.Close()
	defer enum.Close()
	defer short.Close()
	seen := map[verdict.Verdict]int{}
	for seed := range n {
		text := families.Typed(seed, seed%2 == 0)
		o := newOracle(text)
		q := Case{Test: typed(t, text), Model: m}
		var lines []string
		for _, w := range []*Worker{smt, enum} {
			a, err := w.Answer(context.Background(), q)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			var r results.Record
			if err := a.record(&r, q, false); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			var holds []bool
			for i, line := range r.States {
				if holds = append(holds, o.holds(stateOf(line))); holds[i] != r.Holds[i] {
					t.Fatalf("%s: starred: %v, read from it: %v\n%s", line, r.Holds[i], holds[i], text)
				}
			}
			if want := verdictOf(holds); a.Verdict != want {
				t.Fatalf("%s: %s, by its states %s\n%s", a.By, a.Verdict, want, text)
			}
			if lines = r.States; o.filter != nil && w == smt {
				filtered(t, w, m, o, text, lines)
			}
			seen[a.Verdict]++
		}
		a, err := short.Answer(context.Background(), q)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		var holds []bool
		for _, line := range lines {
			holds = append(holds, o.holds(stateOf(line)))
		}
		if want := verdictOf(holds); a.Verdict != want && !(want == verdict.Always && a.Verdict == verdict.Sometimes && q.Test.Cond.Quant != verdict.ForAll) {
			t.Fatalf("alone: %s, by the states %s\n%s", a.Verdict, want, text)
		}
	}
	t.Log(seen)
	for _, v := range []verdict.Verdict{verdict.Never, verdict.Sometimes, verdict.Always} {
		if seen[v] == 0 {
			t.Errorf("no program is %s", v)
		}
	}
}

func typed(t *testing.T, text string) *litmus.Test {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("typed", text))
	return test
}

func verdictOf(holds []bool) verdict.Verdict {
	switch {
	case !slices.Contains(holds, true):
		return verdict.Never
	case slices.Contains(holds, false):
		return verdict.Sometimes
	}
	return verdict.Always
}

var filterLine = regexp.MustCompile(`\nfilter .*\n`)

// filtered asks without the filter, with what it names as part of the state, and
// filters the states by reading them.
func filtered(t *testing.T, w *Worker, m *fit.Model, o *oracle, text string, got []string) {
	t.Helper()
	extra := "locations [" + strings.Join(append(slices.Clone(o.inside), o.names...), "; ") + ";]\n"
	without := filterLine.ReplaceAllString(text, "\n"+extra)
	if at := strings.Index(without, "\nlocations ["); at < strings.Index(without, extra)-1 {
		end := at + 1 + strings.Index(without[at+1:], "\n")
		without = without[:at] + without[end:]
	}
	a, err := w.Answer(context.Background(), Case{Test: typed(t, without), Model: m})
	if err != nil {
		t.Fatalf("%v\n%s", err, without)
	}
	var want []string
	for _, line := range a.States.Texts() {
		if o.filter(stateOf(line)) {
			want = append(want, o.only(line))
		}
	}
	slices.Sort(want)
	want = slices.Compact(want)
	got = slices.Sorted(slices.Values(got))
	if !slices.Equal(got, want) {
		t.Fatalf("the filter leaves %q, read from the states %q\n%s", got, want, text)
	}
}
