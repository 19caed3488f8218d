package second

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

const suite = "../../../../shared/suites/power/"

// opinions counts the answers of the installed solvers to the questions of verdicts.
type opinions struct {
	solvers  []*Solver
	deciders map[string]*decide.Decider
	verdicts map[verdict.Verdict]int
	bells    int // programs with doorbells
	asked    int
	agree    []int // by solver
	silent   []int
	took     []time.Duration
}

func installed(t *testing.T) *opinions {
	t.Helper()
	found, missing := Installed(t.Context(), 0)
	for _, m := range missing {
		t.Log("not asked:", m.Err)
	}
	if len(found) == 0 {
		t.Skip("no solver is installed")
	}
	n := len(found)
	return &opinions{found, map[string]*decide.Decider{}, map[verdict.Verdict]int{}, 0, 0, make([]int, n), make([]int, n), make([]time.Duration, n)}
}

func (o *opinions) decider(t *testing.T, model string, test *litmus.Test) *decide.Decider {
	t.Helper()
	key := model
	if unroll.Mixed(test) {
		key += " " + rel.MixedVariant
	}
	d := o.deciders[key]
	if d == nil {
		m := fixture.ModelFor(t, model, test)
		d = decide.New(m, decide.Options{})
		t.Cleanup(func() { d.Close() })
		o.deciders[key] = d
	}
	return d
}

// large is the length in bytes from which on only z3 gets a question. The time of cvc5 1.0
// is quadratic in the number of clauses.
const large = 10 << 20

// ask decides a program and runs all solvers on its questions. events bounds its size; 0
// means no bound. It returns whether the program was within the bound.
func (o *opinions) ask(t *testing.T, test *litmus.Test, model string, choices map[string]string, events int) bool {
	t.Helper()
	d := o.decider(t, model, test)
	s, err := d.Structure(context.Background(), test, choices, false)
	if err != nil {
		t.Fatal(err)
	}
	if events > 0 && len(s.Events) > events {
		return false
	}
	a, err := d.Decide(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	c := &Case{Test: test.Name, Model: model, Verdict: string(a.Verdict), Program: []byte(test.Src.Text)}
	ps := decide.Premises(s, a.Verdict, test.Cond.Quant == verdict.ForAll)
	if len(ps) == 0 {
		t.Errorf("%s is %s: %s", test.Name, a.Verdict, a.Reason)
	}
	o.verdicts[a.Verdict]++
	if test.UsesDoorbells() {
		o.bells++
	}
	for _, p := range ps {
		var text bytes.Buffer
		if err := d.WriteQuery(context.Background(), &text, p.Query, "fencewise"); err != nil {
			t.Fatal(err)
		}
		some := o.solvers
		if text.Len() > large {
			some = nil
			for _, x := range o.solvers {
				if x.Name == "z3" {
					some = []*Solver{x}
				}
			}
		}
		as, err := c.Ask(t.Context(), some, &Question{Name: p.Query.Goal.String(), Asks: p.Query.Goal.What(), Sat: p.Sat, Text: text.Bytes()}, 0)
		if err != nil {
			t.Error(err)
			continue
		}
		o.asked++
		for _, x := range as {
			for k := range o.solvers {
				if o.solvers[k] != x.Solver {
					continue
				}
				o.took[k] += x.Took
				if !x.Agrees(status(p.Sat)) {
					o.silent[k]++
					t.Logf("%s: %s: no opinion: %s", test.Name, x.Solver, x.Why)
				} else {
					o.agree[k]++
				}
			}
		}
	}
	return true
}

// end logs the counts. Every solver must have agreed with at least one verdict.
func (o *opinions) end(t *testing.T) {
	t.Helper()
	t.Logf("verdicts: %v; questions: %d", o.verdicts, o.asked)
	for k, s := range o.solvers {
		t.Logf("%s agrees with %d, has no opinion on %d, was not asked %d; %.1f s in all", s, o.agree[k], o.silent[k], o.asked-o.agree[k]-o.silent[k], o.took[k].Seconds())
		if o.agree[k] == 0 {
			t.Errorf("%s agrees with nothing", s)
		}
	}
}

// TestSuite runs all installed solvers on the questions of the public POWER tests: on
// all of them in the nightly tests, and otherwise on every fiftieth.
func TestSuite(t *testing.T) {
	rows := fixture.Rows(t, "power")
	step := 50
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		step = 1
	}
	o := installed(t)
	for i := 0; i < len(rows); i += step {
		text, err := os.ReadFile(suite + "tests/" + rows[i][0])
		if err != nil {
			t.Fatal(err)
		}
		test := fixture.Parse(t, diag.NewSource(rows[i][0], string(text)))
		o.ask(t, test, "power", nil, 0)
	}
	o.end(t)
}

// TestStudies runs them for every variant of the embedded studies under each of their
// models; the large ones only in the nightly tests.
func TestStudies(t *testing.T) {
	events := 30
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		events = 0
	}
	o := installed(t)
	left := 0
	for _, name := range library.Studies() {
		st, err := library.LoadStudy(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range st.Variants {
			if events > 0 && i%4 != 0 {
				left += len(v.Programs) * len(st.Models)
				continue
			}
			for _, p := range v.Programs {
				for _, m := range st.Models {
					if !o.ask(t, p.Test, m.Name, v.Assignment(p), events) {
						left++
					}
				}
			}
		}
	}
	t.Logf("with doorbells: %d; left to the night: %d", o.bells, left)
	if o.end(t); o.bells == 0 {
		t.Error("no program has doorbells")
	}
}
