package explain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
)

// asked is a question about an embedded program or a file.
func asked(t *testing.T, program, model string, set map[string]string) opinion.Case {
	t.Helper()
	m := fittest.Load(t, model)
	ins, err := library.Open(program)
	if err != nil || len(ins) != 1 {
		t.Fatal(program, err)
	}
	q, err := opinion.NewCase(ins[0], m, set)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// TestExplainSuite: for every Never of the public POWER tests the barriers that
// are said to be essential are: without any of them the outcome is possible, and
// without all that can be spared it is not.
func TestExplainSuite(t *testing.T) {
	suite := fixture.Suite(t, "power")
	rows := fixture.Rows(t, "power")
	every := 4
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		every = 1
	}
	if testing.Short() {
		every = 40
	}
	explained, essential, spared := 0, 0, 0
	var sizes []int // how many groups
	var took time.Duration
	for i, row := range rows {
		if row[1] != "Never" || i%every != 0 {
			continue
		}
		q := asked(t, suite+"tests/"+row[0], "power", nil)
		start := time.Now()
		x, err := Verdict(context.Background(), q, decide.Options{}, 100_000)
		if err != nil {
			t.Fatal(row[0], err)
		}
		took += time.Since(start)
		if x.Why == nil || x.Why.Incomplete != "" || x.Why.Candidates == nil || len(x.Why.Groups) == 0 {
			t.Errorf("%s: not explained", row[0])
			continue
		}
		explained++
		sizes = append(sizes, len(x.Why.Groups))
		e, s := checkNeeds(t, q, x.Needs)
		essential, spared = essential+e, spared+s
		checkText(t, x)
	}
	slices.Sort(sizes)
	t.Logf("%d explained in %v; %d barriers are essential, %d can be spared", explained, took, essential, spared)
	if len(sizes) > 0 {
		t.Logf("groups of cycles: %d in the median, at most %d", sizes[len(sizes)/2], sizes[len(sizes)-1])
	}
	if explained == 0 || essential == 0 || spared == 0 {
		t.Error("too little was seen")
	}
}

