package diagram

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// table is a map by definition: a value for each assignment, in lexicographic order.
type table struct {
	sizes  []int
	values []int
}

// each calls f for every assignment with its number.
func (t *table) each(f func(n int, choices []int)) {
	for n := range t.values {
		choices, rest := make([]int, len(t.sizes)), n
		for p := len(t.sizes) - 1; p >= 0; p-- {
			choices[p], rest = rest%t.sizes[p], rest/t.sizes[p]
		}
		f(n, choices)
	}
}

func (t *table) number(choices []int) (n int) {
	for p, c := range choices {
		n = n*t.sizes[p] + c
	}
	return n
}

// random returns a map and the table that it is, after some steps.
func random(r *rand.Rand) (*Diagrams, Map, *table) {
	t := &table{sizes: make([]int, 1+r.IntN(5))}
	all := 1
	for p := range t.sizes {
		t.sizes[p] = 1 + r.IntN(4)
		all *= t.sizes[p]
	}
	t.values = make([]int, all)
	d, m := New(t.sizes), Of(0)
	for range r.IntN(8) {
		in, value, replaced := make([][]bool, len(t.sizes)), r.IntN(4), r.IntN(4)
		for p := range in {
			for range t.sizes[p] {
				in[p] = append(in[p], r.IntN(3) > 0)
			}
		}
		replace := func(v int) bool { return v != replaced }
		m = d.Set(m, func(p, c int) bool { return in[p][c] }, replace, value)
		t.each(func(n int, choices []int) {
			inside := true
			for p, c := range choices {
				inside = inside && in[p][c]
			}
			if inside && replace(t.values[n]) {
				t.values[n] = value
			}
		})
		if r.IntN(4) == 0 {
			m = d.Keep(m)[0]
		}
	}
	return d, m, t
}

// same reports whether a map is a table.
func same(d *Diagrams, m Map, t *table) bool {
	ok := true
	t.each(func(n int, choices []int) { ok = ok && d.At(m, choices) == t.values[n] })
	return ok
}

// TestMaps: operations on random maps do what they do on tables, and equal maps are the
// same.
func TestMaps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		d, m, is := random(r)
		if !same(d, m, is) {
			t.Fatalf("%v: %v", is.sizes, is.values)
		}
		counts := map[int]int{}
		again := Of(0)
		is.each(func(n int, choices []int) {
			counts[is.values[n]]++
			again = d.Set(again, func(p, c int) bool { return c == choices[p] }, func(int) bool { return true }, is.values[n])
		})
		if again != m {
			t.Fatalf("%v: two maps for %v", is.sizes, is.values)
		}
		got := d.Counts(m)
		for v := range 4 {
			if got[v] != counts[v] {
				t.Fatalf("%v: %v, counted %v", is.sizes, is.values, got)
			}
		}
		other := d.Each(m, func(v int) int { return (v + 1) % 3 })
		f := func(a, b int) int { return a*3 + b }
		sum := &table{is.sizes, slices.Clone(is.values)}
		for n, v := range sum.values {
			sum.values[n] = f(v, (v+1)%3)
		}
		if !same(d, d.Combine(m, other, f), sum) {
			t.Fatalf("%v: %v combined", is.sizes, is.values)
		}
		var want, listed [][]int
		is.each(func(n int, choices []int) {
			if is.values[n] == 1 {
				want = append(want, choices)
			}
		})
		for choices := range d.All(m, func(v int) bool { return v == 1 }) {
			listed = append(listed, slices.Clone(choices))
		}
		if !slices.EqualFunc(want, listed, slices.Equal[[]int]) {
			t.Fatalf("%v: %v lists %v", is.sizes, is.values, listed)
		}
	}
}

// TestHeaviest: the search finds the first of the heaviest assignments of a value, also
// after the map has changed.
func TestHeaviest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		d, m, is := random(r)
		weight := make([][]int, len(is.sizes))
		for p := range weight {
			for range is.sizes[p] {
				weight[p] = append(weight[p], r.IntN(3))
			}
		}
		h := d.Heaviest(0, weight)
		for {
			var want []int
			most := -1
			is.each(func(n int, choices []int) {
				sum := 0
				for p, c := range choices {
					sum += weight[p][c]
				}
				if is.values[n] == 0 && sum > most {
					want, most = choices, sum
				}
			})
			got := h.In(m)
			if !slices.Equal(got, want) || (got == nil) != (want == nil) {
				t.Fatalf("%v, %v with weights %v: %v, want %v", is.sizes, is.values, weight, got, want)
			}
			if got == nil {
				break
			}
			is.values[is.number(got)] = 1
			if m = d.Set(m, func(p, c int) bool { return c == got[p] }, func(int) bool { return true }, 1); r.IntN(4) == 0 {
				m = d.Keep(m)[0]
				h.Forget()
			}
		}
	}
}

// TestLast: an assignment is last if no step from it stays in the set, by definition.
func TestLast(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	some := 0
	for range 3000 {
		d, m, is := random(r)
		steps := make([][][]bool, len(is.sizes))
		for p, n := range is.sizes {
			for range n {
				row := make([]bool, n)
				for c := range row {
					row[c] = r.IntN(3) == 0
				}
				steps[p] = append(steps[p], row)
			}
		}
		want := func(v int) bool { return v == 1 || v == 2 }
		last := d.Last(m, want, func(p, from, to int) bool { return steps[p][from][to] })
		is.each(func(n int, choices []int) {
			isLast := want(is.values[n])
			for p, from := range choices {
				for to := range is.sizes[p] {
					if to == from || !steps[p][from][to] {
						continue
					}
					with := slices.Clone(choices)
					with[p] = to
					if steps[p][to][from] {
						isLast = isLast && to > from
					} else {
						isLast = isLast && !want(is.values[is.number(with)])
					}
				}
			}
			got := d.At(last, choices)
			if some += got; (got == 1) != isLast {
				t.Fatalf("%v, %v, steps %v: %v is %d", is.sizes, is.values, steps, choices, got)
			}
		})
	}
	if some < 1000 {
		t.Errorf("only %d are last", some)
	}
}

// TestLarge: a map of 4^30 assignments that follows a rule is small.
func TestLarge(t *testing.T) {
	sizes := make([]int, 30)
	weight := make([][]int, 30)
	for p := range sizes {
		sizes[p], weight[p] = 4, []int{0, 1, 2, 3}
	}
	d, m := New(sizes), Of(0)
	for p := range sizes { // all but the last choice everywhere
		m = d.Set(m, func(at, c int) bool { return at != p || c < 3 }, func(v int) bool { return v == 0 }, 1+p)
	}
	top := slices.Repeat([]int{3}, 30)
	if got := d.Heaviest(0, weight).In(m); !slices.Equal(got, top) {
		t.Error(got)
	}
	if counts := d.Counts(m); counts[0] != 1 || counts[1] != 3<<58 || counts[30] != 3 {
		t.Error(counts)
	}
	if d.Nodes() > 10_000 {
		t.Error(d.Nodes())
	}
}
