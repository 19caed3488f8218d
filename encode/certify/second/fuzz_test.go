//go:build unix

package second

import (
	"slices"
	"testing"
	"time"
)

// FuzzAnswer checks that any output of a solver is read either as the expected number of
// answers, each of them a word of the output, or as a failure with a reason.
func FuzzAnswer(f *testing.F) {
	for _, out := range []string{"sat\n", "unsat\nunknown\n", "success\r\nsat", "(error \"no\")\nsat\n", "", "sat sat\n", "\x00sat\n", "unsat\n\nunsat\n"} {
		f.Add([]byte(out), []byte{}, 0, uint8(1))
		f.Add([]byte(out), []byte("(error \"x\")"), 1, uint8(2))
	}
	f.Add([]byte("sat\n"), []byte("warning\n"), 10, uint8(1))
	f.Fuzz(func(t *testing.T, out, errs []byte, code int, times uint8) {
		n := int(times%4) + 1
		a := Answer{Solver: &Solver{Name: "x"}}
		a.read(&process{out: out, errs: errs, code: code, ended: "exit status"}, n, time.Second)
		if a.Failed != "" {
			if a.Says != nil || a.Why == "" {
				t.Errorf("a failure says %v, since %q", a.Says, a.Why)
			}
			return
		}
		if len(a.Says) != n {
			t.Errorf("%d answers where %d are due", len(a.Says), n)
		}
		if slices.Contains(a.Says, None) != (a.Why != "") {
			t.Errorf("%v, since %q", a.Says, a.Why)
		}
		for _, s := range a.Says {
			if s != Sat && s != Unsat && s != None {
				t.Errorf("an answer is %q", s)
			}
		}
		if a.Agrees(Sat) && a.Denies(Sat) || a.Agrees(Sat) && a.Agrees(Unsat) {
			t.Errorf("%v agrees and denies", a.Says)
		}
	})
}
