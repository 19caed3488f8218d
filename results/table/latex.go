package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/results"
)

// LaTeX writes the comparison as a piece of a document: \input it. It needs no
// package; characters beyond ASCII are left to the encoding of the document,
// which is UTF-8 unless it says otherwise.
func LaTeX(w io.Writer, c *results.Comparison, o Options) { compared(c, o).latex(w) }

// tex writes a text so that it means itself. An empty group keeps characters
// from becoming a ligature.
var tex = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`,
	`^`, `\textasciicircum{}`, `~`, `\textasciitilde{}`, `<`, `\textless{}`, `>`, `\textgreater{}`, `|`, `\textbar{}`,
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
		fmt.Fprintln(w, `\begin{itemize}`)
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
		x.flat().latex(w)
	}
}

// latex writes the sheet as a tabular, which is as wide as its text: a document
// can put it into a \resizebox or a \small.
func (t *sheet) latex(w io.Writer) {
	n := len(t.rows[0])
	columns := ""
	for i := range n {
		columns += map[bool]string{true: "r", false: "l"}[t.right > 0 && i >= t.right]
	}
	fmt.Fprintf(w, "\n\\begin{center}\n\\begin{tabular}{%s}\n\\hline\n", columns)
	for _, h := range t.head {
		var cells []string
		for _, c := range h {
			text := tex.Replace(c.text)
			if c.over > 1 {
				text = fmt.Sprintf(`\multicolumn{%d}{c}{%s}`, c.over, text)
			}
			cells = append(cells, text)
		}
		fmt.Fprintf(w, "%s \\\\\n", strings.Join(cells, " & "))
	}
	fmt.Fprintln(w, `\hline`)
	for _, r := range t.rows {
		var cells []string
		for _, c := range r {
			cells = append(cells, tex.Replace(c))
		}
		fmt.Fprintf(w, "%s \\\\\n", strings.Join(cells, " & "))
	}
	fmt.Fprintf(w, "\\hline\n\\end{tabular}\n\\end{center}\n")
}
