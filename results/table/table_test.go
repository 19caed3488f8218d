package table

import (
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

func ptr[T any](v T) *T { return &v }

// sample has everything that a table has to show: a claim that fails, a
// verdict that is Unknown, names that mean something to Markdown, CSV, HTML or
// LaTeX, a lattice.
func sample(models ...string) *results.Comparison {
	c := &results.Comparison{Schema: results.Schema, Study: "sample", Title: "A | B & <c>"}
	row := func(program, model string, variant *string, v verdict.Verdict, claim *verdict.Verdict) {
		r := results.Row{Program: "sample/" + program, Model: model, Variant: variant, Source: "a *mail*", Verdict: v, Claim: claim,
			Slots: map[string]string{"a.b": "sync"}, Order: []string{"a.b"}}
		if v == verdict.Unknown {
			r.Reason = "loop bound"
		}
		r.Judge()
		c.Rows = append(c.Rows, r)
	}
	for _, name := range []string{"x|y", `x, "z"_50%\`} {
		for i, m := range models {
			row("p", m, &name, []verdict.Verdict{verdict.Never, verdict.Always}[i%2], ptr(verdict.Sometimes))
		}
		for _, m := range models {
			row("q", m, &name, verdict.Unknown, ptr(verdict.Never))
		}
	}
	for _, m := range models {
		row("p", m, nil, verdict.Sometimes, nil)
		c.Rows[len(c.Rows)-1].Slots = map[string]string{"a.b": "none"}
		row("p", m, nil, verdict.Never, nil)
		c.Rows[len(c.Rows)-1].Core = []string{"a.b"}
		l := results.Lattice{Program: "sample/p", Model: m, Verdicts: map[verdict.Verdict]int{verdict.Never: 1, verdict.Sometimes: 1}, Asked: 1, Follow: 1,
			Slots: []results.LatticeSlot{{Name: "a.b", Choices: []string{"none", "sync"}, Order: [][2]string{{"none", "sync"}}}}}
		l.SetBorders([]map[string]string{{"a.b": "sync"}}, []map[string]string{{"a.b": "none"}})
		c.Lattices = append(c.Lattices, l)
	}
	return c
}

func text(c *results.Comparison, o Options) string {
	var b strings.Builder
	Text(&b, c, o)
	return b.String()
}

func TestText(t *testing.T) {
	want := `A | B & <c> (study sample)

Verdicts under power

  variant      p          q
  x|y          Never (!)  Unknown
  x, "z"_50%\  Never (!)  Unknown

Every combination of choices

  program  all  Never  Sometimes  asked  follow
  p          2      1          1      1       1

A verdict that follows is that of another combination, which is proved
to be weaker or stronger, or whose proof does not use the slots that
differ.

From weaker to stronger under power, as proved:
  none <= sync

p under power
  Impossible from:
    a.b=sync
  Still possible with:
    a.b=none

(!) x|y: p under power is Never, but the claim is Sometimes
x|y: q under power is Unknown: loop bound
(!) x, "z"_50%\: p under power is Never, but the claim is Sometimes
x, "z"_50%\: q under power is Unknown: loop bound
0 of 4 claims hold.
`
	if got := text(sample("power"), Options{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	full := text(sample("power"), Options{Full: true})
	if !strings.Contains(full, "\n    a.b   verdict\n    none  Sometimes\n    sync  Never\n") {
		t.Errorf("with every point:\n%s", full)
	}
}

// TestModelsSideBySide: several models stand beside one another, what they
// differ on comes first.
func TestModelsSideBySide(t *testing.T) {
	got := text(sample("sc", "power"), Options{})
	for _, want := range []string{
		"Verdicts\n\nsc and power differ on: x|y (p); x, \"z\"_50%\\ (p). More may differ: 4\nverdicts are Unknown.\n\n",
		"               p                  q\n  variant      sc         power   sc       power\n  x|y          Never (!)  Always  Unknown  Unknown\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no\n%s\nin\n%s", want, got)
		}
	}
}

// TestWidth: whatever the names and however many there are, no line is longer
// than it may be, and no verdict is left out.
func TestWidth(t *testing.T) {
	long := func(n int, prefix string) (names []string) {
		for i := range n {
			names = append(names, fmt.Sprintf("%s-%d-%s", prefix, i, strings.Repeat("long ", i%5)+strings.Repeat("x", 7*(i%4))))
		}
		return names
	}
	for _, n := range [][3]int{{1, 1, 1}, {3, 9, 1}, {9, 3, 1}, {4, 2, 2}, {2, 5, 3}, {3, 1, 7}, {12, 12, 2}} {
		c := &results.Comparison{Study: "s", Title: strings.Repeat("title ", 30)}
		for _, name := range long(n[0], "variant") {
			for _, p := range long(n[1], "program") {
				for i, m := range long(n[2], "model") {
					v := []verdict.Verdict{verdict.Sometimes, verdict.Never}[i%2]
					c.Rows = append(c.Rows, results.Row{Program: p, Model: m, Variant: &name, Verdict: v})
				}
			}
		}
		for _, width := range []int{MinWidth, Width, 80, 132} {
			got := text(c, Options{Width: width})
			for l := range strings.Lines(got) {
				if l = strings.TrimSuffix(l, "\n"); prose.Width(l) > width {
					t.Errorf("%v in %d columns: too wide: %q", n, width, l)
				}
			}
			if cells := strings.Count(got, "Sometimes") + strings.Count(got, "Never"); cells != n[0]*n[1]*n[2] {
				t.Errorf("%v in %d columns: %d verdicts, want %d:\n%s", n, width, cells, n[0]*n[1]*n[2], got)
			}
		}
	}
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	Markdown(&b, sample("sc", "power"), Options{})
	for _, want := range []string{"# A \\| B & &lt;c>\n", "| x\\|y        | **Never (!)** | **Always** |\n", "| x\\|y        | a \\*mail\\* |\n",
		"- `a.b=sync`\n", "|---------|-------|----:|------:|", "loop bound  \n", "Written by `fencewise compare sample --all --format markdown`.\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

func TestCSV(t *testing.T) {
	var b strings.Builder
	if err := CSV(&b, sample("power")); err != nil {
		t.Fatal(err)
	}
	recs, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(recs) != 7 || strings.Join(recs[3], "/") != `sample/p/power/x, "z"_50%\/Never/Sometimes/no////sync` ||
		strings.Join(recs[6], "/") != "sample/p/power//Never////no/a.b/sync" {
		t.Errorf("got %q", recs)
	}
}

// A slot may be named like a column.
func TestCSVNames(t *testing.T) {
	c := &results.Comparison{Rows: []results.Row{{Slots: map[string]string{"model": "sync", "a": "none"}, Order: []string{"model", "a"}}}}
	var b strings.Builder
	if err := CSV(&b, c); err != nil {
		t.Fatal(err)
	}
	if head, _, _ := strings.Cut(b.String(), "\n"); head != "program,model,variant,verdict,claim,holds,reason,follows,core,slot model,a" {
		t.Error(head)
	}
}

func TestHTML(t *testing.T) {
	var b strings.Builder
	if err := compared(sample("sc", "power"), Options{}).html(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<title>A | B &amp; &lt;c&gt;</title>", `colspan="2">p</th>`, `<td class="never failed differs">Never (!)</td>`,
		`<th scope="row">x, &#34;z&#34;_50%\</th>`, `<li class="bound">a.b=sync</li>`, "prefers-color-scheme: dark"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	if regexp.MustCompile(`(?i)https?:|<script|\bsrc=|url\(`).MatchString(b.String()) {
		t.Error("the page asks for something else")
	}
}

// TestLaTeX: every environment is closed, every row of a table has as many
// cells as the table has columns, and no character means more than itself.
func TestLaTeX(t *testing.T) {
	var b strings.Builder
	c := sample("sc", "power")
	c.Rows[0].Source = strings.Repeat("a long source ", 5)
	c.Title = `a\b {c} $d$ #e ^f ~g <h> |i "j" 'k' ` + "`l` --m– ?`"
	LaTeX(&b, c, Options{Full: true})
	var open []string
	columns := 0
	for l := range strings.Lines(b.String()) {
		switch {
		case strings.HasPrefix(l, `\begin{`):
			name, rest, _ := strings.Cut(strings.TrimPrefix(l, `\begin{`), "}")
			open = append(open, name)
			columns = len(regexp.MustCompile(`p\{[^}]*\}`).ReplaceAllString(strings.TrimSpace(rest), "p")) - len("{}")
		case strings.HasPrefix(l, `\end{`):
			if len(open) == 0 || !strings.HasPrefix(l, `\end{`+open[len(open)-1]+"}") {
				t.Fatalf("%q ends none of %q", l, open)
			}
			open = open[:len(open)-1]
		case len(open) > 0 && open[len(open)-1] == "tabular" && l != "\\hline\n":
			cells := 0
			for _, cell := range strings.Split(strings.ReplaceAll(l, `\&`, ""), "&") {
				n := 1
				if _, err := fmt.Sscanf(strings.TrimSpace(cell), `\multicolumn{%d}`, &n); err != nil {
					n = 1
				}
				cells += n
			}
			if cells != columns || !strings.HasSuffix(l, ` \tabularnewline`+"\n") {
				t.Errorf("%d cells of %d: %q", cells, columns, l)
			}
		}
	}
	want := `a\textbackslash{}b \{c\} \$d\$ \#e \textasciicircum{}f \textasciitilde{}g $<$h$>$ $|$i ` +
		`\textquotedblright{}j\textquotedblright{} '{}k'{} \textasciigrave{}l\textasciigrave{} -{}-{}m-- ?{}\textasciigrave{}`
	if len(open) > 0 || !strings.Contains(b.String(), want) {
		t.Errorf("left open: %q; the title should be\n%s\nin\n%s", open, want, b.String())
	}
}

func TestChains(t *testing.T) {
	s := &results.LatticeSlot{Choices: []string{"sync", "none", "isync", "eieio", "lwsync", "other", "same"}}
	for _, p := range []string{"none<sync", "none<isync", "none<eieio", "none<lwsync", "eieio<lwsync", "eieio<sync", "lwsync<sync",
		"none<same", "same<none", "same<sync", "same<isync", "same<eieio", "same<lwsync"} {
		weak, strong, _ := strings.Cut(p, "<")
		s.Order = append(s.Order, [2]string{weak, strong})
	}
	if got := strings.Join(chains(s), "; "); got != "none = same <= isync; none = same <= eieio <= lwsync <= sync; other" {
		t.Error(got)
	}
}

// TestDiff: what differs stands first; cells with the same cycle share it.
func TestDiff(t *testing.T) {
	why := &results.Why{Allows: "a", Forbids: "b", Model: "power", Axiom: "ax", Cycle: []results.Step{
		{Thread: "P0", Event: "stw r1,0(r2)", Effect: "x := 1", Rel: "sync", By: []results.Slot{{Name: "s", Choice: "sync", Instead: "none"}}},
		{Thread: "P1", Event: "lwz r1,0(r2)", Effect: "x -> 0", Rel: "strange"},
	}}
	d := &results.Diff{Study: "s", Title: "T", Of: results.OfVariants, A: "a", B: "b",
		Slots: []results.SlotDiff{{Slot: "s", A: "none", B: "sync"}},
		Cells: []results.DiffCell{
			{Program: "s/same", Model: "power", A: verdict.Never, B: verdict.Never},
			{Program: "s/p", Model: "power", A: verdict.Sometimes, B: verdict.Never, Why: why},
			{Program: "s/q", Model: "power", A: verdict.Sometimes, B: verdict.Never, Why: why},
			{Program: "s/r", Model: "power", A: verdict.Unknown, B: verdict.Never, ReasonA: "loop bound"},
		}}
	var b strings.Builder
	DiffText(&b, d, Options{})
	want := `T (study s)

a and b

  slot  a     b
  s     none  sync

Verdicts that differ: 2 of 4; not known: 1.

  program  a          b
  p        Sometimes  Never
  q        Sometimes  Never

The same:

  program  both
  same     Never

Not known:

  program  a        b
  r        Unknown  Never

r under power with a is Unknown: loop bound

p under power; q under power
  An execution that is possible with a breaks the axiom ax with b:
    P0: stw r1,0(r2) (x := 1)
        is kept before (sync) by s=sync (a: none)
    P1: lwz r1,0(r2) (x -> 0)
        strange
    P0: stw r1,0(r2) (x := 1), back to the start
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
