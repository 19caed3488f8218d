package story

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
)

func text(st *Story) string {
	var b strings.Builder
	st.Text(&b)
	return b.String()
}

// TestHostIPI holds the stories of the two ways in which an IPI is lost. S1 is
// the one seen on hardware: the store of the message comes after that of the flag.
// S2 is that of the mail: the store that clears the flag is deferred past the
// look at the messages, and overwrites the flag of the CPU that has stored its message meanwhile.
func TestHostIPI(t *testing.T) {
	type slots map[string]string
	s1 := slots{"set.before": "none", "clear.after": "sync"}
	s2 := slots{"set.before": "sync", "clear.after": "none"}
	with := func(s slots, more ...string) slots {
		s = maps.Clone(s)
		for i := 0; i < len(more); i += 2 {
			s[more[i]] = more[i+1]
		}
		return s
	}
	// 42's xchg_local has no barriers in it; with those of xchg there is no S2.
	s2xchg := with(s2, "xchg.entry", "none", "xchg.exit", "none")
	for _, c := range []struct {
		golden, program, model string
		choices                slots
	}{
		{"mail", "host_ipi/mail", "power", nil},
		{"mail-s1", "host_ipi/mail", "power", s1},
		{"mail-s2", "host_ipi/mail", "power", s2},
		{"mail-write", "host_ipi/mail", "power", slots{"set.before": "lwsync", "clear.after": "lwsync"}},
		{"mail-lwsync-sync", "host_ipi/mail", "power", slots{"set.before": "lwsync", "clear.after": "sync"}},
		{"mail-sync-lwsync", "host_ipi/mail", "power", slots{"set.before": "sync", "clear.after": "lwsync"}},
		{"kernel-s1", "host_ipi/kernel", "power", s1},
		{"kernel-s2", "host_ipi/kernel", "power", s2xchg},
		{"kernel-loop-s1", "host_ipi/kernel-loop", "power", s1},
		{"doorbell-mail-s1", "host_ipi_doorbell/mail", "power-doorbell", with(s1, "irq.after", "msgsync+lwsync")},
		{"doorbell-mail-s2", "host_ipi_doorbell/mail", "power-doorbell", with(s2, "irq.after", "msgsync+lwsync")},
		{"doorbell-kernel-s1", "host_ipi_doorbell/kernel", "power-doorbell", with(s1, "irq.after", "msgsync+lwsync")},
		{"handler-mail-s1", "host_ipi_handler/mail", "power-doorbell", with(s1, "irq.after", "msgsync+lwsync")},
		{"handler-mail-s2", "host_ipi_handler/mail", "power-doorbell", with(s2, "irq.after", "msgsync+lwsync")},
		{"handler-kernel-s1", "host_ipi_handler/kernel", "power-doorbell", with(s1, "irq.after", "msgsync+lwsync")},
		{"handler-kernel-s2", "host_ipi_handler/kernel", "power-doorbell", with(s2xchg, "irq.after", "msgsync+lwsync")},
	} {
		ins, err := library.Open(c.program)
		if err != nil {
			t.Fatal(err)
		}
		src, err := ins[0].Read()
		if err != nil {
			t.Fatal(err)
		}
		m := fixture.Model(t, c.model)
		x := decidetest.Witness(t, decidetest.Decider(t, m), src, c.choices)
		if x == nil {
			t.Errorf("%s: no witness", c.golden)
			continue
		}
		solver := solve.New("")
		golden.Check(t, "testdata/"+c.golden+".golden", []byte(text(checked(t, solver, c.golden, x, m))))
		solver.Close()
	}
}

