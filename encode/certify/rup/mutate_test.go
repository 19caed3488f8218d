package rup

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/property"
)

// dice returns a source of evenly distributed random numbers, seeded by one drawn number.
// rapid's own numbers are mostly small, and small formulas are refuted by propagation
// alone.
func dice(t *rapid.T) *rand.Rand { return rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)) }

// unsatisfiable returns a small formula without a solution. Most of them need search.
func unsatisfiable(r *rand.Rand) formula {
	if r.IntN(10) == 0 {
		return pigeons(1 + r.IntN(3))
	}
	for {
		f := formula{vars: 4 + r.IntN(6)}
		for f.satisfiable() {
			length := 3
			if r.IntN(5) == 0 {
				length = 1 + r.IntN(4)
			}
			f.clauses = append(f.clauses, clauseOf(r, f.vars, length))
		}
		if !closure(f.clauses, map[int]bool{}) || r.IntN(10) == 0 {
			return f
		}
	}
}

// clauseOf returns a clause of the given length. Sometimes it repeats a literal.
func clauseOf(r *rand.Rand, vars, length int) []int {
	c := r.Perm(vars)[:min(length, vars)]
	for i := range c {
		if c[i]++; r.IntN(2) == 0 {
			c[i] = -c[i]
		}
	}
	if r.IntN(8) == 0 {
		c = append(c, c[0])
	}
	return c
}

// A mutation changes a formula or a proof.
type mutation struct {
	name string
	do   func(r *rand.Rand, f *formula, p *[]line)
}

var mutations = []mutation{
	{"drop a clause of the CNF", func(r *rand.Rand, f *formula, _ *[]line) {
		i := at(r, f.clauses)
		f.clauses = slices.Delete(f.clauses, i, i+1)
	}},
	{"flip a literal of the CNF", func(r *rand.Rand, f *formula, _ *[]line) { flip(r, &f.clauses[at(r, f.clauses)]) }},
	{"flip a literal of the proof", func(r *rand.Rand, _ *formula, p *[]line) { flip(r, &(*p)[at(r, *p)].lits) }},
	{"take a literal out of the proof", func(r *rand.Rand, _ *formula, p *[]line) {
		if lits := &(*p)[at(r, *p)].lits; len(*lits) > 0 {
			i := at(r, *lits)
			*lits = slices.Delete(slices.Clone(*lits), i, i+1)
		}
	}},
	{"put a literal into the proof", func(r *rand.Rand, f *formula, p *[]line) {
		s := &(*p)[at(r, *p)]
		s.lits = append(slices.Clone(s.lits), clauseOf(r, f.vars, 1)...)
	}},
	{"remove a step", func(r *rand.Rand, _ *formula, p *[]line) {
		i := at(r, *p)
		*p = slices.Delete(*p, i, i+1)
	}},
	{"exchange two steps", func(r *rand.Rand, _ *formula, p *[]line) {
		i, j := at(r, *p), at(r, *p)
		(*p)[i], (*p)[j] = (*p)[j], (*p)[i]
	}},
	{"cut the proof short", func(r *rand.Rand, _ *formula, p *[]line) { *p = (*p)[:at(r, *p)] }},
	{"skip the first steps", func(r *rand.Rand, _ *formula, p *[]line) { *p = (*p)[at(r, *p):] }},
	{"repeat a step", func(r *rand.Rand, _ *formula, p *[]line) { *p = slices.Insert(*p, at(r, *p), (*p)[at(r, *p)]) }},
	{"delete a clause of the CNF", func(r *rand.Rand, f *formula, p *[]line) {
		*p = slices.Insert(*p, at(r, *p), line{true, f.clauses[at(r, f.clauses)]})
	}},
	{"delete a step's clause", func(r *rand.Rand, _ *formula, p *[]line) {
		i := at(r, *p)
		*p = slices.Insert(*p, i+1+r.IntN(len(*p)-i), line{true, (*p)[i].lits})
	}},
	{"turn an addition into a deletion, or back", func(r *rand.Rand, _ *formula, p *[]line) {
		s := &(*p)[at(r, *p)]
		s.delete = !s.delete
	}},
	{"insert any clause", func(r *rand.Rand, f *formula, p *[]line) {
		*p = slices.Insert(*p, at(r, *p), line{lits: clauseOf(r, f.vars, 1+r.IntN(3))})
	}},
}

func at[E any](r *rand.Rand, of []E) int { return r.IntN(len(of)) }

func flip(r *rand.Rand, lits *[]int) {
	if len(*lits) > 0 {
		*lits = slices.Clone(*lits)
		(*lits)[at(r, *lits)] *= -1
	}
}