// checkNeeds asks about programs that really lack the barriers.
func checkNeeds(t *testing.T, q opinion.Case, n *reason.Needs) (essential, spared int) {
	t.Helper()
	if n.Alone != "" || len(n.Open) > 0 {
		t.Errorf("%s: %s %v", q.Name, n.Alone, n.Open)
	}
	opt, all, err := insert.Optional(q.Test, q.Choices)
	if err != nil {
		t.Fatal(err)
	}
	decided := func(without ...reason.Piece) verdict.Verdict {
		set := map[string]string{}
		for _, b := range all {
			lacks := func(p reason.Piece) bool {
				return p.Slot == b.FromSlot && p.Text == b.Text && p.Thread == b.Column && (b.FromSlot != "" || p.Line == b.Line)
			}
			if !slices.ContainsFunc(without, lacks) {
				set[b.Slot] = b.Text
			}
		}
		less := q
		less.Test, less.Choices = insert.Fill(opt, set), nil
		_, a, err := opinion.Decide(context.Background(), less, decide.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return a.Verdict
	}
	for _, p := range n.Essential {
		if v := decided(p); v != verdict.Sometimes {
			t.Errorf("%s: without %s of %s (line %d) it is %s", q.Name, p.Text, p.Thread, p.Line, v)
		}
	}
	if v := decided(n.Redundant...); v != verdict.Never {
		t.Errorf("%s: without what can be spared it is %s", q.Name, v)
	}
	for _, group := range n.OneOf {
		if v := decided(group...); v != verdict.Sometimes {
			t.Errorf("%s: without any of a group it is %s", q.Name, v)
		}
	}
	var rest []reason.Piece // all but one of each group
	for _, group := range n.OneOf {
		rest = append(rest, group[1:]...)
	}
	if v := decided(append(rest, n.Redundant...)...); v != verdict.Never {
		t.Errorf("%s: with one of each group it is %s", q.Name, v)
	}
	return len(n.Essential), len(n.Redundant)
}

// checkText: no line is wider than a terminal unless it is one word.
func checkText(t *testing.T, x *Explained) {
	t.Helper()
	var b bytes.Buffer
	x.Text(&b)
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if utf8.RuneCountInString(line) > 80 && strings.Contains(strings.TrimSpace(line), " ") {
			t.Errorf("%s: a line is too wide: %s", x.Program, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("%s: blanks at the end of a line: %q", x.Program, line)
		}
	}
}

// judged returns a variant of a program of a study under the first model of the study or, if
// it has targets, compiled for the last one.
func judged(t *testing.T, st *library.Study, p *library.Program, v *library.Variant) opinion.Case {
	t.Helper()
	if len(st.Targets) == 0 {
		return asked(t, p.Name, st.Models[0].Name, v.Assignment(p))
	}
	ms, err := fit.LoadTargets(st.Targets, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	judge := ms[len(ms)-1]
	c := opinion.Case{Name: p.Name, Test: judge.Test(p.Test), Choices: v.Assignment(p)}
	if c.Model, err = judge.For(c.Test); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestExplainStudies: whatever a study claims to be Never is explained, and every
// Sometimes has an execution that the choices named would forbid.
func TestExplainStudies(t *testing.T) {
	handler := map[string]bool{"host_ipi_handler": true, "host_ipi_bytes_doorbell": true} // these take longest
	for _, name := range library.Studies() {
		st, err := library.LoadStudy(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range st.Variants {
			if testing.Short() && i > 1 || handler[st.Name] && i > 2 && os.Getenv("FENCEWISE_NIGHTLY") == "" {
				break
			}
			for _, p := range v.Programs {
				if (p.Name == "host_ipi_handler/kernel" || p.Name == "host_ipi_bytes_doorbell/kernel-handler") && os.Getenv("FENCEWISE_NIGHTLY") == "" {
					continue
				}
				q := judged(t, st, p, v)
				x, err := Verdict(context.Background(), q, decide.Options{}, 20_000)
				if err != nil {
					t.Fatal(p.Name, v.Name, err)
				}
				checkText(t, x)
				switch x.Verdict {
				case verdict.Never:
					if x.Why == nil || x.Why.Incomplete != "" || len(x.Why.Groups) == 0 {
						t.Errorf("%s, %s: not explained", p.Name, v.Name)
					} else if x.Needs.Alone == "" {
						checkNeeds(t, q, x.Needs)
					}
				case verdict.Sometimes:
					for _, set := range x.Forbids.Sets {
						checkForbids(t, q, x, set)
					}
				}
			}
		}
	}
}

// checkForbids: the execution is not allowed with the choices, and is with all but
// one of them.
func checkForbids(t *testing.T, q opinion.Case, x *Explained, set []results.Slot) {
	t.Helper()
	d := decide.New(q.Model.Model, decide.Options{})
	defer d.Close()
	s := x.Witness.X.S
	with := func(set []results.Slot) bool {
		picks := slices.Clone(x.Witness.X.Slots)
		for _, c := range set {
			i := slices.IndexFunc(s.Test.Slots, func(sl *litmus.Slot) bool { return sl.Name == c.Name })
			picks[i] = slices.Index(s.Slots[i].Choices, c.Choice)
		}
		v, _, err := d.Under(context.Background(), x.Witness, picks)
		return err == nil && v.Consistent()
	}
	if with(set) {
		t.Errorf("%s: %v does not forbid the execution", q.Name, set)
	}
	for i := range set {
		if !with(slices.Delete(slices.Clone(set), i, i+1)) {
			t.Errorf("%s: of %v not all are needed", q.Name, set)
		}
	}
}

// TestReasonsOfLattice: every variant that is Never has reasons, variants share
// them, and what is told of a variant is what is told of it alone.
func TestReasonsOfLattice(t *testing.T) {
	for _, program := range []string{"host_ipi/mail", "host_ipi/kernel"} {
		q := asked(t, program, "power", nil)
		w := opinion.NewWorker(opinion.Options{})
		defer w.Close()
		d := w.Decider(q.Model)
		s, err := d.Structure(context.Background(), q.Test, nil, true)
		if err != nil {
			t.Fatal(err)
		}
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		book, err := Lattice(context.Background(), d, s, all)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d variants, %d different reasons, %v", program, all.Len(), len(book.Whys), time.Since(start))
		keys := map[string]bool{}
		for i := range book.Whys {
			keys[book.Whys[i].Key()] = true
		}
		if len(keys) != len(book.Whys) {
			t.Errorf("%s: %d keys for %d reasons", program, len(keys), len(book.Whys))
		}
		for v, why := range book.Of {
			if is := all.Answer(v).Verdict == verdict.Never; is != (why >= 0) {
				t.Fatalf("%s: variant %d has reasons %d", program, v, why)
			}
			if why < 0 {
				continue
			}
			set := s.Assignment(all.Slots(v))
			for _, b := range barriersOf(&book.Whys[why]) {
				if set[b.Slot] != b.Choice {
					t.Fatalf("%s with %v: told of %s in slot %s", program, set, b.Choice, b.Slot)
				}
			}
			if v%97 != 0 {
				continue
			}
			alone := asked(t, program, "power", set)
			x, err := Verdict(context.Background(), alone, decide.Options{}, 100_000)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := axioms(&book.Whys[why]), axioms(x.Why); got != want {
				t.Errorf("%s with %v: %s, alone %s", program, set, got, want)
			}
		}
	}
}

// axioms is the shapes of reasons, roughly.
func axioms(w *reason.Why) string {
	var all []string
	for _, g := range w.Groups {
		for _, c := range g.Cycles {
			all = append(all, fmt.Sprintf("%s of %d", g.Axiom, len(c.Steps)))
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// barriersOf is the barriers in slots that reasons rest on.
func barriersOf(w *reason.Why) (all []reason.Source) {
	for _, g := range w.Groups {
		for _, c := range g.Cycles {
			for _, st := range c.Steps {
				for _, ground := range st.Grounds {
					for _, s := range ground {
						if s.Slot != "" {
							all = append(all, s)
						}
					}
				}
			}
		}
	}
	return all
}

// TestCountMissed: a candidate that has none of the reasons is an alarm.
func TestCountMissed(t *testing.T) {
	q := asked(t, "host_ipi/mail", "power", map[string]string{"set.before": "sync", "clear.after": "sync"})
	w := opinion.NewWorker(opinion.Options{})
	defer w.Close()
	s, _, err := w.Decide(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	e := &reporter{Worker: w, c: q, maxCounted: 100_000}
	var dis *decide.Disagreement
	if err := e.count(context.Background(), s, nil, &reason.Why{}); !errors.As(err, &dis) {
		t.Errorf("got %v", err)
	}
}

// TestProduct: sets as one of each of several groups, where they are that.
func TestProduct(t *testing.T) {
	for _, c := range []struct {
		sets [][]int
		want string
	}{
		{[][]int{{1, 3}, {1, 4}, {2, 3}, {2, 4}}, "[[1 2] [3 4]] true"},
		{[][]int{{1}, {2}, {3}}, "[[1 2 3]] true"},
		{[][]int{{}}, "[] true"},
		{[][]int{{1, 3}, {1, 4}, {2, 3}}, "[[1 2] [3 4]] false"},
		{[][]int{{1, 2}, {3}}, "[] false"},
		{[][]int{{1, 2}, {2, 3}, {1, 3}}, "[[1] [2] [3]] false"},
	} {
		groups, ok := product(c.sets)
		if got := fmt.Sprint(groups, ok); got != c.want && !(!ok && strings.HasSuffix(c.want, "false")) {
			t.Errorf("%v: %s, want %s", c.sets, got, c.want)
		}
	}
}

// TestForbidsWeakest: of choices that are equally strong the first is named.
func TestForbidsWeakest(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sb.litmus")
	text := `PPC SB
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; }
 P0                                      | P1           ;
 li r1,1                                 | li r1,1      ;
 stw r1,0(r2)                            | stw r1,0(r4) ;
 (*@ a: none, eieio, sync, lwsync+sync *) | sync         ;
 lwz r3,0(r4)                            | lwz r3,0(r2) ;
exists (0:r3=0 /\ 1:r3=0)
`
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	x, err := Verdict(context.Background(), asked(t, file, "tso", nil), decide.Options{}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(x.Forbids.Sets); got != "[[{a sync }]]" {
		t.Errorf("got %s", got)
	}
}

// manySyncs is message passing with more barriers than all sets are looked at of:
// the writer has them all, of which any one is enough.
const manySyncs = `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; }
 P0           | P1           ;
 li r1,1      | lwz r1,0(r4) ;
 stw r1,0(r2) | sync         ;
 sync         | lwz r3,0(r2) ;
 sync         | ;
 sync         | ;
 sync         | ;
 sync         | ;
 sync         | ;
 sync         | ;
 sync         | ;
 sync         | ;
 sync         | ;
 sync         | ;
 sync         | ;
 stw r1,0(r4) | ;
exists (1:r1=1 /\ 1:r3=0)
`

// TestSparedOneByOne: where barriers are taken away one after the other, those
// that are said to go together do.
func TestSparedOneByOne(t *testing.T) {
	q := written(t, manySyncs, "power")
	x, err := Verdict(context.Background(), q, decide.Options{}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	n := x.Needs
	if n.Alone == "" || len(n.Essential) != 1 || len(n.Redundant) != 11 || len(n.Then) != 1 {
		t.Fatalf("got %+v", n)
	}
	n.Alone = ""
	checkNeeds(t, q, n)
	opt, all, err := insert.Optional(q.Test, nil)
	if err != nil {
		t.Fatal(err)
	}
	set := map[string]string{}
	for _, b := range all {
		if b.Column == n.Essential[0].Thread {
			set[b.Slot] = b.Text
		}
	}
	q.Test = insert.Fill(opt, set)
	if _, a, err := opinion.Decide(context.Background(), q, decide.Options{}); err != nil || a.Verdict != verdict.Sometimes {
		t.Errorf("without all that can go alone it is %s, %v", a.Verdict, err)
	}
}

// written is a question about a program of a test's own.
func written(t *testing.T, text, model string) opinion.Case {
	t.Helper()
	file := filepath.Join(t.TempDir(), "t.litmus")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return asked(t, file, model, nil)
}

// TestBeyondBounds: where loops could go on if the model forbade nothing, what is
// told is about executions within the bound, and says so.
func TestBeyondBounds(t *testing.T) {
	const text = `PPC T
{ 0:r2=x; 1:r2=x; 1:r6=0; 1:r5=0; }
 P0           | P1           ;
 li r1,1      | L:           ;
 stw r1,0(r2) | mr r4,r5     ;
 li r1,2      | lwz r5,0(r2) ;
 stw r1,0(r2) | addi r6,r6,1 ;
              | cmpw r5,r4   ;
              | bne L        ;
`
	const beyond = "P1 can repeat the loop at L (line 5) more than 4 times: each round changes r5, and line 5 reads it; try a higher --bound"
	for _, c := range []struct{ cond, says, beyond string }{
		{"exists (1:r6=7)", "no execution of the program within the bounds has the outcome", beyond},
		{"forall (not (1:r6=7))", "no execution of the program within the bounds has the outcome", beyond},
		{"exists (1:r6=4)", "16 executions within the bounds have the outcome", beyond},
	} {
		x, err := Verdict(context.Background(), written(t, text+c.cond+"\n", "power"), decide.Options{Limits: unroll.Limits{Bound: 4}}, 1000)
		if err != nil {
			t.Fatal(err)
		}
		if x.Why == nil || x.Why.Beyond != c.beyond {
			t.Errorf("%s: %+v", c.cond, x.Why)
			continue
		}
		var b bytes.Buffer
		x.Text(&b)
		said := strings.Join(strings.Fields(b.String()), " ")
		for _, want := range []string{c.says, "Without the model, " + c.beyond + "; the model forbids that"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: no %q in\n%s", c.cond, want, b.String())
			}
		}
	}
}

// TestCredits: only slots that the cycle would not be closed without are said to
// close it.
func TestCredits(t *testing.T) {
	const text = `PPC T
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; }
 P0                                         | P1                           ;
 li r1,1                                    | lwz r1,0(r4)                 ;
 stw r1,0(r2)                               | (*@ c: none, lwsync, sync *) ;
 (*@ a: none, lwsync, sync, isync+lwsync *) | lwz r3,0(r2)                 ;
 (*@ b: none, lwsync, sync *)               |                              ;
 stw r1,0(r4)                               |                              ;
exists (1:r1=1 /\ 1:r3=0)
`
	type set = map[string]string
	for _, c := range []struct {
		a, b       set
		by, shared string
	}{
		{set{"a": "sync"}, set{"a": "sync", "b": "sync", "c": "sync"}, "c", "b"},
		{set{"a": "isync+lwsync"}, set{"a": "lwsync", "c": "lwsync"}, "c", "a"},
		{set{"a": "sync", "b": "sync"}, set{"a": "sync", "c": "sync"}, "c", ""},
		{set{"c": "sync"}, set{"a": "sync", "b": "sync", "c": "sync"}, "a b", ""},
	} {
		r, err := Differ(context.Background(), written(t, text, "power"), Variant{"A", c.a}, Variant{"B", c.b}, decide.Options{})
		if err != nil {
			t.Fatal(err)
		}
		names := func(slots []results.Slot) string {
			var all []string
			for _, s := range slots {
				all = append(all, s.Name)
			}
			return strings.Join(all, " ")
		}
		if d := r.Difference; d.Cycle == nil || names(d.By) != c.by || names(d.Shared) != c.shared {
			t.Errorf("%v and %v: by %v, shared %v", c.a, c.b, d.By, d.Shared)
		}
		var b bytes.Buffer
		r.Text(&b)
		if said := strings.Contains(strings.Join(strings.Fields(b.String()), " "), " no difference: with A the step exists, too."); said != (c.shared != "") {
			t.Errorf("%v and %v:\n%s", c.a, c.b, b.String())
		}
	}
}

// TestForbidsOfMany: of very many slots fewer are looked at together, which is said.
func TestForbidsOfMany(t *testing.T) {
	var b strings.Builder
	b.WriteString("PPC T\n{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; 1:r6=z; }\n P0 | P1 ;\n li r1,1 | lwz r1,0(r4) ;\n stw r1,0(r2) | ;\n")
	for i := range 40 {
		fmt.Fprintf(&b, " | (*@ s%d: none, isync, eieio *) ;\n", i)
	}
	b.WriteString(" stw r1,0(r4) | lwz r3,0(r2) ;\nexists (1:r1=1 /\\ 1:r3=0)\n")
	x, err := Verdict(context.Background(), written(t, b.String(), "power"), decide.Options{}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Forbids.Sets) != 0 || x.Forbids.UpTo != 2 {
		t.Errorf("got %+v", x.Forbids)
	}
	var out bytes.Buffer
	x.Text(&out)
	if !strings.Contains(out.String(), "No choices in up to 2 slots forbid") {
		t.Errorf("got\n%s", out.String())
	}
}
