package decide

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestRefinedAlarm: an execution that violates stages left out is only excluded if the encoder
// finds the violation, too. Any other disagreement is an alarm, as it always is. Here the
// evaluator judges by a model that forbids more, or the execution found has another final
// state than the query asks for, because the condition changes after the formula is made.
func TestRefinedAlarm(t *testing.T) {
	d := newDecider(t, "power", Options{})
	for _, c := range []struct {
		name, model string // what the evaluator judges by
		other       bool
		alarm       string
	}{
		{"nothing wrong", "power", false, ""},
		{"forbidden for the evaluator only", "sc", false, "violates the model: sc"},
		{"another final state", "power", true, "the final state is not as asked for"},
	} {
		s, err := d.Structure(context.Background(), fixture.ParseText(t, sb), nil, false)
		if err != nil {
			t.Fatal(err)
		}
		m := fixture.Model(t, c.model)
		d.judge = eval.New(m)
		x, err := d.encoder.Start(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, encode.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if c.other {
			s.Cond = event.False
		}
		_, ok, err := d.refined(context.Background(), x, 1)
		var dis *Disagreement
		switch {
		case c.alarm == "":
			if err != nil || !ok {
				t.Errorf("%s: answered %v, %v", c.name, ok, err)
			}
		case !errors.As(err, &dis) || !strings.Contains(dis.What, c.alarm):
			t.Errorf("%s: got %v, want an alarm: %s", c.name, err, c.alarm)
		}
	}
}

// TestRefinedRandom has both engines decide random small programs, the solver with nothing but
// what solutions violate: no stage as a whole, and no transitive order.
func TestRefinedRandom(t *testing.T) {
	count := map[verdict.Verdict]int{}
	for _, name := range []string{"sc", "tso", "power"} {
		d := newDecider(t, name, Options{StageClauses: -1, Transitive: 1})
		for seed := range fixture.Nightly(150, 10_000) {
			count[bothEngines(t, d, d.Model(), families.Small(uint64(seed)))]++
			if t.Failed() {
				return
			}
		}
	}
	t.Log(count)
	if count[verdict.Never] == 0 || count[verdict.Sometimes] == 0 {
		t.Error("the programs do not tell: ", count)
	}
}

// TestRefinedSized compares refined formulas with whole ones, with their cuts, on programs of
// real size.
func TestRefinedSized(t *testing.T) {
	names := []string{"stores-2x20", "stores-2x20-seen", "stores-4x10", "dekker-2x1-none", "tas-2x2-none-none", "peterson-2x1-lwsync-none", "mcs-2x1-isync-lwsync",
		"dekker-2x2-sync", "dekker-2x2-lwsync", "chaselev-p2-s2-t2-sync", "qspin-2x1-isync-none", "mcs-3x1-none-lwsync", "treiber-2p2-none", "tas-3x2-isync-none"}
	count := map[verdict.Verdict]int{}
	for _, name := range names[:fixture.Nightly(7, len(names))] {
		text, ok := families.Sized(name)
		if !ok {
			t.Fatal(name)
		}
		whole := decideText(t, newDecider(t, "power", Options{StageClauses: math.MaxInt, Transitive: math.MaxInt}), name, text, nil)
		a := decideText(t, newDecider(t, "power", Options{StageClauses: -1, Transitive: 2}), name, text, nil)
		count[a.Verdict]++
		if a.Verdict != whole.Verdict || a.Reason != whole.Reason {
			t.Errorf("%s: %s (%s) refined, %s (%s) as a whole", name, a.Verdict, a.Reason, whole.Verdict, whole.Reason)
		}
	}
	t.Log(count)
}

// TestManyStores: hundreds of stores to one location take no clauses that grow with the cube of
// their number.
func TestManyStores(t *testing.T) {
	for name, want := range map[string]verdict.Verdict{
		"stores-1x300": verdict.Never, "stores-4x75": verdict.Never, "stores-1x300-seen": verdict.Sometimes, "stores-2x150-seen": verdict.Sometimes,
	} {
		text, _ := families.Sized(name)
		a := decideText(t, newDecider(t, "power", Options{}), name, text, nil)
		if a.Verdict != want || a.Clauses > 500_000 {
			t.Errorf("%s: %s (%s) with %d clauses, want %s", name, a.Verdict, a.Reason, a.Clauses, want)
		}
	}
}

// TestRefinedCut: an execution that exceeds a loop bound only counts if it satisfies the axioms
// that were left out.
func TestRefinedCut(t *testing.T) {
	for barrier, want := range map[string]verdict.Verdict{"sync": verdict.Never, "eieio": verdict.Unknown} {
		text := `PPC loop
{ 0:r1=x; 0:r2=y; 0:r5=1; 1:r1=x; 1:r2=y; 1:r3=z; 1:r5=1; }
 P0           | P1            ;
 stw r5,0(r1) | lwz r6,0(r2)  ;
 sync         | cmpwi r6,1    ;
 stw r5,0(r2) | bne E         ;
              | ` + barrier + `          ;
              | L:            ;
              | lwz r7,0(r1)  ;
              | addi r8,r8,1  ;
              | stw r8,0(r3)  ;
              | cmpwi r7,0    ;
              | beq L         ;
              | E:            ;
exists (z=9)
`
		for _, o := range []Options{{}, {StageClauses: -1, Transitive: 1}} {
			if a := decideText(t, newDecider(t, "power", o), "loop", text, nil); a.Verdict != want {
				t.Errorf("%s: %s (%s), want %s", barrier, a.Verdict, a.Reason, want)
			}
		}
	}
}
