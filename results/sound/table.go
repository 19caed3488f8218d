package sound

import (
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
)

// column is a column of numbers in the table of families.
type column struct {
	title string
	count func(*Family) int
	keep  bool // also if every number is 0
}

func of(o Outcome) func(*Family) int { return func(f *Family) int { return f.Count[o] } }

var columns = []column{
	{"tests", func(f *Family) int { return f.Tests }, true},
	{"refused", of(Refused), false},
	{"compiled", func(f *Family) int { return f.Tests - f.Count[Refused] }, true},
	{"race", of(Race), false},
	{"deadlock", of(Deadlock), false},
	{"unknown", of(Unknown), false},
	{"allowed", of(Allowed), false},
	{"forbidden", (*Family).Forbidden, true},
	{"exceptions", of(Exception), true},
}

// grid returns the table of a target as cells: the heads, a row for each family, and the
// total if there are several. A column without any number is left out.
func (t *Target) grid() [][]string {
	families, total := t.Families(), t.Total()
	if len(families) > 1 {
		total.Name = "total"
		families = append(families, total)
	}
	rows := [][]string{{"family"}}
	for i := range families {
		rows = append(rows, []string{families[i].Name})
	}
	for _, c := range columns {
		if !c.keep && c.count(&total) == 0 {
			continue
		}
		rows[0] = append(rows[0], c.title)
		for i := range families {
			rows[i+1] = append(rows[i+1], strconv.Itoa(c.count(&families[i])))
		}
	}
	return rows
}

// aligned pads the cells of each column to one width, numbers to the right.
func aligned(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for c := range rows[0] {
		width := 0
		for _, r := range rows {
			width = max(width, prose.Width(r[c]))
		}
		for i, r := range rows {
			if c == 0 {
				out[i] = append(out[i], prose.Pad(r[c], width))
			} else {
				out[i] = append(out[i], strings.Repeat(" ", width-prose.Width(r[c]))+r[c])
			}
		}
	}
	return out
}
