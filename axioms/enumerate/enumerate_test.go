package enumerate

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// build makes the structure of a litmus text whose header is left out.
func build(t testing.TB, text string, o unroll.Options) *event.Structure {
	t.Helper()
	test := fixture.ParseText(t, "PPC test\n"+text)
	s := fixture.Structure(t, test, o)
	return s
}

func run(t testing.TB, s *event.Structure, m *rel.Model, o Options) *Outcome {
	t.Helper()
	out, err := Run(context.Background(), s, m, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var counted = Options{Counts: true}

const (
	// mp is message passing with slots between the accesses of each thread.
	mp = `{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0           | P1           ;
 li r1,1      | lwz r1,0(r2) ;
 stw r1,0(r2) | (*@ r: none, sync *) ;
 (*@ w: none, lwsync, sync *) | lwz r3,0(r4) ;
 stw r1,0(r4) |              ;
`
	sb = `{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0           | P1           ;
 li r1,1      | li r1,1      ;
 stw r1,0(r2) | stw r1,0(r2) ;
 (*@ f: none, sync *) | (*@ f: none, sync *) ;
 lwz r3,0(r4) | lwz r3,0(r4) ;
exists (0:r3=0 /\ 1:r3=0)
`
	iriw = `{ 0:r2=x; 1:r2=x; 1:r4=y; 2:r2=y; 3:r2=y; 3:r4=x; }
 P0           | P1           | P2           | P3           ;
 li r1,1      | lwz r1,0(r2) | li r1,1      | lwz r1,0(r2) ;
 stw r1,0(r2) | (*@ f: none, sync *) | stw r1,0(r2) | (*@ f: none, sync *) ;
              | lwz r3,0(r4) |              | lwz r3,0(r4) ;
exists (1:r1=1 /\ 1:r3=0 /\ 3:r1=1 /\ 3:r3=0)
`
	// three writers to one location, of which one order satisfies P
	writers = `{ 0:r2=x; 1:r2=x; 2:r2=x; }
 P0           | P1           | P2           ;
 li r1,1      | li r1,2      | li r1,3      ;
 stw r1,0(r2) | stw r1,0(r2) | stw r1,0(r2) ;
`
	// one atomic increment, which can fail
	once = `{ 0:r2=x; }
 P0              ;
 lwarx r3,r0,r2  ;
 addi r3,r3,1    ;
 stwcx. r3,r0,r2 ;
`
	// the same, retried until it succeeds
	retry = `{ 0:r2=x; }
 P0              ;
 L: lwarx r3,r0,r2 ;
 addi r3,r3,1    ;
 stwcx. r3,r0,r2 ;
 bne L           ;
`
)

func TestRun(t *testing.T) {
	for _, c := range []struct {
		name, text string
		slots      map[string]string
		model      string
		states     string // with their counts
		pos, neg   int
		verdict    verdict.Verdict
	}{
		{"MP", mp + "exists (1:r1=1 /\\ 1:r3=0)", nil, "power",
			"1× 1:r1=0; 1:r3=0;|1× 1:r1=0; 1:r3=1;|1× 1:r1=1; 1:r3=0;|1× 1:r1=1; 1:r3=1;", 1, 3, verdict.Sometimes},
		{"MP+lwsync+sync", mp + "exists (1:r1=1 /\\ 1:r3=0)", map[string]string{"w": "lwsync", "r": "sync"}, "power",
			"1× 1:r1=0; 1:r3=0;|1× 1:r1=0; 1:r3=1;|1× 1:r1=1; 1:r3=1;", 0, 3, verdict.Never},
		{"SB", sb, nil, "power", "", 1, 3, verdict.Sometimes},
		{"SB+syncs", sb, map[string]string{"f": "sync"}, "power", "", 0, 3, verdict.Never},
		{"SB in SC", sb, nil, "sc", "", 0, 3, verdict.Never},
		{"IRIW", iriw, nil, "power", "", 1, 15, verdict.Sometimes},
		{"IRIW+syncs", iriw, map[string]string{"f": "sync"}, "power", "", 0, 15, verdict.Never},
		{"three writers", writers + "exists (x=3)", nil, "power", "2× [x]=1;|2× [x]=2;|2× [x]=3;", 2, 4, verdict.Sometimes},
		{"nobody looks", writers + "exists (0:r1=1)", nil, "power", "6× 0:r1=1;", 6, 0, verdict.Always},
		{"stwcx. can fail", once + "exists (x=1)", nil, "power", "1× [x]=0;|1× [x]=1;", 1, 1, verdict.Sometimes},
		{"retry", retry + "forall (x=1)", nil, "power", "3× [x]=1;", 3, 0, verdict.Unknown},
		{"filter", writers + "filter (not (x=1))\nexists (x=3)", nil, "power", "2× [x]=2;|2× [x]=3;", 2, 2, verdict.Sometimes},
		{"filter lets nothing through", writers + "filter (x=4)\nexists (x=3)", nil, "power", "", 0, 0, verdict.Never},
		{"forall", mp + "forall (1:r1=0 \\/ 1:r3=1)", map[string]string{"w": "sync", "r": "sync"}, "power", "", 3, 0, verdict.Always},
		{"forall fails", mp + "forall (1:r1=0 \\/ 1:r3=1)", nil, "power", "", 3, 1, verdict.Sometimes},
		{"locations", mp + "locations [x; 0:r1;]\n~exists (1:r1=2)", nil, "power",
			"2× 0:r1=1; 1:r1=0; [x]=1;|2× 0:r1=1; 1:r1=1; [x]=1;", 0, 4, verdict.Never},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := build(t, c.text, unroll.Options{Fixed: c.slots, KeepRounds: true})
			o := run(t, s, fixture.Model(t, c.model), counted)
			if got := statesText(o); c.states != "" && got != c.states {
				t.Errorf("states %s, want %s", got, c.states)
			}
			if o.Positive != c.pos || o.Negative != c.neg {
				t.Errorf("%d and %d executions, want %d and %d", o.Positive, o.Negative, c.pos, c.neg)
			}
			if v, why := o.Verdict(); v != c.verdict {
				t.Errorf("%s (%s), want %s", v, why, c.verdict)
			}
		})
	}
}

