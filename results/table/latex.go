package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/results"
)

// LaTeX writes the comparison as a piece of a document: \input it. It needs no
// package; characters beyond ASCII are left to the encoding of the document,
// which is UTF-8 unless it says otherwise.
func LaTeX(w io.Writer, c *results.Comparison, o Options) { compared(c, o).latex(w) }

// tex escapes a text for LaTeX. An empty group keeps characters from becoming a
// ligature.
var tex = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`,
	`^`, `\textasciicircum{}`, `~`, `\textasciitilde{}`, `<=`, `$\le$`, `<`, `$<$`, `>`, `$>$`, `|`, `$|$`,
	`"`, `\textquotedblright{}`, "`", `\textasciigrave{}`, `'`, `'{}`, `-`, `-{}`, `?`, `?{}`, `!`, `!{}`,
	"–", `--`, "—", `---`, "…", `\ldots{}`, "→", `$\rightarrow$`, "×", `$\times$`,
	"\n", " ", "\r", " ", strong, "",
)

func (r *report) latex(w io.Writer) {
	// A comment ends with its line.
	fmt.Fprintf(w, "%% Written by fencewise %s --format latex\n", strings.NewReplacer("\n", " ", "\r", " ").Replace(r.command))
	fmt.Fprintf(w, "\\subsection*{%s}\n", tex.Replace(r.title))
	if r.question != "" {
		fmt.Fprintf(w, "%s\n", tex.Replace(r.question))
	}
	if r.answer != "" {
		fmt.Fprintf(w, "\n%s\n", tex.Replace(r.answer))
	}
	for _, x := range r.parts {
		latexPart(w, x)
	}
}

func latexPart(w io.Writer, x part) {
	switch x := x.(type) {
	case heading:
		fmt.Fprintf(w, "\n\\subsubsection*{%s}\n", tex.Replace(string(x)))
	case subhead:
		fmt.Fprintf(w, "\n\\paragraph*{%s}\n", tex.Replace(string(x)))
	case sentence:
		fmt.Fprintf(w, "\n%s\n", tex.Replace(string(x)))
	case remark:
		fmt.Fprintf(w, "\n\\noindent %s\n", tex.Replace(string(x)))
	case bullets:
		fmt.Fprintln(w, `\begin{itemize}\raggedright`)
		for _, b := range x {
			fmt.Fprintf(w, "\\item \\texttt{%s}\n", tex.Replace(b))
		}
		fmt.Fprintln(w, `\end{itemize}`)
	case steps:
		fmt.Fprintln(w, `\begin{flushleft}\ttfamily`)
		for _, l := range x {
			text := strings.TrimLeft(l, " ")
			fmt.Fprintf(w, "%s%s\\\\\n", strings.Repeat(`\ `, len(l)-len(text)), tex.Replace(text))
		}
		fmt.Fprintln(w, `\end{flushleft}`)
	case numbers:
		s := sheet(x)
		s.latex(w)
	case details:
		s := sheet(x)
		if s.title != "" {
			fmt.Fprintf(w, "\n\\paragraph*{%s}\n", tex.Replace(s.title))
		}
		s.latex(w)
	case *matrix:
		s := x.flat()
		if s.title != "" {
			fmt.Fprintf(w, "\n\\noindent %s\n", tex.Replace(s.title))
		}
		s.latex(w)
	}
}

// latex writes the sheet as a tabular. Heads are broken into lines where that
// makes a column narrower, and columns of long texts are paragraphs.
func (t *sheet) latex(w io.Writer) {
	ws := make([]int, len(t.rows[0]))
	for _, r := range t.rows {
		for i, c := range r {
			ws[i] = max(ws[i], prose.Width(c))
		}
	}
	columns := ""
	for i := range ws {
		switch {
		case i == 0 && ws[i] > longName:
			columns += `p{0.25\linewidth}`
		case i > 0 && ws[i] > longText:
			columns += `p{0.5\linewidth}`
		case t.right > 0 && i >= t.right:
			columns += "r"
		default:
			columns += "l"
		}
	}
	fmt.Fprintf(w, "\n\\begin{center}\\footnotesize\n\\begin{tabular}{%s}\n\\hline\n", columns)
	for _, h := range t.head {
		var cells []string
		col := 0
		for _, c := range h {
			text := tex.Replace(c.text)
			switch {
			case c.over > 1:
				text = fmt.Sprintf(`\multicolumn{%d}{c}{%s}`, c.over, text)
			case col > 0:
				text = stacked(c.text, ws[col])
			}
			cells = append(cells, text)
			col += c.over
		}
		fmt.Fprintf(w, "%s \\tabularnewline\n", strings.Join(cells, " & "))
	}
	fmt.Fprintln(w, `\hline`)
	for _, r := range t.rows {
		var cells []string
		for i, c := range r {
			text := tex.Replace(c)
			if i == 0 && ws[i] > longName || i > 0 && ws[i] > longText {
				text = `\raggedright ` + text
			}
			cells = append(cells, text)
		}
		fmt.Fprintf(w, "%s \\tabularnewline\n", strings.Join(cells, " & "))
	}
	fmt.Fprintf(w, "\\hline\n\\end{tabular}\n\\end{center}\n")
}

// Longer names of rows, and longer other cells, are broken into lines.
const (
	longName = 26
	longText = 40
)

// stacked returns the head of a column, broken into lines that are no longer than the
// cells below, as far as possible.
func stacked(text string, width int) string {
	for _, p := range pieces(text) {
		width = max(width, prose.Width(strings.TrimRight(p, " ")))
	}
	lines := breakUp(text, width, 0)
	if len(lines) == 1 {
		return tex.Replace(text)
	}
	for i := range lines {
		lines[i] = tex.Replace(lines[i])
	}
	return `\shortstack[l]{` + strings.Join(lines, `\\`) + `}`
}
