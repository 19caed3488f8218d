package enumerate

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestCollect: from executions of another engine, in any order and several for one state,
// Collect makes the same states as Run.
func TestCollect(t *testing.T) {
	for _, text := range []string{
		writers + "exists (x=1)", writers + "forall (x=1 \\/ ~(x=1))", writers + "filter (x=2) ~exists (x=1)", handlers[0],
		"{ }\n P0 | P1 ;\n msgsnd P1 | doorbell r5 ;\n msgsnd P1 | ;\nexists (pending(P1) /\\ 1:r5=1)\n",
	} {
		s, m := build(t, text, unroll.Options{}), fixture.Model(t, "power-doorbell")
		var found []*execution.Candidate
		_, err := Each(context.Background(), s, m, Options{}, func(c *execution.Candidate) bool {
			found = append(found, cloneCandidate(c))
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, j := 0, len(found)-1; i < j; i, j = i+1, j-1 {
			found[i], found[j] = found[j], found[i]
		}
		got, want := Collect(s, found, ""), run(t, s, m, Options{})
		if a, b := lines(got), lines(want); a != b {
			t.Errorf("%s: got\n%s\nwant\n%s", text, a, b)
		}
		if v, _ := Collect(s, nil, "time is up").Verdict(); v != verdict.Unknown {
			t.Errorf("%s: %s, although nothing is known", text, v)
		}
	}
}

func lines(o *Outcome) string {
	var b strings.Builder
	for _, st := range o.States {
		fmt.Fprintln(&b, st.Holds, o.Text(st))
	}
	fmt.Fprintln(&b, o.Positive, o.Negative)
	return b.String()
}

// TestManyWrites: more writes than an order can hold are reported like other limits.
func TestManyWrites(t *testing.T) {
	text := "PPC many\n{ 0:r2=x; }\n P0 ;\n" + strings.Repeat(" stw r1,0(r2) ;\n", maxMembers+1) + "exists (x=1)"
	o := run(t, build(t, text, unroll.Options{}), fixture.Model(t, "power"), Options{})
	if v, why := o.Verdict(); v != verdict.Unknown || !strings.Contains(why, "writes to x") {
		t.Errorf("%s (%s), want Unknown for the writes to x", v, why)
	}
}
