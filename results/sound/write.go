package sound

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
)

// maxNamed bounds the tests that are named for one reason.
const maxNamed = 3

// judge names the model that judges, with the variants that are on.
func (t *Target) judge() string {
	return strings.Join(append([]string{t.Model}, t.Variants...), ", ")
}

// verdict says in a sentence whether a target is sound.
func (t *Target) verdict(model string) string {
	total := t.Total()
	all, bad := total.Forbidden(), total.Count[Exception]
	switch {
	case len(t.Tests) == 0:
		return t.Name + ": nothing was compared, because no test was judged."
	case all == 0:
		return fmt.Sprintf("%s: nothing was compared, because %s forbids the outcome of no test that was compiled.", t.Name, model)
	case bad == 0:
		trivial := ""
		if n := t.trivial(); n > 0 {
			trivial = fmt.Sprintf(" (%d %s so whatever the model)", n, prose.Choose(n, "is", "are"))
		}
		return fmt.Sprintf("%s: no exception; %s that %s forbids %s impossible%s.", t.Name, prose.Count(all, "outcome"), model, prose.Choose(all, "is", "are"), trivial)
	}
	return fmt.Sprintf("%s: %s; of %s that %s forbids, %d %s possible.", t.Name, prose.Count(bad, "exception"), prose.Count(all, "outcome"), model, bad, prose.Choose(bad, "is", "are"))
}

// trivial counts the tests whose outcome is impossible whatever the model.
func (t *Target) trivial() (n int) {
	for i := range t.Tests {
		if t.Tests[i].Trivial {
			n++
		}
	}
	return n
}

// verdicts says in a line how an exception differs.
func (x *Test) verdicts(target string) string {
	return fmt.Sprintf("%s under %s, %s on %s", x.Kernel, x.Under, x.Verdict, target)
}

// named lists a few of the tests of a group.
func (g *Group) named() string {
	var names []string
	for _, x := range g.Tests[:min(len(g.Tests), maxNamed)] {
		name := x.File
		if x.Line > 0 {
			name = fmt.Sprintf("%s:%d", x.File, x.Line)
		}
		names = append(names, name)
	}
	if more := len(g.Tests) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}

// apart lists the outcomes whose tests are listed by their reasons, with their headings.
var apart = []struct {
	Outcome
	heading string
}{
	{Refused, "Refused by the target"},
	{Deadlock, "No execution ends"},
	{Unknown, "Unknown"},
}

// width is that of the narrowest terminal that is supported.
const width = 80

// wrap writes a sentence in lines that are no longer than width.
func wrap(w io.Writer, indent, text string) {
	for i, line := range prose.Fold(text, width-len(indent), width-len(indent)-2) {
		if i > 0 {
			line = "  " + line
		}
		fmt.Fprintln(w, indent+line)
	}
}

// Text writes the report for a terminal.
func Text(w io.Writer, r *Report) {
	for i, t := range r.Targets {
		if i > 0 {
			fmt.Fprintln(w)
		}
		wrap(w, "", fmt.Sprintf("%s: %s", t.Name, t.Doc))
		fmt.Fprintf(w, "judged by %s\n\n", t.judge())
		for _, row := range aligned(t.grid()) {
			fmt.Fprintf(w, "  %s\n", strings.Join(row, "  "))
		}
		fmt.Fprintln(w)
		for _, a := range apart {
			groups := t.Groups(a.Outcome)
			if len(groups) == 0 {
				continue
			}
			fmt.Fprintf(w, "%s:\n", a.heading)
			for _, g := range groups {
				wrap(w, "  ", fmt.Sprintf("%s: %s (%s)", prose.Count(len(g.Tests), "test"), g.Reason, g.named()))
			}
			fmt.Fprintln(w)
		}
		for k := range t.Tests {
			x := &t.Tests[k]
			if x.Outcome != Exception {
				continue
			}
			fmt.Fprintf(w, "%s: %s\n", x.File, x.verdicts(t.Name))
			for _, line := range x.Story {
				fmt.Fprintln(w, strings.TrimRight("  "+line, " "))
			}
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, t.verdict(r.Model)) // on one line, so that grep finds it
	}
	if r.Left > 0 {
		fmt.Fprintf(w, "%s not judged.\n", prose.Are(r.Left, "test"))
	}
}

// escape escapes characters that have a meaning in Markdown.
var escape = strings.NewReplacer(`|`, `\|`, `<`, `&lt;`, `*`, `\*`, `_`, `\_`, "`", "\\`", "\n", " ", "\r", " ")

// Markdown writes the report for a pull request, or for a file that is checked in.
func Markdown(w io.Writer, r *Report) {
	fmt.Fprintf(w, "# Outcomes that %s forbids, on machines\n", r.Model)
	for _, t := range r.Targets {
		fmt.Fprintf(w, "\n## %s\n\n%s; judged by %s.\n\n%s\n\n", t.Name, escape.Replace(t.Doc), t.judge(), escape.Replace(t.verdict(r.Model)))
		rows := aligned(t.grid())
		for i, row := range rows {
			for k := range row {
				row[k] = escape.Replace(row[k])
			}
			fmt.Fprintf(w, "| %s |\n", strings.Join(row, " | "))
			if i == 0 {
				fmt.Fprintln(w, "|---|"+strings.Repeat("--:|", len(row)-1))
			}
		}
		for _, a := range apart {
			groups := t.Groups(a.Outcome)
			if len(groups) == 0 {
				continue
			}
			fmt.Fprintf(w, "\n%s:\n\n", a.heading)
			for _, g := range groups {
				fmt.Fprintf(w, "- %s: %s (%s)\n", prose.Count(len(g.Tests), "test"), escape.Replace(g.Reason), escape.Replace(g.named()))
			}
		}
		for k := range t.Tests {
			x := &t.Tests[k]
			if x.Outcome == Exception {
				fmt.Fprintf(w, "\n### %s\n\n%s.\n\n```text\n%s\n```\n", escape.Replace(x.File), escape.Replace(x.verdicts(t.Name)), strings.Join(x.Story, "\n"))
			}
		}
	}
	if r.Left > 0 {
		fmt.Fprintf(w, "\n%s not judged.\n", prose.Are(r.Left, "test"))
	}
}
