package lrat

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestSteps checks which steps are accepted. The clauses are 1 or 2 (number 0), -1 or 3 (3),
// -3 or -2 or 4 (6), -4 (10), and 2 or 3 (12).
func TestSteps(t *testing.T) {
	clauses := []int32{1, 2, 0, -1, 3, 0, -3, -2, 4, 0, -4, 0, 2, 3, 0}
	for _, c := range []struct {
		name   string
		clause []int32
		hints  []uint32
		want   string // of the error; "" for none
	}{
		{"a resolvent", []int32{2, 3}, []uint32{0, 3}, ""},
		{"a weaker one", []int32{4, 3, 2}, []uint32{0, 3}, ""},
		{"a given clause", []int32{1, 2}, []uint32{0}, ""},
		{"a part of one", []int32{1}, []uint32{0}, "lead to no contradiction"},
		{"hints that say nothing more", []int32{2, 3}, []uint32{12, 0, 3}, ""},
		{"a unit clause", []int32{-4}, []uint32{10}, ""},
		{"a hint that comes too early", []int32{-3}, []uint32{6, 10}, "clause 6 has several literals"},
		{"two hints", []int32{-3, -2}, []uint32{10, 6}, ""},
		{"too few hints", []int32{-3, -2}, []uint32{10}, "its 1 hints lead to no contradiction"},
		{"no hints", []int32{2, 3}, nil, "its 0 hints lead to no contradiction"},
		{"a literal and its negation", []int32{2, -2}, nil, ""},
		{"in the middle of a clause", []int32{2, 3}, []uint32{1}, "there is no clause 1"},
		{"the end of a clause", []int32{2, 3}, []uint32{2}, "there is no clause 2"},
		{"after the last", []int32{2, 3}, []uint32{15}, "there is no clause 15"},
		{"learned by nobody", []int32{2, 3}, []uint32{learnedBit}, "there is no clause"},
		{"no literal", []int32{0}, []uint32{0}, "0 is no literal"},
		{"no variable", []int32{5}, []uint32{0}, "5 is no literal"},
		{"the smallest number", []int32{-1 << 31}, []uint32{0}, "is no literal"},
		{"the empty clause", nil, []uint32{10}, "lead to no contradiction"},
	} {
		t.Run(c.name, func(t *testing.T) {
			k, err := New(4, clauses, nil)
			if err != nil {
				t.Fatal(err)
			}
			n := k.Learn(c.clause, c.hints)
			if got := k.wrong; (got == nil) != (c.want == "") || got != nil && !strings.Contains(got.Error(), c.want) {
				t.Errorf("got %v, want %q", got, c.want)
			}
			if c.want != "" {
				k.Learn([]int32{2, 3}, []uint32{0, 3}) // a right step does not make up for it
				if err := k.Refutes([]int32{1, -3}, []uint32{3}); err == nil {
					t.Error("a refutation is accepted after a wrong step")
				}
				return
			}
			// What was learned is a hint until it is deleted.
			negation := make([]int32, len(c.clause))
			for i, l := range c.clause {
				negation[i] = -l
			}
			if err := k.Refutes(negation, []uint32{n}); err != nil {
				t.Error(err)
			}
			k.Delete(n)
			lasts := len(c.clause) == 1 || c.hints == nil // a permanent literal, and what needs no hint
			if err := k.Refutes(negation, []uint32{n}); (err == nil) != lasts {
				t.Errorf("after the clause was deleted: %v", err)
			}
			if err := k.Refutes([]int32{1, -3}, []uint32{3}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestUnits checks that clauses of one literal need not be hints once they were learned, and
// that deleting them changes nothing.
func TestUnits(t *testing.T) {
	k, err := New(3, []int32{1, 0, -1, 2, 0, -2, 3, 0}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Refutes([]int32{-3}, []uint32{5}); err == nil {
		t.Error("nothing makes 2 true yet")
	}
	k.Delete(k.Learn([]int32{1}, []uint32{0}))
	k.Learn([]int32{2}, []uint32{2})
	if err := k.Refutes([]int32{-3}, []uint32{5}); err != nil {
		t.Error(err)
	}
	if err := k.Refutes([]int32{-2}, nil); err != nil {
		t.Error(err)
	}
	if err := k.Refutes(nil, []uint32{5}); err == nil {
		t.Error("the clauses have a solution")
	}
}

// TestRoot checks what is accepted as the result of unit propagation.
func TestRoot(t *testing.T) {
	clauses := []int32{1, 0, -1, 2, 0, -2, -1, 3, 0, 4, 3, 0, -5, 6, 0, -6, 5, 0}
	for _, c := range []struct {
		root []int32
		want string
	}{
		{nil, ""},
		{[]int32{1}, ""},
		{[]int32{1, 2, 3}, ""},
		{[]int32{2}, "no clause makes 2 true"},
		{[]int32{2, 1}, "no clause makes 2 true"},
		{[]int32{1, 3, 2}, "no clause makes 3 true"},
		{[]int32{1, 2, 3, 4}, "no clause makes 4 true"},
		{[]int32{1, 2, 3, -4}, "no clause makes -4 true"},
		{[]int32{5, 6}, "no clause makes 5 true"}, // each from the other
		{[]int32{1, 2, 1}, "has a value already"},
		{[]int32{1, -1}, "has a value already"},
		{[]int32{0}, "which is none"},
		{[]int32{7}, "which is none"},
	} {
		_, err := New(6, clauses, c.root)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %q", c.root, err, c.want)
		}
	}
}

// TestGrow checks that variables, clauses and permanent literals can be added.
func TestGrow(t *testing.T) {
	clauses := []int32{1, 0, -1, 2, 0, -2, 3, 4, 0, -2, -4, 0, 5, -1, 0}
	small := func() *Checker[int32] {
		k, err := New(2, clauses[:5], []int32{1})
		if err != nil {
			t.Fatal(err)
		}
		k.Delete(k.Learn([]int32{2}, []uint32{2}))
		return k
	}
	for _, root := range [][]int32{{1, 2, 3}, {-4, 4}, {-2}, {1, 2, 6}} {
		if small().Grow(5, clauses, root) == nil {
			t.Errorf("%v is accepted", root)
		}
	}
	k := small()
	if err := k.Grow(5, clauses, []int32{1, -4, 3, 5}); err != nil {
		t.Fatal(err)
	}
	for _, a := range []int32{-1, -2, -3, 4, -5} {
		if err := k.Refutes([]int32{a}, nil); err != nil {
			t.Error(err)
		}
	}
}

// solvable tries all assignments.
func solvable(vars int, clauses, assumed []int32) bool {
next:
	for bits := range 1 << vars {
		value := func(l int32) bool { return (bits>>(max(l, -l)-1)&1 != 0) == (l > 0) }
		some := false
		for _, l := range clauses {
			if l == 0 && !some {
				continue next
			}
			some = l != 0 && (some || value(l))
		}
		if !slices.ContainsFunc(assumed, func(l int32) bool { return !value(l) }) {
			return true
		}
	}
	return false
}

// TestOnlyWhatFollows gives random steps with random hints, and random literals as permanent
// ones: whatever is accepted must follow from the clauses.
func TestOnlyWhatFollows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	accepted, refuted, roots := 0, 0, 0
	for range 30_000 {
		const vars = 5
		random := func(n int) (c []int32) {
			for _, v := range r.Perm(vars)[:n] {
				c = append(c, int32(v+1)*int32(1-2*r.IntN(2)))
			}
			return c
		}
		var clauses []int32
		var numbers []uint32
		for range 4 + r.IntN(12) {
			numbers = append(numbers, uint32(len(clauses)))
			clauses = append(append(clauses, random(1+r.IntN(3))...), 0)
		}
		root := random(r.IntN(3))
		k, err := New(vars, clauses, root)
		if err != nil {
			k, _ = New(vars, clauses, nil)
		} else {
			for _, l := range root {
				roots++
				if solvable(vars, clauses, []int32{-l}) {
					t.Fatalf("%v: %d of %v does not follow", clauses, l, root)
				}
			}
		}
		hints := func() (h []uint32) {
			for range r.IntN(8) {
				h = append(h, numbers[r.IntN(len(numbers))])
			}
			return h
		}
		for range 8 {
			c := random(1 + r.IntN(3))
			before := *k
			n := k.Learn(c, hints())
			if k.wrong != nil {
				k.wrong, k.value, k.trail = nil, before.value, before.trail[:0]
			} else {
				accepted++
				numbers = append(numbers, n)
				negation := slices.Clone(c)
				for i := range c {
					negation[i] = -c[i]
				}
				if solvable(vars, clauses, negation) {
					t.Fatalf("%v: %v does not follow", clauses, c)
				}
			}
			if r.IntN(4) == 0 {
				k.Delete(numbers[r.IntN(len(numbers))])
			}
			a := random(r.IntN(3))
			if k.Refutes(a, hints()) == nil {
				refuted++
				if solvable(vars, clauses, a) {
					t.Fatalf("%v: has a solution in which %v hold", clauses, a)
				}
			}
		}
	}
	t.Log(accepted, refuted, roots)
	if accepted < 10_000 || refuted < 10_000 || roots < 1000 {
		t.Error("too little was accepted: ", accepted, refuted, roots)
	}
}
