package order

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// random is a problem of few items whose hard arcs have no cycle: chains whose
// neighbours want to stay in order, some of them more than others, and rules of
// several arcs between them.
func random(r *rand.Rand, n, chains int) (*Problem, []int) {
	p := &Problem{N: n}
	chain := make([]int, n)
	for i := range chain {
		chain[i] = r.IntN(chains)
	}
	hidden := r.Perm(n) // an order in which the hard arcs hold
	at := make([]int, n)
	for i, x := range hidden {
		at[x] = i
	}
	for a := range n {
		for b := range n {
			switch {
			case a == b:
			case chain[a] != chain[b] && at[a] < at[b] && r.IntN(4) == 0:
				p.Hard = append(p.Hard, Arc{a, b})
			case a < b && chain[a] == chain[b]:
				class := 2
				if r.IntN(5) == 0 {
					class = 0
				}
				p.Rules = append(p.Rules, Rule{Class: class, Tie: r.IntN(2), Arcs: []Arc{{a, b}}})
			}
		}
	}
	taken := map[Arc]bool{}
	for range r.IntN(4) {
		x, rule := r.IntN(n), Rule{Class: 1}
		for range 1 + r.IntN(3) {
			y := r.IntN(n)
			if r.IntN(8) == 0 {
				x = r.IntN(n)
			}
			a := []Arc{{x, y}, {y, x}}[r.IntN(2)]
			if chain[x] != chain[y] && !taken[a] {
				taken[a] = true
				rule.Arcs = append(rule.Arcs, a)
			}
		}
		if len(rule.Arcs) > 0 {
			p.Rules = append(p.Rules, rule)
		}
	}
	return p, chain
}

// breaks is the rules that an order breaks, per class; ok is false if a hard arc
// does not hold.
func (p *Problem) breaks(order []int) (n [Classes]int, ok bool) {
	at := make([]int, p.N)
	for i, x := range order {
		at[x] = i
	}
	for _, a := range p.Hard {
		if at[a[0]] > at[a[1]] {
			return n, false
		}
	}
	for _, r := range p.Rules {
		if slices.ContainsFunc(r.Arcs, func(a Arc) bool { return at[a[0]] > at[a[1]] }) {
			n[r.Class]++
		}
	}
	return n, true
}

// changes counts how often an order goes from one chain to another.
func changes(order, chain []int) int {
	n := 0
	for i := 1; i < len(order); i++ {
		if chain[order[i]] != chain[order[i-1]] {
			n++
		}
	}
	return n
}

// permute calls f with every order of n items.
func permute(n int, f func([]int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var from func(k int)
	from = func(k int) {
		if k == n {
			f(order)
			return
		}
		for i := k; i < n; i++ {
			order[k], order[i] = order[i], order[k]
			from(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	from(0)
}

// solved solves a problem and arranges the items by the first way of each part.
func solved(p *Problem, chain []int) (order []int, parts []Part) {
	parts = p.Solve()
	broken := map[int]bool{}
	for _, part := range parts {
		for _, k := range part.Ways[0] {
			broken[k] = true
		}
	}
	return p.Arrange(func(k int) bool { return broken[k] }, chain, nil), parts
}

// TestAgainstAll compares with all orders of small problems: none breaks fewer
// rules, and none that breaks as many has fewer changes than the best of the ways
// found, if those are all there are.
func TestAgainstAll(t *testing.T) {
	several := 0
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 1))
		p, chain := random(r, 4+r.IntN(4), 1+r.IntN(3))
		p.Ties = 1 << 20
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		best, first := [Classes]int{}, true
		permute(p.N, func(o []int) {
			if n, ok := p.breaks(o); ok && (first || slices.Compare(n[:], best[:]) < 0) {
				best, first = n, false
			}
		})
		order, parts := solved(p, chain)
		got, ok := p.breaks(order)
		if !ok || got != best {
			t.Fatalf("seed %d: %v breaks %v (%v), want %v", seed, order, got, ok, best)
		}
		for _, part := range parts {
			if !part.Proved {
				t.Errorf("seed %d: not proved", seed)
			}
		}
		if len(parts) != 1 {
			continue
		}
		several++
		// The ways are those of all best orders.
		sets := map[string]bool{}
		fewest := p.N
		permute(p.N, func(o []int) {
			if n, ok := p.breaks(o); ok && n == best {
				sets[set(p, o)] = true
				fewest = min(fewest, changes(o, chain))
			}
		})
		found := map[string]bool{}
		least := p.N
		for _, way := range parts[0].Ways {
			o := p.Arrange(func(k int) bool { return slices.Contains(way, k) }, chain, nil)
			if n, ok := p.breaks(o); !ok || n != best {
				t.Fatalf("seed %d: way %v gives %v, which breaks %v", seed, way, o, n)
			}
			found[set(p, o)] = true
			least = min(least, changes(o, chain))
		}
		if !reflect.DeepEqual(found, sets) || len(found) != len(parts[0].Ways) {
			t.Errorf("seed %d: %d ways for %d sets, want %d", seed, len(parts[0].Ways), len(found), len(sets))
		}
		if least != fewest {
			t.Errorf("seed %d: %d changes, want %d", seed, least, fewest)
		}
	}
	if several < 100 {
		t.Errorf("only %d problems say something", several)
	}
}

// set names the rules that an order breaks.
func set(p *Problem, order []int) string {
	at := make([]int, p.N)
	for i, x := range order {
		at[x] = i
	}
	var b []byte
	for _, r := range p.Rules {
		c := byte('.')
		if slices.ContainsFunc(r.Arcs, func(a Arc) bool { return at[a[0]] > at[a[1]] }) {
			c = 'x'
		}
		b = append(b, c)
	}
	return string(b)
}

// TestDistinct: no way is found twice.
func TestDistinct(t *testing.T) {
	several := 0
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 3))
		p, _ := random(r, 20, 3)
		p.Ties = 100
		for _, part := range p.Solve() {
			seen := map[string]bool{}
			for _, way := range part.Ways {
				seen[fmt.Sprint(way)] = true
				several += len(way) - 1
			}
			if len(seen) != len(part.Ways) {
				t.Errorf("seed %d: %d of %d ways are different", seed, len(seen), len(part.Ways))
			}
		}
	}
	if several < 1000 {
		t.Errorf("the ways have %d rules beyond one each", several)
	}
}

