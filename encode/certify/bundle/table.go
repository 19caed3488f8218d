package bundle

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/encode/certify/cover"
)

// The table of a lattice has a line for each proof about variants. For each free slot, the
// line lists the choices for which the proof covers the variant. Lines can overlap.
//
//	verdict  proof              set.before    clear.after  …  variants  steps
//	Never    holds/proof-1.rup  lwsync|sync   sync         …  288       lwsync<=sync
//
// "*" stands for all choices of the slot.

// anyChoice stands for every choice of a slot.
const anyChoice = "*"

// rowVerdict maps the kind of a fact to the verdict in its line.
var rowVerdict = map[cover.Kind]string{cover.Refuted: never, cover.Empty: neverEmpty, cover.Trivial: neverTrivial}

func tableText(l *cover.Lattice, facts []Fact, known []cover.Fact, rows []cover.Row) []byte {
	var b bytes.Buffer
	line := func(cells []string) { b.WriteString(strings.Join(cells, "\t") + "\n") }
	head := []string{"verdict", "proof"}
	for s := range l.Slots {
		head = append(head, l.Slots[s].Name)
	}
	line(append(head, "variants", "steps"))
	for i := range rows {
		r := &rows[i]
		f := &known[r.Fact]
		cells, size := []string{rowVerdict[f.Kind], facts[r.Fact].File}, 1
		var steps []string
		for s := range l.Slots {
			var names []string
			for _, c := range r.Choices[s] {
				names = append(names, l.Slots[s].Choices[c])
				if f.Choice[s] == cover.Any {
					continue
				}
				by, _ := l.AtLeast(s, f.Choice[s], c)
				for _, step := range by {
					steps = append(steps, step.Weak+"<="+step.Strong)
				}
			}
			size *= len(names)
			if len(names) == len(l.Slots[s].Choices) {
				names = []string{anyChoice}
			}
			cells = append(cells, strings.Join(names, "|"))
		}
		slices.Sort(steps)
		line(append(cells, strconv.Itoa(size), strings.Join(slices.Compact(steps), " ")))
	}
	return b.Bytes()
}

// readTable returns the claims in the lines of a table.
func readTable(l *cover.Lattice, facts []Fact, text []byte) ([]cover.Row, error) {
	var rows []cover.Row
	number := 0
	for line := range bytes.Lines(text) {
		if number++; number == 1 {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(string(line), "\n"), "\t")
		if len(cells) != len(l.Slots)+4 {
			return nil, fmt.Errorf("line %d has %d cells instead of %d", number, len(cells), len(l.Slots)+4)
		}
		r := cover.Row{Fact: slices.IndexFunc(facts, func(f Fact) bool { return f.File == cells[1] })}
		for s := range l.Slots {
			var cs []int
			for _, name := range strings.Split(cells[2+s], "|") {
				c := slices.Index(l.Slots[s].Choices, name)
				if c < 0 && name != anyChoice {
					return nil, fmt.Errorf("line %d: the slot %s has no choice %q", number, l.Slots[s].Name, name)
				}
				cs = append(cs, c)
			}
			if cells[2+s] == anyChoice {
				cs = cs[:0]
				for c := range l.Slots[s].Choices {
					cs = append(cs, c)
				}
			}
			r.Choices = append(r.Choices, cs)
		}
		rows = append(rows, r)
	}
	return rows, nil
}
