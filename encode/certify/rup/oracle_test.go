package rup

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The tests compare the checker with the code of this file: the same definitions, written
// in the simplest way and without any of the checker's code.

// A formula and a proof in the form that the tests use.
type (
	formula struct {
		vars    int
		clauses [][]int
	}
	line struct {
		delete bool
		lits   []int
	}
)

func (f formula) text() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "p cnf %d %d\n", f.vars, len(f.clauses))
	for _, c := range f.clauses {
		for _, l := range c {
			fmt.Fprint(&b, l, " ")
		}
		b.WriteString("0\n")
	}
	return b.Bytes()
}

// under returns the formula with assumptions added.
func (f formula) under(assumptions []int) formula {
	f.clauses = slices.Clone(f.clauses)
	for _, a := range assumptions {
		f.clauses = append(f.clauses, []int{a})
	}
	return f
}

func text(proof []line) []byte {
	var b bytes.Buffer
	for _, s := range proof {
		if s.delete {
			b.WriteString("d ")
		}
		for _, l := range s.lits {
			fmt.Fprint(&b, l, " ")
		}
		b.WriteString("0\n")
	}
	return b.Bytes()
}

func binaryForm(proof []line) []byte {
	var b []byte
	for _, s := range proof {
		if s.delete {
			b = append(b, 'd')
		} else {
			b = append(b, 'a')
		}
		for _, l := range s.lits {
			n := uint(2 * l)
			if l < 0 {
				n = uint(-2*l + 1)
			}
			for ; n >= 0x80; n >>= 7 {
				b = append(b, byte(n)|0x80)
			}
			b = append(b, byte(n))
		}
		b = append(b, 0)
	}
	return b
}

// read parses a proof that a solver wrote as text.
func read(proof string) []line {
	var steps []line
	for s := range strings.Lines(proof) {
		var l line
		for _, w := range strings.Fields(s) {
			if w == "d" {
				l.delete = true
			} else if n, err := strconv.Atoi(w); err != nil {
				panic(err)
			} else if n != 0 {
				l.lits = append(l.lits, n)
			}
		}
		steps = append(steps, l)
	}
	return steps
}

// satisfiable tries all assignments.
func (f formula) satisfiable() bool {
	for m := range 1 << f.vars {
		if !slices.ContainsFunc(f.clauses, func(c []int) bool {
			return !slices.ContainsFunc(c, func(l int) bool { return l > 0 && m>>(l-1)&1 == 1 || l < 0 && m>>(-l-1)&1 == 0 })
		}) {
			return true
		}
	}
	return false
}

// closure propagates until nothing is left to do, and reports a conflict.
func closure(clauses [][]int, isTrue map[int]bool) (conflict bool) {
	for again := true; again; {
		again = false
		for _, c := range clauses {
			open := map[int]bool{}
			sat := false
			for _, l := range c {
				sat = sat || isTrue[l]
				if !isTrue[-l] {
					open[l] = true
				}
			}
			if !sat && len(open) == 0 {
				return true
			}
			if !sat && len(open) == 1 {
				for l := range open {
					isTrue[l] = true
				}
				again = true
			}
		}
	}
	return false
}

// accepts decides by the definition in the package comment whether a proof is correct, and
// how many of its steps are.
func accepts(f formula, proof []line) (right int, ok bool) {
	clauses := slices.Clone(f.clauses)
	permanent := map[int]bool{}
	refuted := closure(clauses, permanent)
	done := false
	for i, s := range proof {
		if s.delete {
			j := slices.IndexFunc(clauses, func(c []int) bool { return sameSet(c, s.lits) })
			if j < 0 {
				return i, false
			}
			clauses = slices.Delete(clauses, j, j+1)
			continue
		}
		isTrue := map[int]bool{}
		for l := range permanent {
			isTrue[l] = true
		}
		rup := refuted
		for _, l := range s.lits {
			if slices.Contains(s.lits, -l) || l > f.vars || -l > f.vars {
				return i, false
			}
			rup = rup || permanent[l]
			isTrue[-l] = true
		}
		if !rup && !closure(clauses, isTrue) {
			return i, false
		}
		done = done || len(s.lits) == 0
		clauses = append(clauses, s.lits)
		refuted = refuted || closure(clauses, permanent)
	}
	return len(proof), done
}

