package story

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestCompiled checks that the rows of a compiled program name the machine's instruction
// beside the statement, both halves of an operation in one row, and that sentences do, too.
func TestCompiled(t *testing.T) {
	test := *fixture.Study(t, "host_ipi_lkmm/kernel")
	test.Target = "power"
	m := fixture.Model(t, "power")
	a, err := decidetest.Decider(t, m).Decide(t.Context(), fixture.Structure(t, &test, unroll.Options{}))
	if err != nil || a.Witness == nil {
		t.Fatal(a.Verdict, err)
	}
	st := Tell(a.Witness, m)
	var got []string
	for _, r := range st.Rows() {
		if r.Thread == 1 {
			got = append(got, r.Code())
		}
	}
	want := "int r1 = smp_load_acquire(dbx) [lwz]; int r1 = smp_load_acquire(dbx) [lwsync]; WRITE_ONCE(*hipi, 0) [stw]; " +
		"int r7 = xchg(msg, 0) [sync]; int r7 = xchg(msg, 0) [lwarx, stwcx.]; int r7 = xchg(msg, 0) [sync]; " +
		"int r9 = smp_load_acquire(db105) [lwz]; int r9 = smp_load_acquire(db105) [lwsync]; int r11 = READ_ONCE(*hipi) [lwz]"
	if g := strings.Join(got, "; "); g != want {
		t.Errorf("P1 is told as\n\t%s\nwant\n\t%s", g, want)
	}
	if said := st.Unusual()[0]; !strings.Contains(said, "P2's store msg := 1 (WRITE_ONCE(*msg, 1) [stw])") {
		t.Error(said)
	}
}
