package why

import (
	"context"
	"os"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestSensitivity: which axioms a Never rests on.
func TestSensitivity(t *testing.T) {
	const cond = `exists (1:r5=1 /\ 1:r6=0)`
	for _, c := range []struct{ name, model, cond, want string }{
		{"one", "acyclic po-loc|rf|co|fr as coherent\nacyclic po|rf|co|fr as sc", cond,
			"rests on sc; redundant: coherent"},
		{"without names", "acyclic po-loc|rf|co|fr\nacyclic po|rf|co|fr", cond,
			"rests on m.cat:2; redundant: m.cat:1"},
		{"two on a line", "acyclic po-loc|rf|co|fr acyclic po|rf|co|fr", cond,
			"rests on m.cat:1 (axiom 2); redundant: m.cat:1 (axiom 1)"},
		{"a name twice", "acyclic po-loc|rf|co|fr as a\nacyclic po|rf|co|fr as a", cond,
			"rests on a (m.cat:2); redundant: a (m.cat:1)"},
		{"either", "acyclic po|rf|co|fr as sc\nirreflexive fr;po;rf;po as mp\nacyclic co as a", cond,
			"rests on sc, or mp; redundant: a"},
		// a forbids one of two executions, b and c the other, and d both.
		{"two of three, or one", "empty po;rf as a\nempty po^-1;rf as b\nempty [W\\IW];rf;po^-1 as c\nempty [W\\IW];rf as d",
			`exists (1:r5=1 /\ 1:r6=0 \/ 1:r5=0 /\ 1:r6=1)`, "rests on a + b, a + c, or d"},
		{"a flag forbids nothing", "acyclic po|rf|co|fr as sc\nflag ~empty po as f\nundefined_unless empty po as u", cond,
			"rests on sc"},
		{"trivial", "acyclic po|rf|co|fr as sc", `exists (1:r5=3)`,
			"rests on no axiom; redundant: sc"},
		{"contradictory", "acyclic po|rf|co|fr as sc\n~empty 0 as wrong", cond,
			"THE MODEL FORBIDS EVERYTHING, whatever is asked; that rests on wrong; redundant: sc"},
		{"the filter", "acyclic po|rf|co|fr as sc", `filter (1:r5=1 /\ 1:r6=0) exists (1:r6=0)`,
			"the filter lets through no execution that the model allows; that rests on sc"},
	} {
		d := deciderOf(t, c.model)
		s := structure(t, d, mp+c.cond)
		if a, err := d.Decide(context.Background(), s); err != nil || a.Verdict != verdict.Never {
			t.Errorf("%s: %s, %v", c.name, a.Verdict, err)
			continue
		}
		got, err := d.Sensitivity(context.Background(), s)
		if err != nil || got.String() != c.want {
			t.Errorf("%s: %v\n got %s\nwant %s", c.name, err, got, c.want)
		}
	}
}

// TestSensitivityUnknown: an axiom about which nothing was decided is neither essential
// nor redundant.
func TestSensitivityUnknown(t *testing.T) {
	const text = `PPC loop
{ 0:r2=x; 1:r2=x; 1:r6=0; 1:r5=0; }
 P0           | P1           ;
 li r1,1      | L:           ;
 stw r1,0(r2) | mr r4,r5     ;
 li r1,2      | lwz r5,0(r2) ;
 stw r1,0(r2) | addi r6,r6,1 ;
              | cmpw r5,r4   ;
              | bne L        ;
exists (1:r5=77)
`
	for _, c := range []struct{ model, want string }{
		{"acyclic po-loc|rf|co|fr as a\nacyclic po-loc|rf|co|fr as b\nacyclic co as c",
			"rests on perhaps a, perhaps b, or others; each of these can be left out alone: c"},
		{"acyclic po-loc|rf|co|fr as a\nacyclic co as c", "rests on perhaps a, or others; each of these can be left out alone: c; without a it is Unknown: " +
			"P1 can repeat the loop at L (line 5) more than 4 times: each round changes r5, and line 5 reads it; try a higher --bound"},
	} {
		d := deciderFor(t, fixture.ModelText(t, c.model), decide.Options{Limits: unroll.Limits{Bound: 4}})
		s := structure(t, d, text)
		got, err := d.Sensitivity(context.Background(), s)
		if err != nil || got.String() != c.want {
			t.Errorf("%v\n got %s\nwant %s", err, got, c.want)
		}
	}
	// A search that is given up half-way has shown nothing of what is left.
	d := deciderOf(t, "acyclic po|rf|co|fr as sc\nirreflexive fr;po;rf;po as mp\nacyclic co as a")
	s := structure(t, d, mp+"exists (1:r5=1 /\\ 1:r6=0)")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	sets, all, err := d.minimalSets(ctx, s, []int{0, 1, 2})
	if err != nil || all || len(sets) == 0 {
		t.Fatalf("%v, all: %v, %v", sets, all, err)
	}
	for _, set := range sets {
		if len(set.unsure) != len(set.axioms) {
			t.Errorf("%v is said to be needed", set.axioms)
		}
	}
}

// TestSensitivityEnumerated compares every answer with the enumeration of all executions
// under the same axioms, for public tests and random programs that are Never.
func TestSensitivityEnumerated(t *testing.T) {
	d := newDecider(t, "power")
	sc := newDecider(t, "sc")
	asked := 0
	for seed := range fixture.Nightly(30, 5_000) {
		text := families.Small(uint64(seed))
		for _, d := range []*decider{d, sc} {
			s := structure(t, d, text)
			if a, err := d.Decide(context.Background(), s); err != nil || a.Verdict != verdict.Never {
				continue
			}
			asked += sensitive(t, d, s, text)
		}
		if t.Failed() {
			return
		}
	}
	t.Log(asked, "questions about random programs")
	if asked == 0 {
		t.Error("no random program is Never")
	}
	suite := fixture.Suite(t, "power")
	rows := fixture.Rows(t, "power")
	asked = 0
	lines := map[string]int{}
	for i, row := range rows {
		if row[1] != "Never" || os.Getenv("FENCEWISE_NIGHTLY") == "" && i%8 != 0 {
			continue
		}
		text, err := os.ReadFile(suite + "tests/" + row[0])
		if err != nil {
			t.Fatal(err)
		}
		s := structure(t, d, string(text))
		asked += sensitive(t, d, s, row[0])
		if n, known := nothing(t, d, string(text)); known && n {
			t.Errorf("%s: trivial", row[0])
		}
		got, err := d.Sensitivity(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		lines[got.String()]++
	}
	t.Log(asked, "questions about public tests")
	for line, n := range lines {
		t.Log(n, line)
	}
}

// sensitive checks the sensitivity of s, and returns how many of its answers could be
// compared.
func sensitive(t *testing.T, d *decider, s *event.Structure, name string) (asked int) {
	t.Helper()
	got, err := d.Sensitivity(context.Background(), s)
	if err != nil {
		t.Fatalf("%v\n%s", err, name)
	}
	never := func(m *rel.Model, s *event.Structure) (bool, bool) {
		o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{MaxCandidates: 5_000})
		if err != nil {
			t.Fatal(err)
		}
		v, _ := o.Verdict()
		if o.Limit == "" {
			asked++
		}
		return v == verdict.Never, o.Limit == "" && v != verdict.Unknown
	}
	any := *s
	any.Cond = event.True
	if n, known := never(d.Model(), &any); known && n != (got.Executions == verdict.Never) {
		t.Errorf("executions: %s, none by enumeration: %v\n%s", got.Executions, n, name)
	}
	names := d.Model().AxiomNames()
	for i := range names {
		n, known := never(d.Model().Without(i), s)
		if known && n != slices.Contains(got.Redundant, names[i]) || known && n == slices.Contains(got.Essential, names[i]) {
			t.Errorf("without %s never: %v; %s\n%s", names[i], n, got, name)
		}
	}
	for _, set := range got.Enough {
		for k := -1; k < len(set); k++ { // the set, and without each of it
			var out []int
			for i := range names {
				if !slices.Contains(set, names[i]) || k >= 0 && set[k] == names[i] {
					out = append(out, i)
				}
			}
			if n, known := never(d.Model().Without(out...), s); known && n != (k < 0) {
				t.Errorf("%v, without %d: never %v\n%s", set, k, n, name)
			}
		}
	}
	return asked
}
