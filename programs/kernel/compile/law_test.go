package compile_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/compile"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// compiled compiles a test and reads the result back.
func compiled(t *testing.T, test *litmus.Test) (*litmus.Test, error) {
	t.Helper()
	out, err := compile.Test(test)
	if err != nil {
		return nil, err
	}
	text := out.String()
	back, err := litmus.Parse(diag.NewSource("compiled", text))
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, test, text)
	}
	if again := back.String(); again != text {
		t.Fatalf("the test is printed differently when it was read:\n%s", cmp.Diff(text, again))
	}
	return back, nil
}

// answer is what the decider says about a test.
type answer struct {
	Verdict verdict.Verdict
	States  []string
}

// law decides tests in kernel C for a target, and what they are compiled to.
type law struct {
	target   string
	m        *fit.Model
	deciders map[*fit.Model]*decide.Decider
}

func newLaw(t *testing.T, target string) *law {
	m, err := fit.LoadDefault(models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &law{target, m, map[*fit.Model]*decide.Decider{}}
}

// decider returns the decider for the model that judges a test.
func (l *law) decider(t *testing.T, test *litmus.Test) *decide.Decider {
	t.Helper()
	m, err := l.m.For(test)
	if err != nil {
		t.Fatal(err)
	}
	d := l.deciders[m]
	if d == nil {
		d = decide.New(m.Model, decide.Options{Auto: true})
		t.Cleanup(func() { d.Close() })
		l.deciders[m] = d
	}
	return d
}

// places returns the names under which the places of a final state are compared: those of
// the variables, for the registers of a compiled test, too.
func places(from, to *litmus.Test) map[string]string {
	names := map[string]string{}
	var of [2][]litmus.Loc
	for k, t := range []*litmus.Test{from, to} {
		add := func(a *litmus.Atom) {
			of[k] = append(of[k], a.Loc)
			if a.Other != nil {
				of[k] = append(of[k], *a.Other)
			}
		}
		litmus.EachAtom(t.Filter, add)
		litmus.EachAtom(t.Cond.Prop, add)
		for i := range t.Locations {
			of[k] = append(of[k], t.Locations[i].Loc)
		}
	}
	for i := range of[0] {
		names[of[1][i].String()] = of[0][i].String()
	}
	return names
}

// ask returns the answer about a test.
func (l *law) ask(t *testing.T, d *decide.Decider, test *litmus.Test, names map[string]string, choices map[string]string) answer {
	t.Helper()
	ctx := context.Background()
	_, a, err := d.DecideTest(ctx, 0, test, choices)
	if err != nil {
		t.Fatalf("%v\n%s", err, test)
	}
	s, found, err := d.StatesTest(ctx, 0, test, choices)
	if err != nil {
		t.Fatalf("%v\n%s", err, test)
	}
	out := answer{Verdict: a.Verdict}
	for _, st := range found.States {
		var parts []string
		at := 0
		for _, o := range enumerate.Observe(s) {
			name := o.Loc.String()
			if n, ok := names[name]; ok {
				name = n
			}
			if thread, ok := o.Pending(); ok {
				name = fmt.Sprintf("pending %d", thread)
			}
			values := []string{}
			for range max(1, len(o.Locations())) {
				values = append(values, s.ShowAs(o.Type, st.Values[at]))
				at++
			}
			parts = append(parts, name+"="+strings.Join(values, ","))
		}
		slices.Sort(parts)
		out.States = append(out.States, strings.Join(parts, "; "))
	}
	slices.Sort(out.States)
	return out
}

// holds compares a test with what it is compiled to. It returns false if the test cannot be
// compiled.
func (l *law) holds(t *testing.T, test *litmus.Test) bool {
	t.Helper()
	test.Target = l.target
	back, err := compiled(t, test)
	if err != nil {
		return false
	}
	d := l.decider(t, test)
	want := l.ask(t, d, test, nil, nil)
	got := l.ask(t, d, back, places(test, back), nil)
	if got.Verdict == verdict.Unknown && want.Verdict == verdict.Never && want.States == nil && got.States == nil {
		return true // no execution comes to an end; a loop without end is a bound in assembly
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s, --target %s: -C +compiled\n%s\n%s\n%s", test.Name, l.target, diff, test, back)
	}
	return true
}

var targets = []string{"power", "power-isync", "power-2011"}

// TestLaw checks on random programs that a compiled test has the verdict and the final states
// of the test in C on the target.
func TestLaw(t *testing.T) {
	for _, target := range targets {
		l := newLaw(t, target)
		n, refused := 0, 0
		for seed := range fixture.Nightly(120, 1500) {
			for _, plain := range []bool{true, false} {
				if l.holds(t, fixture.ParseText(t, families.Kernel(uint64(seed), plain))) {
					n++
				} else {
					refused++
				}
			}
		}
		t.Logf("%s: %d compiled, %d refused", target, n, refused)
		if n < refused {
			t.Errorf("%s: only %d of %d programs were compiled", target, n, n+refused)
		}
	}
}

// TestLawC11 does the same for programs with the atomic operations of C11.
func TestLawC11(t *testing.T) {
	for _, target := range []string{"power-gcc", "power-clang"} {
		l := newLaw(t, target)
		n := fixture.Nightly(150, 1500)
		for seed := range n {
			if !l.holds(t, fixture.ParseText(t, families.C11(uint64(seed)))) {
				t.Errorf("%s: program %d is refused", target, seed)
			}
		}
		t.Logf("%s: %d compiled", target, n)
	}
}

// TestLawDoorbells does the same for programs with doorbells and handlers.
func TestLawDoorbells(t *testing.T) {
	for _, target := range targets {
		l := newLaw(t, target)
		n := 0
		for seed := range fixture.Nightly(60, 1000) {
			if l.holds(t, fixture.ParseText(t, families.KernelDoorbell(uint64(seed)))) {
				n++
			}
		}
		t.Logf("%s: %d compiled", target, n)
		if n == 0 {
			t.Error("nothing was compared")
		}
	}
}

// TestLawSuite does the same for tests of the suite.
func TestLawSuite(t *testing.T) {
	all := fixture.KernelSuite(t)
	step := fixture.Nightly(40, 1)
	for k, target := range targets {
		l := newLaw(t, target)
		n := 0
		for i := k; i < len(all); i += step {
			if l.holds(t, fixture.Parse(t, diag.NewSource(all[i].Name, all[i].Text))) {
				n++
			}
		}
		t.Logf("%s: %d of %d compiled", target, n, len(all)/step)
		if n == 0 {
			t.Error("nothing was compared")
		}
	}
}
