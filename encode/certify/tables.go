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

// WriteEvents writes a table of the events of a program: for each event the name that the
// table of variables uses, and its place in the program. The columns of all tables are
// separated by tabs. Bundles contain these tables and are compared with them byte for byte
// when they are verified, so their texts must not change.
func WriteEvents(w io.Writer, s *event.Structure) error {
	b := bufio.NewWriter(w)
	n := &namer{s: s}
	n.makeLabels()
	row(b, "event", "stands at")
	for i := range s.Events {
		row(b, n.labels[i], n.place(int32(i)))
	}
	return b.Flush()
}

// WriteVariables writes a table with one line per variable of the formula, in order, which
// says what the variable means. values returns the values that an expression can have, in
// the order in which variables number them.
func WriteVariables(w io.Writer, s *event.Structure, m *rel.Model, f *cnf.Formula, values func(event.Expr) []event.Value) error {
	b := bufio.NewWriter(w)
	n := &namer{s: s, m: m, f: f, values: values}
	n.makeLabels()
	row(b, "variable", "kind", "relation", "first", "second", "meaning")
	for v := 1; v < len(f.Meaning); v++ {
		d := n.describe(f.Meaning[v])
		var names [2]string
		for i, e := range d.events {
			names[i] = n.labels[e]
		}
		row(b, strconv.Itoa(v), d.kind, d.relation, names[0], names[1], d.phrase)
	}
	return b.Flush()
}

// WriteClauses writes a table that says where every clause comes from, in the order of the
// DIMACS text. Each line is about a run of clauses that come from the same place.
func WriteClauses(w io.Writer, s *event.Structure, m *rel.Model, f *cnf.Formula) error {
	b := bufio.NewWriter(w)
	n := &namer{s: s, m: m, f: f}
	n.makeLabels()
	row(b, "first", "last", "part", "why")
	row(b, "1", "1", "constant", "variable 1 is true")
	from, to := 2, 2
	run := func(t cnf.Tag) {
		row(b, strconv.Itoa(from), strconv.Itoa(to-1), parts[t.Part], n.because(t))
		from = to
	}
	if f.Contradiction {
		to++
		run(f.EmptyTag)
	}
	for i, t := range f.Tags {
		to++
		if i+1 == len(f.Tags) || f.Tags[i+1] != t {
			run(t)
		}
	}
	return b.Flush()
}

func row(b *bufio.Writer, cells ...string) {
	for i := range cells {
		cells[i] = cell(cells[i])
	}
	b.WriteString(strings.Join(cells, "\t") + "\n")
}
