package decide

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestMeaningless: under both engines, a path that reaches a computation on addresses
// without a meaning is no execution, and it prevents a Never.
func TestMeaningless(t *testing.T) {
	const pointer = `PPC pointer
{ p=0; 0:r1=p; 0:r2=x; 1:r1=p; }
 P0           | P1           ;
 li r5,1      | lwz r3,0(r1) ;
 stw r5,0(r2) | %s ;
 stw r2,0(r1) | %s Out ;
              | lwz r4,0(r3) ;
              | Out: ;
`
	for _, c := range []struct {
		compare, branch, cond string
		want                  verdict.Verdict
		because               string
	}{
		{"cmpwi r3,0", "beq", "exists (1:r3=x /\\ 1:r4=0)", verdict.Sometimes, ""},
		{"cmpwi r3,0", "beq", "exists (1:r3=x /\\ 1:r4=7)", verdict.Never, ""},
		{"cmpwi r3,0", "ble", "exists (1:r3=x /\\ 1:r4=0)", verdict.Unknown, "line 6"},
		{"cmpwi r3,0", "ble", "exists (1:r3=0 /\\ 1:r4=0)", verdict.Sometimes, ""},
		{"andi. r6,r3,12", "bne", "exists (1:r3=x)", verdict.Unknown, "line"},
		{"andi. r6,r3,12", "bne", "forall (1:r3=0)", verdict.Unknown, "line"},
		{"andi. r6,r3,3", "bne", "exists (1:r3=x)", verdict.Sometimes, ""}, // the low bits of an address are 0
		{"cmpwi r3,0", "beq", "exists (1:r3 > 5)", verdict.Never, ""},
		{"cmpwi r3,0", "beq", "exists (1:r3=x \\/ 1:r3 > 5)", verdict.Sometimes, ""},
		{"cmpwi r3,0", "beq", "forall (1:r3 < 5)", verdict.Sometimes, ""},
	} {
		text := strings.Replace(strings.Replace(pointer, "%s", c.compare, 1), "%s", c.branch, 1) + c.cond + "\n"
		d := newDecider(t, "power", Options{})
		a := decideText(t, d, c.cond, text, nil)
		if a.Verdict != c.want || !strings.Contains(a.Reason, c.because) {
			t.Errorf("%s; %s; %s: %s (%s), want %s (%s)", c.compare, c.branch, c.cond, a.Verdict, a.Reason, c.want, c.because)
		}
		s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{KeepRounds: true})
		o, err := enumerate.Run(context.Background(), s, d.Model(), enumerate.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if v, reason := o.Verdict(); v != c.want {
			t.Errorf("%s; %s; %s: %s (%s) by enumeration, want %s", c.compare, c.branch, c.cond, v, reason, c.want)
		}
	}
}
