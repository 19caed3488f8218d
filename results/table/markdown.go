package table

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/results"
)

// Markdown writes the comparison as it is checked in: the verdicts, what each
// variant sets, and every point of the lattices that the comparison has.
func Markdown(w io.Writer, c *results.Comparison) {
	fmt.Fprintf(w, "# %s\n\n", escape.Replace(c.Title))
	if c.Question != "" {
		fmt.Fprintf(w, "%s\n\n", escape.Replace(c.Question))
	}
	fmt.Fprintf(w, "Written by `fencewise compare %s --format markdown`.\n", strings.ReplaceAll(c.Study, "`", "'"))
	for _, s := range named(c) {
		fmt.Fprintf(w, "\n## Verdicts under %s\n", escape.Replace(s.model))
		for i := range s.blocks {
			fmt.Fprintln(w)
			s.blocks[i].grid().markdown(w)
		}
	}
	fmt.Fprintln(w)
	for _, n := range notes(c) {
		fmt.Fprintf(w, "%s  \n", escape.Replace(n)) // two blanks: a line break
	}
	fmt.Fprintln(w, claims(c))
	if g := sources(c); len(g) > 1 {
		fmt.Fprint(w, "\n## Variants\n\n")
		g.markdown(w)
		fmt.Fprint(w, "\n")
		settings(c).markdown(w)
	}
	if ls := lattices(c); len(ls) > 0 {
		fmt.Fprint(w, "\n## Every combination of choices\n\n")
		counts(ls).markdown(w)
		for i := range ls {
			ls[i].markdown(w)
		}
	}
}

func sources(c *results.Comparison) grid {
	g := grid{{"variant", "source"}}
	for _, l := range variants(c) {
		g = append(g, []string{l.variant, l.source})
	}
	return g
}

// settings is slots × variants: there are more slots than fit in columns of
// their own beside the verdicts.
func settings(c *results.Comparison) grid {
	ls := variants(c)
	head := []string{"slot"}
	for _, l := range ls {
		head = append(head, l.variant)
	}
	g := grid{head}
	for _, s := range slots(c) {
		row := []string{s}
		for _, l := range ls {
			choice := "" // the variant's programs do not have the slot
			for _, r := range l.rows {
				if v, ok := r.Slots[s]; ok {
					choice = v
				}
			}
			row = append(row, choice)
		}
		g = append(g, row)
	}
	return g
}

// variants is the lines of the first model: what a variant is does not depend
// on the model.
func variants(c *results.Comparison) []line {
	if ms := models(c); len(ms) > 0 {
		return lines(c, ms[0])
	}
	return nil
}

// slots lists the slots of all rows, in the order of the programs.
func slots(c *results.Comparison) []string {
	var all []string
	for _, r := range c.Rows {
		for _, s := range r.Order {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

func (l *lattice) markdown(w io.Writer) {
	fmt.Fprintf(w, "\n### %s under %s\n\n", escape.Replace(short(l.program)), escape.Replace(l.model))
	g := grid{append(slices.Clone(l.order), "verdict")}
	for i := range l.rows {
		var row []string
		for _, s := range l.order {
			row = append(row, l.rows[i].Slots[s])
		}
		g = append(g, append(row, cell(&l.rows[i])))
	}
	g.markdown(w)
}
