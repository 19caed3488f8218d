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

// WriteQuestion writes a query as an SMT-LIB 2.6 file in the logic QF_UF (propositional;
// every solver supports it). head says in lines what the query is and what the answers
// mean. Comments at the top name the model and show the program, and a comment before each
// group of clauses says where the group comes from.
func WriteQuestion(w io.Writer, head string, s *event.Structure, m *rel.Model, f *cnf.Formula, version string) error {
	b := bufio.NewWriter(w)
	n := &namer{s: s, m: m, f: f}
	n.preamble(b, head, version)
	b.WriteString("(set-info :smt-lib-version 2.6)\n(set-logic QF_UF)\n")
	for v := 2; v < len(f.Meaning); v++ {
		b.WriteString("(declare-const " + n.symbol(int32(v)) + " Bool)\n")
	}
	if f.Contradiction {
		comment(b, n.origin(f.EmptyTag))
		b.WriteString("(assert false)\n")
	}
	last := cnf.Tag{Part: 255}
	f.Each(func(tag cnf.Tag, clause []cnf.Lit) bool {
		if tag != last {
			comment(b, n.origin(tag))
			last = tag
		}
		b.WriteString("(assert ")
		if len(clause) > 1 {
			b.WriteString("(or")
		}
		for i, l := range clause {
			if len(clause) > 1 || i > 0 {
				b.WriteByte(' ')
			}
			if l < 0 {
				b.WriteString("(not " + n.symbol(l.Var()) + ")")
			} else {
				b.WriteString(n.symbol(l.Var()))
			}
		}
		if len(clause) > 1 {
			b.WriteByte(')')
		}
		b.WriteString(")\n")
		return true
	})
	b.WriteString("(check-sat)\n")
	return b.Flush()
}

// preamble writes the query, the program and the model as comments. Bundles contain this
// text and are compared with it byte for byte when they are verified, so it must not
// change.
func (n *namer) preamble(b *bufio.Writer, head, version string) {
	for line := range strings.SplitSeq(head, "\n") {
		comment(b, line)
	}
	b.WriteString(";\n")
	comment(b, "written by "+version)
	comment(b, "model "+n.m.Name)
	if t := n.s.Test; t.Compiled() {
		comment(b, "compiled for "+t.Target)
	}
	comment(b, "loops are gone round "+strconv.Itoa(n.s.Bound)+" times at most")
	for i := range n.s.Slots {
		if sl := &n.s.Slots[i]; sl.Fixed >= 0 {
			comment(b, "slot "+sl.Name+" = "+sl.Choices[sl.Fixed])
		}
	}
	comment(b, "")
	for line := range strings.SplitSeq(strings.TrimRight(n.s.Test.String(), "\n"), "\n") {
		comment(b, line)
	}
}

// comment writes a comment line. It replaces control characters by blanks, so that a
// hostile name cannot end the comment.
func comment(b *bufio.Writer, text string) {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
	b.WriteString(strings.TrimRight("; "+text, " ") + "\n")
}
