package enumerate

import (
	"context"
	"os"
	"testing"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// texts returns the final states as herd7 would print them.
func texts(o *Outcome) map[string]bool {
	all := map[string]bool{}
	for _, st := range o.States {
		all[o.Text(st)] = true
	}
	return all
}

// unlike holds monotone models that are unusual in other ways: two have no coherence. None
// allows a cycle of po and rf; a model that does is weaker at loop bounds
// (docs/decisions/005).
var unlike = []string{
	`acyclic po | rf as a`,
	`acyclic po | rf as a  empty rmw & (fr ; co) as atomic  acyclic (rf & ext) | co | fencerel(SYNC) as b`,
	`acyclic po | rf as a  acyclic po-loc | rf | co | fr as coherent  acyclic ctrl | data | rf | (co & ext) | fencerel(SYNC) as b`,
}

// TestRoundsLeftOut compares structures without rounds that have no effect with structures
// that keep all rounds and are unrolled further. If no execution exceeds the bound of the
// first structure, it has every final state that the second has at any bound. If no
// execution exceeds the bound of the second structure, it has every final state of the
// first at that bound.
func TestRoundsLeftOut(t *testing.T) {
	var ms []*rel.Model
	for _, name := range []string{"sc", "tso", "power"} {
		ms = append(ms, fixture.Model(t, name))
	}
	for _, text := range unlike {
		ms = append(ms, fixture.ModelText(t, text))
	}
	for _, m := range ms {
		if ok, why := m.Monotone(); !ok {
			t.Fatalf("%s is not monotone: %v", m.Name, why)
		}
	}
	from, to, most := 0, 150, 4_000
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		to, most = 20_000, 20_000
	}
	var complete, needed, compared int
	for seed := from; seed < to; seed++ {
		text := families.Loops(uint64(seed))
		m := ms[seed%len(ms)]
		test := fixture.Parse(t, diag.NewSource("loops.litmus", text))
		left := fixture.Structure(t, test, unroll.Options{Limits: unroll.Limits{Bound: 2}})
		a := run(t, left, m, Options{MaxCandidates: most})
		states := texts(a)
		settled := a.Limit == "" && len(a.CutReached) == 0
		if settled {
			complete++
		}
		for bound := 1; bound <= 5; bound++ {
			kept, err := unroll.Build(context.Background(), test, unroll.Options{Limits: unroll.Limits{Bound: bound, MaxEvents: 400}, KeepRounds: true})
			if err != nil { // too large
				break
			}
			b := run(t, kept, m, Options{MaxCandidates: most})
			plain := texts(b)
			for st := range plain {
				if settled && !states[st] {
					t.Fatalf("%s, seed %d: with all rounds up to %d there is %s, which is missing at bound 2\n%s\n%s", m.Name, seed, bound, st, text, left)
				}
			}
			if bound == 2 && b.Limit == "" {
				for st := range states {
					if !plain[st] {
						t.Fatalf("%s, seed %d: %s is no final state with all rounds\n%s", m.Name, seed, st, text)
					}
				}
				compared++
				if settled && len(b.CutReached) > 0 {
					needed++
				}
			}
			if b.Limit != "" {
				break
			}
		}
	}
	t.Logf("%d programs, %d complete at bound 2, %d compared, %d of them only because rounds are left out", to-from, complete, compared, needed)
	if needed == 0 || complete == to-from {
		t.Error("the programs do not tell")
	}
}
