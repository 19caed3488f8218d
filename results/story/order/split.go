package order

import "github.com/fencewise/fencewise/internal/bitset"

// split finds the parts of the problem that have nothing to do with each
// other: strongly connected components of all arcs, joined where a rule has
// arcs in several. Single items are left out. An order can put the parts one
// behind the other without breaking a rule between them.
func (p *Problem) split() [][]int {
	m := bitset.NewPairs(p.N)
	for _, a := range p.Hard {
		m.Add(a[0], a[1])
	}
	for _, r := range p.Rules {
		for _, a := range r.Arcs {
			m.Add(a[0], a[1])
		}
	}
	of := components(m)
	// A rule that can be broken in several components joins them.
	join := make([]int, p.N)
	for i := range join {
		join[i] = i
	}
	root := func(c int) int {
		for join[c] != c {
			c = join[c]
		}
		return c
	}
	for _, r := range p.Rules {
		first := -1
		for _, a := range r.Arcs {
			switch c := of[a[0]]; {
			case c != of[a[1]]:
			case first < 0:
				first = root(c)
			default:
				join[root(c)] = first
			}
		}
	}
	parts := make([][]int, p.N)
	for i := range p.N {
		c := root(of[i])
		parts[c] = append(parts[c], i)
	}
	var out [][]int
	for _, part := range parts {
		if len(part) > 1 {
			out = append(out, part)
		}
	}
	return out
}

// components numbers the strongly connected components of a graph (Tarjan):
// the number of one that can be reached from another is the smaller.
func components(m bitset.Pairs) []int {
	of, low, num := make([]int, m.N), make([]int, m.N), make([]int, m.N)
	var stack []int
	next, comps := 0, 0
	var visit func(v int)
	visit = func(v int) {
		next++
		low[v], num[v], of[v] = next, next, -1
		stack = append(stack, v)
		m.Row(v).Each(func(w int) {
			if num[w] == 0 {
				visit(w)
			}
			if of[w] < 0 {
				low[v] = min(low[v], low[w])
			}
		})
		if low[v] == num[v] {
			for {
				w := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				of[w] = comps
				if w == v {
					break
				}
			}
			comps++
		}
	}
	for v := range m.N {
		if num[v] == 0 {
			visit(v)
		}
	}
	return of
}
