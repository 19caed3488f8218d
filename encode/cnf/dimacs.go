package cnf

import (
	"bufio"
	"io"
	"strconv"
)

// WriteDIMACS writes the formula in DIMACS form. The constant true is written as
// variable 1 with a unit clause, so that the text means the same to every solver.
func (f *Formula) WriteDIMACS(w io.Writer) error {
	b := bufio.NewWriter(w)
	n := f.Clauses() + 1
	if f.Contradiction {
		n++
	}
	b.WriteString("p cnf " + strconv.Itoa(f.Vars()) + " " + strconv.Itoa(n) + "\n1 0\n")
	if f.Contradiction {
		b.WriteString("0\n")
	}
	var buf []byte
	f.Each(func(_ Tag, clause []Lit) bool {
		buf = buf[:0]
		for _, l := range clause {
			buf = strconv.AppendInt(buf, int64(l), 10)
			buf = append(buf, ' ')
		}
		b.Write(append(buf, '0', '\n'))
		return true
	})
	return b.Flush()
}
