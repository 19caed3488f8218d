package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/graphtest"
)

const mp = `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; }
 P0                                    | P1           ;
 li r1,1                               | lwz r1,0(r4) ;
 stw r1,0(r2)                          | lwz r3,0(r2) ;
 (*@ between: none, lwsync, sync *)    |              ;
 stw r1,0(r4)                          |              ;
exists (1:r1=1 /\ 1:r3=0)
`

// TestDesc: the words alone tell the execution.
func TestDesc(t *testing.T) {
	c, m := graphtest.Witness(t, mp, map[string]string{"between": "sync"})
	d := graphtest.Drawing(t, c, m, "fence")
	want := "An execution of MP." +
		" P0, from the top: a: writes 1 to x (stw r1,0(r2)); sync, in slot between; b: writes 1 to y (stw r1,0(r4))." +
		" P1, from the top: c: reads 1 from y (lwz r1,0(r4)); d: reads 0 from x (lwz r3,0(r2))." +
		" Above, initially: x = 0." +
		" reads-from (rf): b to c, the initial x to d. from-reads (fr): d to a. fence: a to b." +
		" Bold: a po b rf c po d fr a."
	if d.Desc != want {
		t.Errorf("got  %s\nwant %s", d.Desc, want)
	}
	for _, e := range d.Edges {
		if e.Relation == "fr" && e.Title != "fr: from d: P1 reads 0 from x (lwz r3,0(r2)) to a: P0 writes 1 to x (stw r1,0(r2)); part of the cycle" {
			t.Errorf("title: %s", e.Title)
		}
	}
	if n := d.Node(d.Edges[0].To); n.Kind != graph.Barrier || n.Title != "P0: sync, in slot between" || !slices.Equal(n.Lines, []string{"sync", "between"}) {
		t.Errorf("the barrier is %+v", n)
	}
}

// TestForbidden: the cycle of a violation is drawn in the names of the drawing where they
// mean the same, and in its own where they do not.
func TestForbidden(t *testing.T) {
	c, _ := graphtest.Witness(t, mp, map[string]string{"between": "lwsync"})
	m := fixture.Model(t, "tso")
	j := eval.New(m)
	v := j.Judge(nil, c)
	if v.Consistent() {
		t.Fatal("tso allows MP")
	}
	var cycle []eval.Edge
	for _, e := range v.Violations[0].Edges {
		cycle = append(cycle, j.Unfold(e)...)
	}
	d, err := graph.Of(c, graph.Options{Model: m, Cycle: cycle})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	var drawn []string
	for _, e := range d.Edges {
		if e.Bold {
			drawn = append(drawn, e.Relation)
		}
	}
	if got := strings.Join(drawn, " "); got != "rf fr ppo ppo" {
		t.Errorf("bold: %s, of the cycle %s", got, v.Violations[0].String(c.X.S))
	}
}

func TestUnknown(t *testing.T) {
	c, _ := graphtest.Witness(t, mp, map[string]string{"between": "none"})
	power := fixture.Model(t, "power")
	for _, c2 := range []struct {
		m        *rel.Model
		name     string
		code     diag.Code
		msg, fix string
		notes    int
	}{
		{power, "hbb", diag.DrawUnknown, "model power has no relation hbb", "did you mean hb?", 3},
		{power, "SYNC", diag.DrawUnknown, "SYNC is a set of events in model power, not a relation", "did you mean sync?", 3},
		{power, "", diag.DrawUnknown, "model power has no relation ", "", 3},
		{nil, "hb", diag.DrawUnknown, "there is no model to look for a relation hb in", "", 0},
	} {
		_, err := graph.Of(c, graph.Options{Model: c2.m, Edges: []string{c2.name}})
		ds := diag.All(err)
		if len(ds) != 1 || ds[0].Code != c2.code || ds[0].Msg != c2.msg || len(ds[0].Notes) != c2.notes {
			t.Errorf("%q: %+v", c2.name, err)
		} else if ds[0].Fix != c2.fix {
			t.Errorf("%q: fix %q", c2.name, ds[0].Fix)
		}
	}
}

func TestTooMany(t *testing.T) {
	var init, row strings.Builder
	for range 40 {
		row.WriteString(" stw r1,0(r2) ;\n")
	}
	init.WriteString("PPC many\n{ 0:r2=x; }\n P0 ;\n li r1,1 ;\n" + row.String() + "exists (x=1)\n")
	c, _ := graphtest.Witness(t, init.String(), nil)
	_, err := graph.Of(c, graph.Options{Model: fixture.Model(t, "power"), Edges: []string{"loc"}})
	if ds := diag.All(err); len(ds) != 1 || ds[0].Code != diag.DrawTooMany || !strings.Contains(ds[0].Msg, "loc has 1681 pairs") {
		t.Errorf("got %v", err)
	}
	d, err := graph.Of(c, graph.Options{Model: fixture.Model(t, "power"), Edges: []string{"co"}})
	if err != nil {
		t.Fatal(err)
	}
	last := d.Nodes[len(d.Nodes)-1]
	if last.Letter != "an" || d.Nodes[0].Kind != graph.Initial || d.Nodes[26].Letter != "z" || d.Nodes[27].Letter != "aa" {
		t.Errorf("the 40th letter is %s, the first node %+v", last.Letter, d.Nodes[0])
	}
	if !strings.Contains(d.Desc, "coherence (co): the initial x to a, a to b") {
		t.Error(d.Desc)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"x": "x", "a\nb\tc": "a b c", "a\x00b\x7fc": "a\uFFFDb\uFFFDc", "\xff": "\uFFFD",
		"a\u202eb": "a\uFFFDb", "\ufffe": "\uFFFD", "メール": "メール",
	} {
		if got := graph.Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