func statesText(o *Outcome) string {
	var all []string
	for _, st := range o.States {
		all = append(all, fmt.Sprintf("%d× %s", st.Count, o.Text(st)))
	}
	return strings.Join(all, "|")
}

// TestWithoutRounds: leaving out rounds without effect changes no state, and no path is cut
// then.
func TestWithoutRounds(t *testing.T) {
	o := run(t, build(t, retry+"forall (x=1)", unroll.Options{}), fixture.Model(t, "power"), counted)
	if v, why := o.Verdict(); v != verdict.Always || len(o.CutReached) > 0 {
		t.Errorf("%s (%s), want Always", v, why)
	}
}

func TestCutReached(t *testing.T) {
	text := retry + "exists (x=2)"
	for bound, want := range map[int]int{unroll.NoRounds: 1, 1: 2, 2: 3, 3: 4} {
		o := run(t, build(t, text, unroll.Options{KeepRounds: true, Limits: unroll.Limits{Bound: bound}}), fixture.Model(t, "power"), counted)
		v, why := o.Verdict()
		if len(o.CutReached) != 1 || v != verdict.Unknown || !strings.Contains(why, "loop at L") || o.Negative != want {
			t.Errorf("bound %d: %d executions, cuts %v, %s (%s)", bound, o.Negative, o.CutReached, v, why)
		}
	}
}

// TestStatesOnly: without counts the states are the same.
func TestStatesOnly(t *testing.T) {
	for _, text := range []string{sb, iriw, writers + "exists (x=3)", retry + "exists (x=1)"} {
		s := build(t, text, unroll.Options{KeepRounds: true})
		with, without := run(t, s, fixture.Model(t, "power"), counted), run(t, s, fixture.Model(t, "power"), Options{})
		if len(with.States) != len(without.States) {
			t.Fatalf("%d states, without counts %d", len(with.States), len(without.States))
		}
		for i := range with.States {
			if with.Text(with.States[i]) != without.Text(without.States[i]) || without.States[i].Count != 1 {
				t.Errorf("state %d is %q, without counts %q", i, with.Text(with.States[i]), without.Text(without.States[i]))
			}
		}
	}
}

func TestLimit(t *testing.T) {
	s := build(t, writers+"exists (x=1)", unroll.Options{})
	for limit, complete := range map[int]bool{1: false, 5: false, 6: true} {
		o := run(t, s, fixture.Model(t, "power"), Options{Counts: true, MaxCandidates: limit})
		if (o.Limit == "") != complete || o.Candidates != limit {
			t.Errorf("limit %d: %d candidates, %q", limit, o.Candidates, o.Limit)
		}
	}
	never := build(t, writers+"exists (x=4)", unroll.Options{})
	if v, why := run(t, never, fixture.Model(t, "power"), Options{MaxCandidates: 2}).Verdict(); v != verdict.Unknown || why == "" {
		t.Errorf("%s (%s), want Unknown", v, why)
	}
	if c, limit, err := Exists(context.Background(), never, fixture.Model(t, "power"), Options{MaxCandidates: 2}); c != nil || limit == "" || err != nil {
		t.Error(c, limit, err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if o, err := Run(ctx, build(t, sb, unroll.Options{}), fixture.Model(t, "power"), counted); err != nil || o.Limit != "cancelled" {
		t.Error(err)
	}
	// Cancelled during the search: seven writers to one location have 5040 orders.
	text := strings.NewReplacer(
		"2:r2=x;", "2:r2=x; 3:r2=x; 4:r2=x; 5:r2=x; 6:r2=x;", "P2          ", "P2 | P3 | P4 | P5 | P6",
		"li r1,3     ", "li r1,3 | li r1,4 | li r1,5 | li r1,6 | li r1,7",
		"stw r1,0(r2) ;", "stw r1,0(r2) | stw r1,0(r2) | stw r1,0(r2) | stw r1,0(r2) | stw r1,0(r2) ;").Replace(writers)
	s := build(t, text+"exists (x=1)", unroll.Options{})
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	g, err := newSearch(ctx, s, fixture.Model(t, "power"), counted)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	g.visit = func(*execution.Candidate) bool {
		seen++
		cancel()
		return true
	}
	if err := g.run(); err != nil || g.limit != "cancelled" || seen > 1000 {
		t.Errorf("%d executions after the cancellation, %v, %q", seen, err, g.limit)
	}
}

func TestFreeSlot(t *testing.T) {
	s := build(t, sb, unroll.Options{FreeSlots: true})
	if _, err := Run(context.Background(), s, fixture.Model(t, "power"), counted); !errors.Is(err, errSlot) {
		t.Error(err)
	}
}
