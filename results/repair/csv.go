package repair

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
)

// CSV writes a line for each slot of each placement. A program without a
// placement has one line, with the columns of placements empty. If programs are compiled for
// targets, the last column has them.
func CSV(w io.Writer, r *Report) error {
	cw := csv.NewWriter(w)
	lines := [][]string{{"program", "model", "verdict", "complete", "placement", "cost", "total", "slot", "choice", "now", "places", "column", "before", "line"}}
	targets := slices.ContainsFunc(r.Repairs, func(r Repair) bool { return r.Target != "" })
	if targets {
		lines[0] = append(lines[0], "target")
	}
	for i := range r.Repairs {
		for _, line := range r.Repairs[i].csv() {
			if targets {
				line = append(line, r.Repairs[i].Target)
			}
			lines = append(lines, line)
		}
	}
	if err := cw.WriteAll(lines); err != nil {
		return err
	}
	return cw.Error()
}

func (r *Repair) csv() [][]string {
	head := []string{r.Program, r.Model, string(r.Standing), map[bool]string{true: "yes", false: "no"}[r.Complete]}
	line := func(cells ...string) []string { return append(head[:len(head):len(head)], cells...) }
	var lines [][]string
	for i := range r.Placements {
		p := &r.Placements[i]
		total := ""
		if p.Cost.Total != nil {
			total = strconv.FormatFloat(*p.Cost.Total, 'g', -1, 64)
		}
		cost := []string{strconv.Itoa(i + 1), p.Cost.Text, total}
		for _, s := range r.Slots {
			at := []string{"", "", ""}
			if s.At != nil {
				at = []string{s.At.Column, s.At.Before, strconv.Itoa(s.At.Line)}
			}
			cells := append(cost[:3:3], s.Name, p.Use(s.Name), s.Now, strconv.Itoa(s.Places))
			lines = append(lines, line(append(cells, at...)...))
		}
		if len(r.Slots) == 0 {
			lines = append(lines, line(append(cost[:3:3], "", "", "", "", "", "", "")...))
		}
	}
	if len(lines) == 0 {
		return [][]string{line("", "", "", "", "", "", "", "", "", "")}
	}
	return lines
}
