package rup

import (
	"bytes"
	"context"
	"errors"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// check runs the checker on texts, and checks the LRAT of an accepted proof with
// checkLRAT.
func check(t testing.TB, cnf, proof string, assumptions ...int) (Report, error) {
	t.Helper()
	f, err := Parse([]byte(cnf))
	if err != nil {
		return Report{}, err
	}
	var lrat, dimacs bytes.Buffer
	rep, err := f.Check(context.Background(), assumptions, []byte(proof), &lrat)
	if _, again := f.Check(context.Background(), assumptions, []byte(proof), nil); (again == nil) != (err == nil) {
		t.Fatalf("with LRAT: %v; without: %v", err, again)
	}
	if err != nil {
		return rep, err
	}
	if err := f.WriteDIMACS(&dimacs, assumptions); err != nil {
		t.Fatal(err)
	}
	extended, err := Parse(dimacs.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, &dimacs)
	}
	g := formula{vars: extended.Vars()}
	for i := range extended.Clauses() {
		var c []int
		for _, l := range extended.clause(i) {
			c = append(c, int(l))
		}
		g.clauses = append(g.clauses, c)
	}
	if err := checkLRAT(g, lrat.String()); err != nil {
		t.Fatalf("LRAT: %v\nof\n%s\nfrom\n%s\nis\n%s", err, &dimacs, proof, &lrat)
	}
	return rep, nil
}

// The four clauses over two variables.
const square = "p cnf 2 4\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n"

// A chain: propagation alone refutes it.
const chain = "c a comment\np cnf 3 4\n1 0\nc another\n-1 2 0 -2\n3 0\n-3 0\n"

