package bundle

import (
	"bytes"
	"fmt"
	"strconv"
)

// A solution is a text of literals, one a line, one for each variable in order.

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

// checkSolution returns no error only if the text is a solution of the formula,
// a text in DIMACS form with a clause on each line, as derive writes it.
func checkSolution(dimacs, text []byte, vars int) error {
	values := make([]bool, 1, vars+1)
	for line := range bytes.Lines(text) {
		want, v := strconv.Itoa(len(values)), true
		got := string(bytes.TrimSuffix(line, []byte("\n")))
		if got == "-"+want {
			v = false
		} else if got != want {
			return fmt.Errorf("line %d: %q, where a value of variable %s is due", len(values), got, want)
		}
		values = append(values, v)
	}
	if len(values) != vars+1 {
		return fmt.Errorf("it has values for %d variables, and the formula has %d", len(values)-1, vars)
	}
	number := 0
	for line := range bytes.Lines(dimacs) {
		if number++; number == 1 { // p cnf …
			continue
		}
		holds := false
		for word := range bytes.FieldsSeq(line) {
			l, err := strconv.Atoi(string(word))
			if err != nil || l > vars || -l > vars {
				return fmt.Errorf("line %d of the formula: %q is no literal", number, word)
			}
			holds = holds || l > 0 && values[l] || l < 0 && !values[-l]
		}
		if !holds {
			return fmt.Errorf("the clause in line %d of the formula is not satisfied", number)
		}
	}
	return nil
}
