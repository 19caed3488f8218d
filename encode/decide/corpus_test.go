package decide

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

var (
	wanted = regexp.MustCompile(`\(\* want: (\w+) \*\)`)
	about  = regexp.MustCompile(`\(\* model: (\S+)((?: \S+)*) \*\)`)
)

// TestCorpus has both engines decide our own tests, each of which says in its
// text what it wants, and under which model if that is not power. Always is only
// told from Sometimes where all states are known, so the solver is asked for these.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../programs/corpus/*.litmus")
	beyond, _ := filepath.Glob("../../programs/corpus/beyond/*.litmus")
	if len(files) < 270 || len(beyond) == 0 {
		t.Fatalf("only %d tests and %d", len(files), len(beyond))
	}
	deciders := map[string]*Decider{}
	for _, f := range slices.Concat(files, beyond) {
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
		model := about.FindSubmatch(text)
		if model == nil {
			model = [][]byte{nil, []byte("power"), nil}
		}
		key := string(model[1]) + string(model[2])
		d := deciders[key]
		if d == nil {
			variants := map[string]bool{}
			for _, v := range strings.Fields(string(model[2])) {
				variants[v] = true
			}
			m, err := models.LoadWith(string(model[1]), variants)
			if err != nil {
				t.Fatal(err)
			}
			d = New(m, Options{})
			defer d.Close()
			deciders[key] = d
		}
		test := fixture.ParseText(t, string(text))
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
		keep := fixture.Structure(t, test, unroll.Options{})
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

// enumerateBySolver counts the final states that the solver finds, as far as the test
// observes them.
func enumerateBySolver(d *Decider, s *event.Structure) (int, string, error) {
	found, reason, err := d.States(context.Background(), s, Observables(s))
	return len(found), reason, err
}
