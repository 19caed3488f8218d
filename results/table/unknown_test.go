package table

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// What is Unknown is no difference, nor is it the same as another Unknown.
func TestUnknownIsNoDifference(t *testing.T) {
	row := func(p, m string, v verdict.Verdict) results.Row {
		return results.Row{Program: "s/" + p, Model: m, Variant: ptr("v"), Verdict: v, Reason: "time"}
	}
	for _, c := range []struct {
		a, b []verdict.Verdict // of the programs p, q, …
		want string
	}{
		{[]verdict.Verdict{"Never", "Never"}, []verdict.Verdict{"Unknown", "Never"}, "A and B are not known to differ: 1 verdict is Unknown."},
		{[]verdict.Verdict{"Unknown", "Never"}, []verdict.Verdict{"Unknown", "Sometimes"}, "A and B differ on: v (q). More may differ: 2 verdicts are Unknown."},
		{[]verdict.Verdict{"Never", "Never"}, []verdict.Verdict{"Sometimes", "Sometimes"}, "A and B differ on: v (p, q)."},
		{[]verdict.Verdict{"Never", "Always"}, []verdict.Verdict{"Never", "Always"}, "A and B give the same verdicts."},
	} {
		cmp := &results.Comparison{Title: "t", Study: "s"}
		diff := &results.Diff{Title: "t", Study: "s", Of: results.OfModels, A: "A", B: "B"}
		for i := range c.a {
			p := string(rune('p' + i))
			cmp.Rows = append(cmp.Rows, row(p, "A", c.a[i]), row(p, "B", c.b[i]))
			diff.Cells = append(diff.Cells, results.DiffCell{Program: "s/" + p, Variant: "v", A: c.a[i], B: c.b[i], ReasonA: "time", ReasonB: "time"})
		}
		if got := text(cmp, Options{Width: 200}); !strings.Contains(got, "\n"+c.want+"\n") {
			t.Errorf("want %s\n%s", c.want, got)
		}
		var b strings.Builder
		DiffText(&b, diff, Options{Width: 200})
		differ, _, _ := strings.Cut(b.String(), "The same:")
		differ, _, _ = strings.Cut(differ, "Not known:")
		if strings.Contains(differ, "Unknown") {
			t.Errorf("what is Unknown is listed as a difference:\n%s", b.String())
		}
		if _, same, _ := strings.Cut(b.String(), "The same:"); strings.Contains(strings.SplitN(same, "Not known:", 2)[0], "Unknown") {
			t.Errorf("what is Unknown is listed as the same:\n%s", b.String())
		}
	}
}

func TestUnknownDiff(t *testing.T) {
	lattice := func(never, sometimes, unknown int) results.Lattice {
		return results.Lattice{Program: "s/p", Verdicts: map[verdict.Verdict]int{"Never": never, "Sometimes": sometimes, "Unknown": unknown},
			Slots: []results.LatticeSlot{{Name: "a", Choices: []string{"none", "sync"}}}, Minimal: []results.Bound{{"a": {"sync"}}}}
	}
	d := &results.Diff{Title: "t", Study: "s", Of: results.OfModels, A: "A", B: "B",
		Cells: []results.DiffCell{
			{Program: "s/p", Variant: "v", A: "Never", B: "Sometimes"},
			{Program: "s/p", Variant: "w", A: "Unknown", B: "Sometimes", ReasonA: "time"},
			{Program: "s/p", Variant: "x", A: "Unknown", B: "Unknown", ReasonA: "time", ReasonB: "space"},
			{Program: "s/p", Variant: "y", A: "Never", B: "Never"},
		},
		Lattices: []results.LatticeDiff{{Program: "s/p", Differ: 1, Unknown: 2, A: lattice(1, 1, 2), B: lattice(0, 4, 0)}},
	}
	var b strings.Builder
	DiffText(&b, d, Options{})
	const want = `t (study s)

A and B

Verdicts that differ: 1 of 4; not known: 2.

  variant  program  A      B
  v        p        Never  Sometimes

The same:

  variant  program  both
  y        p        Never

Not known:

  variant  program  A        B
  w        p        Unknown  Sometimes
  x        p        Unknown  Unknown

w: p with A is Unknown: time

x: p with A is Unknown: time

x: p with B is Unknown: space

Every combination of choices

p
  1 of 4 combinations differ.
  2 combinations are Unknown under one of the models, so the borders are
    not compared.
`
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}