// TestStories holds small stories of each kind of departure.
func TestStories(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.litmus")
	if len(files) == 0 {
		t.Fatal("no test data")
	}
	solver := solve.New("")
	defer solver.Close()
	for _, f := range files {
		src, err := library.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := "power"
		if strings.HasPrefix(filepath.Base(f), "bell-") {
			name = "power-doorbell"
		}
		m := fixture.ModelFor(t, name, fixture.Parse(t, src))
		c := decidetest.Witness(t, decidetest.Decider(t, m), src, nil)
		if c == nil {
			t.Errorf("%s: no witness", f)
			continue
		}
		golden.Check(t, strings.TrimSuffix(f, ".litmus")+".golden", []byte(text(checked(t, solver, f, c, m))))
	}
}

// TestLibrary holds the stories of our own programs against the definition, with
// the barriers that they come with and with none.
func TestLibrary(t *testing.T) {
	solver := solve.New("")
	defer solver.Close()
	told := 0
	for _, study := range library.Studies() {
		ins, err := library.Open(study)
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range ins {
			src, err := in.Read()
			if err != nil {
				t.Fatal(err)
			}
			test := fixture.Parse(t, src)
			none := map[string]string{}
			for _, s := range test.Slots {
				none[s.Name] = s.Choices[0].Text
			}
			for i, choices := range []map[string]string{nil, none} {
				m := fixture.ModelFor(t, "power-doorbell", test)
				c := decidetest.Witness(t, decidetest.Decider(t, m), src, choices)
				if c != nil {
					checked(t, solver, fmt.Sprintf("%s %d", in.Name, i), c, m)
					told++
				}
			}
		}
	}
	if told < 20 {
		t.Errorf("only %d stories", told)
	}
}

// TestMixedSizes holds the stories of programs with accesses of mixed size against the definition.
func TestMixedSizes(t *testing.T) {
	solver := solve.New("")
	defer solver.Close()
	told, parts := 0, 0
	tell := func(src *diag.Source) {
		test := fixture.Parse(t, src)
		m := fixture.ModelFor(t, "power", test)
		if c := decidetest.Witness(t, decidetest.Decider(t, m), src, nil); c != nil {
			st := checked(t, solver, src.Name, c, m)
			told++
			if slices.ContainsFunc(st.Late, func(l Late) bool { return l.Part != "" }) {
				parts++
			}
		}
	}
	for _, src := range fixture.MixedSuite(t) {
		tell(src)
	}
	for seed := range uint64(nightly(60)) {
		tell(diag.NewSource(fmt.Sprint("mixed", seed), families.Mixed(seed, "little")))
	}
	if t.Log(told, "stories,", parts, "with a store that is seen in part"); told < 10 {
		t.Errorf("only %d stories", told)
	}
}

