package table

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/results"
)

// Text writes the comparison for a terminal. The points of a lattice are
// counted, or listed when full is set.
func Text(w io.Writer, c *results.Comparison, full bool) {
	fmt.Fprintf(w, "%s (study %s)\n", c.Title, c.Study)
	if c.Question != "" {
		fmt.Fprintln(w, c.Question)
	}
	for _, s := range named(c) {
		fmt.Fprintf(w, "\nmodel %s\n", s.model)
		for _, b := range s.blocks {
			fmt.Fprintln(w)
			b.text(w)
		}
	}
	if ls := lattices(c); len(ls) > 0 {
		fmt.Fprintln(w, "\nEvery combination of choices")
		counts(ls).text(indent(w), 2)
		for i := range ls {
			if full {
				ls[i].text(w)
			}
		}
	}
	fmt.Fprintln(w)
	for _, n := range notes(c) {
		fmt.Fprintln(w, n)
	}
	fmt.Fprintln(w, claims(c))
}

// text writes variants × programs; one line for each pair where that is too
// wide.
func (b *block) text(w io.Writer) {
	g := b.grid()
	if g.fits() {
		g.text(indent(w), left)
		return
	}
	for _, l := range b.lines {
		fmt.Fprintln(w, "  "+l.variant)
		g := grid{}
		for i := range l.rows {
			g = append(g, []string{"", short(l.rows[i].Program), cell(&l.rows[i])})
		}
		g.text(indent(w), left)
	}
}

func (b *block) grid() grid {
	head := []string{"variant"}
	for _, p := range b.programs {
		head = append(head, short(p))
	}
	g := grid{head}
	for _, l := range b.lines {
		row := []string{l.variant}
		for i := range l.rows {
			row = append(row, cell(&l.rows[i]))
		}
		g = append(g, row)
	}
	return g
}

// counts is how often each verdict occurs in each lattice. Always is asked for
// seldom, so it has a column only where it occurs.
func counts(ls []lattice) grid {
	verdicts := []results.Verdict{results.Never, results.Sometimes, results.Always, results.Unknown}
	if !slices.ContainsFunc(ls, func(l lattice) bool { return l.count(results.Always) > 0 }) {
		verdicts = slices.Delete(verdicts, 2, 3)
	}
	g := grid{{"program", "model", "combinations"}}
	for _, v := range verdicts {
		g[0] = append(g[0], string(v))
	}
	for i := range ls {
		l := &ls[i]
		row := []string{short(l.program), l.model, strconv.Itoa(len(l.rows))}
		for _, v := range verdicts {
			row = append(row, strconv.Itoa(l.count(v)))
		}
		g = append(g, row)
	}
	return g
}

// text lists every point. Names of slots are too long for column heads, so the
// columns are numbered.
func (l *lattice) text(w io.Writer) {
	fmt.Fprintf(w, "\n%s under %s\n", short(l.program), l.model)
	head := []string{}
	for i, s := range l.order {
		fmt.Fprintf(w, "  (%d) %s\n", i+1, s)
		head = append(head, fmt.Sprintf("(%d)", i+1))
	}
	g := grid{append(head, "verdict")}
	for i := range l.rows {
		r := &l.rows[i]
		row := []string{}
		for _, s := range l.order {
			row = append(row, r.Slots[s])
		}
		g = append(g, append(row, cell(r)))
	}
	g.text(indent(w), left)
}

// indent puts two blanks before each line. It is handed whole lines.
func indent(w io.Writer) io.Writer { return indenter{w} }

type indenter struct{ w io.Writer }

func (i indenter) Write(b []byte) (int, error) {
	if len(b) > 1 {
		if _, err := io.WriteString(i.w, "  "); err != nil {
			return 0, err
		}
	}
	return i.w.Write(b)
}
