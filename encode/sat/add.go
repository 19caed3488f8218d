package sat

import "math"

// Add adds clauses over the variables 1 to vars, some of which may be new. The clauses have
// the form that [New] takes. What was learned from the other clauses stays valid. Values and
// cores of the last query do not.
func (s *Solver) Add(vars int, clauses Clauses) {
	s.addVars(vars)
	clauses(func(number uint32, clause []int32) bool {
		s.addClause(number, clause)
		return true
	})
}

// addClause adds a clause, and propagates. The decisions of the last query stay as far as the clause
// allows them.
func (s *Solver) addClause(number uint32, clause []int32) {
	start := len(s.arena)
	s.arena = append(s.arena, 0, lit(number))
	for _, k := range clause {
		l := fromDIMACS(k)
		fixed := s.value[l] != 0 && s.level[l>>1] == 0
		if fixed && s.value[l] > 0 {
			s.arena = s.arena[:start]
			return
		}
		if !fixed {
			s.arena = append(s.arena, l)
		}
	}
	switch c := s.arena[start+header:]; len(c) {
	case 0:
		s.fail(number)
		s.arena = s.arena[:start]
	case 1:
		s.back(0)
		s.given(c[0], number)
		s.arena = s.arena[:start]
	default:
		s.arena[start] = lit(len(c))
		s.free(c)
		s.watch(ref(start))
		for _, l := range c {
			if s.value[l] == 0 {
				s.order.add(uint32(l >> 1))
			}
		}
	}
	if !s.failed && len(s.starts) == 0 {
		s.root(s.propagate())
	}
}

// free puts two literals that are not false at the beginning of a clause, and undoes decisions
// until there are two. None of the literals has a value without decisions.
func (s *Solver) free(c []lit) {
	level := func(l lit) int32 { // from which on it is false
		if s.value[l] < 0 {
			return s.level[l>>1]
		}
		return math.MaxInt32
	}
	for i := range 2 {
		for k := i + 1; k < len(c); k++ {
			if level(c[k]) > level(c[i]) {
				c[i], c[k] = c[k], c[i]
			}
		}
	}
	if n := level(c[1]); n < math.MaxInt32 {
		s.back(int(n) - 1)
	}
}

// addVars makes room for the variables up to vars.
func (s *Solver) addVars(vars int) {
	more := vars + 1 - len(s.phase)
	if more <= 0 {
		return
	}
	s.value = append(s.value, make([]int8, 2*more)...)
	s.level = append(s.level, make([]int32, more)...)
	s.reason = append(s.reason, make([]ref, more)...)
	s.place = append(s.place, make([]int32, more)...)
	s.seen = append(s.seen, make([]uint8, more)...)
	s.watches = append(s.watches, make([][]watch, 2*more)...)
	s.order.grow(more)
	for range more {
		s.phase = append(s.phase, -1)
	}
	s.model = nil
}
