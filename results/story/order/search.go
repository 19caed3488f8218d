package order

import "github.com/fencewise/fencewise/internal/bitset"

// What has been decided of a rule.
const (
	open   = iota
	kept   // its arcs hold
	broken // they need not
)

// state is what has been decided so far.
type state struct {
	must   bitset.Pairs // transitive: what comes before what
	status []uint8
	broken [Classes]int // how many rules
}

func (st *state) clone() *state {
	return &state{st.must.Clone(), append([]uint8(nil), st.status...), st.broken}
}

// search is the search in one part of a problem, whose items and rules it
// numbers anew.
type search struct {
	n     int
	rules []Rule
	name  []int   // of each rule: its index in the problem
	by    [][]int // per class its rules
	rule  [Classes][]int32
	hard  []Arc

	limit [Classes]int // of broken rules
	top   int          // the last class that is looked at
	want  int          // how many solutions
	found []*state

	work, budget int
}

func newSearch(p *Problem, items []int, budget int) *search {
	s := &search{n: len(items), budget: budget, by: make([][]int, Classes)}
	at := make([]int, p.N)
	for i := range at {
		at[i] = -1
	}
	for i, it := range items {
		at[it] = i
	}
	within := func(arcs []Arc) (in []Arc) {
		for _, a := range arcs {
			if at[a[0]] >= 0 && at[a[1]] >= 0 {
				in = append(in, Arc{at[a[0]], at[a[1]]})
			}
		}
		return in
	}
	s.hard = within(p.Hard)
	for c := range s.rule {
		s.rule[c] = make([]int32, s.n*s.n)
	}
	for i := range p.Rules {
		r := p.Rules[i]
		if r.Arcs = within(r.Arcs); len(r.Arcs) == 0 {
			continue
		}
		k := len(s.rules)
		s.rules, s.name = append(s.rules, r), append(s.name, i)
		s.by[r.Class] = append(s.by[r.Class], k)
		for _, a := range r.Arcs {
			s.rule[r.Class][a[0]*s.n+a[1]] = int32(k)
		}
	}
	return s
}

func (s *search) root() *state {
	st := &state{must: bitset.NewPairs(s.n), status: make([]uint8, len(s.rules))}
	for _, a := range s.hard {
		link(st.must, a[0], a[1])
	}
	return st
}

// tieWork bounds the work that goes into solutions beyond the first.
const tieWork = 2_000_000

// solve finds smallest sets of rules to break, class after class.
func (s *search) solve(ties int) Part {
	last := s.root()
	for s.top = range Classes {
		s.want = 1
		if s.top == Classes-1 {
			s.want = ties
		}
		for s.found = nil; ; s.limit[s.top]++ {
			s.explore(s.root(), 0)
			if len(s.found) > 0 {
				break
			}
			if s.over() || s.limit[s.top] == len(s.by[s.top]) {
				return Part{Ways: [][]int{s.names(s.greedy(last, s.top))}}
			}
		}
		last = s.found[0]
	}
	part := Part{Proved: true}
	for _, st := range s.found {
		part.Ways = append(part.Ways, s.names(st))
	}
	return part
}

func (s *search) over() bool { return s.work >= s.budget }

// explore looks for ways to go on from a state in which all classes before the
// given one are decided.
func (s *search) explore(st *state, class int) {
	if s.over() {
		return
	}
	if s.settle(st, class); st.broken[class] > s.limit[class] {
		return
	}
	g := s.graph(st, class)
	cycle := s.cycle(st, g, class)
	if cycle == nil {
		s.keepAll(st, class)
		if class < s.top {
			s.explore(st, class+1)
			return
		}
		if s.found = append(s.found, st); len(s.found) == 1 && s.want > 1 {
			s.budget = min(s.budget, s.work+tieWork)
		}
		return
	}
	if !s.fits(st, g, class, cycle) {
		return
	}
	for i, r := range cycle {
		next := st.clone()
		ok := true
		for _, k := range cycle[:i] {
			ok = ok && s.keep(next, k)
		}
		if ok && s.give(next, r) {
			s.explore(next, class)
		}
		if len(s.found) >= s.want {
			return
		}
	}
}

// settle breaks the open rules of a class that cannot be kept any more.
func (s *search) settle(st *state, class int) {
	s.work += len(s.by[class])
	for _, k := range s.by[class] {
		if st.status[k] != open {
			continue
		}
		for _, a := range s.rules[k].Arcs {
			if st.must.Has(a[1], a[0]) {
				st.status[k] = broken
				st.broken[class]++
				break
			}
		}
	}
}

// keep makes the arcs of a rule hold; false if they cannot.
func (s *search) keep(st *state, k int) bool {
	if st.status[k] == broken {
		return false
	}
	st.status[k] = kept
	for _, a := range s.rules[k].Arcs {
		s.work += s.n
		if !link(st.must, a[0], a[1]) {
			return false
		}
	}
	return true
}

// keepAll keeps what is open of a class, which has no cycle.
func (s *search) keepAll(st *state, class int) {
	for _, k := range s.by[class] {
		if st.status[k] == open {
			s.keep(st, k)
		}
	}
}

// give breaks an open rule. Where it is a single arc, that is turned round; false
// if it cannot be.
func (s *search) give(st *state, k int) bool {
	r := &s.rules[k]
	if st.status[k] != open {
		return false
	}
	st.status[k] = broken
	st.broken[r.Class]++
	return len(r.Arcs) > 1 || link(st.must, r.Arcs[0][1], r.Arcs[0][0])
}

// names is the broken rules of a state as indices of the problem.
func (s *search) names(st *state) []int {
	var out []int
	for k, what := range st.status {
		if what == broken {
			out = append(out, s.name[k])
		}
	}
	return out
}

// greedy breaks a rule of each cycle that it meets, from the given class on,
// and keeps in the end what need not be broken. Classes before are decided.
func (s *search) greedy(from *state, class int) *state {
	st := from.clone()
	for ; class < Classes; class++ {
		for {
			s.settle(st, class)
			cycle := s.cycle(st, s.graph(st, class), class)
			if cycle == nil {
				break
			}
			s.give(st, cycle[0])
		}
		s.keepAll(st, class)
	}
	best := s.root()
	for _, want := range []uint8{kept, broken} {
		for c := range Classes {
			for _, k := range s.by[c] {
				if st.status[k] != want {
					continue
				}
				if next := best.clone(); s.keep(next, k) {
					best = next
				} else {
					best.status[k] = broken
				}
			}
		}
	}
	return best
}
