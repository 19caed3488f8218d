package why

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// everyCandidate calls f with each candidate execution in which the proposition holds,
// as the enumeration lists them under a model that forbids nothing.
func everyCandidate(t *testing.T, s *event.Structure, holds bool, f func(c *execution.Candidate)) {
	t.Helper()
	nothing := &rel.Model{Nodes: make([]rel.Node, 1)}
	limit, err := enumerate.Each(context.Background(), s, nothing, enumerate.Options{}, func(c *execution.Candidate) bool {
		if len(c.Cuts) == 0 && c.Holds(s.Filter) && c.Holds(s.Cond) == holds {
			f(c)
		}
		return true
	})
	if err != nil || limit != "" {
		t.Fatalf("%s: %v %s", s.Test.Name, err, limit)
	}
}

// checkCover checks the reasons for a Never on all candidates: each candidate contains
// one of them, violates its axiom, and has its steps in the relations of the model.
// Without any one of the reasons, some candidate contains none.
func checkCover(t *testing.T, m *rel.Model, s *event.Structure, reasons []eval.Reason) (candidates int) {
	t.Helper()
	judge := eval.New(m)
	only := make([]int, len(reasons)) // candidates with this reason and no other
	everyCandidate(t, s, true, func(c *execution.Candidate) {
		candidates++
		var in []int
		for i := range reasons {
			if reasons[i].In(c) {
				in = append(in, i)
				isReason(t, judge, c, &reasons[i])
			}
		}
		switch len(in) {
		case 0:
			t.Errorf("%s: a candidate has none of the %d reasons", s.Test.Name, len(reasons))
		case 1:
			only[in[0]]++
		}
	})
	if i := slices.Index(only, 0); i >= 0 {
		t.Errorf("%s: the reason %d of %d can be spared", s.Test.Name, i+1, len(reasons))
	}
	return candidates
}

// isReason checks a reason by evaluating a candidate that contains it.
func isReason(t *testing.T, judge *eval.Judge, c *execution.Candidate, r *eval.Reason) {
	t.Helper()
	v := judge.Judge(nil, c)
	if !slices.ContainsFunc(v.Violations, func(v eval.Violation) bool { return v.Axiom == r.Axiom }) {
		t.Errorf("%s: a candidate does not break %s", c.X.S.Test.Name, r.Axiom.Name)
	}
	for i := range r.Steps {
		st := &r.Steps[i]
		if pairs, named := judge.Relation(st.Rel); named && !slices.Contains(pairs, [2]int{st.From, st.To}) {
			t.Errorf("%s: %s > %s is not in %s", c.X.S.Test.Name, c.Describe(st.From), c.Describe(st.To), st.Rel)
		}
		if i > 0 && r.Steps[i-1].To != st.From {
			t.Errorf("%s: the steps of %s do not join", c.X.S.Test.Name, r.Axiom.Name)
		}
	}
	if r.Axiom.Kind != rel.Empty && !r.Cyclic() {
		t.Errorf("%s: the steps of %s are no cycle", c.X.S.Test.Name, r.Axiom.Name)
	}
}

// TestCoverOfSuite: every Never of the public POWER tests is explained, correctly and
// completely.
func TestCoverOfSuite(t *testing.T) {
	suite := fixture.Suite(t, "power")
	rows := fixture.Rows(t, "power")
	for _, c := range []struct {
		model string
		every int // of the tests
	}{{"power", 1}, {"tso", 5}, {"sc", 5}} {
		d := newDecider(t, c.model)
		var sizes []int
		candidates := 0
		for i, row := range rows {
			if i%c.every != 0 || testing.Short() && i%10 != 0 {
				continue
			}
			s := structureOf(t, d, suite+"tests/"+row[0], nil, false)
			a, err := d.Decide(context.Background(), s)
			if err != nil || a.Verdict != verdict.Never {
				continue
			}
			reasons := coverOf(t, d, s)
			candidates += checkCover(t, d.Model(), s, reasons)
			sizes = append(sizes, len(reasons))
		}
		slices.Sort(sizes)
		t.Logf("%s: %d tests are Never; median of %d reasons, at most %d; %d candidates", c.model, len(sizes), sizes[len(sizes)/2], sizes[len(sizes)-1], candidates)
	}
}

