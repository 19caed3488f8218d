package enumerate

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/unroll"
)

// coherence holds programs in which sources and orders within one location matter, with
// dependencies, failing stores and loops.
var coherence = []string{
	sb, iriw, once + "exists (x=1)", retry + "exists (x=1)",
	`{ 0:r2=x; 1:r2=x; }
 P0           | P1           ;
 li r1,1      | lwz r3,0(r2) ;
 stw r1,0(r2) | lwz r4,0(r2) ;
 lwz r3,0(r2) | li r1,3      ;
 li r1,2      | stw r1,0(r2) ;
 stw r1,0(r2) | lwz r5,0(r2) ;
exists (1:r3=2 /\ 1:r4=1)
`,
	`{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0           | P1           ;
 lwz r1,0(r2) | lwz r1,0(r2) ;
 cmpwi r1,1   | addi r1,r1,1 ;
 bne L        | stw r1,0(r4) ;
 stw r1,0(r4) |              ;
 L: stw r1,0(r2) |           ;
exists (0:r1=1)
`,
	`{ 0:r2=x; 1:r2=x; 1:r4=y; }
 P0              | P1              ;
 L: lwarx r3,r0,r2 | lwarx r3,r0,r2 ;
 addi r3,r3,1    | stwcx. r4,r0,r2 ;
 stwcx. r3,r0,r2 | lwz r5,0(r2)    ;
 bne L           | stw r5,0(r2)    ;
exists (x=2)
`,
}

// TestSkipped: the model forbids every execution that the search skips for SC per location.
func TestSkipped(t *testing.T) {
	for _, name := range models.Names() {
		m := fixture.Model(t, name)
		if m.Vocabulary.Language != sets.Default().Language {
			continue
		}
		for i, text := range coherence {
			s := build(t, text, unroll.Options{KeepRounds: true, Limits: unroll.Limits{Bound: 1}})
			fast, slow := countAll(t, s, m, true), countAll(t, s, m, false)
			if fast != slow {
				t.Errorf("%s, program %d: %d executions, %d when nothing is passed over", name, i, fast, slow)
			}
		}
	}
}

func countAll(t *testing.T, s *event.Structure, m *rel.Model, coherent bool) (n int) {
	t.Helper()
	g, err := newSearch(context.Background(), s, m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !g.coherent {
		t.Errorf("the model %s is not seen to be coherent", m.Name)
	}
	g.coherent = coherent
	g.visit = func(*execution.Candidate) bool { n++; return true }
	if err := g.run(); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestEach: every visited execution is well-formed and differs from all others.
func TestEach(t *testing.T) {
	m := fixture.Model(t, "power-doorbell")
	texts := slices.Concat(coherence, handlers)
	for seed := range uint64(30) {
		_, text, _ := strings.Cut(families.Doorbell(seed), "\n")
		texts = append(texts, text)
	}
	for _, text := range texts {
		s := build(t, text, unroll.Options{KeepRounds: true, Limits: unroll.Limits{Bound: 1}})
		judge := eval.New(m)
		seen := map[string]bool{}
		_, err := Each(context.Background(), s, m, Options{}, func(c *execution.Candidate) bool {
			again := cloneCandidate(c)
			if v := judge.Judge(nil, again); !v.Consistent() {
				t.Errorf("visited against %s", v.Violations[0].String(s))
			}
			key := ""
			for _, e := range again.Events() {
				key += string(e+1) + string(again.X.Rf[e]+2)
			}
			for _, order := range slices.Concat(again.X.Order[event.Co], again.X.Order[event.Dbo]) {
				for _, e := range order {
					key += string(e + 1)
				}
				key += "."
			}
			if seen[key] {
				t.Error("visited twice: ", again.X.Rf, again.X.Order[event.Co], again.X.Order[event.Dbo])
			}
			seen[key] = true
			return true
		})
		if err != nil || len(seen) == 0 {
			t.Error(len(seen), err)
		}
	}
}

func TestExists(t *testing.T) {
	m := fixture.Model(t, "power")
	s := build(t, sb, unroll.Options{})
	c, limit, err := Exists(context.Background(), s, m, Options{})
	if err != nil || limit != "" || c == nil || !c.Holds(s.Cond) || !eval.New(m).Consistent(nil, c) {
		t.Fatal(c, limit, err)
	}
	s = build(t, sb, unroll.Options{Fixed: map[string]string{"f": "sync"}})
	if c, _, err := Exists(context.Background(), s, m, Options{}); c != nil || err != nil {
		t.Fatal(c, err)
	}
	s = build(t, retry+"exists (x=0)", unroll.Options{KeepRounds: true}) // only where the loop is cut
	if c, _, err := Exists(context.Background(), s, m, Options{}); c != nil || err != nil {
		t.Fatal(c, err)
	}
}

// TestCoherent: only the complete axiom is recognised.
func TestCoherent(t *testing.T) {
	for text, want := range map[string]bool{
		"acyclic po-loc | rf | co | fr":         true,
		"acyclic po | com":                      true,
		"acyclic (po-loc | rf | co | fr)+":      true,
		"irreflexive (po-loc | rf | co | fr)":   false,
		"acyclic po-loc | rf | co":              false,
		"acyclic (po & (W * W)) | com":          false,
		"flag ~empty po-loc as x":               false,
		"acyclic (po-loc | rf | co | fr) & ext": false,
	} {
		if got := coherent(fixture.ModelText(t, "\"m\"\n"+text+"\n")); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// TestThinAir: a value that depends on itself is no execution, even where
// nothing is forbidden.
func TestThinAir(t *testing.T) {
	s := build(t, `{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0           | P1           ;
 lwz r1,0(r2) | lwz r1,0(r2) ;
 stw r1,0(r4) | stw r1,0(r4) ;
exists (0:r1=1)
`, unroll.Options{})
	o := run(t, s, fixture.ModelText(t, "\"anything goes\"\nacyclic co\n"), counted)
	if o.Positive != 0 || o.Negative != 3 || o.Undefined != 0 {
		t.Errorf("%d and %d executions, %d undefined; want 0, 3 and 0", o.Positive, o.Negative, o.Undefined)
	}
}

// TestMeaningless: an execution in which an operation has no meaning is cut there, and adds
// no state.
func TestMeaningless(t *testing.T) {
	s := build(t, `{ 0:r2=p; 1:r2=p; 1:r4=x; 0:r4=y; }
 P0           | P1           ;
 lwz r1,0(r2) | stw r4,0(r2) ;
 and r5,r1,r4 |              ;
exists (0:r5=1)
`, unroll.Options{})
	o := run(t, s, fixture.Model(t, "power"), counted)
	if o.Undefined != 0 || len(o.CutReached) != 1 || o.CutReached[0].Kind != event.NoMeaning || len(o.States) != 1 {
		t.Errorf("%d undefined, cuts %v, states %v", o.Undefined, o.CutReached, o.States)
	}
}