func TestAccepted(t *testing.T) {
	for _, c := range []struct {
		name, cnf, proof string
		assumptions      []int
		added, deleted   int
	}{
		{"one unit", square, "2 0\n0\n", nil, 2, 0},
		{"repetitions and order", square, "2 2 0\n0\n", nil, 2, 0},
		{"a deletion in another order", square, "2 0\nd 2 1 0\n0\n", nil, 2, 1},
		{"comments, steps on one line, no last newline", square, "c why\n2 0 0", nil, 2, 0},
		{"a solver tidies up", square, "2 0\n0\nd 2 0\nd 0\n1 0\n0\nc end", nil, 4, 2},
		{"windows", square, "2 0\r\n0\r\n", nil, 2, 0},
		{"propagation alone", chain, "0\n", nil, 1, 0},
		{"anything follows once refuted", chain, "-2 3 0\n1 0\nd 1 0\nd 1 0\n0\n", nil, 3, 2},
		{"the empty clause is given", "p cnf 1 1\n0\n", "0", nil, 1, 0},
		{"and deleted", "p cnf 1 2\n0\n0\n", "d 0 d 0 0", nil, 1, 2},
		{"assumptions refute", "p cnf 2 1\n-1 -2 0\n", "0", []int{1, 2}, 1, 0},
		{"an assumption and a step", "p cnf 3 4\n-1 2 3 0\n-1 -2 3 0\n-1 2 -3 0\n-1 -2 -3 0\n", "3 0 0", []int{1}, 2, 0},
		{"an assumption is deleted", "p cnf 3 4\n-1 2 3 0\n-1 -2 3 0\n-1 2 -3 0\n-1 -2 -3 0\n", "d 1 0 3 0 0", []int{1}, 2, 1},
		{"an assumption twice", "p cnf 1 1\n-1 0\n", "0", []int{1, 1}, 1, 0},
		{"a tautology is given", "p cnf 2 5\n1 -1 2 0\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n", "d -1 1 2 0 2 0 0", nil, 2, 1},
		// -1 2 makes 2 true, and 2 stays true without it.
		{"what was propagated stays", "p cnf 4 6\n1 0\n-1 2 0\n-2 3 4 0\n-2 -3 4 0\n-2 3 -4 0\n-2 -3 -4 0\n", "d -1 2 0\nd 1 0\n3 0\n0\n", nil, 2, 2},
		{"already true", "p cnf 4 6\n1 0\n-1 2 0\n-2 3 4 0\n-2 -3 4 0\n-2 3 -4 0\n-2 -3 -4 0\n", "d -1 2 0 2 0 4 2 0 3 0 0", nil, 4, 1},
		{"one of two copies is deleted", "p cnf 2 5\n1 2 0\n2 1 0\n-1 2 0\n1 -2 0\n-1 -2 0\n", "d 1 2 0 2 0 0", nil, 2, 1},
		{"binary", square, "a\x04\x00a\x00", nil, 2, 0},
		{"binary, negative, a deletion first", "p cnf 2 5\n1 2 0\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n", "d\x02\x04\x00a\x05\x00a\x00", nil, 2, 1},
		{"binary, two bytes", "p cnf 64 2\n64 0\n-64 0\n", "a\x80\x01\x00a\x81\x01\x00a\x00", nil, 3, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			rep, err := check(t, c.cnf, c.proof, c.assumptions...)
			if err != nil {
				t.Fatal(err)
			}
			if rep.Added != c.added || rep.Deleted != c.deleted || !slices.Equal(rep.Assumptions, c.assumptions) {
				t.Errorf("%+v", rep)
			}
			if rep.Binary != strings.HasPrefix(c.name, "binary") {
				t.Errorf("binary: %v", rep.Binary)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		cnf, proof  string
		assumptions []int
		want        string
	}{
		// Not a proof.
		{"p cnf 2 3\n1 2 0\n-1 2 0\n1 -2 0\n", "2 0\n\n0\n", nil, "proof, line 3 (step 2): 0: not RUP: its negation leads to no conflict, only to "},
		{"p cnf 3 2\n1 2 0\n-1 2 0\n", "2 0\n3 0\n0\n", nil, "proof, line 2 (step 2): 3 0: not RUP: its negation leads to no conflict, only to -3"},
		{"p cnf 3 2\n1 2 3 0\n-1 2 0\n", "2 0\n0\n", nil, "proof, line 1 (step 1): 2 0: not RUP: its negation leads to no conflict, only to -2 -1 3"},
		// 3 -1 is RAT: 3 is new. It does not follow.
		{"p cnf 3 3\n1 2 0\n-1 2 0\n1 -2 0\n", "3 -1 0\n0\n", nil, "proof, line 1 (step 1): -1 3 0: not RUP"},
		{square, "d 1 2 0\n2 0\n0\n", nil, "proof, line 2 (step 2): 2 0: not RUP"},
		{square, "2 0\nd 1 2 3 0\n0\n", nil, "proof, line 2 (step 2): literal 3 is out of range: the formula has 2 variables"},
		{square, "d 1 0\n2 0\n0\n", nil, "proof, line 1 (step 1): 1 0: it deletes a clause that does not exist"},
		{square, "d 1 2 0\nd 2 1 0\n", nil, "proof, line 2 (step 2): 1 2 0: it deletes a clause that does not exist"},
		{square, "1 -1 0\n2 0\n0\n", nil, "proof, line 1 (step 1): 1 -1 0: the clause contains a literal and its negation"},
		{square, "", nil, "proof, line 1 (step 1): the proof ends without deriving the empty clause"},
		{square, "2 0\n", nil, "proof, line 2 (step 2): the proof ends without deriving the empty clause"},
		{chain, "", nil, "proof, line 1 (step 1): the proof ends without deriving the empty clause"},
		{square, "2 0\n0\n3 0\n", nil, "proof, line 3 (step 3): literal 3 is out of range"},
		{square, "2 0\n0\nd 1 0\n", nil, "proof, line 3 (step 3): 1 0: it deletes a clause that does not exist"},
		{square, "2 0\n0\n2", nil, "proof, line 3 (step 3): the file ends in the middle of a clause"},
		// Not a text proof.
		{square, "2 0\n0\nend", nil, `proof, line 3 (step 3): "end" is not a number`},
		{square, "2", nil, "proof, line 1 (step 1): the file ends in the middle of a clause"},
		{square, "2 0\nd", nil, "proof, line 2 (step 2): the file ends in the middle of a clause"},
		{square, "2 0\n d d 1 2 0", nil, `proof, line 2 (step 2): "d" is not a number`},
		{square, "+2 0\n0\n", nil, `"+2" is not a number`},
		{square, "02 0\n0\n", nil, `"02" is not a number`},
		{square, "2 00\n0\n", nil, `"00" is not a number`},
		{square, "2 -0\n0\n", nil, `"-0" is not a number`},
		{square, "- 0\n0\n", nil, `"-" is not a number`},
		{square, "2,0\n0\n", nil, `"2,0" is not a number`},
		{square, " c no comment\n", nil, `"c" is not a number`},
		{square, "99999999999999999999999999 0\n", nil, `"99999999999999999999" is not a number`},
		{square, "2147483647 0\n", nil, "literal 2147483647 is out of range"},
		{square, "-2147483648 0\n", nil, "literal -2147483648 is out of range"},
		{square, "3 0\n", nil, "literal 3 is out of range: the formula has 2 variables"},
		{square, "x", nil, `"x" is not a number`},
		// Not a binary proof.
		{square, "a\x04\x00", nil, "proof, byte 3 (step 2): the proof ends without deriving the empty clause"},
		{square, "a\x04\x00a", nil, "proof, byte 4 (step 2): the file ends in the middle of a clause"},
		{square, "a\x04\x00a\x80", nil, "proof, byte 4 (step 2): the number has no end"},
		{square, "a\x04\x00b\x00", nil, `proof, byte 3 (step 2): a step must begin with "a" or "d", not 'b'`},
		{square, "a\x04\x00\n", nil, `proof, byte 3 (step 2): a step must begin with "a" or "d", not '\n'`},
		{square, "a\x06\x00a\x00", nil, "proof, byte 1 (step 1): literal 3 is out of range: the formula has 2 variables"},
		{square, "a\xff\xff\xff\xff\x7f\x00", nil, "literal -17179869183 is out of range"},
		{square, "a\xff\xff\xff\xff\xff\x01\x00", nil, "the number has no end"},
		{square, "a\x84\x00\x00a\x00", nil, "proof, byte 1 (step 1): the number is not in its canonical form"},
		{square, "a\x01\x00a\x00", nil, "proof, byte 1 (step 1): the number is not in its canonical form"},
		{square, "a\x04\x00a\x00d\x02\x00", nil, "proof, byte 5 (step 3): 1 0: it deletes a clause that does not exist"},
		{square, "a\x04\x00a\x00\x00", nil, `proof, byte 5 (step 3): a step must begin with "a" or "d", not '\x00'`},
		{square, "a\x04\x00d\x04\x00d\x04\x00a\x00", nil, "proof, byte 6 (step 3): 2 0: it deletes a clause that does not exist"},
		{square, "a\x02\x04\x00a\x00", nil, "proof, byte 4 (step 2): 0: not RUP"},
		// Assumptions.
		{square, "0\n", []int{3}, "assumptions: 3 is not a literal of the CNF"},
		{square, "0\n", []int{-3}, "assumptions: -3 is not a literal of the CNF"},
		{square, "0\n", []int{0}, "assumptions: 0 is not a literal of the CNF"},
		{"p cnf 1 0\n", "0\n", []int{1, -1}, "assumptions: -1 is not a literal of the CNF, or is the negation of another assumption"},
		{"p cnf 1 0\n", "0\n", []int{1}, "proof, line 1 (step 1): 0: not RUP: its negation leads to no conflict, only to"},
		// CNFs.
		{"", "0\n", nil, `CNF, line 1: no header "p cnf VARIABLES CLAUSES"`},
		{"c nothing", "0\n", nil, `no header`},
		{"1 0\n", "0\n", nil, `no header`},
		{"p sat 1 1\n", "0\n", nil, `no header`},
		{"p cnf 1\n", "0\n", nil, `the header has wrong numbers`},
		{"p cnf -1 0\n", "0\n", nil, `the header has wrong numbers`},
		{"p cnf 1 -1\n", "0\n", nil, `the header has wrong numbers`},
		{"p cnf 2000000000 1\n1 0\n", "0\n", nil, `the header has wrong numbers, or more variables than the file has bytes`},
		{"p cnf 1 2000000000\n1 0\n", "0\n", nil, `the header declares 2000000000 clauses, but the file has 1`},
		{"p cnf 1 1\n1 0\n-1 0\n", "0\n", nil, `CNF, line 4: the header declares 1 clauses, but the file has 2`},
		{"p cnf 1 2\n1 0\n\n-2 0\n", "0\n", nil, `CNF, line 4: literal -2 is out of range: the formula has 1 variables`},
		{"p cnf 1 2\n1 0\n-1", "0\n", nil, `CNF, line 3: the file ends in the middle of a clause`},
		{"p cnf 1 2\n1 0\n-1 0\n%\n0\n", "0\n", nil, `CNF, line 4: "%" is not a number`},
		{"p cnf 1 2\n1 0\n-1 0\n\x00", "0\n", nil, `CNF, line 4: "\x00" is not a number`},
		{"p cnf 1 2\n1 0\nd -1 0\n", "0\n", nil, `CNF, line 3: "d" is not a number`},
	} {
		_, err := check(t, c.cnf, c.proof, c.assumptions...)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q, %q:\n got %v\nwant %s", c.cnf, c.proof, err, c.want)
		}
	}
}

func TestLongClauseInMessage(t *testing.T) {
	cnf, clause := "p cnf 40 1\n1 0\n", ""
	for v := 2; v <= 40; v++ {
		clause += strconv.Itoa(v) + " "
	}
	_, err := check(t, cnf, clause+"0\n")
	if want := "2 3 4 5 6 7 8 9 10 11 12 13 … (28 more): not RUP"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v", err)
	}
}

func TestCancelled(t *testing.T) {
	f, err := Parse([]byte(square))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := f.Check(ctx, nil, []byte("2 0\n0\n"), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteError(t *testing.T) {
	f, err := Parse([]byte(square))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Check(context.Background(), nil, []byte("2 0\n0\n"), full{}); !errors.Is(err, os.ErrClosed) {
		t.Error(err)
	}
	if err := f.WriteDIMACS(full{}, nil); !errors.Is(err, os.ErrClosed) {
		t.Error(err)
	}
}

// TestSize checks that the package is small enough to read in one sitting, and imports
// only the standard library, whose import paths have no dot.
func TestSize(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		data, err := os.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(string(data)) {
			if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "//") {
				lines++
			}
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), e.Name(), data, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range syntax.Imports {
			if strings.Contains(i.Path.Value, ".") {
				t.Errorf("%s imports %s", e.Name(), i.Path.Value)
			}
		}
	}
	t.Logf("%d lines of code", lines)
	if lines > 500 || lines < 100 {
		t.Errorf("%d lines that are neither empty nor comments; 500 are allowed", lines)
	}
}
