package encode

import (
	"math/bits"
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/bitset"
)

// cycles returns shortest cycles of a relation of the solution, each once.
func (z *Refiner) cycles(id rel.ID, m bitset.Set) (all [][]int) {
	on := map[int]bool{}
	for v := range z.x.n {
		if on[v] {
			continue
		}
		c := z.path(id, m, v, v)
		if c == nil {
			continue
		}
		c = c[:len(c)-1]
		for _, w := range c {
			on[w] = true
		}
		if all = append(all, c); len(all) == maxViolations {
			break
		}
	}
	return all
}

// path returns a path from i to j in pairs m of a node, of at least one step: of the paths with
// the fewest pairs that not every solution has, one with few steps. It returns nil if there is
// none.
func (z *Refiner) path(id rel.ID, m bitset.Set, i, j int) []int {
	x := z.x
	must := x.rows(x.rels.must, id)
	prev := z.prev[:x.n]
	open := z.open[:x.w] // the events that are not reached yet
	open.Fill(x.n)
	// level holds the events that a path with some number of such pairs reaches, and next
	// those that one more reaches.
	level, next := append(z.level[:0], i), z.next[:0]
	reach := func(u int, k int, w uint64, list []int) []int {
		for w &= open[k]; w != 0; w &= w - 1 {
			v := k<<6 | bits.TrailingZeros64(w)
			open.Remove(v)
			prev[v] = u
			list = append(list, v)
		}
		return list
	}
	for len(level) > 0 && open.Has(j) {
		for q := 0; q < len(level); q++ {
			for k := range x.w {
				o := level[q]*x.w + k
				level = reach(level[q], k, m[o]&must[o], level)
			}
		}
		next = next[:0]
		x.work(len(level) * x.w)
		for _, u := range level {
			for k := range x.w {
				next = reach(u, k, m[u*x.w+k], next)
			}
		}
		level, next = next, level
	}
	z.level, z.next = level, next
	if open.Has(j) {
		return nil
	}
	return trail(prev, i, j)
}

// trail follows the steps of a path back from j to i.
func trail(prev []int, i, j int) []int {
	path := []int{j}
	for u := prev[j]; ; u = prev[u] {
		path = append(path, u)
		if u == i {
			break
		}
	}
	slices.Reverse(path)
	return path
}
