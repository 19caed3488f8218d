package sat

// Add adds clauses over the variables 1 to vars, some of which may be new. The clauses have
// the form that [New] takes. What was learned from the other clauses stays valid. Values and
// cores of the last query do not.
func (s *Solver) Add(vars int, clauses []int32) {
	s.addVars(vars)
	for i := 0; i < len(clauses); i++ {
		start := len(s.arena)
		s.arena = append(s.arena, 0, 0)
		satisfied := false
		for ; clauses[i] != 0; i++ {
			l := fromDIMACS(clauses[i])
			switch s.value[l] { // of the clauses so far: no decision is made between queries
			case 1:
				satisfied = true
			case 0:
				s.arena = append(s.arena, l)
			}
		}
		c := s.arena[start+header:]
		switch {
		case satisfied:
			s.arena = s.arena[:start]
			continue
		case len(c) == 0:
			s.failed = true
			s.arena = s.arena[:start]
		case len(c) == 1:
			unit := c[0]
			s.arena = s.arena[:start]
			s.assign(unit, 0)
		default:
			s.arena[start] = lit(len(c))
			s.watch(ref(start))
			for _, l := range c {
				s.order.add(uint32(l >> 1))
			}
		}
		s.failed = s.failed || s.propagate() != 0
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
	s.seen = append(s.seen, make([]uint8, more)...)
	s.watches = append(s.watches, make([][]watch, 2*more)...)
	s.order.grow(more)
	for range more {
		s.phase = append(s.phase, -1)
	}
	s.model = nil
}
