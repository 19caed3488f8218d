package pin

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

const suite = "../../../shared/suites/power/tests/"

// pinned pins the witness of a program and checks what the package promises;
// nil if the program has none.
func pinned(t testing.TB, d *decide.Decider, src *diag.Source, choices map[string]string) (p *Pinned, text string) {
	t.Helper()
	return pinnedWithin(t, d, src, choices, 0)
}

// pinnedWithin is pinned with a bound on the candidates that are counted.
func pinnedWithin(t testing.TB, d *decide.Decider, src *diag.Source, choices map[string]string, most int) (p *Pinned, text string) {
	t.Helper()
	c := decidetest.Answer(t, d, src, choices).Witness
	if c == nil {
		return nil, ""
	}
	p, err := Of(context.Background(), c, d.Model(), Options{Tool: "fencewise", MaxCandidates: most})
	if err != nil {
		t.Errorf("%s: %v", src.Name, err)
		return nil, ""
	}
	var b strings.Builder
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	text = b.String()
	bad := func(format string, args ...any) { t.Errorf("%s: %s\n%s", src.Name, fmt.Sprintf(format, args...), text) }
	if was, is := relations(c, len(c.X.S.Threads)), relations(p.C, len(c.X.S.Threads)); was != is {
		bad("another execution: %s\nwas %s", is, was)
	}
	if !eval.New(d.Model()).Consistent(nil, p.C) || !p.C.Holds(p.C.X.S.Cond) {
		bad("the execution is forbidden, or its condition does not hold")
	}
	if len(p.Changes) == 0 && !p.C.Holds(p.C.X.S.Cond) {
		bad("the program's own proposition does not hold")
	}
	a := decidetest.Answer(t, d, diag.NewSource("pinned.litmus", text), nil)
	switch {
	case p.Executions == 1 && len(p.C.X.S.Cuts) > 0 && a.Verdict == verdict.Unknown:
	case a.Witness == nil:
		bad("read again it is %s: %s", a.Verdict, a.Reason)
	case p.Executions == 1 && relations(a.Witness, len(c.X.S.Threads)) != relations(c, len(c.X.S.Threads)):
		bad("read again it has another witness: %s\nand not %s", relations(a.Witness, len(c.X.S.Threads)), relations(c, len(c.X.S.Threads)))
	}
	for l := range strings.Lines(text[:strings.Index(text, "*)")]) {
		if utf8.RuneCountInString(l) > 100 {
			bad("a line of the comment is too wide: %s", l)
		}
	}
	return p, text
}

// relations is rf, co and dbo of an execution in a form that does not depend on
// how events are numbered: an access is the n-th of its thread. Threads from
// most on, those of observers, are left out.
func relations(c *execution.Candidate, most int) string {
	s := c.X.S
	names, count := map[int32]string{}, map[int]int{}
	var b strings.Builder
	for _, e := range c.Events() {
		ev := &s.Events[e]
		if ev.Thread < 0 {
			names[e] = "init"
			continue
		}
		count[ev.Thread]++
		names[e] = fmt.Sprintf("%s.%d", s.Threads[ev.Thread].Name, count[ev.Thread])
	}
	for _, e := range c.Events() {
		if ev := &s.Events[e]; ev.Thread >= 0 && ev.Thread < most {
			fmt.Fprintf(&b, "%s %d %s", names[e], ev.Kind, s.Lang.Text(ev.Tags))
			if ev.IsAccess() {
				b.WriteString(" " + s.GranuleName(ev.Loc))
			}
			if w := c.X.Rf[e]; w >= 0 {
				b.WriteString(" rf " + names[w])
			}
			b.WriteByte(';')
		}
	}
	var orders []string
	list := func(name string, events []int32) {
		order := name + ":"
		for _, e := range events {
			order += " " + names[e]
		}
		if len(events) > 1 {
			orders = append(orders, order)
		}
	}
	for l, co := range c.X.Order[event.Co] {
		list(s.GranuleName(int32(l)), co)
	}
	for th, dbo := range c.X.Order[event.Dbo] {
		list("doorbell of "+s.Threads[th].Name, dbo)
	}
	slices.Sort(orders)
	return b.String() + strings.Join(orders, ";")
}

