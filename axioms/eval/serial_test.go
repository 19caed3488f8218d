package eval

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
)

// TestSerial: an execution in which the threads run one after another is sequentially
// consistent, and random programs, which have branches and store-conditionals, have one.
func TestSerial(t *testing.T) {
	j := New(fixture.Model(t, "sc"))
	found := 0
	for seed := range fixture.Nightly(200, 5000) {
		s := executiontest.Build(t, families.Small(uint64(seed)))
		for _, backwards := range []bool{false, true} {
			c := execution.Serial(s, backwards)
			if c == nil {
				continue
			}
			found++
			if v := j.Judge(nil, c); !v.Consistent() {
				t.Errorf("seed %d: %s", seed, v.Violations[0].String(s))
			}
		}
	}
	if found < 200 && !testing.Short() {
		t.Errorf("only %d executions", found)
	}
	t.Log(found)
}
