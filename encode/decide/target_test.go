package decide

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// forTarget returns a decider under the model of a target.
func forTarget(t testing.TB, to *target.Target) *Decider {
	t.Helper()
	on := map[string]bool{}
	for _, v := range to.Variants {
		on[v] = true
	}
	m, err := models.LoadWith(to.Model, on)
	if err != nil {
		t.Fatal(err)
	}
	d := New(m, Options{})
	t.Cleanup(func() { d.Close() })
	return d
}

// compiled returns the structure of a test that is compiled for a target, and nil if the
// target refuses a primitive of it by name.
func compiled(t testing.TB, test *litmus.Test, to *target.Target, o unroll.Options) *event.Structure {
	t.Helper()
	c := *test
	c.Target = to.Name
	s, err := unroll.Build(context.Background(), &c, o)
	if ds := diag.All(err); len(ds) > 0 && !slices.ContainsFunc(ds, func(d *diag.Diagnostic) bool { return d.Code != diag.TargetRefused || !d.Span.Known() }) {
		return nil
	}
	if err != nil {
		t.Fatalf("%s for %s: %v", test.Name, to.Name, err)
	}
	if err := s.Check(); err != nil {
		t.Fatalf("%s for %s: %v", test.Name, to.Name, err)
	}
	return s
}

// decidedTwice decides a structure with the solver and, if it has few candidates, with the
// enumeration. The verdicts and the final states must be the same.
func decidedTwice(t *testing.T, d *Decider, s *event.Structure, most int) (v verdict.Verdict, counted bool) {
	t.Helper()
	ctx := context.Background()
	a, err := d.Decide(ctx, s)
	if err != nil {
		t.Fatalf("%s for %s: %v", s.Test.Name, s.Test.Target, err)
	}
	o, err := enumerate.Run(ctx, s, d.model, enumerate.Options{MaxCandidates: most})
	if err != nil {
		t.Fatal(err)
	}
	if o.Limit != "" {
		return a.Verdict, false
	}
	if v, _ := o.Verdict(); v != a.Verdict && !(v == verdict.Always && a.Verdict == verdict.Sometimes) {
		t.Errorf("%s for %s: %s by enumeration, %s (%s) by the solver", s.Test.Name, s.Test.Target, v, a.Verdict, a.Reason)
	}
	states, limit, err := d.States(ctx, s, Observables(s))
	if err != nil || limit != "" || len(states) != len(o.States) {
		t.Errorf("%s for %s: %d final states by enumeration, %d by the solver (%s, %v)", s.Test.Name, s.Test.Target, len(o.States), len(states), limit, err)
	}
	return a.Verdict, true
}

// TestTargets decides tests in kernel C as they are compiled for every target, with both
// engines. A test that is Never by herd7 under the kernel's model, without a data race, is
// Never on every machine; power-2011 has exceptions, all with fully ordered atomic operations.
func TestTargets(t *testing.T) {
	oneIn, most := 4, 2_000
	switch {
	case testing.Short():
		oneIn = 30
	case os.Getenv("FENCEWISE_NIGHTLY") != "":
		oneIn, most = 1, 100_000
	}
	suite := fixture.KernelSuite(t)
	for _, to := range target.For(false) {
		d := forTarget(t, to)
		decided, refused, never, counted := 0, 0, 0, 0
		var exceptions []fixture.KernelTest
		for i, k := range suite {
			if undecided[k.Name] != "" || i%oneIn != 0 && !strings.Contains(k.Name, "atomic-cmpxchg") {
				continue
			}
			test := fixture.Parse(t, diag.NewSource(k.Name, k.Text))
			s := compiled(t, test, to, unroll.Options{})
			if s == nil {
				refused++
				continue
			}
			v, both := decidedTwice(t, d, s, most)
			if decided++; both {
				counted++
			}
			if k.Verdict == string(verdict.Never) && !slices.Contains(k.Flags, "data-race") {
				if never++; v != verdict.Never {
					exceptions = append(exceptions, k)
				}
			}
		}
		t.Logf("%s: %d decided, %d by both engines, %d refused, %d Never under the kernel's model, %d of them not here", to.Name, decided, counted, refused, never, len(exceptions))
		for _, k := range exceptions {
			if to.Name != "power-2011" || !fullyOrdered.MatchString(k.Text) {
				t.Errorf("%s is Never under the kernel's model, but possible on %s", k.Name, to.Name)
			}
		}
		if to.Name == "power-2011" && len(exceptions) == 0 {
			t.Error("power-2011 has no exception")
		}
		if decided < 10 || counted < decided/2 || never == 0 {
			t.Errorf("%s: only %d decided, %d by both engines", to.Name, decided, counted)
		}
	}
}

// fullyOrdered matches calls of fully ordered atomic operations.
var fullyOrdered = regexp.MustCompile(`\b(cmp)?xchg\(|\batomic\w*_(return|x?xchg|cmpxchg|fetch_\w+|\w+_and_test|add_unless)\(`)

// TestTargetsRandom has both engines decide random programs in kernel C, compiled for every
// target.
func TestTargetsRandom(t *testing.T) {
	for _, to := range target.For(false) {
		d := forTarget(t, to)
		verdicts, counted := map[verdict.Verdict]int{}, 0
		for seed := range fixture.Nightly(120, 3_000) {
			test := fixture.ParseText(t, families.Kernel(uint64(seed), seed%2 == 0))
			s := compiled(t, test, to, unroll.Options{})
			if s == nil {
				continue
			}
			v, both := decidedTwice(t, d, s, 2_000)
			if verdicts[v]++; both {
				counted++
			}
		}
		t.Logf("%s: %v, %d by both engines", to.Name, verdicts, counted)
		if verdicts[verdict.Never] == 0 || verdicts[verdict.Sometimes] == 0 || counted < 10 {
			t.Errorf("%s: the programs do not tell", to.Name)
		}
	}
}