// TestBudget: beyond the budget the answer suffices, says that it is not proved,
// and none of its rules can be spared.
func TestBudget(t *testing.T) {
	unproved := 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		p, chain := random(r, 24, 3)
		p.Budget = 1 + r.IntN(200_000)
		order, parts := solved(p, chain)
		n, ok := p.breaks(order)
		if !ok {
			t.Fatalf("seed %d: %v breaks what always holds", seed, order)
		}
		total := 0
		for _, part := range parts {
			total += len(part.Ways[0])
			if part.Proved {
				continue
			}
			unproved++
			for spared := range part.Ways[0] {
				q := *p
				for _, x := range parts {
					for i, k := range x.Ways[0] {
						if !slices.Equal(x.Ways[0], part.Ways[0]) || i != spared {
							q.Rules = slices.Clone(q.Rules)
							q.Rules[k].Arcs = nil
						}
					}
				}
				for _, rule := range q.Rules {
					q.Hard = append(slices.Clone(q.Hard), rule.Arcs...)
				}
				if q.Rules = nil; q.Check() == nil {
					t.Errorf("seed %d: rule %d can be spared", seed, part.Ways[0][spared])
				}
			}
		}
		if got := n[0] + n[1] + n[2]; got > total {
			t.Errorf("seed %d: %v breaks %d rules, not %d", seed, order, got, total)
		}
		again, _ := solved(p, chain)
		if !slices.Equal(order, again) {
			t.Errorf("seed %d: the second time it is %v, not %v", seed, again, order)
		}
	}
	if unproved == 0 {
		t.Error("no budget was too small")
	}
}

// TestParts: what has nothing to do with each other costs no more together.
func TestParts(t *testing.T) {
	// Store buffering, many times, and rings of many threads.
	for _, n := range []int{2, 64} {
		p := &Problem{}
		var chain []int
		for i := range n { // a pair of threads: W R | W R, each R before the other's W
			b := p.N
			p.N += 4
			chain = append(chain, 2*i, 2*i, 2*i+1, 2*i+1)
			for k := range 2 {
				w, r, other := b+2*k, b+2*k+1, b+2-2*k
				p.Rules = append(p.Rules, Rule{Class: 2, Arcs: []Arc{{w, r}}}, Rule{Class: 1, Arcs: []Arc{{r, other}}})
			}
		}
		order, parts := solved(p, chain)
		if got, _ := p.breaks(order); got != [Classes]int{0, 0, n} || len(parts) != n || !parts[n-1].Proved {
			t.Errorf("%d pairs: %v in %d parts", n, got, len(parts))
		}
		ring := &Problem{N: 2 * n}
		chain = nil
		for i := range n {
			w, r, next := 2*i, 2*i+1, (2*i+2)%(2*n)
			chain = append(chain, i, i)
			ring.Rules = append(ring.Rules, Rule{Class: 2, Arcs: []Arc{{w, r}}}, Rule{Class: 1, Arcs: []Arc{{r, next}}})
		}
		order, parts = solved(ring, chain)
		if got, _ := ring.breaks(order); got != [Classes]int{0, 0, 1} || len(parts) != 1 || !parts[0].Proved {
			t.Errorf("a ring of %d: %v in %d parts", n, got, len(parts))
		}
	}
}

// TestJoined: a rule that is broken in two parts is broken once.
func TestJoined(t *testing.T) {
	p := &Problem{N: 4, Rules: []Rule{
		{Class: 2, Tie: 1, Arcs: []Arc{{0, 1}, {2, 3}}},
		{Class: 2, Arcs: []Arc{{1, 0}}},
		{Class: 2, Arcs: []Arc{{3, 2}}},
	}}
	parts := p.Solve()
	if len(parts) != 1 || !reflect.DeepEqual(parts[0].Ways, [][]int{{0}}) {
		t.Errorf("got %v", parts)
	}
}

func TestCheck(t *testing.T) {
	for _, p := range []*Problem{
		{N: 2, Hard: []Arc{{0, 1}, {1, 0}}},
		{N: 2, Hard: []Arc{{0, 2}}},
		{N: 2, Hard: []Arc{{1, 1}}},
		{N: 2, Rules: []Rule{{Class: Classes}}},
		{N: 2, Rules: []Rule{{Arcs: []Arc{{-1, 0}}}}},
		{N: 2, Rules: []Rule{{Arcs: []Arc{{0, 1}}}, {Arcs: []Arc{{0, 1}}}}},
	} {
		if p.Check() == nil {
			t.Errorf("%+v is accepted", p)
		}
	}
}
