package repair

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// escape keeps a text from being taken for Markdown.
var escape = strings.NewReplacer(`\`, `\\`, `|`, `\|`, `<`, `&lt;`, `*`, `\*`, `[`, `\[`, "\n", " ")

// Markdown writes the report for a file or a pull request: a table of the
// placements for each program and model.
func Markdown(w io.Writer, r *Report) {
	for i := range r.Repairs {
		r.Repairs[i].markdown(w)
	}
	fmt.Fprintln(w, escape.Replace(r.Cost.String()))
}

func (r *Repair) markdown(w io.Writer) {
	fmt.Fprintf(w, "## %s %s\n\n", escape.Replace(r.Program), escape.Replace(r.under()))
	fmt.Fprintf(w, "Outcome: `%s`  \n%s\n\n", strings.ReplaceAll(r.Outcome, "`", "'"), escape.Replace(r.head()))
	if !r.trivial() {
		rows := [][]string{{"#", "cost", "barriers"}}
		for i := range r.Placements {
			p := &r.Placements[i]
			rows = append(rows, []string{strconv.Itoa(i + 1), escape.Replace(p.Cost.Text), escape.Replace(r.Line(p))})
		}
		table(w, rows)
		fmt.Fprintln(w)
	}
	for _, s := range r.sentences() {
		fmt.Fprintln(w, escape.Replace(s))
	}
	fmt.Fprintln(w)
}

// Line returns a placement in a line: what it puts where, without the slots that stay
// empty.
func (r *Repair) Line(p *Placement) string {
	var parts []string
	for _, s := range r.Slots {
		c := p.Use(s.Name)
		switch {
		case s.empty(c):
		case s.At != nil:
			parts = append(parts, s.At.String(c))
		default:
			parts = append(parts, s.Name+"="+c)
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, "; ")
}

func table(w io.Writer, rows [][]string) {
	ws := make([]int, len(rows[0]))
	for _, row := range rows {
		for k, cell := range row {
			ws[k] = max(ws[k], len(cell))
		}
	}
	for i, row := range rows {
		fmt.Fprint(w, "|")
		for k, cell := range row {
			fmt.Fprintf(w, " %-*s |", ws[k], cell)
		}
		fmt.Fprintln(w)
		if i == 0 {
			fmt.Fprint(w, "|")
			for _, n := range ws {
				fmt.Fprint(w, strings.Repeat("-", n+2)+"|")
			}
			fmt.Fprintln(w)
		}
	}
}
