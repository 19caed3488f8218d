package unroll

import (
	"fmt"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/programs/event"
)

// TestFieldsInRounds checks, for each of the eight condition register fields, that a
// round that changes the field has an effect if and only if the loop tests the field
// before it sets it again.
func TestFieldsInRounds(t *testing.T) {
	for set := range 8 {
		for tested := range 8 {
			text := fmt.Sprintf("PPC t\n{ 0:r2=x; 0:r5=1; }\n P0 ;\n"+
				" L0: beq cr%[1]d,L1 ;\n lwz r1,0(r2) ;\n beq cr%[1]d,L1 ;\n cmpwi cr%[2]d,r1,0 ;\n b L0 ;\n L1: nop ;\nexists (0:r5=1)\n", tested, set)
			s := build(t, parse(t, "t.litmus", text), Options{Limits: Limits{Bound: 2}})
			bounded := slices.ContainsFunc(s.Cuts, func(c event.Cut) bool { return c.Kind == event.LoopBound })
			if want := set == tested; bounded != want {
				t.Errorf("cr%d is set and cr%d is tested: the loop comes to its bound: %v, want %v\n%s", set, tested, bounded, want, s)
			}
		}
	}
}