func structureOf(t *testing.T, d *decider, file string, set map[string]string, free bool) *event.Structure {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	test := fixture.Parse(t, diag.NewSource(file, string(text)))
	s, err := d.Structure(context.Background(), test, set, free)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// coverOf returns the reasons for a Never.
func coverOf(t *testing.T, d *decider, s *event.Structure) []eval.Reason {
	t.Helper()
	c, err := d.Cover(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, [][]int{nil})
	if err != nil {
		t.Fatal(err)
	}
	if c.Limit[0] != "" {
		t.Fatalf("%s: %s", s.Test.Name, c.Limit[0])
	}
	var reasons []eval.Reason
	for _, i := range c.By[0] {
		reasons = append(reasons, c.Reasons[i])
	}
	return reasons
}

// TestCoverOfVariants: the reasons found for all variants together are right for each
// variant of a sample, with its slots fixed and its candidates enumerated.
func TestCoverOfVariants(t *testing.T) {
	for _, c := range []struct{ program, model string }{
		{"host_ipi/mail", "power"}, {"host_ipi/kernel", "power"}, {"ipi_data/taken-doorbell", "power-doorbell"},
	} {
		if testing.Short() && c.program != "host_ipi/mail" {
			continue
		}
		coverOfVariants(t, newDecider(t, c.model), fixture.Study(t, c.program), c.program)
	}
}

// coverOfVariants checks the reasons found for all variants of a program on the
// candidates of a sample of variants.
func coverOfVariants(t *testing.T, d *decider, test *litmus.Test, program string) {
	t.Helper()
	s, err := d.Structure(context.Background(), test, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	never, cover := coverOfLattice(t, d, s)
	judge := eval.New(d.Model())
	distinct := map[string]bool{}
	candidates := 0
	for v, picks := range never {
		if cover.Limit[v] != "" {
			t.Fatalf("%s: %s", program, cover.Limit[v])
		}
		key := fmt.Sprint(cover.By[v])
		if distinct[key] {
			continue
		}
		distinct[key] = true
		fixed, err := d.Structure(context.Background(), test, chosenOf(s, picks), false)
		if err != nil {
			t.Fatal(err)
		}
		everyCandidate(t, fixed, true, func(x *execution.Candidate) {
			candidates++
			y := among(t, x, s, picks)
			in := slices.ContainsFunc(cover.By[v], func(i int) bool {
				if cover.Reasons[i].In(y) {
					isReason(t, judge, y, &cover.Reasons[i])
					return true
				}
				return false
			})
			if !in {
				t.Errorf("%s with %s: a candidate has none of %v", program, fixture.Named(s, picks), cover.By[v])
			}
		})
	}
	t.Logf("%s: %d variants, %d reasons, %d different covers, %d candidates of these", program, len(never), len(cover.Reasons), len(distinct), candidates)
}

// TestCoverByInterrupts: with one query for each set of interrupts as with one query for
// all, no variant has a candidate without any of its reasons.
func TestCoverByInterrupts(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	for _, split := range []int{1, 0} {
		d := deciderFor(t, fixture.Model(t, "power-doorbell"), decide.Options{SplitEvents: split})
		s, err := d.Structure(context.Background(), fixture.Study(t, "host_ipi_handler/mail"), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		never, cover := coverOfLattice(t, d, s)
		for v := range never {
			c := &coverer{d: d.Decider.Decider, s: s, judge: eval.New(d.Model()), variants: never}
			f, err := c.candidates(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, false)
			if err != nil {
				t.Fatal(err)
			}
			var in []int
			for k, i := range cover.By[v] {
				if err := f.exclude(t.Context(), &cover.Reasons[i]); err != nil {
					t.Fatal(err)
				}
				in = append(in, k)
			}
			if enough, err := c.covers(context.Background(), f, never[v], in); err != nil || !enough {
				t.Errorf("split at %d: %s has a candidate without any of the reasons", split, fixture.Named(s, never[v]))
			}
			f.close()
		}
	}
}

// coverOfLattice explains every variant that is Never.
func coverOfLattice(t *testing.T, d *decider, s *event.Structure) (never [][]int, cover *Cover) {
	t.Helper()
	all, err := d.Lattice(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	for picks, a := range all.All() {
		if a.Verdict == verdict.Never {
			never = append(never, picks)
		}
	}
	if cover, err = d.Cover(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, never); err != nil {
		t.Fatal(err)
	}
	return never, cover
}

func chosenOf(s *event.Structure, picks []int) map[string]string {
	set := map[string]string{}
	for i := range s.Slots {
		set[s.Slots[i].Name] = s.Slots[i].Choices[picks[i]]
	}
	return set
}

// among turns an execution of a structure with fixed slots into one of the structure
// with free slots, which has more barriers and otherwise the same events in the same
// order.
func among(t *testing.T, c *execution.Candidate, s *event.Structure, picks []int) *execution.Candidate {
	t.Helper()
	others := func(s *event.Structure) (list []int32) {
		for e := range s.Events {
			if s.Events[e].Slot < 0 {
				list = append(list, int32(e))
			}
		}
		return list
	}
	from, to := others(c.X.S), others(s)
	if len(from) != len(to) {
		t.Fatalf("%s: %d events, and %d with free slots", s.Test.Name, len(from), len(to))
	}
	is := map[int32]int32{-1: -1}
	for i := range from {
		is[from[i]] = to[i]
	}
	x := execution.New(s)
	x.Choices, x.Slots = c.X.Choices, picks
	for e, w := range c.X.Rf {
		if w >= 0 {
			x.Rf[is[int32(e)]] = is[w]
		}
	}
	for o := range c.X.Order {
		for k, list := range c.X.Order[o] {
			for _, e := range list {
				x.Order[o][k] = append(x.Order[o][k], is[e])
			}
		}
	}
	again, err := x.Complete()
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// TestCoverOfNothing: if the proposition holds in no candidate, there is neither a
// reason nor a limit.
func TestCoverOfNothing(t *testing.T) {
	d := newDecider(t, "power")
	test := fixture.Parse(t, diag.NewSource("t.litmus", "PPC t\n{ 0:r2=x; }\n P0 ;\n lwz r1,0(r2) ;\nexists (0:r1=7)\n"))
	s, err := d.Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	if reasons := coverOf(t, d, s); len(reasons) != 0 {
		t.Errorf("%d reasons", len(reasons))
	}
}

// TestCoverOfAllowed: asking for the reasons of a Never that is none is an alarm.
func TestCoverOfAllowed(t *testing.T) {
	d := newDecider(t, "power")
	s, err := d.Structure(context.Background(), fixture.Study(t, "host_ipi/mail"), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.Cover(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, [][]int{nil})
	var dis *decide.Disagreement
	if !errors.As(err, &dis) {
		t.Errorf("got %v", err)
	}
}

// TestCoverOfExactly: under a model in which larger relations can satisfy more, each
// candidate is a reason by itself.
func TestCoverOfExactly(t *testing.T) {
	d := deciderOf(t, "acyclic po | rf | co | fr as sc\nempty (fre \\ (co ; rf)) & 0 as none\nlet odd = rfe \\ (co ; co ; rf) empty odd & (co ; co) as strange")
	m := d.Model()
	if is, _ := m.Monotone(); is {
		t.Fatal("the model is monotone")
	}
	s := structureOf(t, d, "../../../programs/library/host_ipi/mail.litmus", nil, false)
	reasons := coverOf(t, d, s)
	if n := checkCover(t, m, s, reasons); n != len(reasons) {
		t.Errorf("%d candidates, %d reasons", n, len(reasons))
	}
}

// TestCoverOfTooMany: if there are too many reasons, those found are kept, and the limit
// is reported.
func TestCoverOfTooMany(t *testing.T) {
	d := deciderOf(t, "acyclic ((po & (M*M)) \\ (rf ; rf^-1 ; fr)) | rf | fr | co as nm")
	s := structure(t, d, `PPC many
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; 2:r2=x; 3:r2=x; 2:r4=y; 3:r4=y; }
 P0           | P1           | P2           | P3           ;
 li r1,1      | li r1,2      | li r1,3      | lwz r1,0(r2) ;
 stw r1,0(r2) | stw r1,0(r2) | stw r1,0(r2) | lwz r3,0(r2) ;
 stw r1,0(r4) | stw r1,0(r4) | stw r1,0(r4) | lwz r5,0(r4) ;
              |              |              | lwz r6,0(r4) ;
exists (3:r1=1 /\ 3:r3=0)
`)
	c, err := d.Cover(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, [][]int{nil})
	if err != nil {
		t.Fatal(err)
	}
	if c.Limit[0] == "" || len(c.By[0]) != len(c.Reasons) || len(c.Reasons) != maxReasons {
		t.Errorf("%d of %d reasons, limit %q", len(c.By[0]), len(c.Reasons), c.Limit[0])
	}
}

// TestSlotsCover: the reasons found for all variants together, with control
// dependencies that slots make, are right for each variant alone.
func TestSlotsCover(t *testing.T) {
	n := 40
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		n = 1000
	}
	d := newDecider(t, "power")
	for seed := range uint64(n) {
		ring := families.Ring([]string{"MP", "LB"}[seed%2], []string{"lwsync", "nop"}[seed/2%2], 2, 1)
		sl := families.AddSlots(ring, seed, false, true)
		test := fixture.ParseText(t, sl.String())
		s, err := d.Structure(context.Background(), test, nil, true)
		if err != nil {
			t.Fatal(err)
		}
		if all, err := d.Lattice(context.Background(), s); err != nil || all.Len() > 60 || len(s.Cuts) > 0 || len(s.Events) > 24 {
			continue
		}
		coverOfVariants(t, d, test, fmt.Sprint("seed ", seed))
	}
}
