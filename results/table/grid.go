package table

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// left is the number of columns of a grid without numbers.
const left = 1 << 16

// width is that of the narrowest terminal that is provided for.
const width = 80

// grid is cells to be aligned: the first row is the header.
type grid [][]string

func (g grid) widths() []int {
	var ws []int
	for _, row := range g {
		for i, s := range row {
			if i == len(ws) {
				ws = append(ws, 0)
			}
			ws[i] = max(ws[i], utf8.RuneCountInString(s))
		}
	}
	return ws
}

// fits reports whether the grid fits the width as text.
func (g grid) fits() bool {
	total := -2
	for _, w := range g.widths() {
		total += w + 2
	}
	return total+2 <= width // text is indented by two
}

func pad(s string, w int) string {
	return s + strings.Repeat(" ", max(0, w-utf8.RuneCountInString(s)))
}

// text writes the grid as columns two blanks apart. Columns from right on are
// numbers and stand at the right.
func (g grid) text(w io.Writer, right int) {
	ws := g.widths()
	for _, row := range g {
		var b strings.Builder
		for i, s := range row {
			if i >= right {
				s = strings.Repeat(" ", ws[i]-utf8.RuneCountInString(s)) + s
			}
			b.WriteString(pad(s, ws[i]+2))
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

// escape keeps a text from being taken for Markdown, where that could change
// what it says.
var escape = strings.NewReplacer(`|`, `\|`, `<`, `&lt;`, `*`, `\*`, "\n", " ", "\r", " ")

// markdown writes the grid as a Markdown table, aligned in the source too.
func (g grid) markdown(w io.Writer) {
	e := make(grid, len(g))
	for i, row := range g {
		for _, s := range row {
			e[i] = append(e[i], escape.Replace(s))
		}
	}
	ws := e.widths()
	for i, row := range e {
		fmt.Fprint(w, "|")
		for k, s := range row {
			fmt.Fprintf(w, " %s |", pad(s, ws[k]))
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
