package diagram

import (
	"iter"
	"math"
)

// Counts returns for each value the number of assignments that have it.
func (d *Diagrams) Counts(m Map) map[int]int {
	after := make([]int, len(d.sizes)+1) // assignments of the places from here on
	after[len(d.sizes)] = 1
	for p := len(d.sizes) - 1; p >= 0; p-- {
		after[p] = after[p+1] * d.sizes[p]
	}
	// ways counts the assignments of the earlier places that lead to each node.
	counts, ways := map[int]int{}, make([]map[Map]int, len(d.sizes)+1)
	for p := range ways {
		ways[p] = map[Map]int{}
	}
	ways[d.place(m)][m] = after[0] / after[d.place(m)]
	for p := range d.sizes {
		for n, k := range ways[p] {
			for c := range d.sizes[p] {
				kid := d.kid(n, p, c)
				ways[d.place(kid)][kid] += k * (after[p+1] / after[d.place(kid)])
			}
		}
	}
	for n, k := range ways[len(d.sizes)] {
		counts[int(-1-n)] = k
	}
	return counts
}

// All yields the assignments whose value is wanted, in lexicographic order. The slice is
// valid until the next one.
func (d *Diagrams) All(m Map, want func(value int) bool) iter.Seq[[]int] {
	some := map[Map]bool{}
	var has func(m Map) bool
	has = func(m Map) bool {
		if m < 0 {
			return want(int(-1 - m))
		}
		is, known := some[m]
		if !known {
			for c := 0; c < d.sizes[d.place(m)] && !is; c++ {
				is = has(d.kid(m, d.place(m), c))
			}
			some[m] = is
		}
		return is
	}
	return func(yield func([]int) bool) {
		choices := make([]int, len(d.sizes))
		var walk func(m Map, place int) bool
		walk = func(m Map, place int) bool {
			if !has(m) {
				return true
			}
			if place == len(d.sizes) {
				return yield(choices)
			}
			for c := range d.sizes[place] {
				choices[place] = c
				if !walk(d.kid(m, place, c), place+1) {
					return false
				}
			}
			return true
		}
		walk(m, 0)
	}
}

// Heaviest finds assignments of a value, by weight.
type Heaviest struct {
	d      *Diagrams
	value  int
	weight [][]int // by place, by choice
	most   []int   // by place: the largest sum of the weights from there on
	best   map[Map]int
}

// none is the weight of a map without the value.
const none = math.MinInt

// Heaviest returns a search for assignments of a value. The weight of an assignment is
// the sum of the weights of its choices.
func (d *Diagrams) Heaviest(value int, weight [][]int) *Heaviest {
	h := &Heaviest{d: d, value: value, weight: weight, most: make([]int, len(d.sizes)+1), best: map[Map]int{}}
	for p := len(d.sizes) - 1; p >= 0; p-- {
		most := none
		for _, w := range weight[p] {
			most = max(most, w)
		}
		h.most[p] = h.most[p+1] + most
	}
	return h
}

// of returns the largest weight that an assignment of the value has from a place on.
func (h *Heaviest) of(m Map, place int) int {
	at := h.d.place(m)
	if v, all := m.Value(); all && v != h.value {
		return none
	} else if all {
		return h.most[place]
	}
	best, known := h.best[m]
	if !known {
		best = none
		for c, w := range h.weight[at] {
			if b := h.of(h.d.kid(m, at, c), at+1); b != none {
				best = max(best, b+w)
			}
		}
		h.best[m] = best
	}
	if best == none {
		return none
	}
	return best + h.most[place] - h.most[at]
}

// In returns the heaviest assignment of the value in a map, of equally heavy ones the
// first in lexicographic order; nil if there is none.
func (h *Heaviest) In(m Map) []int {
	if h.of(m, 0) == none {
		return nil
	}
	choices := make([]int, len(h.weight))
	for p := range choices {
		want := h.of(m, p)
		for c, w := range h.weight[p] {
			kid := h.d.kid(m, p, c)
			if b := h.of(kid, p+1); b != none && b+w == want {
				choices[p], m = c, kid
				break
			}
		}
	}
	return choices
}

// Forget makes the search usable after [Diagrams.Keep].
func (h *Heaviest) Forget() { clear(h.best) }
