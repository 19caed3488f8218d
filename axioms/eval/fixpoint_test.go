package eval

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
)

// Recursive definitions mean the least fixpoint: a closure written as recursion equals the
// closure, also if recursions are mutual, nested or used before their definition.
func TestFixpoints(t *testing.T) {
	s := executiontest.Build(t, executiontest.Threads("MP", "1:r5=1 /\\ 1:r6=1", wx1+sync+wy1, ry+isync+rx2+"; li r9,2; stw r9,0(r21)"))
	j := New(fixture.ModelText(t, `
let com = rf | co | fr
let base = po | com
let want-plus = base+
let rec plus = base | plus;plus
let rec left = base | left;base
let rec odd = base | even;base
and even = odd;base
let want-odd = base;(base;base)*
let want-even = (base;base)+
let rec self = self | self;self
let rec swap-a = swap-b | po
and swap-b = swap-a | rf
let want-swap = po | rf
let rec outer = po | (let rec inner = outer | inner;rf in inner;[W])
let rec lone = po;po
let want-lone = po;po
acyclic po`))
	j.Judge(nil, outcome(t, s))
	for _, c := range [][2]string{
		{"plus", "want-plus"}, {"left", "want-plus"}, {"odd", "want-odd"}, {"even", "want-even"},
		{"swap-a", "want-swap"}, {"swap-b", "want-swap"}, {"lone", "want-lone"},
	} {
		if got, want := pairs(t, j, c[0]), pairs(t, j, c[1]); got != want || want == "" {
			t.Errorf("%s:\ngot  %s\nwant %s", c[0], got, want)
		}
	}
	if got := pairs(t, j, "self"); got != "" {
		t.Errorf("self supports itself: %s", got)
	}
	// outer is po and what inner, rf-steps behind outer, reaches in a write;
	// no rf edge ends in a write, so that outer is po.
	if got, want := pairs(t, j, "outer"), pairs(t, j, "po"); got != want {
		t.Errorf("outer: got %s, want %s", got, want)
	}
	if strings.Contains(pairs(t, j, "po"), "init") {
		t.Error("initial writes are in po")
	}
}
