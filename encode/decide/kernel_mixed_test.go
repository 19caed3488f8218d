package decide

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestKernelMixed decides random programs in kernel C with accesses of mixed size with both
// engines: as they are written, and compiled for POWER and x86.
func TestKernelMixed(t *testing.T) {
	load := func(name string) *Decider {
		m, err := models.LoadWith(name, map[string]bool{rel.MixedVariant: true})
		if err != nil {
			t.Fatal(err)
		}
		d := New(m, Options{})
		t.Cleanup(func() { d.Close() })
		return d
	}
	lkmm, machines := load("lkmm"), map[string]*Decider{}
	for _, to := range []string{"power", "x86"} {
		tg, err := target.Named(to)
		if err != nil {
			t.Fatal(err)
		}
		machines[to] = load(tg.Model)
	}
	mixed, left := 0, 0
	count := map[verdict.Verdict]int{}
	for seed := range uint64(fixture.Nightly(300, 2000)) {
		text := families.KernelMixed(seed, true, []string{"little", "big"}[seed%2])
		test := fixture.ParseText(t, text)
		s, err := unroll.Build(t.Context(), test, unroll.Options{KeepRounds: true})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if err := s.Check(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if !s.Mixed() {
			continue
		}
		mixed++
		_, v, ok := bothMixed(t, lkmm, s, text)
		if !ok {
			left++
			continue
		}
		count[v]++
		if t.Failed() {
			return
		}
		for to, d := range machines {
			test := fixture.ParseText(t, text)
			test.Target = to
			s, err := unroll.Build(t.Context(), test, unroll.Options{})
			if err != nil {
				continue // a primitive that no machine has
			}
			bothMixed(t, d, s, text)
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d mixed, %d left out, %v", mixed, left, count)
	if mixed < 100 && !testing.Short() || left > mixed/2 || count[verdict.Never] == 0 || count[verdict.Sometimes] == 0 {
		t.Errorf("%d programs are mixed, %d were left out, and the verdicts are %v", mixed, left, count)
	}
}
