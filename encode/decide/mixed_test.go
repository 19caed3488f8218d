package decide

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

const mixedSuite = "../../../shared/suites/mixed/"

// TestMixedSuite compares the verdicts of the public tests with accesses of mixed size with what
// is expected of POWER, by both engines. One of them depends on how a read is understood that
// takes a part of its value from a store of its own thread: Sometimes under the model, and as
// expected under its stronger variant.
func TestMixedSuite(t *testing.T) {
	rows := fixture.Rows(t, "mixed")
	d := newMixed(t, "power", Options{})
	strong, err := models.LoadWith("power", map[string]bool{rel.MixedVariant: true, "whole-forwarding": true})
	if err != nil {
		t.Fatal(err)
	}
	stronger := New(strong, Options{})
	defer stronger.Close()
	for _, row := range rows {
		test := fixture.ParseFile(t, mixedSuite+"tests/"+row[0]+".litmus")
		test.SetEndian(litmus.LittleEndian)
		s := fixture.Structure(t, test, unroll.Options{})
		want := verdict.Verdict(row[1])
		if _, v, ok := bothMixed(t, stronger, s, row[0]); !ok || v != want {
			t.Errorf("%s: %s under the stronger variant, want %s", row[0], v, want)
		}
		if row[0] == "CO-MIXED-20cc+H" {
			want = verdict.Sometimes
		}
		if _, v, ok := bothMixed(t, d, s, row[0]); !ok || v != want {
			t.Errorf("%s: %s, want %s", row[0], v, want)
		}
	}
	if len(rows) < 46 {
		t.Errorf("only %d tests", len(rows))
	}
}

// perLocation is a model that says nothing of whole accesses: what keeps them together under it
// is what an execution is.
const perLocation = `"per location"
acyclic po-loc | rf | co | fr as coherence
`

// newPerLocation returns a decider under perLocation.
func newPerLocation(t testing.TB) *Decider {
	t.Helper()
	m, err := models.Parse(diag.NewSource("per-location.cat", perLocation), map[string]bool{rel.MixedVariant: true})
	if err != nil {
		t.Fatal(err)
	}
	d := New(m, Options{})
	t.Cleanup(func() { d.Close() })
	return d
}

// TestTornParts: a word of three parts is read or overwritten as a whole, also under a model that
// does not say so. The parts of it that two stores do not both cover can come from both.
func TestTornParts(t *testing.T) {
	d := newPerLocation(t)
	const program = `PPC torn-parts
Endian=little
{ uint32_t x; 0:r1=x; 1:r1=x; 2:r1=x; 3:r1=x; 4:r1=x; uint32_t 4:r6; }
 P0           | P1           | P2           | P3           | P4           ;
 lis r5,257   | lis r5,514   | li r5,9      | li r5,9      | lwz r6,0(r1) ;
 ori r5,r5,257| ori r5,r5,514| stb r5,1(r1) | stb r5,2(r1) |              ;
 stw r5,0(r1) | stw r5,0(r1) |              |              |              ;
`
	for _, c := range []struct {
		cond string
		want verdict.Verdict
	}{
		{"4:r6=0x01090901", verdict.Sometimes}, // a word, with both bytes later
		{"4:r6=0x02020902", verdict.Sometimes},
		{"4:r6=0x01020901", verdict.Never}, // parts 0 and 2 are of two stores, and part 1 is of a third
		{"4:r6=0x01090902 \\/ 4:r6=0x02090901", verdict.Never},
		{"4:r6=0x01010102 \\/ 4:r6=0x01010201", verdict.Never},
		{"x=0x01020901 \\/ x=0x02010202", verdict.Never}, // stores, in the end
	} {
		text := program + "exists (" + c.cond + ")\n"
		if _, v, ok := bothMixed(t, d, fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{}), text); !ok || v != c.want {
			t.Errorf("%s: %s, want %s", c.cond, v, c.want)
		}
	}
}

