package strength

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/isa/power"
)

// TestSame: a formula depends on nothing but the model and the barriers, since
// proofs are stored with it.
func TestSame(t *testing.T) {
	text := func() string {
		m := fixture.Model(t, "power-doorbell")
		f, why := Formula(context.Background(), m, power.Eieio, power.LwSync)
		if why != "" {
			t.Fatal(why)
		}
		var b strings.Builder
		if err := f.WriteDIMACS(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := text()
	for range 5 {
		if text() != first {
			t.Fatal("the formula differs the second time")
		}
	}
}

// TestNames: every variable of a base relation or set has a name of its own.
func TestNames(t *testing.T) {
	m := fixture.Model(t, "power")
	f, why := Formula(context.Background(), m, power.LwSync, power.Sync)
	if why != "" {
		t.Fatal(why)
	}
	names := Names(m, power.LwSync, power.Sync)
	if len(names) != f.Vars()+1 {
		t.Fatalf("%d names for %d variables", len(names)-1, f.Vars())
	}
	seen := map[string]bool{}
	for _, n := range names {
		if n != "" && seen[n] {
			t.Errorf("%s is named twice", n)
		}
		seen[n] = true
	}
	for _, n := range []string{"po(e1,e2)", "po(e0,e1)", "R(e1)", "SYNC(e2)", "exclusive(e1)"} {
		if !seen[n] {
			t.Errorf("there is no %s", n)
		}
	}
	if seen["SYNC(e0)"] || Names(m, power.Sync, power.LwSync) != nil {
		t.Error("a name for a constant, or for a formula that does not exist")
	}
}
