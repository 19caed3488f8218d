package sat

import "slices"

// Proof is told what a solver derives. Clauses are in DIMACS form, and valid only during the
// call. A hint is the number of a clause. Where the literals of the derived clause are false,
// each hint in turn makes one more literal true, and all literals of the last one are false;
// for this, a clause of one literal that was learned counts without being a hint.
type Proof interface {
	// Learn takes a clause that follows from the hints, and returns the number by which it
	// is a hint for others.
	Learn(clause []int32, hints []uint32) uint32
	// Delete says that a learned clause is no hint any more.
	Delete(number uint32)
}

// Hints returns from which clauses it follows that the assumptions in [Solver.Core] contradict
// each other. It is valid until the next query.
func (s *Solver) Hints() []uint32 { return s.hints }

// number returns the number of a clause.
func (s *Solver) number(r ref) uint32 {
	if h := s.arena[r+1]; h&learnedBit == 0 {
		return uint32(h)
	}
	return uint32(s.arena[r+header+ref(s.arena[r])])
}

// hint adds a clause to the hints of the current step.
func (s *Solver) hint(r ref) {
	if s.proof != nil {
		s.hints = append(s.hints, s.number(r))
	}
}

// inOrder completes the hints for the clause of a conflict, which are those of its last level,
// backwards. The reasons that shorten the clause come first, in the order of the trail.
func (s *Solver) inOrder() {
	if s.proof == nil {
		return
	}
	slices.SortFunc(s.also, func(u, v lit) int { return int(s.place[v] - s.place[u]) })
	for _, v := range s.also {
		s.hint(s.reason[v])
	}
	slices.Reverse(s.hints)
}

// tell tells the proof a clause that follows from the hints, and returns its number.
func (s *Solver) tell(c []lit) uint32 {
	if s.proof == nil {
		return 0
	}
	s.wide = s.wide[:0]
	for _, l := range c {
		s.wide = append(s.wide, l.dimacs())
	}
	return s.proof.Learn(s.wide, s.hints)
}

// given makes the literal of a given clause that has no other true.
func (s *Solver) given(l lit, number uint32) {
	s.hints = append(s.hints[:0], number)
	switch {
	case s.value[l] < 0:
		s.fail(number)
	case s.value[l] == 0:
		s.tell([]lit{l})
		s.assign(l, 0)
	}
}

// fail notes that all literals of a clause are false without decisions.
func (s *Solver) fail(number uint32) {
	if !s.failed {
		s.failed = true
		s.refuted = number
	}
}

// contradiction answers that the clauses have no solution whatever is assumed.
func (s *Solver) contradiction() Status {
	s.hints = append(s.hints[:0], s.refuted)
	return Unsat
}

// root tells the proof what propagation without decisions has made true. If it ended in a
// conflict, the clauses have no solution.
func (s *Solver) root(conflict ref) {
	if s.proof != nil {
		for _, l := range s.trail[s.told:] {
			if r := s.reason[l>>1]; r != 0 { // a clause of one literal has been told
				s.hints = append(s.hints[:0], s.number(r))
				s.tell([]lit{l})
			}
		}
	}
	s.told = len(s.trail)
	if conflict != 0 {
		s.fail(s.number(conflict))
	}
}
