package pin

import (
	"testing"

	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestManyOrders pins executions of programs in which threads that look on are too
// many to count, or in which a store of another value changes what a store that
// depends on it stores.
func TestManyOrders(t *testing.T) {
	d := decidetest.Decider(t, fixture.Model(t, "power"))
	for _, seed := range []uint64{9045, 9165, 9171, 9185, 9191} {
		text := families.Small(seed)
		p, written := pinned(t, d, diag.NewSource("small.litmus", text), nil)
		if p != nil && p.Executions != 1 {
			t.Errorf("seed %d: the condition stands for %d executions (%s)\n%s", seed, p.Executions, p.Limit, written)
		}
	}
}
