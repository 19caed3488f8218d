package eval

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
)

// outcome returns the execution of a structure in which the condition holds. The tests here
// have exactly one.
func outcome(t *testing.T, s *event.Structure) *execution.Candidate {
	t.Helper()
	var found *execution.Candidate
	executiontest.Each(s, func(c *execution.Candidate) {
		if c.Holds(s.Cond) && found == nil {
			found = c
		}
	})
	if found == nil {
		t.Fatal("the condition holds nowhere")
	}
	return found
}

func TestViolations(t *testing.T) {
	for _, c := range []struct{ model, cond, threads, want string }{
		{"power", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + addrRx,
			"observation: P1:Rx=0 -fre-> P0:Wx=1 -prop-> P0:Wy=1 -rfe-> P1:Ry=1 -ppo-> P1:Rx=0"},
		{"power", "x=2 /\\ y=2", wx2 + lwsync + wy1 + "|" + wy2 + lwsync + wx1,
			"propagation: P0:Wx=2 -prop-> P0:Wy=1 -co-> P1:Wy=2 -prop-> P1:Wx=1 -co-> P0:Wx=2"},
		{"power", "0:r5=1 /\\ 1:r5=1", rx + dataWy + "|" + ry + lwsync + wx1,
			"no-thin-air: P0:Rx=1 -ppo-> P0:Wy=1 -rfe-> P1:Ry=1 -lwsync-> P1:Wx=1 -rfe-> P0:Rx=1"},
		{"power", "1:r5=1 /\\ 1:r6=0", wx1 + "|" + rx + po + rx2,
			"sc-per-location: P0:Wx=1 -rf-> P1:Rx=1 -po-loc-> P1:Rx=0 -fr-> P0:Wx=1"},
		{"sc", "0:r5=0 /\\ 1:r5=0", wx1 + po + ry + "|" + wy1 + po + rx,
			"sc: P0:Wx=1 -po & (M * M)-> P0:Ry=0 -fr-> P1:Wy=1 -po & (M * M)-> P1:Rx=0 -fr-> P0:Wx=1"},
		{"tso", "0:r5=0 /\\ 1:r5=0", wx1 + sync + ry + "|" + wy1 + sync + rx,
			"total-store-order: P0:Wx=1 -mfence-> P0:Ry=0 -fr-> P1:Wy=1 -mfence-> P1:Rx=0 -fr-> P0:Wx=1"},
		{"power", "0:r9=1 /\\ 0:r3=0 /\\ x=2", "li r1,2; " + exX + end + "|" + wx1,
			"atomicity: P0:R*x=0 -rmw & (fre ; coe)-> P0:W*x=2"},
	} {
		s := executiontest.Build(t, executiontest.Threads("T", c.cond, strings.Split(c.threads, "|")...))
		v := New(fixture.Model(t, c.model)).Judge(nil, outcome(t, s))
		if v.Consistent() {
			t.Errorf("allowed, not %s", c.want)
			continue
		}
		var got []string
		for i := range v.Violations {
			got = append(got, v.Violations[i].String(s))
		}
		if !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("got\n%s\nwant %s", strings.Join(got, "\n"), c.want)
		}
	}
}

// Every witness is right: its edges are connected and in the relation.
func TestWitnessesAreSound(t *testing.T) {
	for _, name := range []string{"power", "tso", "sc"} {
		j := New(fixture.Model(t, name))
		for _, sh := range shapes {
			s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
			executiontest.Each(s, func(c *execution.Candidate) {
				v := j.Judge(nil, c)
				for i := range v.Violations {
					check(t, j, &v.Violations[i], sh.name)
				}
			})
		}
	}
}

func check(t *testing.T, j *Judge, v *Violation, test string) {
	t.Helper()
	if len(v.Edges) == 0 {
		t.Errorf("%s: %s has no witness", test, v.Axiom.Name)
		return
	}
	for i, e := range v.Edges {
		if next := v.Edges[(i+1)%len(v.Edges)]; e.To != next.From && v.Axiom.Name != "atomicity" {
			t.Errorf("%s: %s: edges do not join", test, v.String(j.c.X.S))
		}
		pairs, ok := j.Relation(e.Rel)
		if !ok {
			continue // an expression without a name
		}
		found := false
		for _, p := range pairs {
			found = found || p == [2]int{e.From, e.To}
		}
		if !found {
			t.Errorf("%s: %s: no %s edge", test, v.String(j.c.X.S), e.Rel)
		}
	}
}

func TestModes(t *testing.T) {
	s := executiontest.Build(t, executiontest.Threads("CoWW", "true", wx1+po+wx2))
	j := New(fixture.ModelText(t, `
flag ~empty co as has-co
flag empty co as no-co
undefined_unless empty co as undef
undefined_unless acyclic co as fine
empty W \ IW as no-writes
~empty rf as some-rf
irreflexive po;po^-1 as loop`))
	c := outcome(t, s)
	v := j.Judge(nil, c)
	text := func(vs []Violation) string {
		var l []string
		for i := range vs {
			l = append(l, vs[i].String(s))
		}
		return strings.Join(l, "; ")
	}
	if got := text(v.Flags); got != "has-co: init:x=0 -co-> P0:Wx=1" {
		t.Errorf("flags: %s", got)
	}
	if got := text(v.Undefined); !strings.HasPrefix(got, "undef: ") || strings.Contains(got, "fine") {
		t.Errorf("undefined: %s", got)
	}
	want := "no-writes: P0:Wx=1; some-rf; loop: P0:Wx=1 -po-> P0:Wx=2 -po^-1-> P0:Wx=1"
	if got := text(v.Violations); got != want || v.Consistent() || j.Consistent(nil, c) {
		t.Errorf("got %s", got)
	}
}
