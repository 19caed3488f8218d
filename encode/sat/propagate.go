package sat

// assign makes an open literal true because of a clause; r is 0 if it is a decision, or a
// clause of one literal.
func (s *Solver) assign(l lit, r ref) {
	s.value[l], s.value[l^1] = 1, -1
	v := l >> 1
	s.level[v] = int32(len(s.starts))
	s.reason[v] = r
	s.place[v] = int32(len(s.trail))
	s.trail = append(s.trail, l)
}

// propagate makes each literal true that the assignment implies. It returns a clause of which
// all literals are false, or 0.
func (s *Solver) propagate() ref {
	value := s.value
	for s.head < len(s.trail) {
		falsified := s.trail[s.head] ^ 1
		s.head++
		ws := s.watches[falsified]
		s.work += uint64(len(ws)) + 1
		kept := 0
	clauses:
		for i := 0; i < len(ws); i++ {
			w := ws[i]
			b := value[w.blocker]
			if b > 0 {
				ws[kept] = w
				kept++
				continue
			}
			if w.clause&binary != 0 {
				ws[kept] = w
				kept++
				if b < 0 {
					return s.conflict(falsified, ws, kept, i, w.clause&^binary)
				}
				s.assign(w.blocker, w.clause&^binary)
				continue
			}
			c := s.arena[w.clause+header : w.clause+header+ref(s.arena[w.clause])]
			other := c[0] ^ c[1] ^ falsified
			o := value[other]
			if o > 0 {
				ws[kept] = watch{w.clause, other}
				kept++
				continue
			}
			for k := 2; k < len(c); k++ {
				if l := c[k]; value[l] >= 0 {
					c[0], c[1], c[k] = other, l, falsified
					s.watches[l] = append(s.watches[l], watch{w.clause, other})
					continue clauses
				}
			}
			ws[kept] = watch{w.clause, other}
			kept++
			if o < 0 {
				return s.conflict(falsified, ws, kept, i, w.clause)
			}
			s.assign(other, w.clause)
		}
		s.watches[falsified] = ws[:kept]
	}
	return 0
}

// conflict ends propagation: it keeps the watches of a literal that were not looked at.
func (s *Solver) conflict(l lit, ws []watch, kept, i int, r ref) ref {
	kept += copy(ws[kept:], ws[i+1:])
	s.watches[l] = ws[:kept]
	s.head = len(s.trail)
	return r
}

// back undoes all levels above the given one.
func (s *Solver) back(level int) {
	if len(s.starts) <= level {
		return
	}
	start := s.starts[level]
	for i := len(s.trail) - 1; i >= start; i-- {
		l := s.trail[i]
		v := uint32(l >> 1)
		s.value[l], s.value[l^1] = 0, 0
		s.phase[v] = 1 - 2*int8(l&1)
		s.order.add(v)
	}
	s.trail, s.starts, s.head = s.trail[:start], s.starts[:level], start
}
