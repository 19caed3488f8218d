package eval

import (
	"sort"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
)

// pairs writes a relation of the execution judged last.
func pairs(t *testing.T, j *Judge, name string) string {
	t.Helper()
	ps, ok := j.Relation(name)
	if !ok {
		t.Fatalf("no relation %s", name)
	}
	var l []string
	for _, p := range ps {
		l = append(l, j.c.Describe(p[0])+">"+j.c.Describe(p[1]))
	}
	sort.Strings(l)
	return strings.Join(l, " ")
}

// The base relations and the prelude, on one execution of MP in which the
// second thread also writes x: that write is coherence-last.
func TestPrelude(t *testing.T) {
	s := executiontest.Build(t, executiontest.Threads("MP", "1:r5=1 /\\ 1:r6=1 /\\ x=2", wx1+sync+wy1, ry+isync+rx2+"; li r9,2; stw r9,0(r21)"))
	j := New(fixture.ModelText(t, `
let ext-init = ([IW];ext;[R]) | (IW * IW & ext)
let int-init = [IW];int
let loc-x = [R];loc;[W]
let fence = fencerel(SYNC)
let ci = ctrlcfence(ctrl, ISYNC)
let touched = [udr(rf)]
let near = singlestep(po)
let f = [F]
let iden = [M];id
let tst = toid(R)
let not-po = [R];imply(po,0);[R]
let none = [emptyset]
let outside = noid([W]*) & (W*W)
let first = co0
acyclic po`))
	c := outcome(t, s)
	j.Judge(nil, c)
	for name, want := range map[string]string{
		"rf":       "P0:Wx=1>P1:Rx=1 P0:Wy=1>P1:Ry=1",
		"rfe":      "P0:Wx=1>P1:Rx=1 P0:Wy=1>P1:Ry=1",
		"rfi":      "",
		"co":       "P0:Wx=1>P1:Wx=2 init:x=0>P0:Wx=1 init:x=0>P1:Wx=2 init:y=0>P0:Wy=1",
		"coi":      "",
		"coe":      "P0:Wx=1>P1:Wx=2 init:x=0>P0:Wx=1 init:x=0>P1:Wx=2 init:y=0>P0:Wy=1",
		"co0":      "P0:Wx=1>P1:Wx=2 init:x=0>P0:Wx=1 init:x=0>P1:Wx=2 init:y=0>P0:Wy=1",
		"fr":       "P1:Rx=1>P1:Wx=2",
		"fri":      "P1:Rx=1>P1:Wx=2",
		"fre":      "",
		"po-loc":   "P1:Rx=1>P1:Wx=2",
		"fence":    "P0:Wx=1>P0:Wy=1",
		"ci":       "P1:Ry=1>P1:Rx=1 P1:Ry=1>P1:Wx=2",
		"near":     "P0:Wx=1>P0:sync P0:sync>P0:Wy=1 P1:Rx=1>P1:Wx=2 P1:Ry=1>P1:isync P1:isync>P1:Rx=1",
		"f":        "P0:sync>P0:sync P1:isync>P1:isync",
		"touched":  "P0:Wx=1>P0:Wx=1 P0:Wy=1>P0:Wy=1 P1:Rx=1>P1:Rx=1 P1:Ry=1>P1:Ry=1",
		"tst":      "P1:Rx=1>P1:Rx=1 P1:Ry=1>P1:Ry=1",
		"not-po":   "P1:Rx=1>P1:Rx=1 P1:Rx=1>P1:Ry=1 P1:Ry=1>P1:Ry=1",
		"none":     "",
		"outside":  "",
		"int-init": "",
		"loc-x":    "P1:Rx=1>P0:Wx=1 P1:Rx=1>P1:Wx=2 P1:Rx=1>init:x=0 P1:Ry=1>P0:Wy=1 P1:Ry=1>init:y=0",
		"ext-init": "init:x=0>P1:Rx=1 init:x=0>P1:Ry=1 init:y=0>P1:Rx=1 init:y=0>P1:Ry=1",
		"iden": "P0:Wx=1>P0:Wx=1 P0:Wy=1>P0:Wy=1 P1:Rx=1>P1:Rx=1 P1:Ry=1>P1:Ry=1 P1:Wx=2>P1:Wx=2 " +
			"init:x=0>init:x=0 init:y=0>init:y=0",
	} {
		if got := strings.ReplaceAll(pairs(t, j, name), " init:z=0>init:z=0", ""); withoutZ(got) != want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, withoutZ(got), want)
		}
	}
	if _, ok := j.Relation("nothing"); ok {
		t.Error("a relation that does not exist")
	}
	if _, ok := j.Relation("emptyset"); ok {
		t.Error("a set as a relation")
	}
}

// withoutZ drops the pairs of z, which the execution does not access.
func withoutZ(s string) string {
	var l []string
	for _, p := range strings.Fields(s) {
		if !strings.Contains(p, ":z=") {
			l = append(l, p)
		}
	}
	return strings.Join(l, " ")
}

// More than 64 events use the general form of the matrix operations, with the same verdicts.
func TestManyEvents(t *testing.T) {
	m := fixture.Model(t, "power")
	for _, sh := range shapes {
		if !strings.HasPrefix(sh.name, "MP") && !strings.HasPrefix(sh.name, "LB") && !strings.HasPrefix(sh.name, "R") {
			continue
		}
		cols := strings.Split(sh.threads, "|")
		small := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, cols...))
		// Fences change nothing, neither in a thread of their own nor between the accesses.
		large := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, append(cols, strings.Repeat("isync; ", 70))...))
		y1, n1 := observe(small, m)
		y2, n2 := observe(large, m)
		if y1 != y2 || n1 != n2 || len(large.Events) <= 64 {
			t.Errorf("%s: %d and %d executions, with more events %d and %d", sh.name, y1, n1, y2, n2)
		}
	}
}

// Witnesses are the same in the general form.
func TestManyEventsWitness(t *testing.T) {
	cols := []string{strings.Repeat("isync; ", 70), wx1 + lwsync + wy1, ry + addrRx}
	s := executiontest.Build(t, executiontest.Threads("MP", "2:r5=1 /\\ 2:r6=0", cols...))
	v := New(fixture.Model(t, "power")).Judge(nil, outcome(t, s))
	want := "observation: P2:Rx=0 -fre-> P1:Wx=1 -prop-> P1:Wy=1 -rfe-> P2:Ry=1 -ppo-> P2:Rx=0"
	if len(v.Violations) != 1 || v.Violations[0].String(s) != want {
		t.Errorf("got %v", v.Violations)
	}
}

// A judge that has seen a large execution judges a small one as before.
func TestReuse(t *testing.T) {
	m := fixture.Model(t, "power")
	j := New(m)
	var all []*execution.Candidate
	for _, sh := range shapes {
		s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
		executiontest.Each(s, func(c *execution.Candidate) { all = append(all, c) })
	}
	for i := range all {
		c := all[(i*7919)%len(all)]
		if j.Consistent(nil, c) != New(m).Consistent(nil, c) {
			t.Fatalf("the verdict depends on what was judged before")
		}
	}
}
