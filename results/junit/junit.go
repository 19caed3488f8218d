package junit

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

type suites struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	counts
	Suites []*suite `xml:"testsuite"`
}

type suite struct {
	Name string `xml:"name,attr"`
	counts
	Cases []testcase `xml:"testcase"`
}

type counts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
}

type testcase struct {
	Class   string   `xml:"classname,attr"`
	Name    string   `xml:"name,attr"`
	Failure *outcome `xml:"failure"`
	Error   *outcome `xml:"error"`
	Skipped *outcome `xml:"skipped"`
}

type outcome struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",cdata"` // lines
}

// Write writes the report.
func Write(w io.Writer, c *results.Comparison) error {
	all := suites{Name: c.Study}
	of := map[string]*suite{}
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Variant == nil {
			continue
		}
		s := of[r.JudgedBy()]
		if s == nil {
			s = &suite{Name: c.Study + " under " + r.JudgedBy()}
			of[r.JudgedBy()] = s
			all.Suites = append(all.Suites, s)
		}
		// A dot separates the parts of a class name; the folders become such parts.
		t := testcase{Class: strings.ReplaceAll(r.Program, "/", "."), Name: *r.Variant}
		n := counts{Tests: 1}
		switch {
		case r.Verdict == verdict.Unknown:
			t.Error, n.Errors = &outcome{r.Reason, string(verdict.Unknown), what(r)}, 1
		case r.Failed():
			t.Failure, n.Failures = &outcome{r.Failure(), "claim", what(r)}, 1
		case r.Claim == nil:
			t.Skipped, n.Skipped = &outcome{Message: fmt.Sprintf("nothing is claimed; it is %s", r.Verdict)}, 1
		}
		s.Cases = append(s.Cases, t)
		s.add(n)
		all.add(n)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (c *counts) add(n counts) {
	c.Tests += n.Tests
	c.Failures += n.Failures
	c.Errors += n.Errors
	c.Skipped += n.Skipped
}

// what describes the variant, for readers of a failure, with the execution that contradicts
// the claim.
func what(r *results.Row) string {
	lines := append([]string{"", "source: " + r.Source}, r.Choices()...)
	if r.Story != "" {
		lines = append(lines, "", strings.TrimRight(r.Story, "\n"))
	}
	return strings.Map(allowed, strings.Join(append(lines, ""), "\n"))
}

// allowed replaces what XML cannot hold. The encoder does that itself, but not
// in a CDATA section.
func allowed(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\uFFFE' || r == '\uFFFF' {
		return '\uFFFD'
	}
	return r
}
