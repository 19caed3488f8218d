package bitset

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/property"
)

// elements returns the numbers of a set, counted one by one.
func elements(s Set) (all []int) {
	for i := range len(s) * 64 {
		if s.Has(i) {
			all = append(all, i)
		}
	}
	return all
}

// TestSet compares each operation with the same on maps.
func TestSet(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 150).Draw(t, "n")
		draw := func(name string) (Set, map[int]bool) {
			s, m := make(Set, Words(n)), map[int]bool{}
			for _, i := range rapid.SliceOf(rapid.IntRange(0, n-1)).Draw(t, name) {
				s.Add(i)
				m[i] = true
			}
			return s, m
		}
		a, ma := draw("a")
		b, mb := draw("b")
		check := func(what string, got Set, want func(i int) bool) {
			var numbers []int
			for i := range n {
				if want(i) {
					numbers = append(numbers, i)
				}
			}
			if !slices.Equal(elements(got), numbers) {
				t.Fatalf("%s of %v and %v: %v", what, elements(a), elements(b), elements(got))
			}
		}
		d := make(Set, Words(n))
		d.Union(a, b)
		check("union", d, func(i int) bool { return ma[i] || mb[i] })
		if d.Count() != len(elements(d)) || d.Empty() != (len(elements(d)) == 0) {
			t.Fatalf("%v has %d elements", elements(d), d.Count())
		}
		var each []int
		d.Each(func(i int) { each = append(each, i) })
		if !slices.Equal(each, elements(d)) {
			t.Fatalf("each of %v is %v", elements(d), each)
		}
		d.Intersection(a, b)
		check("intersection", d, func(i int) bool { return ma[i] && mb[i] })
		if a.Meets(b) == d.Empty() {
			t.Fatalf("%v meets %v: %v", elements(a), elements(b), a.Meets(b))
		}
		d.Difference(b, a)
		if a.HasAll(b) != d.Empty() {
			t.Fatalf("%v has all of %v: %v", elements(a), elements(b), a.HasAll(b))
		}
		d.Difference(a, b)
		check("difference", d, func(i int) bool { return ma[i] && !mb[i] })
		d.Fill(n)
		check("all", d, func(int) bool { return true })
		for i := range mb {
			a.Remove(i)
		}
		check("removal", a, func(i int) bool { return ma[i] && !mb[i] })
		a.AddAll(b)
		check("addition", a, func(i int) bool { return ma[i] || mb[i] })
	})
}

// TestPairs compares a relation with a map of its pairs.
func TestPairs(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 70).Draw(t, "n")
		element := rapid.IntRange(0, n-1)
		p, m := NewPairs(n), map[[2]int]bool{}
		for range rapid.IntRange(0, 100).Draw(t, "pairs") {
			i, j := element.Draw(t, "from"), element.Draw(t, "to")
			p.Add(i, j)
			m[[2]int{i, j}] = true
		}
		kept := p.Clone()
		for pair := range m {
			if element.Draw(t, "remove")%2 == 0 {
				kept.Remove(pair[0], pair[1])
				if kept.Has(pair[0], pair[1]) || !p.Has(pair[0], pair[1]) {
					t.Fatalf("%v is in the copy, or no longer in the relation", pair)
				}
			}
		}
		want := slices.SortedFunc(maps.Keys(m), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
		var got [][2]int
		p.Each(func(i, j int) { got = append(got, [2]int{i, j}) })
		if !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
		j := element.Draw(t, "of")
		var into []int
		for i := range n {
			if m[[2]int{i, j}] {
				into = append(into, i)
			}
			if p.Row(i).Has(j) != m[[2]int{i, j}] {
				t.Fatalf("row %d at %d", i, j)
			}
		}
		if !slices.Equal(p.Into(j), into) {
			t.Fatalf("into %d: %v, want %v", j, p.Into(j), into)
		}
	})
}

// TestCovering: in a diamond with a tail the first is before the last, but not
// immediately.
func TestCovering(t *testing.T) {
	p := NewPairs(5)
	for _, pair := range [][2]int{{0, 1}, {0, 2}, {0, 3}, {1, 3}, {2, 3}, {0, 4}, {1, 4}, {2, 4}, {3, 4}} {
		p.Add(pair[0], pair[1])
	}
	for j, want := range [][]int{nil, {0}, {0}, {1, 2}, {3}} {
		if got := p.Covering(j); !slices.Equal(got, want) {
			t.Errorf("before %d: %v, want %v", j, got, want)
		}
	}
}
