package page

import (
	"slices"
	"testing"

	"github.com/fencewise/fencewise/results"
)

// TestStart checks that a grid opens where its table shows the most of the borders.
func TestStart(t *testing.T) {
	slot := func(name string, preset int) Slot {
		return Slot{Name: name, Choices: []string{"none", "lwsync", "sync"}, Default: preset}
	}
	slots := []Slot{slot("a", 2), slot("b", 0), slot("c", 0)}
	number := func(p ...int) int { return p[0]*9 + p[1]*3 + p[2] }
	for _, test := range []struct {
		minimal, maximal []int
		want             []int
	}{
		{nil, nil, []int{2, 0, 0}},
		{[]int{number(1, 2, 1)}, nil, []int{1, 2, 1}},
		{[]int{number(1, 2, 1), number(1, 1, 2)}, []int{number(2, 2, 0)}, []int{1, 2, 1}},                  // two beat one
		{[]int{number(1, 2, 1), number(1, 1, 2)}, []int{number(2, 2, 0), number(2, 1, 1)}, []int{2, 2, 0}}, // more defaults of two with two
		{[]int{number(0, 2, 1), number(0, 1, 2), number(2, 1, 1)}, []int{number(2, 2, 0)}, []int{2, 1, 1}}, // both borders beat more of one
		{[]int{number(0, 2, 1), number(2, 1, 2)}, nil, []int{2, 1, 2}},                                     // more defaults
	} {
		g := &Grid{Minimal: test.minimal, Maximal: test.maximal, Axes: []int{1, 2, 0}}
		if got := g.start(slots); !slices.Equal(got, test.want) {
			t.Errorf("%v, %v: opens at %v, not at %v", test.minimal, test.maximal, got, test.want)
		}
	}
}

// TestBorders checks that each bound is listed with a combination that it is about.
func TestBorders(t *testing.T) {
	slots := []Slot{{Name: "a", Choices: []string{"none", "sync"}}, {Name: "b", Choices: []string{"none", "eieio", "lwsync"}}}
	l := &results.Lattice{}
	for _, s := range slots {
		l.Slots = append(l.Slots, results.LatticeSlot{Name: s.Name, Choices: s.Choices})
	}
	bounds := []results.Bound{{"a": {"sync"}, "b": {"eieio", "lwsync"}}, {"b": {"lwsync"}}, {}}
	got := borders(l, bounds, []int{2, 4}, slots)
	want := []Border{{"a=sync, b=eieio or lwsync", 4}, {"b=lwsync", 2}, {"anything", 2}}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// TestTables checks that variants about some of the programs of a table are in it.
func TestTables(t *testing.T) {
	p := &Page{Programs: []*Program{{Name: "m"}, {Name: "k"}, {Name: "x"}}}
	add := func(name string, programs ...int) {
		for _, q := range programs {
			p.Named = append(p.Named, Cell{Variant: len(p.Variants), Program: q, Model: "power"})
		}
		p.Variants = append(p.Variants, Variant{Name: name})
	}
	add("one", 0)
	add("both", 0, 1)
	add("some", 1)
	add("none")
	add("other", 2, 1)
	add("again", 1)
	ts := p.tables()
	var rows []string
	for _, table := range ts {
		for _, r := range table.Rows {
			text := r.Name
			for _, c := range r.Cells {
				text += map[bool]string{true: " –", false: " v"}[c.Index == None]
			}
			rows = append(rows, text)
		}
	}
	if want := []string{"one v", "both v v", "some – v", "other v v", "again – v"}; len(ts) != 3 || !slices.Equal(rows, want) {
		t.Errorf("%d tables: %q", len(ts), rows)
	}
}