// TestMutations checks that a mutated proof is accepted if and only if it is still a
// proof by definition, and that no accepted proof is about a formula with a solution.
func TestMutations(t *testing.T) {
	tried, accepted := map[string]int{}, map[string]int{}
	property.Check(t, func(t *rapid.T) {
		r := dice(t)
		f := unsatisfiable(r)
		proof := refute(f)
		for range 25 {
			g, p := formula{f.vars, slices.Clone(f.clauses)}, slices.Clone(proof)
			name := "nothing"
			for range r.IntN(4) {
				if len(p) > 0 && len(g.clauses) > 0 {
					m := mutations[at(r, mutations)]
					m.do(r, &g, &p)
					if name == "nothing" {
						name = m.name
					} else {
						name = "several"
					}
				}
			}
			tried[name]++
			if compare(t, g, p) {
				accepted[name]++
				if g.satisfiable() {
					t.Fatal("a proof was accepted of what has a solution")
				}
			} else if name == "nothing" {
				t.Fatal("an unchanged proof was refused")
			}
		}
	})
	for _, m := range append(mutations, mutation{name: "several"}, mutation{name: "nothing"}) {
		t.Logf("%5d tried, %4d accepted: %s", tried[m.name], accepted[m.name], m.name)
		if tried[m.name] == 0 {
			t.Errorf("never tried: %s", m.name)
		}
	}
}

// compare compares the checker with the definition, for both forms of the proof, and with
// some unit clauses of the formula given as assumptions.
func compare(t rapid.TB, f formula, proof []line) bool {
	t.Helper()
	right, want := accepts(f, proof)
	for _, form := range [][]byte{text(proof), binaryForm(proof)} {
		cnf, err := Parse(f.text())
		if err != nil {
			t.Fatalf("%v\n%s", err, f.text())
		}
		var lrat bytes.Buffer
		rep, err := cnf.Check(context.Background(), nil, form, &lrat)
		if want != (err == nil) {
			t.Fatalf("accepted: %v, want %v: %v\n%s%s", err == nil, want, err, f.text(), text(proof))
		}
		if want {
			if err := checkLRAT(f, lrat.String()); err != nil {
				t.Fatalf("LRAT: %v\n%s%s%s", err, f.text(), text(proof), &lrat)
			}
		} else if rep.Added+rep.Deleted != right {
			t.Fatalf("%d steps are right, %+v: %v\n%s%s", right, rep, err, f.text(), text(proof))
		}
		var units []int
		rest := formula{vars: f.vars}
		for _, c := range f.clauses {
			if len(c) == 1 && !slices.Contains(units, -c[0]) {
				units = append(units, c[0])
			} else {
				rest.clauses = append(rest.clauses, c)
			}
		}
		if cnf, err = Parse(rest.text()); err != nil {
			t.Fatal(err)
		}
		lrat.Reset()
		if _, err = cnf.Check(context.Background(), units, form, &lrat); want != (err == nil) {
			t.Fatalf("accepted under assumptions: %v, want %v: %v", err == nil, want, err)
		}
		if want {
			if err := checkLRAT(rest.under(units), lrat.String()); err != nil {
				t.Fatalf("LRAT under assumptions: %v", err)
			}
		}
	}
	return want
}

// TestNoProofOfSatisfiable checks that no sequence of bytes is accepted as a proof for a
// formula that has a solution.
func TestNoProofOfSatisfiable(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		r := dice(t)
		f := unsatisfiable(r)
		proof := refute(f)
		form := [][]byte{text(proof), binaryForm(proof)}[r.IntN(2)]
		// The last clause made the formula unsatisfiable, or is one that
		// pigeons need.
		f.clauses = f.clauses[:len(f.clauses)-1]
		if !f.satisfiable() {
			t.Fatal("expected a solution")
		}
		cnf, err := Parse(f.text())
		if err != nil {
			t.Fatal(err)
		}
		for range 25 {
			p := slices.Clone(form)
			for range r.IntN(4) {
				if len(p) == 0 {
					break
				}
				i := at(r, p)
				switch r.IntN(4) {
				case 0:
					p[i] = byte(r.IntN(256))
				case 1:
					p = slices.Delete(p, i, i+1)
				case 2:
					p = slices.Insert(p, i, "0123456789-d \n\x00a"[r.IntN(16)])
				case 3:
					p = p[:i]
				}
			}
			if _, err := cnf.Check(context.Background(), nil, p, nil); err == nil {
				t.Fatalf("accepted: %q", p)
			}
		}
	})
}

// TestMutatedLRAT checks that every hint is needed, and that a line can only be left out
// if no other line names it.
func TestMutatedLRAT(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		r := dice(t)
		f := unsatisfiable(r)
		cnf, err := Parse(f.text())
		if err != nil {
			t.Fatal(err)
		}
		var lrat bytes.Buffer
		if _, err := cnf.Check(context.Background(), nil, text(refute(f)), &lrat); err != nil {
			t.Fatal(err)
		}
		lines := slices.Collect(strings.Lines(lrat.String()))
		if err := checkLRAT(f, lrat.String()); err != nil {
			t.Fatal(err)
		}
		for i, l := range lines {
			w := strings.Fields(l)
			if w[1] == "d" {
				continue
			}
			for h := slices.Index(w, "0") + 1; h < len(w)-1; h++ {
				without := slices.Clone(lines)
				without[i] = strings.Join(slices.Delete(slices.Clone(w), h, h+1), " ") + "\n"
				if err := checkLRAT(f, strings.Join(without, "")); err == nil {
					t.Fatalf("hint %d of %q is not needed in\n%s", h, l, &lrat)
				}
			}
			named := i == len(lines)-1
			for _, later := range lines[i+1:] {
				named = named || slices.Contains(strings.Fields(later)[1:], w[0])
			}
			if err := checkLRAT(f, strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "")); named && err == nil {
				t.Fatalf("%q is not needed in\n%s", l, &lrat)
			}
		}
	})
}
