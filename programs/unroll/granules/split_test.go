package granules_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/unroll/granules"
)

// mixed loads a model for programs with accesses of mixed size.
func mixed(t testing.TB, name string) *rel.Model {
	t.Helper()
	m, err := models.LoadWith(name, map[string]bool{rel.MixedVariant: true})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// pair decides programs with accesses of one size, and the same with their locations divided.
type pair struct{ one, parts *decide.Decider }

func newPair(t *testing.T, model string) pair {
	p := pair{decide.New(fixture.Model(t, model), decide.Options{}), decide.New(mixed(t, model), decide.Options{})}
	t.Cleanup(func() { p.one.Close(); p.parts.Close() })
	return p
}

// halved divides each location of a structure in two; nil if one can hold an address, which
// has no halves.
func halved(s *event.Structure, big bool) *event.Structure {
	var address func(e event.Expr) bool
	address = func(e event.Expr) bool {
		n := &s.Pool.Nodes[e]
		ops, k := n.Operands()
		return n.Op == event.Const && n.Val.Loc != 0 || slices.ContainsFunc(ops[:k], address)
	}
	if slices.ContainsFunc(s.Events, func(e event.Event) bool { return e.IsWrite() && address(e.Value) }) {
		return nil
	}
	if slices.ContainsFunc(s.Events, func(e event.Event) bool { return e.Kind == event.FenceEvent && e.Loc >= 0 }) {
		return nil // a barrier is about one whole location
	}
	var halves []granules.Footprint
	for i := range s.Locs {
		l := &s.Locs[i]
		if l.Size > 1 {
			halves = append(halves, granules.Footprint{Object: l.Addr.Loc, Off: l.Addr.Num, Size: l.Size / 2})
		}
	}
	return granules.Split(s, nil, halves, big)
}

// outcome summarises all executions of a structure.
func outcome(t testing.TB, s *event.Structure, m *rel.Model) (states []string, yes, no int, limit string) {
	t.Helper()
	o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{Counts: true, MaxCandidates: 200_000})
	if err != nil {
		t.Fatal(err)
	}
	states = o.Texts()
	slices.Sort(states)
	return states, o.Positive, o.Negative, o.Limit
}

// TestHalvesChangeNothing divides every location of programs with accesses of one size in two.
// Verdicts, states and counts stay, with both engines and both orders of bytes.
func TestHalvesChangeNothing(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../corpus/*.litmus", "../../corpus/beyond/*.litmus", "../../library/*/*.litmus", "../../../../shared/suites/power/tests/*.litmus"} {
		more, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	plain, bells := newPair(t, "power"), newPair(t, "power-doorbell")
	divided, counted := 0, 0
	for k, file := range files {
		if testing.Short() && k%8 > 0 {
			continue
		}
		test := fixture.ParseFile(t, file)
		if test.InC() || unroll.Mixed(test) {
			continue
		}
		m := plain
		if test.UsesDoorbells() {
			m = bells
		}
		d, c := m.same(t, file, test, k%2 == 0, !testing.Short() || k%64 == 0)
		divided, counted = divided+d, counted+c
	}
	t.Logf("%d divided, %d counted", divided, counted)
	if !testing.Short() && (divided < 150 || counted < 100) {
		t.Errorf("only %d programs were divided, and %d counted", divided, counted)
	}
}

// same compares a program with the same program whose locations are divided. It returns how many
// programs were divided, 1 or 0, and how many of these had their executions counted.
func (m pair) same(t testing.TB, name string, test *litmus.Test, big, count bool) (divided, counted int) {
	t.Helper()
	s, err := unroll.Build(context.Background(), test, unroll.Options{})
	if err != nil {
		return 0, 0
	}
	h := halved(s, big)
	if h == nil {
		return 0, 0
	}
	if err := h.Check(); err != nil {
		t.Errorf("%s: %v", name, err)
		return 0, 0
	}
	if got, want := decided(t, m.parts, h), decided(t, m.one, s); got != want {
		t.Errorf("%s: %s with halves, and %s without", name, got, want)
	}
	if len(s.Events) > 24 || !count {
		return 1, 0
	}
	states, yes, no, limit := outcome(t, s, m.one.Model())
	states2, yes2, no2, limit2 := outcome(t, h, m.parts.Model())
	if limit != "" || limit2 != "" {
		return 1, 0
	}
	if !slices.Equal(states, states2) || yes != yes2 || no != no2 {
		t.Errorf("%s: %d and %d executions with halves, and %d and %d without\n%s\n\n%s", name, yes2, no2, yes, no, strings.Join(states2, "\n"), strings.Join(states, "\n"))
	}
	return 1, 1
}

// TestHalvesChangeNothingInC does the same for public tests in kernel C.
func TestHalvesChangeNothingInC(t *testing.T) {
	m := newPair(t, "lkmm")
	divided, counted, step := 0, 0, fixture.Nightly(40, 1)
	for k, file := range fixture.KernelSuite(t) {
		if k%step > 0 {
			continue
		}
		test, err := litmus.Parse(diag.NewSource(file.Name, file.Text))
		if err != nil || test.UsesDoorbells() || unroll.Mixed(test) {
			continue
		}
		if s, err := unroll.Build(context.Background(), test, unroll.Options{}); err != nil || len(s.Events) > 18 {
			continue // the states of a large program take long
		}
		d, c := m.same(t, file.Name, test, k%2 == 0, true)
		divided, counted = divided+d, counted+c
	}
	t.Logf("%d divided, %d counted", divided, counted)
	if divided < 20 || counted < 10 {
		t.Errorf("only %d programs were divided, and %d counted", divided, counted)
	}
}

// decided returns the verdict and the final states that the encoder finds.
func decided(t testing.TB, d *decide.Decider, s *event.Structure) string {
	t.Helper()
	a, err := d.Decide(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	found, reason, err := d.States(context.Background(), s, decide.Observables(s))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, st := range found {
		all = append(all, fmt.Sprint(st.Values))
	}
	slices.Sort(all)
	return fmt.Sprint(a.Verdict, a.Reason, reason, all)
}
