package rup

import (
	"bytes"
	"context"
	"testing"
)

// These limits keep the inputs of the fuzz targets small, so that trying all assignments
// is cheap.
const fuzzVars, fuzzBytes = 8, 1 << 12

// FuzzParse checks that a formula that was read can be written and read again to the
// same clauses.
func FuzzParse(f *testing.F) {
	for _, s := range []string{square, chain, "p cnf 0 0\n", "p cnf 1 1\n0", "c\np cnf 3 2\n1 -3\n0 2\n3 -1 0\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Parse(data)
		if err != nil {
			return
		}
		var b, c bytes.Buffer
		if err := a.WriteDIMACS(&b, nil); err != nil {
			t.Fatal(err)
		}
		again, err := Parse(b.Bytes())
		if err != nil && a.Vars() < 1<<16 { // else the header may be too much for the shorter file
			t.Fatalf("%v\n%s", err, &b)
		} else if err != nil {
			return
		}
		if err := again.WriteDIMACS(&c, nil); err != nil {
			t.Fatal(err)
		}
		if b.String() != c.String() {
			t.Errorf("%s\n%s", &b, &c)
		}
	})
}

// FuzzProof checks that no proof is accepted for a formula with a solution, and that the
// LRAT of accepted proofs is correct.
func FuzzProof(f *testing.F) {
	for _, s := range []string{"2 0\n0\n", "d 1 2 0\n2 0\n0\n", "c\n0", "a\x04\x00a\x00", "d\x02\x04\x00a\x04\x00a\x00", "a\x80\x01\x00"} {
		f.Add([]byte(square), []byte(s), byte(0))
		f.Add([]byte(chain), []byte(s), byte(2))
	}
	f.Add(pigeons(2).text(), text(refute(pigeons(2))), byte(1))
	f.Fuzz(func(t *testing.T, dimacs, proof []byte, assume byte) {
		cnf, err := Parse(dimacs)
		if err != nil || len(dimacs) > fuzzBytes || cnf.Vars() > fuzzVars {
			return
		}
		g := formula{vars: cnf.Vars()}
		for i := range cnf.Clauses() {
			c := []int{}
			for _, l := range cnf.clause(i) {
				c = append(c, int(l))
			}
			g.clauses = append(g.clauses, c)
		}
		var assumptions []int
		if assume > 0 {
			assumptions = []int{int(assume) - 128}
		}
		var lrat bytes.Buffer
		if _, err := cnf.Check(context.Background(), assumptions, proof, &lrat); err != nil {
			return
		}
		g = g.under(assumptions)
		if g.satisfiable() {
			t.Errorf("accepted, but there is a solution:\n%s%q", g.text(), proof)
		}
		if err := checkLRAT(g, lrat.String()); err != nil {
			t.Errorf("%v\n%s%s", err, g.text(), &lrat)
		}
	})
}
