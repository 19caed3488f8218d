package repo

import (
	"regexp"
	"strings"
	"testing"
)

// byChance finds calls by which a test would have other cases in each run: rapid's own check,
// and the functions of math/rand that have no seed.
var byChance = regexp.MustCompile(`\brapid\.(Check|MakeCheck)\(|\brand\.(Int|Intn|IntN|Int32N|Int64N|Uint32|Uint64|UintN|N|Perm|Shuffle|Float64)\(`)

// TestNoTestByChance checks that the cases of tests do not change from run to run, so that a
// change is not refused for what another one did.
func TestNoTestByChance(t *testing.T) {
	for _, bad := range []string{"rapid.Check(t, f)", "x := rand.IntN(3)", "rand.N(time.Second)"} {
		if !byChance.MatchString(bad) {
			t.Errorf("%q is not found", bad)
		}
	}
	for _, good := range []string{"property.Check(t, f)", "rand.New(rand.NewPCG(1, 2))", "r.IntN(3)"} {
		if byChance.MatchString(good) {
			t.Errorf("%q is found", good)
		}
	}
	seen := 0
	for _, name := range files(t) {
		if !strings.HasSuffix(name, "_test.go") || name == "internal/repo/chance_test.go" {
			continue
		}
		seen++
		if found := byChance.Find(read(t, name)); found != nil {
			t.Errorf("%s calls %s...): use internal/property, or a generator with a seed", name, found)
		}
	}
	if seen < 100 {
		t.Errorf("%d test files: does this test look at the right files?", seen)
	}
}
