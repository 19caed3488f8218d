package unroll

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/google/go-cmp/cmp"
)

// TestTraps checks that a trap that never traps has the dependencies of a comparison of
// its operands followed by a branch to the next instruction, and no others.
func TestTraps(t *testing.T) {
	for _, c := range []struct{ trap, compare string }{
		{"twi 0,r1,0", "cmpwi cr7,r1,0"},
		{"tdi 0,r3,-1", "cmpdi cr7,r3,-1"},
		{"tw 0,r1,r3", "cmpw cr7,r1,r3"},
		{"td 0,r5,r3", "cmpd cr7,r5,r3"},
		{"tw 0,r5,r5", "cmpw cr7,r5,r5"},
	} {
		const around = "PPC t\n{ 0:r2=x; 0:r4=y; }\n P0 ;\n lwz r1,0(r2) ;\n lwz r3,0(r4) ;\n @ ;\n isync ;\n lwz r6,0(r2) ;\n stw r6,0(r4) ;\nexists (x=1)\n"
		with := build(t, parse(t, "t.litmus", strings.Replace(around, "@", c.trap, 1)), Options{})
		want := build(t, parse(t, "t.litmus", strings.Replace(around, "@", c.compare+" ;\n bne cr7,L ;\n L:", 1)), Options{})
		if len(with.Events) != len(want.Events) {
			t.Fatalf("%s makes %d events, want %d\n%s", c.trap, len(with.Events), len(want.Events), with)
		}
		for _, r := range []event.Static{event.Ctrl, event.Addr, event.Data, event.Po} {
			if diff := cmp.Diff(want.Static[r].Bits, with.Static[r].Bits); diff != "" {
				t.Errorf("%s: %s (-%s +trap)\n%s\n%s\n%s", c.trap, event.Statics[r].Name, c.compare, diff, want, with)
			}
		}
	}
}
