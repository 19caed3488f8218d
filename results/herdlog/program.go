package herdlog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// program is the canonical table of the program: columns of one width, no
// empty cells inside a column, labels renumbered in the order of their names,
// accesses of 8 bytes written as words. Slots show the choice they have.
func program(s *event.Structure) (string, bool) {
	set, err := sets.Of(s.Test)
	if err != nil {
		return "", false
	}
	t := spelled(s)
	labels := labelNames(t)
	columns := make([][]string, len(t.Threads))
	width := make([]int, len(t.Threads))
	rows := 0
	for i, th := range t.Threads {
		for k := range th.Cells {
			c := &th.Cells[k]
			for _, l := range c.Labels {
				columns[i] = append(columns[i], labels[l.Text]+":")
			}
			for _, in := range instrs(s, c) { // t has the slots of s, or none
				text, ok := set.Herd.Line(in, labels)
				if !ok {
					return "", false
				}
				columns[i] = append(columns[i], text)
			}
		}
		for _, text := range columns[i] {
			width[i] = max(width[i], len(text))
		}
		rows = max(rows, len(columns[i]))
	}
	var b strings.Builder
	for r := range rows {
		for i, col := range columns {
			if i > 0 {
				b.WriteByte('|')
			}
			text := ""
			if r < len(col) {
				text = col[r]
			}
			fmt.Fprintf(&b, " %-*s ", width[i], text)
		}
		b.WriteString(";\n")
	}
	return b.String(), true
}

// spelled returns the program with its slots replaced by their choices, and
// with ctrl() written out, which herd7 does not know.
func spelled(s *event.Structure) *litmus.Test {
	set, has := map[string]string{}, false
	for i, sl := range s.Test.Slots {
		pick := s.Slots[i].Fixed
		if pick < 0 {
			pick = sl.Default
		}
		set[sl.Name] = sl.Choices[pick].Text
		has = has || slices.ContainsFunc(sl.Choices[pick].Instrs, func(in *litmus.Instr) bool {
			_, distance := in.Distance()
			return distance || in.IsCtrl()
		})
	}
	if !has {
		return s.Test
	}
	return insert.Fill(s.Test, set)
}

// instrs is what a cell executes: its instruction, or those of its slot's
// choice.
func instrs(s *event.Structure, c *litmus.Cell) []*litmus.Instr {
	switch {
	case c.Slot != nil:
		i := slices.Index(s.Test.Slots, c.Slot)
		if pick := s.Slots[i].Fixed; pick >= 0 {
			return c.Slot.Choices[pick].Instrs
		}
		return c.Slot.Choices[c.Slot.Default].Instrs
	case c.Instr != nil:
		return []*litmus.Instr{c.Instr}
	}
	return nil
}

// labelNames gives the labels of all threads the names L00, L01, …
func labelNames(t *litmus.Test) map[string]string {
	var all []string
	for _, th := range t.Threads {
		for i := range th.Cells {
			for _, l := range th.Cells[i].Labels {
				all = append(all, l.Text)
			}
		}
	}
	slices.Sort(all)
	names := map[string]string{}
	for i, l := range slices.Compact(all) {
		names[l] = fmt.Sprintf("L%02d", i)
	}
	return names
}
