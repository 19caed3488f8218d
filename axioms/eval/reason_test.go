package eval

import (
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
)

// reasoned holds the shapes for tests of reasons, with models for each.
func reasoned(t *testing.T, f func(name string, j *Judge, all []*execution.Candidate)) {
	few := func(i int) bool { return testing.Short() && i%3 != 0 }
	for i, sh := range shapes {
		if few(i) {
			continue
		}
		all := every(executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...)))
		for _, name := range []string{"power", "tso", "sc"} {
			f(sh.name+" under "+name, New(fixture.Model(t, name)), all)
		}
	}
	for i, sh := range bellShapes {
		if few(i) {
			continue
		}
		s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
		f(sh.name, New(fixture.Model(t, "power-doorbell")), every(s))
	}
}

func every(s *event.Structure) (all []*execution.Candidate) {
	executiontest.Each(s, func(c *execution.Candidate) { all = append(all, c) })
	return all
}

// TestReasons: every execution that contains what a reason rests on violates the axiom, and
// has every step of the reason in the relation of the step.
func TestReasons(t *testing.T) {
	reasons, elsewhere := 0, 0
	reasoned(t, func(name string, j *Judge, all []*execution.Candidate) {
		again := New(j.Model())
		for _, c := range all {
			if found := j.Reasons(nil, c); (len(found) == 0) != again.Consistent(nil, c) {
				t.Fatalf("%s: %d reasons", name, len(found))
			} else if len(found) > 0 {
				r := &found[0]
				reasons++
				if !r.In(c) {
					t.Fatalf("%s: %s: not in the execution that it is from", name, r.Axiom.Name)
				}
				for _, o := range all {
					if !r.In(o) {
						continue
					}
					if o != c {
						elsewhere++
					}
					real(t, name, again, r, o)
				}
			}
		}
	})
	t.Log(reasons, "reasons,", elsewhere, "times in another execution")
	if reasons < 20 || elsewhere < 5 {
		t.Errorf("%d reasons, %d times in another execution", reasons, elsewhere)
	}
}

// real checks a reason in an execution against the evaluator.
func real(t *testing.T, name string, j *Judge, r *Reason, c *execution.Candidate) {
	t.Helper()
	v := j.Judge(nil, c)
	if !slices.ContainsFunc(v.Violations, func(v Violation) bool { return v.Axiom == r.Axiom }) {
		t.Fatalf("%s: %s is not broken", name, r.Axiom.Name)
	}
	at := -1
	for i := range r.Steps {
		st := &r.Steps[i]
		if at >= 0 && st.From != at {
			t.Fatalf("%s: %s: steps do not join", name, r.Axiom.Name)
		}
		at = st.To
		j.eval(st.id)
		if !j.row(j.rel(st.id), int(j.pos[st.From])).Has(int(j.pos[st.To])) {
			t.Fatalf("%s: %s: %s > %s is not in %s", name, r.Axiom.Name, c.Describe(st.From), c.Describe(st.To), st.Rel)
		}
		if pairs, ok := j.Relation(st.Rel); ok && !slices.Contains(pairs, [2]int{st.From, st.To}) {
			t.Fatalf("%s: %s: %s > %s is not in what is called %s", name, r.Axiom.Name, c.Describe(st.From), c.Describe(st.To), st.Rel)
		}
	}
	if !r.Cyclic() && r.Axiom.Name != "atomicity" {
		t.Fatalf("%s: %s: no cycle", name, r.Axiom.Name)
	}
}

// TestGroundsAreMinimal: without any one element of a ground, the step does not exist.
func TestGroundsAreMinimal(t *testing.T) {
	pieces := 0
	reasoned(t, func(name string, j *Judge, all []*execution.Candidate) {
		for _, c := range all[:min(len(all), 30)] {
			for _, r := range j.Reasons(nil, c) {
				for i := range r.Steps {
					for _, g := range r.Steps[i].Grounds {
						pieces += smallest(t, name, j, c, r.Steps[i].Edge, g)
					}
				}
			}
		}
	})
	if pieces < 30 {
		t.Errorf("%d pieces", pieces)
	}
}

func smallest(t *testing.T, name string, j *Judge, c *execution.Candidate, e Edge, g Ground) int {
	t.Helper()
	holds := func(part Ground) bool {
		part.Events = append(slices.Clone(part.Events), e.From, e.To)
		slices.Sort(part.Events)
		part.Events = slices.Compact(part.Events)
		j.narrow(c, &part)
		j.eval(e.id)
		return j.row(j.rel(e.id), int(j.pos[e.From])).Has(int(j.pos[e.To]))
	}
	if !holds(g) {
		t.Fatalf("%s: %s: not enough", name, e.Rel)
	}
	for i := range g.Events {
		if holds(Ground{Events: slices.Delete(slices.Clone(g.Events), i, i+1), Pairs: g.Pairs}) {
			t.Errorf("%s: %s: %s is not needed", name, e.Rel, c.Describe(g.Events[i]))
		}
	}
	for i := range g.Pairs {
		if holds(Ground{Events: g.Events, Pairs: slices.Delete(slices.Clone(g.Pairs), i, i+1)}) {
			t.Errorf("%s: %s: %v is not needed", name, e.Rel, g.Pairs[i])
		}
	}
	return len(g.Events) + len(g.Pairs)
}