// TestSuite holds the story of each test of the public suite that has a witness
// against the definition.
func TestSuite(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/suites/power/tests/*.litmus")
	if len(files) == 0 {
		t.Skip("the public suite is not here")
	}
	step := 1
	if testing.Short() {
		step = 8
	}
	m := fixture.Model(t, "power")
	d := decidetest.Decider(t, m)
	solver := solve.New("")
	defer solver.Close()
	sizes := map[[2]int]int{}
	n := 0
	for i := 0; i < len(files); i += step {
		src, err := library.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if c := decidetest.Witness(t, d, src, nil); c != nil {
			st := checked(t, solver, files[i], c, m)
			if len(st.Against) > 0 {
				t.Errorf("%s: power.cat forbids what the story is against", files[i])
			}
			sizes[[2]int{len(st.Late), len(st.GivenUp)}]++
			n++
		}
	}
	t.Logf("%d stories; by late reads and pairs given up: %v", n, sizes)
}

// branch checks that a branch is told once, after all events of its thread that are before it
// and before those that come after it, unless these take effect early.
func branch(t *testing.T, name string, st *Story, at int) {
	t.Helper()
	s := st.C.X.S
	k := st.Steps[at].Fork
	f := &s.Forks[k]
	if !slices.Contains(st.C.Branches(f.Thread), k) {
		t.Errorf("%s: the execution does not come to %s", name, f.Instr)
	}
	for i, step := range st.Steps {
		switch {
		case i == at:
		case step.Kind == Branches:
			if g := &s.Forks[step.Fork]; g.Thread == f.Thread && (step.Fork == k || (step.Fork < k) != (i < at)) {
				t.Errorf("%s: %s and %s are told out of order, or twice", name, f.Instr, g.Instr)
			}
		case s.Events[step.Event].Thread == f.Thread && step.Kind != Completes && step.Kind != Returns:
			if before := step.Event < f.Next; before != (i < at) && (before || step.Kind != Early) {
				t.Errorf("%s: %s is told on the wrong side of %s", name, f.Instr, st.C.Describe(step.Event))
			}
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
		if step.Kind == Branches {
			branch(t, name, st, i)
		}
		if step.Kind == Deferred || step.Kind == Returns || step.Kind == Branches {
			continue
		}
		if _, twice := effects[step.Event]; twice {
			t.Errorf("%s: %s takes effect twice", name, st.C.Describe(step.Event))
		}
		if s.AccessOf(step.Event) != step.Event {
			t.Errorf("%s: a step is about %s, a part of an access", name, st.C.Describe(step.Event))
		}
		for part, end := s.Parts(step.Event); part < end; part++ {
			effects[part] = i
		}
	}
	branches := 0
	for th := range s.Threads {
		branches += len(st.C.Branches(th))
	}
	for _, step := range st.Steps {
		if step.Kind == Branches {
			branches--
		}
	}
	if branches != 0 {
		t.Errorf("%s: %d branches are not told", name, branches)
	}
	marked := func(e int) bool {
		e = s.AccessOf(e)
		return slices.ContainsFunc(st.Steps, func(p Step) bool { return p.Event == e && p.Kind != Happens && p.Kind != Returns })
	}
	for _, e := range st.C.Events() {
		ev := &s.Events[e]
		at, ok := effects[int(e)]
		if ev.Thread >= 0 && !ok {
			t.Errorf("%s: %s does not occur", name, st.C.Describe(int(e)))
		}
		if w := st.C.X.Rf[e]; ev.IsRead() && s.Events[w].Thread >= 0 && effects[int(w)] > at && !st.Steps[at].Forwarded &&
			!slices.ContainsFunc(st.Late, func(l Late) bool { return l.Early && l.Read == s.AccessOf(int(e)) && l.From == s.AccessOf(int(w)) }) {
			t.Errorf("%s: %s comes before the store it reads from", name, st.C.Describe(int(e)))
		}
		if ev.Interrupt > 0 && returned[ev.Interrupt] != 1 {
			t.Errorf("%s: the handler of %s returns %d times", name, st.C.Describe(int(e)), returned[ev.Interrupt])
		}
		for _, f := range st.C.Events() {
			if ev.Kind == event.IrqEvent && s.Po(int(e), int(f)) && effects[int(e)] > effects[int(f)] {
				if !slices.ContainsFunc(st.Against, func(p Pair) bool { return p.First == int(e) }) {
					t.Errorf("%s: %s comes before the interrupt it stands behind", name, st.C.Describe(int(f)))
				}
			}
			if s.Po(int(e), int(f)) && effects[int(e)] > effects[int(f)] && !marked(int(e)) && !marked(int(f)) {
				t.Errorf("%s: %s and %s are out of order, and neither is marked", name, st.C.Describe(int(e)), st.C.Describe(int(f)))
			}
		}
	}
	for _, co := range st.C.X.Order[event.Co] {
		for i := 2; i < len(co); i++ {
			if effects[int(co[i-1])] > effects[int(co[i])] {
				t.Errorf("%s: stores out of coherence order", name)
			}
		}
	}
	for _, dbo := range st.C.X.Order[event.Dbo] {
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

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// nightly is how many random programs are tried: few in every test run, many
// at night.
func nightly(few int) int {
	switch {
	case os.Getenv("FENCEWISE_NIGHTLY") != "":
		return 20 * few
	case testing.Short():
		return few / 5
	}
	return few
}
