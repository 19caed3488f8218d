package sat

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

// addClause adds a clause, and propagates.
func (s *Solver) addClause(number uint32, clause []int32) {
	start := len(s.arena)
	s.arena = append(s.arena, 0, lit(number))
	for _, k := range clause {
		switch l := fromDIMACS(k); s.value[l] { // of the clauses so far: no decision is made between queries
		case 1:
			s.arena = s.arena[:start]
			return
		case 0:
			s.arena = append(s.arena, l)
		}
	}
	switch c := s.arena[start+header:]; len(c) {
	case 0:
		s.fail(number)
		s.arena = s.arena[:start]
	case 1:
		s.given(c[0], number)
		s.arena = s.arena[:start]
	default:
		s.arena[start] = lit(len(c))
		s.watch(ref(start))
		for _, l := range c {
			s.order.add(uint32(l >> 1))
		}
	}
	if !s.failed {
		s.root(s.propagate())
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