func sameSet(a, b []int) bool {
	in := func(b []int) func(int) bool { return func(l int) bool { return !slices.Contains(b, l) } }
	return !slices.ContainsFunc(a, in(b)) && !slices.ContainsFunc(b, in(a))
}

// checkLRAT checks an LRAT proof strictly: in each hint but the last exactly one literal
// must not be false, and it must not be true; in the last hint all must be false.
func checkLRAT(f formula, proof string) error {
	clauses := map[int][]int{}
	for i, c := range f.clauses {
		clauses[i+1] = c
	}
	last, done := len(f.clauses), false
	for s := range strings.Lines(proof) {
		w := strings.Fields(s)
		deletion := w[1] == "d"
		if deletion {
			w = slices.Delete(w, 1, 2)
		}
		var n []int
		for _, w := range w {
			i, err := strconv.Atoi(w)
			if err != nil {
				return err
			}
			n = append(n, i)
		}
		id, n := n[0], n[1:]
		if done {
			return fmt.Errorf("%d after the empty clause", id)
		}
		if deletion {
			for _, d := range n[:len(n)-1] {
				if _, ok := clauses[d]; !ok {
					return fmt.Errorf("%d deletes %d, which is not there", id, d)
				}
				delete(clauses, d)
			}
			continue
		}
		if id <= last {
			return fmt.Errorf("%d after %d", id, last)
		}
		last = id
		end := slices.Index(n, 0)
		lits, hints := n[:end:end], n[end+1:len(n)-1]
		isFalse := map[int]bool{}
		for _, l := range lits {
			isFalse[l] = true
		}
		for i, h := range hints {
			c, ok := clauses[h]
			if !ok {
				return fmt.Errorf("%d: there is no clause %d", id, h)
			}
			open := map[int]bool{}
			for _, l := range c {
				if isFalse[-l] {
					return fmt.Errorf("%d: clause %d is true", id, h)
				}
				if !isFalse[l] {
					open[l] = true
				}
			}
			if want := min(1, len(hints)-1-i); len(open) != want {
				return fmt.Errorf("%d: clause %d has %d open literals, not %d", id, h, len(open), want)
			}
			for l := range open {
				isFalse[-l] = true
			}
		}
		if len(hints) == 0 {
			return fmt.Errorf("%d has no hints", id)
		}
		clauses[id] = lits
		done = len(lits) == 0
	}
	if !done {
		return fmt.Errorf("no empty clause")
	}
	return nil
}

// refute returns a proof that a formula without a solution has none. It uses DPLL: every
// closed branch is a clause. The proof deletes clauses that it does not need any more.
func refute(f formula) []line {
	var proof []line
	var branch func(decided []int)
	branch = func(decided []int) {
		isTrue := map[int]bool{}
		clause := []int{}
		for _, d := range decided {
			isTrue[d] = true
			clause = append(clause, -d)
		}
		if closure(f.clauses, isTrue) {
			proof = append(proof, line{lits: clause})
			return
		}
		v := 1
		for isTrue[v] || isTrue[-v] {
			v++
		}
		branch(append(slices.Clip(decided), v))
		branch(append(slices.Clip(decided), -v))
		proof = append(proof, line{lits: clause})
		if len(decided) > 0 {
			proof = append(proof, line{true, append(slices.Clip(clause), v)}, line{true, append(slices.Clip(clause), -v)})
		}
	}
	branch(nil)
	return proof
}

// pigeons returns the formula that says that n+1 pigeons are in n different holes.
func pigeons(n int) formula {
	f := formula{vars: n * (n + 1)}
	in := func(p, h int) int { return p*n + h + 1 }
	for p := range n + 1 {
		c := []int{}
		for h := range n {
			c = append(c, in(p, h))
		}
		f.clauses = append(f.clauses, c)
	}
	for h := range n {
		for p := range n + 1 {
			for q := range p {
				f.clauses = append(f.clauses, []int{-in(p, h), -in(q, h)})
			}
		}
	}
	return f
}
