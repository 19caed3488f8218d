package certify

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// WriteScript writes a formula like [WriteQuestion], for use with the tables of this
// package. Its symbols are the numbers that the variables have in the tables: v5 is
// variable 5, and n5 is its negation. Each assertion corresponds to a line of the table of
// clauses, which says where it comes from. The text is a fifth of that of WriteQuestion.
// The script checks the formula once under each set of assumptions in asks; a set may be
// empty.
func WriteScript(w io.Writer, head string, s *event.Structure, m *rel.Model, f *cnf.Formula, version string, asks [][]cnf.Lit) error {
	b := bufio.NewWriter(w)
	n := &namer{s: s, m: m, f: f}
	n.preamble(b, head, version)
	comment(b, "")
	comment(b, "v5 is variable 5, and n5 its negation")
	b.WriteString("(set-info :smt-lib-version 2.6)\n(set-logic QF_UF)\n")
	negative := make([]bool, len(f.Meaning))
	for _, l := range f.Lits {
		if l < 0 {
			negative[l.Var()] = true
		}
	}
	for v := 2; v < len(f.Meaning); v++ {
		fmt.Fprintf(b, "(declare-const v%d Bool)\n", v)
		if negative[v] {
			fmt.Fprintf(b, "(define-fun n%d () Bool (not v%d))\n", v, v)
		}
	}
	if f.Contradiction {
		b.WriteString("(assert false)\n")
	}
	var buf []byte
	symbol := func(l cnf.Lit) {
		c := byte('v')
		if l < 0 {
			c = 'n'
		}
		buf = strconv.AppendInt(append(buf, c), int64(l.Var()), 10)
	}
	number := 0
	f.Each(func(tag cnf.Tag, clause []cnf.Lit) bool {
		buf = buf[:0]
		if number == 0 || f.Tags[number-1] != tag {
			buf = append(buf, "(assert (and\n"...)
		}
		if len(clause) > 1 {
			buf = append(buf, "(or"...)
			for _, l := range clause {
				buf = append(buf, ' ')
				symbol(l)
			}
			buf = append(buf, ')')
		} else {
			symbol(clause[0])
		}
		if number++; number == len(f.Tags) || f.Tags[number] != tag {
			buf = append(buf, "))"...)
		}
		b.Write(append(buf, '\n'))
		return true
	})
	for _, ask := range asks {
		if len(ask) == 0 {
			b.WriteString("(check-sat)\n")
			continue
		}
		buf = append(buf[:0], "(check-sat-assuming ("...)
		for i, l := range ask {
			if i > 0 {
				buf = append(buf, ' ')
			}
			if l < 0 { // SMT-LIB allows only a symbol or its negation here
				buf = fmt.Appendf(buf, "(not v%d)", l.Var())
				continue
			}
			symbol(l)
		}
		b.Write(append(buf, "))\n"...))
	}
	return b.Flush()
}
