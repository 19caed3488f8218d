package bundle

import (
	"strings"
	"testing"
)

// TestSolution checks which texts are solutions of a part of a formula, and what is
// wrong with the others.
func TestSolution(t *testing.T) {
	const formula = "p cnf 4 4\n1 0\n-2 3 0\n2 -4 0\n-3 4 0\n"
	all := &Question{}
	for _, c := range []struct {
		name, text string
		q          *Question
		assume     []int
		want       string // "" for nothing
	}{
		{"a solution", "1\n-2\n-3\n-4\n", all, nil, ""},
		{"with what is assumed", "1\n2\n3\n4\n", all, []int{2, 4}, ""},
		{"against what is assumed", "1\n-2\n-3\n-4\n", all, []int{2}, "2 is assumed, but it is not true in the solution"},
		{"assumed of what is left open", "1\n-2\n-3\n", &Question{Without: [][2]int{{3, 4}}}, []int{-4}, "-4 is assumed, but it is not true in the solution"},
		{"a clause left out", "1\n2\n3\n-4\n", &Question{Without: [][2]int{{4, 4}}}, nil, ""},
		{"another left out", "1\n2\n3\n-4\n", &Question{Without: [][2]int{{3, 3}}}, nil, "the clause in line 5 of the formula is not satisfied"},
		{"open where nothing is asked", "1\n2\n3\n", &Question{Without: [][2]int{{2, 2}, {4, 4}}}, nil, ""},
		{"open where something is asked", "1\n-2\n-3\n", all, nil, "the clause in line 4 of the formula is not satisfied"},
		{"a value twice", "1\n-2\n-2\n-3\n-4\n", all, nil, `line 3: found "-2", expected a value of variable 3`},
		{"more values than variables", "1\n-2\n-3\n-4\n5\n", all, nil, "values for more than the 4 variables"},
		{"no number", "1\nx\n", all, nil, `line 2: found "x"`},
	} {
		err := checkSolution([]byte(formula), []byte(c.text), 4, c.q, c.assume)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	if got, want := string((&Question{Without: [][2]int{{2, 2}, {4, 4}}}).partText([]byte(formula))), "p cnf 4 2\n1 0\n2 -4 0\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