// TestMixedPrograms decides random programs with accesses of mixed size with both engines, and
// checks that each model allows what the stronger ones allow.
func TestMixedPrograms(t *testing.T) {
	var ds []*Decider
	for _, name := range []string{"sc", "tso", "power"} { // each allows what the one before does
		m, err := models.LoadWith(name, map[string]bool{rel.MixedVariant: true})
		if err != nil {
			t.Fatal(err)
		}
		d := New(m, Options{})
		defer d.Close()
		ds = append(ds, d)
	}
	ds = append(ds, newPerLocation(t))
	mixed, left := 0, 0
	count := map[verdict.Verdict]int{}
	for seed := range uint64(fixture.Nightly(300, 2000)) {
		text := families.Mixed(seed, []string{"little", "big"}[seed%2])
		s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{})
		if err := s.Check(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if s.Mixed() {
			mixed++
		}
		var stronger []string
		for _, d := range ds {
			states, v, ok := bothMixed(t, d, s, text)
			if !ok {
				left++
				break
			}
			count[v]++
			for _, st := range stronger {
				if !slices.Contains(states, st) {
					t.Errorf("%s does not allow %s, which a stronger model does\n%s", d.Model().Name, st, text)
				}
			}
			stronger = states
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d mixed, %d left out, %v", mixed, left, count)
	if mixed < 100 && !testing.Short() || count[verdict.Never] < count[verdict.Sometimes]/10 || left > mixed/2 {
		t.Errorf("%d programs are mixed, %d were left out, and the verdicts are %v", mixed, left, count)
	}
}

// bothMixed decides a structure with both engines and returns its final states; ok is false if
// it is too large for one of them.
func bothMixed(t *testing.T, d *Decider, s *event.Structure, text string) (states []string, v verdict.Verdict, ok bool) {
	t.Helper()
	o, err := enumerate.Run(context.Background(), s, d.Model(), enumerate.Options{MaxCandidates: 5_000})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if o.Limit != "" {
		return nil, "", false
	}
	a, err := d.Decide(context.Background(), s)
	var big *encode.TooBig
	if errors.As(err, &big) || a.Verdict == verdict.Unknown {
		return nil, "", false
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if (o.Positive > 0) != (a.Verdict == verdict.Sometimes || a.Verdict == verdict.Always) {
		t.Errorf("%s: %s by the solver, %d executions by enumeration\n%s", d.Model().Name, a.Verdict, o.Positive, text)
	}
	found, reason, err := d.States(context.Background(), s, Observables(s))
	if err != nil || reason != "" {
		t.Fatalf("%s %v\n%s", reason, err, text)
	}
	var ends []*execution.Candidate
	for _, st := range found {
		ends = append(ends, st.Witness)
	}
	states = enumerate.Collect(s, ends, "").Texts()
	listed := o.Texts()
	slices.Sort(states)
	slices.Sort(listed)
	if !slices.Equal(states, listed) {
		t.Errorf("%s: final states by the solver\n%v\nand by enumeration\n%v\n%s", d.Model().Name, states, listed, text)
	}
	return states, a.Verdict, true
}

// TestMirroredBytes turns round the order of bytes, and the places of accesses with it. The
// final states stay.
func TestMirroredBytes(t *testing.T) {
	m, err := models.LoadWith("power", map[string]bool{rel.MixedVariant: true})
	if err != nil {
		t.Fatal(err)
	}
	states := func(text string) ([]string, bool) {
		s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{})
		o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{MaxCandidates: 3_000, Counts: true})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		all := o.Texts()
		slices.Sort(all)
		return append(all, fmt.Sprint(o.Positive, o.Negative)), o.Limit == ""
	}
	compared := 0
	for seed := range uint64(fixture.Nightly(200, 2000)) {
		text := families.Mixed(seed, "little")
		mirrored, ok := families.Mirrored(text, "big")
		if !ok {
			continue
		}
		little, ok := states(text)
		if !ok {
			continue
		}
		compared++
		if big, _ := states(mirrored); !slices.Equal(little, big) {
			t.Fatalf("little:\n%v\nbig:\n%v\n%s\n%s", little, big, text, mirrored)
		}
	}
	if compared < 20 && !testing.Short() {
		t.Errorf("only %d programs were compared", compared)
	}
}
