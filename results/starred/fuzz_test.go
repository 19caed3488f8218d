package starred_test

import (
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/starred"
)

// FuzzCheck reads any text as a state of any test. It finds the same mark right,
// whichever it is told, or the state lacking something.
func FuzzCheck(f *testing.F) {
	f.Add("PPC t\n{ uint8_t t[2]={1,2}; }\n P0 ;\n nop ;\nexists (t={1,2} \\/ 0:r1<x /\\ t[1]!=[y])\n", "0:r1=1; [x]=x; [y]=-1; t={1,2}; t[1]=2;")
	f.Add("PPC t\n{ }\n P0 ;\n nop ;\nforall (0:r1=1)\n", "")
	f.Add("PPC t\n{ int *x; }\n P0 ;\n nop ;\nexists (x>=18446744073709551615)\n", "[x]=18446744073709551615;")
	f.Fuzz(func(t *testing.T, text, state string) {
		test, err := litmus.Parse(diag.NewSource("t", text))
		if err != nil {
			return
		}
		yes := starred.Check(test, []string{state}, []bool{true})
		no := starred.Check(test, []string{state}, []bool{false})
		lacks := yes != nil && yes.Lacks != ""
		if lacks != (no != nil && no.Lacks != "") || !lacks && (yes == nil) == (no == nil) {
			t.Fatalf("%q: marked %v, not marked %v\n%s", state, yes, no, text)
		}
	})
}
