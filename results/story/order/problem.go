package order

import (
	"fmt"

	"github.com/fencewise/fencewise/internal/bitset"
)

// Arc says that its first item comes before its second.
type Arc [2]int

// Classes is the number of classes of rules.
const Classes = 3

// Rule is broken by an order that turns one of its arcs round.
type Rule struct {
	Class int // 0 is the gravest
	Tie   int // among solutions of equal size, rules with less are tried first
	Arcs  []Arc
}

// Problem asks for an order of N items. No two rules of a class share an arc.
type Problem struct {
	N     int
	Hard  []Arc // hold in every order; without a cycle
	Rules []Rule
	// Budget bounds the work, in words of bit sets looked at; 0 for
	// [DefaultBudget].
	Budget int
	// Ties is how many solutions of equal size to look for at most.
	Ties int
}

// DefaultBudget is what about half a second suffices for.
const DefaultBudget = 100_000_000

// Part is a strongly connected part of the problem, in which some rule has to
// be broken.
type Part struct {
	Ways   [][]int // each the rules to break, as indices: different ways of the same size
	Proved bool    // no order breaks fewer
}

// Check reports what is wrong with the problem.
func (p *Problem) Check() error {
	in := func(a Arc) bool { return a[0] >= 0 && a[0] < p.N && a[1] >= 0 && a[1] < p.N && a[0] != a[1] }
	m := bitset.NewPairs(p.N)
	for _, a := range p.Hard {
		if !in(a) {
			return fmt.Errorf("the arc %v is none", a)
		}
		if !link(m, a[0], a[1]) {
			return fmt.Errorf("the arc %v closes a cycle of those that always hold", a)
		}
	}
	of := [Classes]map[Arc]int{{}, {}, {}}
	for i, r := range p.Rules {
		if r.Class < 0 || r.Class >= Classes {
			return fmt.Errorf("rule %d is of class %d", i, r.Class)
		}
		for _, a := range r.Arcs {
			if !in(a) {
				return fmt.Errorf("the arc %v of rule %d is none", a, i)
			}
			if k, ok := of[r.Class][a]; ok && k != i {
				return fmt.Errorf("the arc %v is of rule %d and of rule %d", a, k, i)
			}
			of[r.Class][a] = i
		}
	}
	return nil
}

// Solve finds for each part of the problem the smallest sets of rules to break.
func (p *Problem) Solve() []Part {
	budget := p.Budget
	if budget == 0 {
		budget = DefaultBudget
	}
	var parts []Part
	for _, c := range p.split() {
		s := newSearch(p, c, budget)
		part := s.solve(max(p.Ties, 1))
		budget = max(budget-s.work, 0)
		for _, way := range part.Ways {
			if len(way) > 0 {
				parts = append(parts, part)
				break
			}
		}
	}
	return parts
}
