package github

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

func TestWrite(t *testing.T) {
	c := &results.Comparison{Study: "s"}
	row := func(variant string, v verdict.Verdict, claim ...verdict.Verdict) *results.Row {
		r := results.Row{Program: "s/p", Model: "power", Variant: &variant, Source: "a mail\n::error::x", Verdict: v,
			Slots: map[string]string{"a.b": "sync"}, File: "a,b/study.toml", Line: 7}
		if len(claim) > 0 {
			r.Claim = &claim[0]
		}
		r.Judge()
		c.Rows = append(c.Rows, r)
		return &c.Rows[len(c.Rows)-1]
	}
	row("holds", verdict.Never, verdict.Never)
	row("no claim", verdict.Sometimes)
	row("a: 100%", verdict.Sometimes, verdict.Never).Story = "First.\nThen.\n"
	u := row("unknown", verdict.Unknown)
	u.Reason, u.File = "loop bound", ""
	c.Rows = append(c.Rows, results.Row{Program: "s/p", Model: "power", Verdict: verdict.Unknown}) // of a lattice

	var b strings.Builder
	if err := Write(&b, c); err != nil {
		t.Fatal(err)
	}
	want := `::error file=a%2Cb/study.toml,line=7,title=a%3A 100%25::s/p under power is Sometimes, but the claim is Never%0Asource: a mail%0A::error::x%0Aa.b = sync%0A%0AFirst.%0AThen.
::error title=unknown::s/p under power is Unknown: loop bound%0Asource: a mail%0A::error::x%0Aa.b = sync
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
