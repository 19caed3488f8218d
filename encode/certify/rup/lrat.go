package rup

import (
	"bufio"
	"fmt"
	"io"
	"slices"
)

// lrat writes the proof in the LRAT format while it is checked. In this format a clause
// has a number and lists the numbers of other clauses, its hints, in the order of
// propagation. In each hint but the last, one literal is not false; in the last, all are. A
// permanent literal gets its own unit clause, so that the clause that made it true may be
// deleted and hints stay short. Nothing follows the empty clause.
//
// The code of this file does not influence whether a proof is accepted.
type lrat struct {
	last   int           // the highest number of a clause
	units  []int         // by variable: the number of the unit clause that makes it permanent, or 0
	marked []bool        // by variable; all false between calls
	out    *bufio.Writer // nil if no LRAT is wanted; it keeps its first error
}

// derive writes the next clause. Either one of its literals is permanently true, or its
// negation makes conflict false through the permanent literals and those of trail.
func (k *checker) derive(lits []int32, conflict clause, trail []int32) {
	k.last++
	if k.out == nil {
		return
	}
	line := []int{k.last}
	for _, l := range lits {
		line = append(line, int(l))
		k.marked[variable(l)] = true // false by the negation, so it needs no hint
	}
	line = append(line, 0)
	touched := slices.Clone(lits)
	var hints []int // backwards from the conflict; line gets the unit clauses, which come first
	need := func(c clause) {
		hints = append(hints, int(k.arena[c+number]))
		for _, l := range k.lits(c) {
			if v := variable(l); !k.marked[v] {
				k.marked[v] = true
				touched = append(touched, l)
				if k.units[v] != 0 {
					line = append(line, k.units[v])
				}
			}
		}
	}
	if conflict == none {
		i := slices.IndexFunc(lits, func(l int32) bool { return k.value[index(l)] > 0 })
		hints = append(hints, k.units[variable(lits[i])])
	} else {
		need(conflict)
	}
	for _, l := range slices.Backward(trail) {
		if c := k.reason[variable(l)]; c != none && k.marked[variable(l)] {
			need(c)
		}
	}
	for _, l := range touched {
		k.marked[variable(l)] = false
	}
	slices.Reverse(hints)
	fmt.Fprintln(k.out, plain(append(append(line, hints...), 0)))
}

// deletion writes the deletion of a clause, unless later hints may name the clause.
func (k *checker) deletion(c clause) {
	id := int(k.arena[c+number])
	if k.out != nil && !k.refuted && (len(k.lits(c)) != 1 || k.units[variable(k.lits(c)[0])] != id) {
		fmt.Fprintln(k.out, k.last, "d", id, 0)
	}
}

// WriteDIMACS writes the CNF with the assumptions as additional clauses. A proof under
// these assumptions, and the LRAT made from it, refutes the result.
func (f *CNF) WriteDIMACS(w io.Writer, assumptions []int) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "p cnf %d %d\n", f.vars, f.Clauses()+len(assumptions))
	for i := range f.Clauses() {
		fmt.Fprintln(b, plain(append(slices.Clone(f.clause(i)), 0)))
	}
	for _, a := range assumptions {
		fmt.Fprintln(b, a, 0)
	}
	return b.Flush()
}
