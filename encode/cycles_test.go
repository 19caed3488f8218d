package encode

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestWayBack: in a relation that must be acyclic, a pair counts as lying on a cycle if a
// walk along possible pairs leads from its end back to its start. Fewer pairs would be
// wrong; more would only be slow, which no verdict shows.
func TestWayBack(t *testing.T) {
	on, off := 0, 0
	for seed := range uint64(40) {
		m := fixture.ModelText(t, []string{"acyclic po | rf as a", "acyclic po | rf | co | fr as a", "let r = (po ; rf) | (fr ; po) acyclic r as a", "acyclic rf ; co? as a"}[seed%4])
		test := fixture.Parse(t, diag.NewSource("random", families.Small(seed)))
		s := fixture.Structure(t, test, unroll.Options{Limits: unroll.Limits{Bound: 1}, KeepRounds: true})
		x, err := NewEncoder(m).Start(context.Background(), Query{Structure: s, Goal: Any}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		x.Next()
		may := make([][]int, x.n)
		e := m.Axioms[0].Expr
		x.eachPair(x.rows(x.rels.may, e), func(i, j int) { may[i] = append(may[i], j) })
		back := x.wayBack(e)
		for i := range x.n {
			for _, j := range may[i] {
				want := reachable(may, j)[i]
				if got := x.hasPair(back, i, j); got != want {
					t.Fatalf("seed %d: (%d,%d) counts as on a cycle of %s: %v, want %v", seed, i, j, m.Text(e), got, want)
				}
				if want {
					on++
				} else {
					off++
				}
			}
		}
	}
	if t.Log(on, "pairs on cycles,", off, "on none"); on < 100 || off < 100 {
		t.Error("too few pairs of one kind")
	}
}

// reachable marks the events that a walk from an event reaches, and the event itself.
func reachable(pairs [][]int, from int) []bool {
	seen := make([]bool, len(pairs))
	for todo := []int{from}; len(todo) > 0; {
		i := todo[len(todo)-1]
		if todo = todo[:len(todo)-1]; !seen[i] {
			seen[i] = true
			todo = append(todo, pairs[i]...)
		}
	}
	return seen
}
