package lattice

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestAsked: a variant counts as asked if a query was about it, and not otherwise.
func TestAsked(t *testing.T) {
	test := fixture.Parse(t, diag.NewSource("sb.litmus", `PPC SB
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; }
 P0                         | P1                         ;
 li r1,1                    | li r1,1                    ;
 stw r1,0(r2)               | stw r1,0(r4)               ;
 (*@ a: none, lwsync, sync *) | (*@ b: none, lwsync, sync *) ;
 lwz r3,0(r4)               | lwz r3,0(r2)               ;
exists (0:r3=0 /\ 1:r3=0)
`))
	m := fixture.Model(t, "power")
	d := New(m, decide.Options{})
	defer d.Close()
	s, err := d.Structure(context.Background(), test, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
	}{{"all", t.Context()}, {"cancelled", gone}} {
		all, err := d.Lattice(c.ctx, s)
		if c.ctx == gone && err != nil {
			continue // nothing is counted at all
		}
		if err != nil {
			t.Fatal(err)
		}
		asked, follow, unknown := 0, 0, 0
		for v := range all.Len() {
			a := all.Answer(v)
			if all.asked[v] {
				asked++
			} else if a.Follows {
				follow++
			}
			if a.Verdict == verdict.Unknown {
				unknown++
			}
		}
		if asked != all.Queries { // one question for each, in a program without loops
			t.Errorf("%s: %d variants were asked about, by %d questions", c.name, asked, all.Queries)
		}
		switch {
		case c.ctx == gone && (asked > 0 || unknown == 0):
			t.Errorf("cancelled: %d were asked about, %d are Unknown", asked, unknown)
		case c.ctx != gone && (asked == 0 || asked+follow != all.Len()):
			t.Errorf("%d were asked about and %d follow, of %d", asked, follow, all.Len())
		}
	}
}
