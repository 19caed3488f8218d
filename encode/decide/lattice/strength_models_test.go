package lattice

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/isa/power"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestStrengthOddModels: in these models lwsync is weaker than eieio: it is subtracted
// from what orders accesses, or orders only what precedes a write. A program shows that;
// the order of the barriers must not say otherwise.
func TestStrengthOddModels(t *testing.T) {
	const lb = `PPC LB
{ 0:r2=x; 0:r4=y; 0:r6=z; 1:r2=y; 1:r4=x; 1:r6=z; }
 P0           | P1           ;
 lwz r1,0(r2) | lwz r1,0(r2) ;
 lwz r5,0(r6) | lwz r5,0(r6) ;
 li r3,1      | li r3,1      ;
 BARRIER      | BARRIER      ;
 stw r3,0(r4) | stw r3,0(r4) ;
exists (0:r1=1 /\ 1:r1=1)
`
	for name, text := range map[string]string{
		"a set":      `acyclic rf | po ; [F \ LWSYNC] ; po as a`,
		"a relation": `acyclic ((rf ; (po & (M * F))) \ (M * LWSYNC)) ; (po & (F * M)) as b`,
		"others":     `acyclic rf | (po ; [M] ; po ; [EIEIO] ; po) | (po ; [LWSYNC] ; po ; [W] ; po) as c`,
	} {
		t.Run(name, func(t *testing.T) {
			d := New(fixture.ModelText(t, text), decide.Options{})
			defer d.Close()
			for barrier, want := range map[string]verdict.Verdict{"eieio": verdict.Never, "lwsync": verdict.Sometimes} {
				if v := verdictFor(t, d, strings.ReplaceAll(lb, "BARRIER", barrier)); v != want {
					t.Errorf("LB with %s: %s, want %s", barrier, v, want)
				}
			}
			if is, err := d.AtLeast(context.Background(), power.Eieio, power.LwSync); is || err != nil {
				t.Errorf("lwsync is said to be at least as strong as eieio (%v)", err)
			}
		})
	}
}
