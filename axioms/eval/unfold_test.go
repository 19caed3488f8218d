package eval

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/fixture"
)

// TestUnfold: an edge becomes connected steps. Each is in its relation, and none is a
// composition, a closure or a union with parts.
func TestUnfold(t *testing.T) {
	longer := 0
	for _, name := range []string{"power", "tso", "sc"} {
		j := New(fixture.Model(t, name))
		for _, sh := range shapes {
			s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
			executiontest.Each(s, func(c *execution.Candidate) {
				v := j.Judge(nil, c)
				for i := range v.Violations {
					for _, e := range v.Violations[i].Edges {
						steps := j.Unfold(e)
						if len(steps) > 1 {
							longer++
						}
						joined(t, j, sh.name, e, steps)
					}
				}
			})
		}
	}
	if longer == 0 {
		t.Error("no edge was put together from others")
	}
}

func joined(t *testing.T, j *Judge, test string, e Edge, steps []Edge) {
	t.Helper()
	at := e.From
	for _, st := range steps {
		if st.From != at {
			t.Fatalf("%s: %s: steps do not join: %v", test, e.Rel, steps)
		}
		at = st.To
		if st.id == 0 || !j.row(j.rel(st.id), int(j.pos[st.From])).Has(int(j.pos[st.To])) {
			t.Errorf("%s: %s: not in %s: %v", test, e.Rel, st.Rel, st)
		}
		n := j.m.Node(st.id)
		if n.Name == "" && (n.Op == rel.Seq || n.Op == rel.Union || n.Op == rel.Star) {
			t.Errorf("%s: %s: the step %s can be followed down", test, e.Rel, st.Rel)
		}
	}
	if at != e.To {
		t.Errorf("%s: %s: the last step does not lead to the end: %v", test, e.Rel, steps)
	}
}

// TestUnfoldPropagation: an edge of propagation becomes the fence and the communication that
// it consists of.
func TestUnfoldPropagation(t *testing.T) {
	for _, c := range []struct{ cond, threads, want string }{
		{"0:r5=0 /\\ 1:r5=0", wx1 + sync + ry + "|" + wy1 + sync + rx,
			"P0:Wx=1 -sync-> P0:Ry=0 -fre-> P1:Wy=1 -sync-> P1:Rx=0 -fre-> P0:Wx=1"},
		{"x=2 /\\ y=2", wx2 + lwsync + wy1 + "|" + wy2 + lwsync + wx1,
			"P0:Wx=2 -lwsync-> P0:Wy=1 -co-> P1:Wy=2 -lwsync-> P1:Wx=1 -co-> P0:Wx=2"},
		{"1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + addrRx,
			"P1:Rx=0 -fre-> P0:Wx=1 -lwsync-> P0:Wy=1 -rfe-> P1:Ry=1 -ppo-> P1:Rx=0"},
	} {
		s := executiontest.Build(t, executiontest.Threads("T", c.cond, strings.Split(c.threads, "|")...))
		j := New(fixture.Model(t, "power"))
		x := outcome(t, s)
		v := j.Judge(nil, x)
		var all []string
		for i := range v.Violations {
			var text string
			for _, e := range v.Violations[i].Edges {
				for _, st := range j.Unfold(e) {
					text += x.Describe(st.From) + " -" + st.Rel + "-> "
				}
			}
			all = append(all, text+x.Describe(v.Violations[i].Edges[0].From))
		}
		// A cycle can start at any of its events.
		found := false
		for _, got := range all {
			for range strings.Split(c.want, "-> ") {
				found = found || got == c.want
				first, rest, _ := strings.Cut(got, "-> ")
				next, _, _ := strings.Cut(rest, " ")
				got = rest + " -" + strings.SplitN(first, " -", 2)[1] + "-> " + next
			}
		}
		if !found {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(all, "\n"), c.want)
		}
	}
}