// TestGroundsOfTwoBarriers: two barriers that each order two accesses are two grounds; a
// branch and an isync together are one.
func TestGroundsOfTwoBarriers(t *testing.T) {
	for _, c := range []struct{ reader, want string }{
		{ry + addrRx, "P1:Ry > P1:Rx"},
		{ry + lwsync + rx2, "P1:lwsync"},
		{ry + sync + "sync; " + rx2, "P1:sync | P1:sync"},
		{ry + isync + rx2, "P1:Ry > P1:isync"},
	} {
		s := executiontest.Build(t, executiontest.Threads("MP", "1:r5=1 /\\ 1:r6=0", wx1+sync+wy1, c.reader))
		found := false
		for _, r := range New(fixture.Model(t, "power")).Reasons(nil, outcome(t, s)) {
			for _, st := range r.Steps {
				if s.Events[st.From].Thread != 1 || s.Events[st.To].Thread != 1 {
					continue
				}
				var all []string
				for _, g := range st.Grounds {
					switch {
					case len(g.Pairs) > 0:
						all = append(all, execution.Describe(s, g.Pairs[0].From)+" > "+execution.Describe(s, g.Pairs[0].To))
					case len(g.Events) > 0:
						all = append(all, execution.Describe(s, g.Events[0]))
					}
				}
				found = found || strings.Join(all, " | ") == c.want
				t.Logf("%s: %q", c.reader, all)
			}
		}
		if !found {
			t.Errorf("%s: no step with the grounds %s", c.reader, c.want)
		}
	}
}

// TestReasonsOfSetsThatDepend: if membership in a set depends on other events, these are part
// of what a reason rests on.
func TestReasonsOfSetsThatDepend(t *testing.T) {
	for _, model := range []string{
		"let seen = domain rf\nacyclic [seen] ; po ; [W] | rf | co as a",
		"let seen = domain rf\nirreflexive po ; [seen] ; rfe ; po ; [W] ; rfe as a",
		"let seen = domain rf\nempty (seen * W) & co as a",
		"let seen = domain rf\nempty seen & W \\ IW as a",
		"let late = range co\nacyclic (po & (_ * late)) | rf | fr as a",
	} {
		found := 0
		for _, cols := range [][]string{{rx + po + wy1, ry + po + wx1}, {wx1 + po + wy1, ry + po + wx2}, {wx1 + po + wy1, wy2 + po + wx2, rx + po + ry}} {
			all, j := every(executiontest.Build(t, executiontest.Threads("T", "true", cols...))), New(fixture.ModelText(t, model))
			for _, c := range all {
				for _, r := range j.Reasons(nil, c) {
					found++
					for _, o := range all {
						if r.In(o) && New(j.Model()).Consistent(nil, o) {
							t.Errorf("%s: an execution that is allowed has the reason", model)
						}
					}
				}
			}
		}
		if found == 0 {
			t.Errorf("%s: forbids nothing", model)
		}
	}
}

// TestGroundsOfSetsThatDepend: a step from an event to itself is a step of the reason where
// possible. A ground must suffice for the sets that the two events of a step must be in,
// and not only for the pair.
func TestGroundsOfSetsThatDepend(t *testing.T) {
	s := executiontest.Build(t, executiontest.Threads("T", "true", wx1+po+wy1, wy2+po+wx2, rx+po+ry))
	j, found := New(fixture.ModelText(t, "let seen = domain rf\nacyclic ([seen] ; po ; [W]) | co as a")), 0
	for _, c := range every(s) {
		for _, r := range j.Reasons(nil, c) {
			if found++; len(r.Rest.Events)+len(r.Rest.Pairs) > 0 {
				t.Fatal("the steps are not enough")
			}
		}
	}
	if found == 0 {
		t.Error("nothing is forbidden")
	}
	s = executiontest.Build(t, executiontest.Threads("MP", "1:r5=1 /\\ 1:r6=0", wx1+lwsync+sync+wy1, ry+po+rx2))
	j = New(fixture.ModelText(t, "let f = fencerel(SYNC) | fencerel(LWSYNC)\nirreflexive f ; [range (fencerel(SYNC))] ; rfe ; po ; fre as a"))
	for _, r := range j.Reasons(nil, outcome(t, s)) {
		for i := range r.Steps {
			if n := len(r.Steps[i].Grounds); n != 1 {
				t.Errorf("%s has %d grounds", r.Steps[i].Rel, n)
			}
		}
	}
}

// TestReasonsWithoutParts: under a model that is not monotone, a reason is about one
// execution.
func TestReasonsWithoutParts(t *testing.T) {
	s := executiontest.Build(t, executiontest.Threads("MP", "true", wx1+po+wy1, ry+po+rx2))
	all, j := every(s), New(fixture.ModelText(t, "empty rfe \\ (co ; rfe) as a"))
	found := 0
	for _, c := range all {
		for _, r := range j.Reasons(nil, c) {
			found++
			for _, o := range all {
				if r.In(o) != (o == c) {
					t.Error("a reason is in another execution, or not in its own")
				}
			}
		}
	}
	if found == 0 {
		t.Error("nothing is forbidden")
	}
}
