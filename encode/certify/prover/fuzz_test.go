package prover

import "testing"

// FuzzValues checks that any output of CaDiCaL is read as a solution with a value for
// each variable, or as an error.
func FuzzValues(f *testing.F) {
	for _, out := range []string{"s SATISFIABLE\nv 1 -2 3 0\n", "v 1\nv -2 0\n", "", "v 0", "v 4 0", "v -9223372036854775808", "v x", "v 1 1 -1 0"} {
		f.Add([]byte(out), 3)
	}
	f.Fuzz(func(t *testing.T, out []byte, vars int) {
		if vars = min(max(vars, 0), 1<<10); len(out) > 1<<12 {
			return
		}
		if all, err := values(out, vars); err == nil && len(all) != vars+1 {
			t.Errorf("%d values for %d variables", len(all), vars)
		}
	})
}
