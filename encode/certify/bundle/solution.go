package bundle

import (
	"bytes"
	"fmt"
	"strconv"
)

// A solution is a text with one literal per line, for each variable in order up to some
// variable. It says nothing about later variables.

func solutionText(values []bool) []byte {
	var b []byte
	for v := 1; v < len(values); v++ {
		if !values[v] {
			b = append(b, '-')
		}
		b = append(strconv.AppendInt(b, int64(v), 10), '\n')
	}
	return b
}

// checkSolution returns an error unless the solution in text satisfies all assumptions and
// every clause of the formula that the question does not leave out. dimacs is the formula
// with one clause per line, as this package writes it.
func checkSolution(dimacs, text []byte, vars int, q *Question, assume []int) error {
	values := make([]bool, 1, vars+1)
	for line := range bytes.Lines(text) {
		want, v := strconv.Itoa(len(values)), true
		got := string(bytes.TrimSuffix(line, []byte("\n")))
		if got == "-"+want {
			v = false
		} else if got != want {
			return fmt.Errorf("line %d: found %q, expected a value of variable %s", len(values), got, want)
		}
		if values = append(values, v); len(values) > vars+1 {
			return fmt.Errorf("it has values for more than the %d variables of the formula", vars)
		}
	}
	holds := func(l int) bool {
		return l > 0 && l < len(values) && values[l] || l < 0 && -l < len(values) && !values[-l]
	}
	for _, l := range assume {
		if !holds(l) {
			return fmt.Errorf("%d is assumed, but it is not true in the solution", l)
		}
	}
	number := -1
	for line := range bytes.Lines(dimacs) {
		if number++; number == 0 || q.leavesOut(number) { // p cnf …
			continue
		}
		satisfied := false
		for word := range bytes.FieldsSeq(line) {
			l, err := strconv.Atoi(string(word))
			if err != nil || l > vars || -l > vars {
				return fmt.Errorf("line %d of the formula: %q is not a literal", number+1, word)
			}
			satisfied = satisfied || holds(l)
		}
		if !satisfied {
			return fmt.Errorf("the clause in line %d of the formula is not satisfied", number+1)
		}
	}
	return nil
}