// tally counts how many executions the conditions stand for.
type tally struct {
	pinned, several, uncounted, changed int
}

func (n *tally) add(p *Pinned) {
	switch {
	case p == nil:
		return
	case p.Executions == 0:
		n.uncounted++
	case p.Executions == 1:
		n.pinned++
	default:
		n.several++
	}
	if len(p.Changes) > 0 {
		n.changed++
	}
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	fs, _ := filepath.Glob(pattern)
	if len(fs) == 0 {
		t.Skip("there is nothing like ", pattern)
	}
	if testing.Short() {
		fs = fs[:min(100, len(fs))]
	}
	return fs
}

// TestSuite pins every Sometimes of the public suite, under each model.
func TestSuite(t *testing.T) {
	fs := files(t, suite+"*.litmus")
	for _, model := range []string{"power", "tso", "sc"} {
		d := decidetest.Decider(t, fixture.Model(t, model))
		var n tally
		for _, f := range fs {
			src, err := library.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			p, text := pinned(t, d, src, nil)
			n.add(p)
			if p != nil && (p.Executions != 1 || !p.Herd) {
				t.Errorf("%s under %s is not pinned\n%s", f, model, text)
			}
		}
		t.Logf("%s: %+v", model, n)
	}
}

// TestCorpus does so with our own tests and with those that hold the logs.
func TestCorpus(t *testing.T) {
	for _, model := range []string{"power", "tso", "sc"} {
		d := decidetest.Decider(t, fixture.Model(t, model))
		var n tally
		for _, pattern := range []string{"../../programs/corpus/*.litmus", "../herdlog/testdata/*.litmus"} {
			for _, f := range files(t, pattern) {
				src, err := library.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				p, text := pinned(t, d, src, nil)
				n.add(p)
				if p != nil && p.Executions != 1 {
					t.Errorf("%s under %s is not pinned\n%s", f, model, text)
				}
			}
		}
		if n.pinned == 0 {
			t.Errorf("no test is Sometimes under %s", model)
		}
		t.Logf("%s: %+v", model, n)
	}
}

// TestStudies pins a witness of every embedded program that has one, with its
// default barriers and with none.
func TestStudies(t *testing.T) {
	plain, bells := decidetest.Decider(t, fixture.Model(t, "power")), decidetest.Decider(t, fixture.Model(t, "power-doorbell"))
	var n tally
	for _, name := range library.Programs() {
		ins, err := library.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		src, err := ins[0].Read()
		if err != nil {
			t.Fatal(err)
		}
		test := fixture.Parse(t, src)
		if test.FromC() { // a pinned test names threads as the test does that the file became
			src = diag.NewSource(test.Name+".litmus", test.Src.Text)
			test = fixture.Parse(t, src)
		}
		d := plain
		if test.UsesDoorbells() {
			d = bells
		}
		if unroll.Mixed(test) {
			d = decidetest.Decider(t, fixture.ModelFor(t, "power-doorbell", test))
		}
		none := map[string]string{}
		for _, sl := range test.Slots {
			if slices.ContainsFunc(sl.Choices, func(c litmus.Choice) bool { return c.Text == "none" }) {
				none[sl.Name] = "none"
			}
		}
		for _, choices := range []map[string]string{nil, none} {
			p, text := pinned(t, d, src, choices)
			n.add(p)
			if p != nil && p.Herd == (test.UsesDoorbells() || test.InC() && unroll.Mixed(test) || test.HasStructs() || strings.Contains(text, "ldarx") || strings.Contains(text, "rlwinm.")) { // unknown to herd7
				t.Errorf("%s: herd7 reads it: %v\n%s", name, p.Herd, text)
			}
			if p != nil && p.Executions != 1 {
				t.Logf("%s: %d %s %s", name, p.Executions, p.Limit, p.Changes)
			}
		}
	}
	t.Logf("%+v", n)
}

