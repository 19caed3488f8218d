package decide

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/power"
	"github.com/fencewise/fencewise/results"
)

// TestStrengthBySubtraction: in these models lwsync is less than any other
// barrier, because it is subtracted from what orders. A program tells that it is
// so; the order of the barriers must not say otherwise.
func TestStrengthBySubtraction(t *testing.T) {
	const lb = `PPC LB
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0           | P1           ;
 lwz r1,0(r2) | lwz r1,0(r2) ;
 li r3,1      | li r3,1      ;
 BARRIER      | BARRIER      ;
 stw r3,0(r4) | stw r3,0(r4) ;
exists (0:r1=1 /\ 1:r1=1)
`
	for name, text := range map[string]string{
		"of a set":      `acyclic rf | po ; [F \ LWSYNC] ; po as a`,
		"of a relation": `acyclic ((rf ; (po & (M * F))) \ (M * LWSYNC)) ; (po & (F * M)) as b`,
	} {
		t.Run(name, func(t *testing.T) {
			d, err := New(loadModel(t, text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			for barrier, want := range map[string]results.Verdict{"eieio": results.Never, "lwsync": results.Sometimes} {
				if v := verdict(t, d, strings.ReplaceAll(lb, "BARRIER", barrier)); v != want {
					t.Errorf("LB with %s: %s, want %s", barrier, v, want)
				}
			}
			for _, weak := range []power.FenceKind{power.Eieio, power.Isync, power.Msgsync} {
				if is, err := d.AtLeast(context.Background(), weak, power.LwSync); is || err != nil {
					t.Errorf("lwsync is said to be at least as strong as %s (%v)", weak, err)
				}
			}
		})
	}
}
