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
	"github.com/fencewise/fencewise/programs/event"
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
		s, err := unroll.Build(context.Background(), test, unroll.Options{})
		if err != nil {
			continue
		}
		h := halved(s, k%2 == 0)
		if h == nil {
			continue
		}
		if err := h.Check(); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		divided++
		if got, want := decided(t, m.parts, h), decided(t, m.one, s); got != want {
			t.Errorf("%s: %s with halves, and %s without", file, got, want)
		}
		if len(s.Events) > 24 || testing.Short() && k%64 > 0 {
			continue
		}
		states, yes, no, limit := outcome(t, s, m.one.Model())
		states2, yes2, no2, limit2 := outcome(t, h, m.parts.Model())
		if limit != "" || limit2 != "" {
			continue
		}
		counted++
		if !slices.Equal(states, states2) || yes != yes2 || no != no2 {
			t.Errorf("%s: %d and %d executions with halves, and %d and %d without\n%s\n\n%s", file, yes2, no2, yes, no, strings.Join(states2, "\n"), strings.Join(states, "\n"))
		}
	}
	t.Logf("%d divided, %d counted", divided, counted)
	if !testing.Short() && (divided < 150 || counted < 100) {
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
