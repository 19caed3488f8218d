package decide

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

var wanted = regexp.MustCompile(`\(\* want: (\w+) \*\)`)

// TestCorpus has both engines decide our own tests, each of which says in its
// text what it wants. Always is only told from Sometimes where all states are
// known, so the solver is asked for these.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../programs/corpus/*.litmus")
	if len(files) < 270 {
		t.Fatalf("only %d tests", len(files))
	}
	d := newDecider(t, "power", Options{})
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		m := wanted.FindSubmatch(text)
		if m == nil {
			t.Errorf("%s does not say what it wants", f)
			continue
		}
		want := verdict.Verdict(m[1])
		test := decidetest.Parse(t, string(text))
		s, err := d.Structure(context.Background(), test, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		a, err := d.Decide(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		if a.Verdict != want && !(want == verdict.Always && a.Verdict == verdict.Sometimes) {
			t.Errorf("%s: %s (%s), want %s", f, a.Verdict, a.Reason, want)
		}
		keep, err := unroll.Build(context.Background(), test, unroll.Options{})
		if err != nil {
			t.Fatal(err)
		}
		o, err := enumerate.Run(context.Background(), keep, d.Model(), enumerate.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if v, reason := o.Verdict(); v != want {
			t.Errorf("%s: %s (%s) by enumeration, want %s", f, v, reason, want)
		}
		states, reason, err := enumerateBySolver(d, s)
		if err != nil || reason != "" {
			t.Fatal(f, reason, err)
		}
		if states != len(o.States) {
			t.Errorf("%s: %d states by the solver, %d by enumeration", f, states, len(o.States))
		}
	}
}

// enumerateBySolver counts the final states that the solver finds, as far as
// the test observes them.
func enumerateBySolver(d *Decider, s *event.Structure) (int, string, error) {
	var obs []Observable
	observed := enumerate.Observe(s)
	for i := range observed {
		if t, r, ok := observed[i].Register(); ok {
			obs = append(obs, Observable{Thread: t, Reg: r})
		}
		for _, l := range observed[i].Locations() {
			obs = append(obs, Observable{Thread: -1, Loc: int32(l)})
		}
	}
	found, reason, err := d.States(context.Background(), s, obs)
	return len(found), reason, err
}