// TestRandom pins witnesses of random programs, with doorbells and handlers too.
func TestRandom(t *testing.T) {
	plain, bells := decidetest.Decider(t, fixture.Model(t, "power")), decidetest.Decider(t, fixture.Model(t, "power-doorbell"))
	seeds := uint64(60)
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		seeds = 1000
	}
	var small, bell tally
	for seed := range seeds {
		p, _ := pinned(t, plain, diag.NewSource(fmt.Sprintf("small %d", seed), families.Small(seed)), nil)
		small.add(p)
		p, _ = pinned(t, bells, diag.NewSource(fmt.Sprintf("bell %d", seed), families.Doorbell(seed)), nil)
		bell.add(p)
	}
	t.Logf("%+v with doorbells %+v", small, bell)
	if small.pinned < 9*small.several || small.pinned == 0 || bell.pinned == 0 {
		t.Errorf("few are pinned: %+v, with doorbells %+v", small, bell)
	}
}

// TestMixedSizes pins witnesses of programs with accesses of mixed size.
func TestMixedSizes(t *testing.T) {
	var n tally
	pin := func(src *diag.Source) {
		d := decidetest.Decider(t, fixture.ModelFor(t, "power", fixture.Parse(t, src)))
		p, text := pinnedWithin(t, d, src, nil, 5_000)
		if n.add(p); p != nil && (!strings.Contains(text, "Variant=mixed\n") || !p.C.X.S.Mixed()) && strings.Contains(text, "Endian") {
			t.Errorf("%s: the test does not say that sizes are mixed\n%s", src.Name, text)
		}
	}
	for _, src := range fixture.MixedSuite(t) {
		pin(src)
	}
	for seed := range uint64(fixture.Nightly(30, 1000)) {
		pin(diag.NewSource(fmt.Sprintf("mixed %d", seed), families.Mixed(seed, []string{"little", "big"}[seed%2])))
	}
	if t.Logf("%+v", n); n.pinned < 4*n.several || n.pinned == 0 {
		t.Errorf("few are pinned: %+v", n)
	}
}

// TestGolden holds the text of the tests, one for each thing that is added.
func TestGolden(t *testing.T) {
	for _, f := range files(t, "testdata/*.litmus") {
		src, err := library.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		model := "power"
		if strings.HasPrefix(filepath.Base(f), "bell") {
			model = "power-doorbell"
		}
		d := decidetest.Decider(t, fixture.ModelFor(t, model, fixture.Parse(t, src)))
		_, got := pinned(t, d, src, nil)
		golden.Check(t, strings.TrimSuffix(f, ".litmus")+".golden", []byte(got))
	}
}

// TestLimit: what is not counted is not said to be pinned.
func TestLimit(t *testing.T) {
	d := decidetest.Decider(t, fixture.Model(t, "power"))
	src, err := library.ReadFile("testdata/order.litmus")
	if err != nil {
		t.Fatal(err)
	}
	c := decidetest.Answer(t, d, src, nil).Witness
	p, err := Of(context.Background(), c, d.Model(), Options{MaxCandidates: 1})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	if p.Executions != 0 || !strings.Contains(b.String(), "were not counted") {
		t.Errorf("%d executions\n%s", p.Executions, &b)
	}
}

// TestMany: programs with many threads or accesses are not refused.
func TestMany(t *testing.T) {
	d := decidetest.Decider(t, fixture.Model(t, "power"))
	for _, text := range []string{
		families.Ring("SB", "sync", 63, 1), families.Ring("MP", "lwsync", 64, 1), families.Writers(4, 2),
		"PPC long\n{ 0:r1=x; }\n P0 ;\n" + strings.Repeat(" lwz r2,0(r1) ;\n", 200) + "exists (0:r2=0)\n",
	} {
		pinned(t, d, diag.NewSource("many.litmus", text), nil)
	}
}
