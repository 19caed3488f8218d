package herd

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// ran runs tests, and returns the results by the name of the input.
func ran(t *testing.T, o Options, args ...string) map[string]Ran {
	t.Helper()
	m, err := fit.LoadDefault(models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var ins []library.Input
	for _, arg := range args {
		more, err := library.Open(arg)
		if err != nil {
			t.Fatal(err)
		}
		ins = append(ins, more...)
	}
	out := map[string]Ran{}
	if _, err := Run(context.Background(), ins, m, o, func(r Ran) error {
		out[r.Input.Name] = r
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	observation = regexp.MustCompile(`(?m)^Observation \S+ (\S+) (\d+) (\d+)$`)
	shown       = regexp.MustCompile(`(?m)^(Test|Flag|Condition|Hash|Ok|No).*$`)
)

// TestBriefAgrees: the solver's logs have the verdicts, flags and conditions of the complete
// logs, and only states that these have.
func TestBriefAgrees(t *testing.T) {
	const corpus = "../../../programs/corpus"
	full := ran(t, Options{Options: decide.Options{Limits: unroll.Limits{Bound: 2}}}, corpus)
	brief := ran(t, Options{Brief: true, Options: decide.Options{Auto: true}}, corpus)
	compared := 0
	for name, f := range full {
		b := brief[name]
		if f.Err != nil || b.Err != nil || f.Loop != "" || f.Skipped || b.Skipped {
			continue
		}
		compared++
		want, got := observation.FindSubmatch(f.Log), observation.FindSubmatch(b.Log)
		if want == nil || got == nil || !bytes.Equal(want[1], got[1]) || (string(want[2]) == "0") != (string(got[2]) == "0") || (string(want[3]) == "0") != (string(got[3]) == "0") {
			t.Errorf("%s: %s, the complete log has %s", name, got, want)
		}
		if a, b := fmt.Sprintf("%s", shown.FindAll(f.Log, -1)), fmt.Sprintf("%s", shown.FindAll(b.Log, -1)); a != b {
			t.Errorf("%s: %s, the complete log has %s", name, b, a)
		}
		for _, line := range strings.Split(string(b.Log), "\n") {
			if strings.HasSuffix(line, ";") && !bytes.Contains(f.Log, []byte("\n"+line+"\n")) {
				t.Errorf("%s: the complete log has no state %s", name, line)
			}
		}
	}
	if compared < 100 {
		t.Errorf("only %d logs were compared", compared)
	}
}

// TestWants: which executions are drawn for each quantifier, as herd7 7.56 chooses them.
func TestWants(t *testing.T) {
	for _, c := range []struct {
		which               Which
		exists, not, forAll string // P: those that satisfy the proposition; N: those that do not
	}{
		{Prop, "P", "P", "P"}, {Neg, "N", "N", "N"}, {All, "PN", "PN", "PN"}, {Cond, "P", "N", "P"}, {Wit, "P", "P", "N"},
	} {
		for q, want := range map[verdict.Quantifier]string{verdict.Exists: c.exists, verdict.NotExists: c.not, verdict.ForAll: c.forAll} {
			got := ""
			if c.which.wants(q, true) {
				got = "P"
			}
			if c.which.wants(q, false) {
				got += "N"
			}
			if got != want {
				t.Errorf("-show %s for %s: %s, want %s", c.which, q, got, want)
			}
		}
	}
}
