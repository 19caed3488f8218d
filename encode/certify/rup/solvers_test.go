package rup

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crillab/gophersat/solver"
	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/property"
)

// byGophersat returns the proof that gophersat writes, or "" if it finds a solution. The
// proof has no deletions, and no steps if reading the clauses already refutes them.
func byGophersat(f formula) string {
	pb := solver.ParseSliceNb(f.clauses, f.vars)
	if pb.Status == solver.Unsat {
		return "0\n"
	}
	s := solver.New(pb)
	s.Certified, s.CertChan = true, make(chan string, 1)
	status := make(chan solver.Status, 1)
	go func() {
		status <- s.Solve()
		close(s.CertChan)
	}()
	var proof strings.Builder
	for l := range s.CertChan {
		proof.WriteString(l + "\n")
	}
	if <-status != solver.Unsat {
		return ""
	}
	return proof.String()
}

// TestGophersat checks that Gophersat's proofs are accepted, that mutated ones are
// accepted only if they are proofs, and that it finds none for a formula with a
// solution.
func TestGophersat(t *testing.T) {
	steps, most := 0, 0
	property.Check(t, func(t *rapid.T) {
		r := dice(t)
		f := unsatisfiable(r)
		proof := read(byGophersat(f))
		if !compare(t, f, proof) {
			t.Fatalf("refused:\n%s%s", f.text(), text(proof))
		}
		steps, most = steps+len(proof), max(most, len(proof))
		for range 10 {
			g, p := formula{f.vars, append([][]int(nil), f.clauses...)}, append([]line(nil), proof...)
			mutations[at(r, mutations)].do(r, &g, &p)
			if compare(t, g, p) && g.satisfiable() {
				t.Fatal("a proof was accepted of what has a solution")
			}
		}
		f.clauses = f.clauses[:len(f.clauses)-1]
		if p := byGophersat(f); p != "" {
			t.Fatalf("a proof of what has a solution:\n%s%s", f.text(), p)
		}
	})
	t.Log(steps, "steps; longest proof", most)
}

// holes returns the largest pigeonhole formula that the time allows.
func holes() int {
	if testing.Short() {
		return 5
	}
	return 7
}

// TestLarge checks proofs with some thousand steps and their LRAT, and logs the times of
// finding and checking them.
func TestLarge(t *testing.T) {
	for n := 4; n <= holes(); n++ {
		f := pigeons(n)
		start := time.Now()
		proof := byGophersat(f)
		found := time.Since(start)
		start = time.Now()
		rep, err := check(t, string(f.text()), proof) // twice, and once its LRAT
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d clauses: %d steps, %d bytes, found in %v, checked thrice in %v", len(f.clauses), rep.Added, len(proof), found, time.Since(start))
	}
}

// TestCadical checks the proofs of CaDiCaL, which contain deletions, in both forms.
func TestCadical(t *testing.T) {
	cadical, err := exec.LookPath("cadical")
	if err != nil {
		t.Skip("cadical is not installed: ", err)
	}
	dir := t.TempDir()
	cnf, drat := filepath.Join(dir, "cnf"), filepath.Join(dir, "drat")
	prove := func(t rapid.TB, f formula, args ...string) string {
		if err := os.WriteFile(cnf, f.text(), 0o600); err != nil {
			t.Fatal(err)
		}
		out, _ := exec.Command(cadical, append(args, "-q", cnf, drat)...).Output()
		if !bytes.Contains(out, []byte("s UNSATISFIABLE")) {
			t.Fatalf("cadical: %s\n%s", out, f.text())
		}
		proof, err := os.ReadFile(drat)
		if err != nil {
			t.Fatal(err)
		}
		return string(proof)
	}
	for n := 4; n <= holes(); n++ {
		f := pigeons(n)
		for _, args := range [][]string{{"--no-binary"}, nil} {
			rep, err := check(t, string(f.text()), prove(t, f, args...))
			if err != nil {
				t.Fatal(args, err)
			}
			t.Logf("%d clauses: %+v", len(f.clauses), rep)
		}
	}
	mutated, accepted := 0, 0
	property.Check(t, func(t *rapid.T) {
		r := dice(t)
		f := unsatisfiable(r)
		proof := read(prove(t, f, "--no-binary"))
		if !compare(t, f, proof) {
			t.Fatalf("refused:\n%s%s", f.text(), text(proof))
		}
		for range 15 {
			g, p := formula{f.vars, append([][]int(nil), f.clauses...)}, append([]line(nil), proof...)
			mutations[at(r, mutations)].do(r, &g, &p)
			mutated++
			if compare(t, g, p) {
				accepted++
				if g.satisfiable() {
					t.Fatal("a proof was accepted of what has a solution")
				}
			}
		}
	})
	t.Log(mutated, "mutations,", accepted, "still proofs")
}

// TestOtherCheckers compares the results of the established checkers on the same files.
func TestOtherCheckers(t *testing.T) {
	f := pigeons(5)
	proof := byGophersat(f)
	parsed, err := Parse(f.text())
	if err != nil {
		t.Fatal(err)
	}
	var lrat bytes.Buffer
	if _, err := parsed.Check(context.Background(), nil, []byte(proof), &lrat); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := map[string][]byte{"cnf": f.text(), "drat": []byte(proof), "lrat": lrat.Bytes()}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ program, file, says string }{
		{"drat-trim", "drat", "s VERIFIED"},
		{"lrat-check", "lrat", "VERIFIED"},
		{"cake_lpr", "lrat", "s VERIFIED UNSAT"},
	} {
		t.Run(c.program, func(t *testing.T) {
			path, err := exec.LookPath(c.program)
			if err != nil {
				t.Skip(c.program, " is not installed: ", err)
			}
			out, _ := exec.Command(path, filepath.Join(dir, "cnf"), filepath.Join(dir, c.file)).CombinedOutput()
			if s := string(out); !strings.Contains(s, c.says) || strings.Contains(s, "NOT VERIFIED") {
				t.Errorf("%s", s)
			}
		})
	}
}
