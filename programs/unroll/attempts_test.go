package unroll_test

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestAttempts: which loops around an atomic operation only wait, because nothing but their own
// failed attempts reads what those store.
func TestAttempts(t *testing.T) {
	const lock, unlock = "while (xchg_acquire(l, 1)) ;", "smp_store_release(l, 0);"
	for _, c := range []struct {
		p0, p1  string
		skipped bool
		waits   bool // if termination is asked about; the same unless said
	}{
		{lock + unlock, lock + unlock, true, true},
		{lock + unlock, "WRITE_ONCE(*l, 0);", true, true},
		{lock + unlock, "while (xchg(l, 1) != 0) ;" + unlock, true, true},
		{lock + unlock, "while (xchg(l, 1) == 1) ;" + unlock, true, true},
		{lock + unlock, "do { while (READ_ONCE(*l)) ; } while (xchg(l, 1));", true, true},
		{lock + unlock, "do { do { r = READ_ONCE(*l); } while (r); } while (xchg(l, 1));", true, true},
		{lock + unlock, "while (cmpxchg(l, 0, 1)) ;" + unlock, true, true},
		{lock + unlock, "while (xchg(l, 1)) r = 5;" + unlock, true, true},
		{lock + unlock, "while (xchg(l, 1)) smp_mb();" + unlock, true, true},
		{lock + unlock, "while (xchg(l, 1)) r = READ_ONCE(*x);" + unlock, true, true},
		{lock + unlock, "if (READ_ONCE(*x)) { " + lock + unlock + "}", true, true},

		{lock + unlock, "r = READ_ONCE(*l);", false, false},                      // reads it outside of a loop
		{lock + unlock, "r = xchg(l, 0);", false, false},                         // likewise
		{lock + unlock, "while (!READ_ONCE(*l)) ;", false, false},                // waits for the value
		{lock + unlock, "while (xchg(l, 1)) WRITE_ONCE(*x, 1);", false, false},   // changes something
		{lock + unlock, "while (xchg(l, 1)) WRITE_ONCE(*l, 1);", false, false},   // stores it, but not atomically
		{lock + unlock, "while (xchg(l, 2)) ;", false, false},                    // stores another value
		{lock + unlock, "r = 0; while (xchg(l, 1) && r < 2) r++;", false, false}, // counts
		{lock + unlock, "do { r = s; s = xchg(l, 1); } while (s); WRITE_ONCE(*x, r);", false, false},
		{lock + unlock, "while (xchg(l, 1)) if (READ_ONCE(*x)) break;", false, false}, // can leave the loop
		{lock + unlock, "while (xchg(l, 1) == 0) ;", false, false},                    // leaves it with the value
		{lock + unlock, "while (xchg(l, 1)) r = READ_ONCE(*l);", false, false},        // what the exchange found is not known
		{lock + unlock, "while (xchg(l, 1)) if (READ_ONCE(*l) == 1) break;", false, false},
		{lock + unlock, "while (xchg(l, 1)) while (!READ_ONCE(*x)) ;", true, false}, // can wait elsewhere, having read it
		{lock + unlock, "while (xchg(l, 1)) while (READ_ONCE(*l)) ;", true, false},
	} {
		body := func(s string) string { return "(int *l, int *x) { int r; int s = 0; " + s + " }\n" }
		text := "C t\n{}\nP0" + body(c.p0) + "P1" + body(c.p1) + "exists (x=1)\n"
		test := fixture.ParseText(t, text)
		asks, err := test.Terminating()
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range []string{"", "power"} {
			for _, termination := range []bool{false, true} {
				on, want := *test, c.skipped
				if termination {
					on, want = *asks, c.waits
				}
				on.Target = target
				s := fixture.Structure(t, &on, unroll.Options{SkipAttempts: true})
				if s.SkippedAttempts != want {
					t.Errorf("%s (target %q, termination %v): attempts are left out: %v", strings.TrimSpace(c.p1), target, termination, s.SkippedAttempts)
				}
				if kept := fixture.Structure(t, &on, unroll.Options{}); kept.SkippedAttempts {
					t.Errorf("%s: attempts are left out although the model may tell", c.p1)
				}
			}
		}
	}
}
