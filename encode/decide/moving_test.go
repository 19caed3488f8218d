package decide

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// weak forbids almost nothing, so that values out of thin air and messages that nobody
// sent are excluded by the formula alone.
const weak = `acyclic po-loc | rf | co | fr as coherent`

// TestMovingValues has both engines decide programs in which values move from thread to
// thread, under a model that forbids almost nothing and under that of POWER. It compares
// verdicts, reasons for Unknown, and all final states with pending doorbells.
func TestMovingValues(t *testing.T) {
	tally := movingTally{verdicts: map[string]int{}}
	ds := []*Decider{decider(t, fixture.ModelText(t, weak)), newDecider(t, "power-doorbell", Options{})}
	for seed := range fixture.Nightly(1500, 30_000) {
		text := families.Moving(uint64(seed))
		test := fixture.ParseText(t, text)
		d := ds[seed%2]
		s, err := d.Structure(context.Background(), test, nil, false)
		if err != nil { // what every execution does is an error
			tally.errors++
			continue
		}
		a, err := d.Decide(context.Background(), s)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		all, err := enumerate.Run(context.Background(), s, d.Model(), enumerate.Options{MaxCandidates: 30_000})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if all.Limit != "" || strings.HasPrefix(a.Reason, "too big to encode") {
			tally.large++
			continue
		}
		want, reason := all.Verdict()
		if want == verdict.Always && !strings.Contains(text, "forall") {
			want = verdict.Sometimes // one execution is enough to the solver
		}
		if a.Verdict != want {
			t.Fatalf("%s: %s (%s) by the solver, %s (%s) by enumeration\n%s", d.Model().Name, a.Verdict, a.Reason, want, reason, text)
		}
		tally.verdicts[string(want)]++
		n, compared := sameStates(t, d, s, all)
		if tally.states += n; !compared {
			tally.large++
		}
	}
	t.Logf("%+v", tally)
	for _, v := range []verdict.Verdict{verdict.Never, verdict.Sometimes, verdict.Always, verdict.Unknown} {
		if tally.verdicts[string(v)] == 0 {
			t.Errorf("no program is %s", v)
		}
	}
}

// TestIdleThread: a thread that tests one of its own registers and does nothing else
// changes neither an answer nor its reason. With its branch the unroller keeps what it
// leaves out of programs without branches, such as a thread that waits in vain.
func TestIdleThread(t *testing.T) {
	compared, unknown := 0, 0
	d := newDecider(t, "power-doorbell", Options{})
	for seed := range fixture.Nightly(1500, 30_000) {
		text := families.Moving(uint64(seed))
		if !strings.Contains(text, "doorbell") {
			continue
		}
		var with strings.Builder
		idle := []string{"P9", "cmpwi r9,1", "beq L", "L:"}
		for line := range strings.Lines(text) {
			if row, ok := strings.CutSuffix(line, ";\n"); ok && strings.Contains(row, "|") {
				cell := ""
				if len(idle) > 0 {
					cell, idle = idle[0], idle[1:]
				}
				line = row + "| " + cell + " ;\n"
			}
			with.WriteString(line)
		}
		if len(idle) > 0 {
			continue // a program of two lines
		}
		var answers [2]Answer
		for i, text := range []string{text, with.String()} {
			s, err := d.Structure(context.Background(), fixture.ParseText(t, text), nil, false)
			if err != nil {
				continue
			}
			if answers[i], err = d.Decide(context.Background(), s); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
		}
		a, b := answers[0], answers[1]
		if a.Verdict != b.Verdict || a.Reason != b.Reason {
			t.Fatalf("%s (%s), with an idle thread %s (%s)\n%s\n%s", a.Verdict, a.Reason, b.Verdict, b.Reason, text, &with)
		}
		if compared++; a.Verdict == verdict.Unknown {
			unknown++
		}
	}
	if t.Log(compared, "programs,", unknown, "unknown"); !testing.Short() && unknown < 20 {
		t.Error("too few programs were compared")
	}
}

type movingTally struct {
	verdicts              map[string]int
	states, errors, large int
}

// sameStates compares the final states that the solver finds with those of the
// enumeration, and returns their number; false if there are too many values for a
// formula. The solver also finds which doorbells are pending in each.
func sameStates(t *testing.T, d *Decider, s *event.Structure, all *enumerate.Outcome) (n int, compared bool) {
	t.Helper()
	var observe []Observable
	for i := range all.Observed {
		o := &all.Observed[i]
		if th, r, ok := o.Register(); ok {
			observe = append(observe, Observable{Thread: th, Reg: r})
		}
		for _, l := range o.Locations() {
			observe = append(observe, Observable{Thread: -1, Loc: int32(l)})
		}
	}
	for th := range s.Threads {
		observe = append(observe, Observable{Thread: th, Pending: true})
	}
	states, reason, err := d.States(context.Background(), s, observe)
	if strings.HasPrefix(reason, "too big to encode") {
		return 0, false
	}
	if err != nil || reason != "" {
		t.Fatalf("%v %s\n%s", err, reason, s.Test.Src.Text)
	}
	var found []*execution.Candidate
	for _, st := range states {
		found = append(found, st.Witness)
	}
	if diff := cmp.Diff(texts(all), texts(enumerate.Collect(s, found, ""))); diff != "" {
		t.Fatalf("%s: final states (-enumeration +solver)\n%s\n%s", d.Model().Name, diff, s.Test.Src.Text)
	}
	return len(all.States), true
}

func texts(o *enumerate.Outcome) (list []string) {
	for _, st := range o.States {
		list = append(list, o.Text(st))
	}
	return list
}

// decider returns a decider for a model that is not embedded.
func decider(t *testing.T, m *rel.Model) *Decider {
	t.Helper()
	d := New(m, Options{})
	t.Cleanup(func() { d.Close() })
	return d
}
