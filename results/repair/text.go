package repair

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fencewise/fencewise/internal/prose"
)

// width is that of a mail.
const width = 72

// Text writes the report for a terminal or a mail.
func Text(w io.Writer, r *Report) {
	for i := range r.Repairs {
		r.Repairs[i].text(w)
		fmt.Fprintln(w)
	}
	wrap(w, r.Cost.String(), "", "  ")
}

func (r *Repair) text(w io.Writer) {
	fmt.Fprintf(w, "%s %s\n", r.Program, r.under())
	wrap(w, "outcome: "+r.Outcome, "  ", "    ")
	wrap(w, r.head(), "", "")
	if !r.trivial() {
		fmt.Fprintln(w)
		for i := range r.Placements {
			r.placement(w, i)
		}
		fmt.Fprintln(w)
	}
	for _, s := range r.sentences() {
		wrap(w, s, "", "")
	}
}

// trivial reports whether there is no placement to list: none exists, or one that puts
// nothing anywhere.
func (r *Repair) trivial() bool {
	return len(r.Placements) == 0 || len(r.Placements) == 1 && len(r.nothing()) == len(r.Slots)
}

func (r *Repair) placement(w io.Writer, i int) {
	p := &r.Placements[i]
	number := fmt.Sprintf("%3d  ", i+1)
	fmt.Fprintf(w, "%scost: %s\n", number, p.Cost.Text)
	indent := strings.Repeat(" ", len(number))
	var rows [][]string
	var empty []string
	for k := range r.Slots {
		s := &r.Slots[k]
		switch c := p.Use(s.Name); {
		case !s.empty(c):
			rows = append(rows, s.row(p, c))
		case s.At == nil:
			if name := s.Name; s.changed(c) {
				empty = append(empty, name+" (now "+s.Now+")")
			} else {
				empty = append(empty, name)
			}
		}
	}
	ws := make([]int, 2)
	for _, row := range rows {
		for k := range ws {
			ws[k] = max(ws[k], utf8.RuneCountInString(row[k]))
		}
	}
	for _, row := range rows {
		line := indent
		for k, cell := range row {
			if line += cell; k < len(ws) {
				line += strings.Repeat(" ", ws[k]-utf8.RuneCountInString(cell)+2)
			}
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	if len(empty) > 0 {
		wrap(w, "nothing in "+strings.Join(empty, ", "), indent, indent+"  ")
	}
}

// row returns the cells of a slot: its name, the choice, and remarks; one cell for an
// inserted slot.
func (s *Slot) row(p *Placement, c string) []string {
	var remarks []string
	if s.changed(c) {
		remarks = append(remarks, "now "+s.Now)
	}
	if s.Places > 1 {
		remarks = append(remarks, fmt.Sprintf("at %d places", s.Places))
	}
	if own := p.Slots[s.Name]; own != c {
		remarks = append(remarks, own+" is also enough, but costs more")
	}
	remark := ""
	if len(remarks) > 0 {
		remark = "(" + strings.Join(remarks, ", ") + ")"
	}
	if s.At != nil {
		return []string{s.At.String(c), remark}
	}
	return []string{s.Name, c, remark}
}

// changed reports whether a choice differs from what the program has. An inserted slot
// holds nothing in the program.
func (s *Slot) changed(c string) bool { return s.At == nil && s.Now != c }

// wrap writes a paragraph that begins with first; its other lines begin with rest.
func wrap(w io.Writer, text, first, rest string) {
	prose.Write(w, prose.Paragraph(first+prose.Squeeze(text), width, rest))
}
