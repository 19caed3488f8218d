package junit

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// read is what a CI system reads of a report.
type read struct {
	XMLName  xml.Name `xml:"testsuites"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Errors   int      `xml:"errors,attr"`
	Skipped  int      `xml:"skipped,attr"`
	Suites   []struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Cases    []struct {
			Class   string `xml:"classname,attr"`
			Name    string `xml:"name,attr"`
			Failure *struct {
				Message string `xml:"message,attr"`
				Text    string `xml:",chardata"`
			} `xml:"failure"`
			Error *struct {
				Message string `xml:"message,attr"`
			} `xml:"error"`
			Skipped *struct{} `xml:"skipped"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func TestWrite(t *testing.T) {
	c := &results.Comparison{Study: "s"}
	row := func(model, variant string, v verdict.Verdict, claim ...verdict.Verdict) {
		r := results.Row{Program: "s/p", Model: model, Variant: &variant, Source: `a "mail" <x>`, Verdict: v, Slots: map[string]string{"a.b": "sync"}}
		if v == verdict.Unknown {
			r.Reason = "loop bound"
		}
		if len(claim) > 0 {
			r.Claim = &claim[0]
		}
		r.Judge()
		c.Rows = append(c.Rows, r)
	}
	row("power", "holds", verdict.Never, verdict.Never)
	row("sc", `fails & "<x>"`, verdict.Sometimes, verdict.Never)
	row("power", "no claim", verdict.Always)
	row("power", "unknown", verdict.Unknown, verdict.Never)
	row("power", "unknown, and no claim", verdict.Unknown)
	c.Rows = append(c.Rows, results.Row{Program: "s/p", Model: "power", Verdict: verdict.Never}) // of a lattice

	var b strings.Builder
	if err := Write(&b, c); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), xml.Header) {
		t.Errorf("no XML header:\n%s", b.String())
	}
	d := xml.NewDecoder(strings.NewReader(b.String()))
	d.Strict = true
	var got read
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.Tests != 5 || got.Failures != 1 || got.Errors != 2 || got.Skipped != 1 || len(got.Suites) != 2 {
		t.Fatalf("got %+v", got)
	}
	power, sc := got.Suites[0], got.Suites[1]
	if power.Name != "s under power" || power.Tests != 4 || power.Failures != 0 || sc.Tests != 1 || sc.Failures != 1 {
		t.Errorf("got %+v", got.Suites)
	}
	if k := power.Cases[0]; k.Class != "s.p" || k.Name != "holds" || k.Failure != nil || k.Error != nil || k.Skipped != nil {
		t.Errorf("got %+v", k)
	}
	if k := sc.Cases[0]; k.Name != `fails & "<x>"` || k.Failure == nil || k.Failure.Message != "s/p under sc is Sometimes, but the claim is Never" ||
		!strings.Contains(k.Failure.Text, "source: a \"mail\" <x>\na.b = sync\n") {
		t.Errorf("got %+v", k)
	}
	if k := power.Cases[2]; power.Cases[1].Skipped == nil || k.Error == nil || k.Error.Message != "loop bound" || power.Cases[3].Error == nil {
		t.Errorf("got %+v", power.Cases)
	}
}

// TestCharacters: a source can hold what XML cannot, and what ends a section.
func TestCharacters(t *testing.T) {
	name, claim := "v\x07", verdict.Never
	r := results.Row{Program: "s/p", Model: "power", Variant: &name, Source: "a ]]> b\x1b[1m\uFFFF\tc", Verdict: verdict.Sometimes, Claim: &claim}
	r.Judge()
	var b strings.Builder
	if err := Write(&b, &results.Comparison{Study: "s", Rows: []results.Row{r}}); err != nil {
		t.Fatal(err)
	}
	var got read
	if err := xml.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatalf("%v in %q", err, b.String())
	}
	c := got.Suites[0].Cases[0]
	if want := "\nsource: a ]]> b\uFFFD[1m\uFFFD\tc\n"; c.Name != "v\uFFFD" || c.Failure == nil || c.Failure.Text != want {
		t.Errorf("%s, want %q", b.String(), want)
	}
}
