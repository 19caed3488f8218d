package order

import (
	"cmp"
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
)

// graph is the arcs of the open rules of a class.
func (s *search) graph(st *state, class int) bitset.Pairs {
	g := bitset.NewPairs(s.n)
	for _, k := range s.by[class] {
		if st.status[k] == open {
			for _, a := range s.rules[k].Arcs {
				g.Add(a[0], a[1])
			}
		}
	}
	return g
}

// cycle is the rules of a cycle with as few arcs of g as possible, between
// which st.must leads on; nil if there is none. Rules that are tried first
// come first.
func (s *search) cycle(st *state, g bitset.Pairs, class int) []int {
	alive := s.core(st, g)
	best := s.n + 1
	var rules []int
	from := make([]int, s.n) // the tail of the arc by which an item was come to
	head := make([]int, s.n) // and its head
	depth := make([]int, s.n)
	queue := make([]int, 0, s.n)
	for start := range s.n {
		if !alive[start] || g.Row(start).Empty() {
			continue
		}
		for i := range depth {
			depth[i] = -1
		}
		queue = append(queue[:0], start)
		depth[start] = 0
		found := false
		for q := 0; q < len(queue) && !found; q++ {
			x := queue[q]
			if depth[x]+1 >= best {
				break
			}
			s.work += g.W
			g.Row(x).Each(func(v int) {
				if found || !alive[v] {
					return
				}
				if v == start || st.must.Has(v, start) {
					found = true
					best = depth[x] + 1
					rules = s.trace(rules[:0], class, x, v, start, from, head)
					return
				}
				s.work += g.W
				if depth[v] < 0 {
					depth[v], from[v], head[v] = depth[x]+1, x, v
					queue = append(queue, v)
				}
				st.must.Row(v).Each(func(y int) {
					if depth[y] < 0 && alive[y] && !g.Row(y).Empty() {
						depth[y], from[y], head[y] = depth[x]+1, x, v
						queue = append(queue, y)
					}
				})
			})
		}
		if best == 2 {
			break // a rule that would be a cycle of its own is not open
		}
	}
	slices.SortFunc(rules, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.rules[a].Tie, s.rules[b].Tie), cmp.Compare(a, b))
	})
	return slices.Compact(rules)
}

// trace collects the rules of the arcs on the way from start to x and on to v.
func (s *search) trace(rules []int, class, x, v, start int, from, head []int) []int {
	for {
		rules = append(rules, int(s.rule[class][x*s.n+v]))
		if x == start {
			return rules
		}
		x, v = from[x], head[x]
	}
}

// core marks the items that may be on a cycle: those that are left when items
// without a way in or out are taken away.
func (s *search) core(st *state, g bitset.Pairs) []bool {
	alive := make([]bool, s.n)
	in, out := make(bitset.Set, g.W), make(bitset.Set, g.W)
	for i := range alive {
		alive[i] = true
	}
	for changed := true; changed; {
		changed = false
		clear(in)
		clear(out)
		s.work += 3 * s.n * g.W
		for i := range s.n {
			if alive[i] {
				out.Add(i)
			}
		}
		for i := range s.n {
			if !alive[i] {
				continue
			}
			lead := false
			must, arcs := st.must.Row(i), g.Row(i)
			for k := range in {
				to := (must[k] | arcs[k]) & out[k]
				in[k] |= to
				lead = lead || to != 0
			}
			if !lead {
				alive[i], changed = false, true
			}
		}
		for i := range s.n {
			if alive[i] && !in.Has(i) {
				alive[i], changed = false, true
			}
		}
	}
	return alive
}

// fits reports whether the limit leaves room for a rule of each of as many
// cycles without common rules as can be found; cycle is the first. It takes
// their arcs out of g.
func (s *search) fits(st *state, g bitset.Pairs, class int, cycle []int) bool {
	for left := s.limit[class] - st.broken[class]; cycle != nil; left-- {
		if left == 0 {
			return false
		}
		for _, k := range cycle {
			for _, a := range s.rules[k].Arcs {
				g.Remove(a[0], a[1])
			}
		}
		cycle = s.cycle(st, g, class)
	}
	return true
}
