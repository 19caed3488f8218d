package unroll

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/property"
	"github.com/fencewise/fencewise/programs/event"
)

// TestCombine checks that the result of an operation on numbers of two ranges lies in the
// range that combine returns.
func TestCombine(t *testing.T) {
	number := func(t *rapid.T, name string) int64 {
		if rapid.Bool().Draw(t, name+" is large") {
			return rapid.Int64().Draw(t, name)
		}
		return rapid.Int64Range(-300, 300).Draw(t, name)
	}
	around := func(t *rapid.T, v int64, name string) interval {
		return interval{min(v, number(t, name)), max(v, number(t, name))}
	}
	property.Check(t, func(t *rapid.T) {
		op := event.Op(rapid.IntRange(int(event.Add), int(event.Zeros)).Draw(t, "op"))
		x, y := number(t, "x"), number(t, "y")
		b := &builder{s: &event.Structure{Pool: event.NewPool()}}
		r := ranges{b: b, locs: []interval{}}
		r.memo = []interval{around(t, x, "around x"), around(t, y, "around y")}
		all := r.node(&event.Node{Op: op, A: 0, B: 1})
		if v, ok := event.Apply(op, event.Number(x), event.Number(y)); ok && !(interval{v.Num, v.Num}).within(all) {
			t.Fatalf("%s of %d in %v and %d in %v is %d, outside %v", op, x, r.memo[0], y, r.memo[1], v.Num, all)
		}
	})
}

// TestRanges checks the ranges of locations, and which conditions have to truncate
// values.
func TestRanges(t *testing.T) {
	const counters = "0:r2=x; 1:r2=x; }\n P0 | P1 ;\n lwz r3,0(r2) | lwz r3,0(r2) ;\n addi r3,r3,1 | addi r3,r3,1 ;\n stw r3,0(r2) | stw r3,0(r2) ;\n"
	for _, c := range []struct {
		text string
		want interval // of x
		cut  bool
	}{
		{"{ 0:r2=x; }\n P0 ;\n ld r3,0(r2) ;\n", interval{0, 0}, false},
		{"{ x=5; 0:r2=x; }\n P0 ;\n li r3,-1 ;\n stw r3,0(r2) ;\n lwz r3,0(r2) ;\n addi r3,r3,1 ;\n", interval{5, 1<<32 - 1}, true},
		{"{ x=5; 0:r2=x; }\n P0 ;\n li r3,9 ;\n std r3,0(r2) ;\n ld r3,0(r2) ;\n", interval{5, 9}, false},
		// Each of two threads adds one, to what the other may have stored.
		{"{ " + counters, interval{0, 2}, false},
		{"{ x=2147483644; " + counters, interval{2147483644, 2147483646}, false},
		{"{ x=2147483646; " + counters, interval{2147483646, 2147483648}, true},
		{"{ x=y; 0:r2=x; }\n P0 ;\n ld r3,0(r2) ;\n", anyNumber, true},
	} {
		test := parse(t, "ranges.litmus", "PPC ranges\n"+c.text+"exists (0:r3=77)\n")
		s := build(t, test, Options{})
		b := &builder{s: s}
		b.pointers = true
		r := ranges{b: b}
		loc := 0
		for s.Locs[loc].Name != "x" {
			loc++
		}
		r.of(s.Pool.Leaf(event.Final, int32(loc), 0))
		if r.locs[loc] != c.want {
			t.Errorf("%s: %v, want %v", c.text, r.locs[loc], c.want)
		}
		cut := false
		for i := range s.Pool.Nodes {
			cut = cut || s.Pool.Nodes[i].Op == event.Ext32
		}
		if cut != c.cut {
			t.Errorf("%s: cut is %v, want %v\n%s", c.text, cut, c.cut, s)
		}
	}
}
