package certify

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// WriteVariables writes a table of what every variable of the formula means, a
// line for each in order, with tabs between the columns.
func WriteVariables(w io.Writer, s *event.Structure, m *rel.Model, f *cnf.Formula) error {
	b := bufio.NewWriter(w)
	n := &namer{s, m, f}
	row(b, "variable", "kind", "relation", "first", "second", "first stands at", "second stands at", "meaning")
	for v := 1; v < len(f.Meaning); v++ {
		d := n.describe(f.Meaning[v])
		var names, places [2]string
		for i, e := range d.events {
			names[i], places[i] = n.eventName(e), n.place(e)
		}
		row(b, strconv.Itoa(v), d.kind, d.relation, names[0], names[1], places[0], places[1], d.phrase)
	}
	return b.Flush()
}

// WriteClauses writes a table of where every clause comes from, a line for each
// in the order in which they stand in the DIMACS text.
func WriteClauses(w io.Writer, s *event.Structure, m *rel.Model, f *cnf.Formula) error {
	b := bufio.NewWriter(w)
	n := &namer{s, m, f}
	row(b, "clause", "part", "why")
	row(b, "1", "constant", "variable 1 is true")
	number := 1
	next := func(t cnf.Tag) {
		number++
		row(b, strconv.Itoa(number), parts[t.Part], n.because(t))
	}
	if f.Contradiction {
		next(f.EmptyTag)
	}
	f.Each(func(t cnf.Tag, _ []cnf.Lit) bool {
		next(t)
		return true
	})
	return b.Flush()
}

func row(b *bufio.Writer, cells ...string) {
	for i := range cells {
		cells[i] = cell(cells[i])
	}
	b.WriteString(strings.Join(cells, "\t") + "\n")
}
