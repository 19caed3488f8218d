package table

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fencewise/fencewise/results"
)

func ptr[T any](v T) *T { return &v }

// sample has everything that a table has to show: a claim that fails, a
// verdict that is Unknown, names that mean something to Markdown or CSV.
func sample() *results.Comparison {
	c := &results.Comparison{Schema: results.Schema, Study: "sample", Title: "A | B"}
	row := func(program string, variant *string, v results.Verdict, claim *results.Verdict) {
		r := results.Row{Program: "sample/" + program, Model: "power", Variant: variant, Source: "a *mail*", Verdict: v, Claim: claim,
			Slots: map[string]string{"a.b": "sync"}, Order: []string{"a.b"}}
		if v == results.Unknown {
			r.Reason = "loop bound"
		}
		r.Judge()
		c.Rows = append(c.Rows, r)
	}
	for _, name := range []string{"x|y", "x, \"z\""} {
		row("p", &name, results.Never, ptr(results.Sometimes))
		row("q", &name, results.Unknown, ptr(results.Never))
	}
	row("p", nil, results.Unknown, nil)
	row("p", nil, results.Always, nil)
	return c
}

func TestText(t *testing.T) {
	var b strings.Builder
	Text(&b, sample(), false)
	want := `A | B (study sample)

model power

  variant  p          q
  x|y      Never (!)  Unknown
  x, "z"   Never (!)  Unknown

Every combination of choices
  program  model  combinations  Never  Sometimes  Always  Unknown
  p        power             2      0          0       1        1

(!) x|y: p under power is Never; claimed was Sometimes
x|y: q under power is Unknown: loop bound
(!) x, "z": p under power is Never; claimed was Sometimes
x, "z": q under power is Unknown: loop bound
0 of 4 claims hold.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestMarkdownEscapes(t *testing.T) {
	var b strings.Builder
	Markdown(&b, sample())
	for _, want := range []string{"# A \\| B\n", "| x\\|y    | Never (!) | Unknown |\n", "| x\\|y    | a \\*mail\\* |\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

func TestCSV(t *testing.T) {
	var b strings.Builder
	if err := CSV(&b, sample()); err != nil {
		t.Fatal(err)
	}
	recs, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(recs) != 7 || strings.Join(recs[3], "/") != `sample/p/power/x, "z"/Never/Sometimes/no//sync` {
		t.Errorf("got %q", recs)
	}
}

// TestWidth: a table that would be too wide becomes a list.
func TestWidth(t *testing.T) {
	c := sample()
	for i := range c.Rows {
		c.Rows[i].Program += strings.Repeat("-long", 6)
	}
	var b strings.Builder
	Text(&b, c, false)
	table, _, _ := strings.Cut(b.String(), "\nEvery combination")
	for l := range strings.Lines(table) {
		if utf8.RuneCountInString(l) > width+1 {
			t.Errorf("too wide: %s", l)
		}
	}
}
