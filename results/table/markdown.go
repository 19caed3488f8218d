package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/results"
)

// Markdown writes the comparison for a file that is checked in, or for a pull request:
// the verdicts, what each variant sets, and what is known of every combination.
func Markdown(w io.Writer, c *results.Comparison, o Options) { compared(c, o).markdown(w) }

// escape escapes characters that have a meaning in Markdown.
var escape = strings.NewReplacer(`|`, `\|`, `<`, `&lt;`, `*`, `\*`, "`", "\\`", "\n", " ", "\r", " ")

func (r *report) markdown(w io.Writer) {
	fmt.Fprintf(w, "# %s\n\n", escape.Replace(r.title))
	if r.question != "" {
		fmt.Fprintf(w, "%s\n\n", escape.Replace(r.question))
	}
	if r.answer != "" {
		fmt.Fprintf(w, "%s\n\n", escape.Replace(r.answer))
	}
	fmt.Fprintf(w, "Written by `fencewise %s --format markdown`.\n", strings.ReplaceAll(r.command, "`", "'"))
	var before part
	for _, x := range r.parts {
		if _, is := x.(closing); is {
			if isRemark(before) {
				fmt.Fprintln(w)
			}
			before = x
			continue
		}
		switch {
		case !isRemark(before):
		case isRemark(x):
			fmt.Fprint(w, "  ") // a line break
			fallthrough
		default:
			fmt.Fprintln(w) // the end of its line
		}
		if _, belongs := x.(bullets); !isRemark(before) || !isRemark(x) && !belongs {
			fmt.Fprintln(w)
		}
		markdownPart(w, x)
		before = x
	}
	if isRemark(before) {
		fmt.Fprintln(w)
	}
}

func isRemark(x part) bool { _, is := x.(remark); return is }

func markdownPart(w io.Writer, x part) {
	switch x := x.(type) {
	case heading:
		fmt.Fprintf(w, "## %s\n", escape.Replace(string(x)))
	case subhead:
		fmt.Fprintf(w, "### %s\n", escape.Replace(string(x)))
	case sentence:
		fmt.Fprintf(w, "%s\n", escape.Replace(string(x)))
	case remark:
		fmt.Fprintf(w, "%s", escape.Replace(string(x)))
	case bullets:
		for _, b := range x {
			fmt.Fprintf(w, "- `%s`\n", strings.ReplaceAll(b, "`", "'"))
		}
	case steps:
		fmt.Fprintf(w, "```text\n%s\n```\n", strings.Join(x, "\n"))
	case numbers:
		s := sheet(x)
		s.markdown(w)
	case details:
		s := sheet(x)
		if s.title != "" {
			fmt.Fprintf(w, "## %s\n\n", escape.Replace(s.title))
		}
		s.markdown(w)
	case *matrix:
		x.markdown(w)
	}
}

// markdown writes variants × programs, or variants × models for each program, because
// Markdown has no heads of two rows. Verdicts in which models differ are bold.
func (m *matrix) markdown(w io.Writer) {
	if len(m.models) == 1 {
		m.flat().markdown(w)
		return
	}
	for p, s := range m.byProgram() {
		if p > 0 {
			fmt.Fprintln(w)
		}
		s.head[0][0].text = short(m.programs[p])
		for v := range s.rows {
			if !m.differs(v, p) {
				continue
			}
			for i := 1; i < len(s.rows[v]); i++ {
				s.rows[v][i] = strong + s.rows[v][i] + strong
			}
		}
		s.markdown(w)
	}
}

// strong marks what is to be bold; no name contains it.
const strong = "\x01"

// markdown writes the sheet as a Markdown table, aligned in the source too.
func (t *sheet) markdown(w io.Writer) {
	var rows [][]string
	var head []string
	for _, c := range t.head[len(t.head)-1] {
		head = append(head, c.text)
	}
	for _, r := range append([][]string{head}, t.rows...) {
		var cells []string
		for _, c := range r {
			cells = append(cells, strings.ReplaceAll(escape.Replace(c), strong, "**"))
		}
		rows = append(rows, cells)
	}
	ws := make([]int, len(head))
	for _, r := range rows {
		for i, c := range r {
			ws[i] = max(ws[i], prose.Width(c), 3)
		}
	}
	for i, r := range rows {
		fmt.Fprint(w, "|")
		for k, c := range r {
			fmt.Fprintf(w, " %s%s |", c, strings.Repeat(" ", ws[k]-prose.Width(c)))
		}
		fmt.Fprintln(w)
		for k := 0; i == 0 && k < len(ws); k++ {
			rule := strings.Repeat("-", ws[k]+2)
			if t.right > 0 && k >= t.right {
				rule = rule[1:] + ":"
			}
			fmt.Fprint(w, map[bool]string{true: "|"}[k == 0]+rule+"|")
		}
		if i == 0 {
			fmt.Fprintln(w)
		}
	}
}
