package story

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

var update = flag.Bool("update", false, "write the goldens anew")

func decider(t *testing.T, model string) *decide.Decider {
	t.Helper()
	m, err := models.Load(model)
	if err != nil {
		t.Fatal(err)
	}
	d, err := decide.New(m, decide.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// witness is an execution of the program; nil when there is none.
func witness(t *testing.T, d *decide.Decider, src *diag.Source, choices map[string]string) *eval.Candidate {
	t.Helper()
	test, err := litmus.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	s, err := d.Structure(test, choices, false)
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.Decide(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return a.Witness
}

func text(st *Story) string {
	var b strings.Builder
	st.Text(&b)
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// TestMail holds the story of the mail: with no barrier between them, the
// store that clears host_ipi is deferred past the look at the messages, and
// overwrites the flag of the CPU that has stored its message meanwhile.
func TestMail(t *testing.T) {
	ins, err := library.Open("host_ipi/mail")
	if err != nil {
		t.Fatal(err)
	}
	src, err := ins[0].Read()
	if err != nil {
		t.Fatal(err)
	}
	d := decider(t, "power")
	for name, choices := range map[string]map[string]string{
		"mail":              nil,
		"mail-write":        {"set.before": "lwsync", "clear.after": "lwsync"},
		"mail-lwsync-sync":  {"set.before": "lwsync", "clear.after": "sync"},
		"mail-sync-lwsync":  {"set.before": "sync", "clear.after": "lwsync"},
		"mail-set-unfenced": {"set.before": "none", "clear.after": "sync"},
	} {
		golden(t, name, text(Tell(witness(t, d, src, choices))))
	}
}

// TestShapes tells the classical shapes, one for each kind of remark.
func TestShapes(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.litmus")
	if len(files) == 0 {
		t.Fatal("no test data")
	}
	plain, bells := decider(t, "power"), decider(t, "power-doorbell")
	for _, f := range files {
		src, err := library.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := plain
		if strings.HasPrefix(filepath.Base(f), "bell-") {
			d = bells
		}
		c := witness(t, d, src, nil)
		if c == nil {
			t.Errorf("%s: no witness", f)
			continue
		}
		st := Tell(c)
		sound(t, f, st)
		golden(t, strings.TrimSuffix(filepath.Base(f), ".litmus"), text(st))
	}
}

// TestSuite holds the invariants on every test of the public suite that has a
// witness.
func TestSuite(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/suites/power/tests/*.litmus")
	if len(files) == 0 {
		t.Skip("the public suite is not here")
	}
	d := decider(t, "power")
	for _, f := range files {
		src, err := library.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if c := witness(t, d, src, nil); c != nil {
			sound(t, f, Tell(c))
		}
	}
}

// sound checks what doc.go promises of a story.
func sound(t *testing.T, name string, st *Story) {
	t.Helper()
	s := st.C.X.S
	effects := map[int]int{}  // event: place among the steps at which it takes effect
	returned := map[int]int{} // from an interrupt: how often
	for i, step := range st.Steps {
		if step.Kind == Returns {
			returned[s.Events[step.Event].Interrupt]++
		}
		if step.Kind == Deferred || step.Kind == Returns {
			continue
		}
		if _, twice := effects[step.Event]; twice {
			t.Errorf("%s: %s takes effect twice", name, st.C.Describe(step.Event))
		}
		effects[step.Event] = i
	}
	marked := func(e int) bool {
		return slices.ContainsFunc(st.Steps, func(p Step) bool { return p.Event == e && p.Kind != Happens && p.Kind != Returns })
	}
	for _, e := range st.C.Events() {
		ev := &s.Events[e]
		at, ok := effects[int(e)]
		if ev.Thread >= 0 && !ok {
			t.Errorf("%s: %s does not occur", name, st.C.Describe(int(e)))
		}
		if w := st.C.X.Rf[e]; ev.IsRead() && s.Events[w].Thread >= 0 && effects[int(w)] > at && !st.Steps[at].Forwarded {
			t.Errorf("%s: %s comes before the store it reads from", name, st.C.Describe(int(e)))
		}
		if ev.Interrupt > 0 && returned[ev.Interrupt] != 1 {
			t.Errorf("%s: the handler of %s returns %d times", name, st.C.Describe(int(e)), returned[ev.Interrupt])
		}
		for _, f := range st.C.Events() {
			if ev.Kind == event.IrqEvent && s.Po.Has(int(e), int(f)) && effects[int(e)] > effects[int(f)] {
				t.Errorf("%s: %s comes before the interrupt it stands behind", name, st.C.Describe(int(f)))
			}
			if s.Po.Has(int(e), int(f)) && effects[int(e)] > effects[int(f)] && !marked(int(e)) && !marked(int(f)) {
				t.Errorf("%s: %s and %s are out of order, and neither is marked", name, st.C.Describe(int(e)), st.C.Describe(int(f)))
			}
		}
	}
	for _, co := range st.C.X.Co {
		for i := 2; i < len(co); i++ {
			if effects[int(co[i-1])] > effects[int(co[i])] {
				t.Errorf("%s: stores out of coherence order", name)
			}
		}
	}
	for _, dbo := range st.C.X.Dbo {
		for i := 1; i < len(dbo); i++ {
			if effects[int(dbo[i-1])] > effects[int(dbo[i])] {
				t.Errorf("%s: a doorbell out of its order", name)
			}
		}
	}
	for l := range strings.Lines(text(st)) {
		if utf8.RuneCountInString(strings.TrimSuffix(l, "\n")) > width {
			t.Errorf("%s: a line is too wide: %s", name, l)
		}
	}
}
