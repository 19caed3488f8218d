package diagram

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestLeast compares the cheapest assignments with those that a look at all of them finds,
// where costs are compared by their first parts before their second.
func TestLeast(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	type pair [2]int
	costs := Costs[pair]{
		Plus: func(a, b pair) pair { return pair{a[0] + b[0], a[1] + b[1]} },
		Less: func(a, b pair) bool { return a[0] < b[0] || a[0] == b[0] && a[1] < b[1] },
	}
	found := 0
	for range 2000 {
		sizes := make([]int, 1+r.IntN(5))
		costs.Of = make([][]pair, len(sizes))
		for p := range sizes {
			sizes[p] = 1 + r.IntN(4)
			for range sizes[p] {
				costs.Of[p] = append(costs.Of[p], pair{r.IntN(3), r.IntN(5) - 1})
			}
		}
		d := New(sizes)
		l := NewLeast(d, 0, costs)
		m := Of(0)
		for range 6 {
			var want []int
			var least pair
			for at := range d.All(m, func(v int) bool { return v == 0 }) {
				sum := pair{}
				for p, c := range at {
					sum = costs.Plus(sum, costs.Of[p][c])
				}
				if want == nil || costs.Less(sum, least) {
					want, least = slices.Clone(at), sum
				}
			}
			got := l.In(m)
			if !slices.Equal(got, want) {
				t.Fatalf("%v: got %v, want %v", costs.Of, got, want)
			}
			if want != nil {
				found++
			}
			in := make([][]bool, len(sizes))
			for p := range in {
				in[p] = make([]bool, sizes[p])
				for c := range in[p] {
					in[p][c] = r.IntN(3) > 0
				}
			}
			m = d.Set(m, func(p, c int) bool { return in[p][c] }, func(int) bool { return true }, r.IntN(3))
			if r.IntN(4) == 0 {
				m = d.Keep(m)[0]
				l.Forget()
			}
		}
	}
	if found < 3000 {
		t.Errorf("only %d maps have the value", found)
	}
}
