package opinion

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

const race = `C race
{}
P0(int *x, int *y) { *x = 1; smp_store_release(y, 1); }
P1(int *x, int *y) { int r0 = smp_load_acquire(y); int r1 = *x; }
exists (1:r0=1 /\ 1:r1=0)
`

// TestFlagAlarm: engines that differ in a flag, or in whether there is any execution, are an
// alarm; a flag that one of them does not know is unknown.
func TestFlagAlarm(t *testing.T) {
	of := func(o *Opinion, name string) *decide.Flag {
		for i := range o.Flags {
			if o.Flags[i].Name == name {
				return &o.Flags[i]
			}
		}
		t.Fatal("there is no flag " + name)
		return nil
	}
	for name, c := range map[string]struct {
		change func(*Opinion)
		alarm  string
		want   verdict.Verdict // of the flag data-race
	}{
		"none":       {func(*Opinion) {}, "", verdict.Sometimes},
		"race":       {func(o *Opinion) { of(o, "data-race").Verdict = verdict.Never }, "flag data-race:", ""},
		"lock":       {func(o *Opinion) { of(o, "lock-final").Verdict = verdict.Sometimes }, "flag lock-final:", ""},
		"executions": {func(o *Opinion) { o.Executions = verdict.Never }, "any execution:", ""},
		"unknown": {func(o *Opinion) {
			*of(o, "data-race") = decide.Flag{Name: "data-race", Verdict: verdict.Unknown, Reason: "time"}
		}, "", verdict.Unknown},
		"missing": {func(o *Opinion) { o.Flags = nil }, "", verdict.Unknown},
	} {
		for _, liar := range []Engine{SMT, Enumerate} {
			for _, states := range []bool{false, true} {
				o := Options{CrossCheck: true, States: states, engines: map[Engine]answerer{liar: lie(engines[liar], c.change)}}
				w := NewWorker(o)
				got, err := w.Answer(context.Background(), Case{Test: fixture.Parse(t, diag.NewSource("race", race)), Model: fittest.Load(t, "lkmm")})
				var clash *Disagreement
				if errors.As(err, &clash) != (c.alarm != "") || c.alarm != "" && !strings.Contains(err.Error(), c.alarm) {
					t.Errorf("%s, %s, %v: %v", name, liar, states, err)
				} else if err == nil && of(&got, "data-race").Verdict != c.want {
					t.Errorf("%s, %s, %v: %+v", name, liar, states, got.Flags)
				}
				w.Close()
			}
		}
	}
}
