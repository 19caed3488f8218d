package cover

import "slices"

// What a table can be made of is asked here too, by those who make one. Check
// uses none of it.

// Widest is the row of all that follows from a fact which is no execution.
func (l *Lattice) Widest(number int, f *Fact) Row {
	r := Row{Fact: number, Choices: make([][]int, len(l.Slots))}
	for s := range l.Slots {
		for c := range l.Slots[s].Choices {
			ok := f.Choice[s] == Any
			if !ok {
				_, ok = l.AtLeast(s, f.Choice[s], c)
			}
			if ok {
				r.Choices[s] = append(r.Choices[s], c)
			}
		}
	}
	return r
}

// Covered is the variants that follow from Refuted facts, the last ones first.
func (l *Lattice) Covered(facts []Fact) [][]int {
	var all [][]int
	size, err := l.size()
	if err != nil {
		return nil
	}
	for number := size - 1; number >= 0; number-- {
		v := make([]int, len(l.Slots))
		if l.variant(number, v); l.follows(facts, Refuted, v) {
			all = append(all, v)
		}
	}
	return all
}

// Settled reports whether a variant has an execution of one kind, or follows
// from a fact of another.
func (l *Lattice) Settled(facts []Fact, exists, none Kind, v []int) bool {
	return l.has(facts, exists, v) || l.follows(facts, none, v)
}

// follows reports whether a variant follows from a fact which is no execution.
func (l *Lattice) follows(facts []Fact, k Kind, v []int) bool {
	return slices.ContainsFunc(facts, func(f Fact) bool {
		if f.Kind != k {
			return false
		}
		for s, c := range f.Choice {
			if c == Any {
				continue
			}
			if _, ok := l.AtLeast(s, c, v[s]); !ok {
				return false
			}
		}
		return true
	})
}

// Top is a variant at least as strong as v of which no slot can be made stronger.
func (l *Lattice) Top(v []int) []int {
	top := slices.Clone(v)
	for s := range top {
		for c := range l.Slots[s].Choices {
			if _, up := l.AtLeast(s, top[s], c); up {
				if _, down := l.AtLeast(s, c, top[s]); !down {
					top[s] = c
				}
			}
		}
	}
	return top
}

// Used is the steps that are needed to get from the facts to all that follows
// from them.
func (l *Lattice) Used(facts []Fact) []Step {
	var used []Step
	use := func(s, weak, strong int) {
		by, _ := l.AtLeast(s, weak, strong)
		for _, step := range by {
			if !slices.Contains(used, step) {
				used = append(used, step)
			}
		}
	}
	for i := range facts {
		if facts[i].Kind.exists() {
			continue
		}
		r := l.Widest(i, &facts[i])
		for s, cs := range r.Choices {
			for _, c := range cs {
				if facts[i].Choice[s] != Any {
					use(s, facts[i].Choice[s], c)
				}
			}
		}
	}
	for _, v := range l.Covered(facts) {
		for _, k := range []Kind{Ends, Possible} {
			if f := l.which(facts, k, v); f != nil {
				for s, c := range v {
					use(s, c, f.Choice[s])
				}
			}
		}
	}
	slices.SortFunc(used, func(a, b Step) int {
		return slices.Compare([]string{a.Weak, a.Strong}, []string{b.Weak, b.Strong})
	})
	return used
}
