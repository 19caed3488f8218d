package cover

import "slices"

// The functions of this file serve to make a table. Check uses none of them.

// Widest returns the row of all variants about which a fact says something. The fact must
// not be one that an execution exists.
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

// Covered returns the variants that are Never by Refuted facts, in descending order of
// their numbers.
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

// Settled reports whether the facts imply that a variant has an execution of the kind
// exists, or that it has none by a fact of the kind none.
func (l *Lattice) Settled(facts []Fact, exists, none Kind, v []int) bool {
	return l.hasExecution(facts, exists, v) || l.follows(facts, none, v)
}

// follows reports whether a fact of kind k, which is not one that an execution exists,
// applies to a variant.
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

// Top returns a variant at least as strong as v in which no slot can be made stronger.
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

// Used returns the steps that are needed to derive everything that follows from the
// facts.
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
			if f := l.witnessFact(facts, k, v); f != nil {
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
