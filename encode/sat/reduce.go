package sat

import "slices"

const (
	firstLimit = 2000
	moreLimit  = 400
	// core clauses, on at most this many levels, are kept for ever.
	coreLBD = 2
)

// What the second word of a learned clause's header holds beside its lbd: that it is one, and
// whether a conflict used it since the last cleaning.
const (
	learnedBit lit = 1 << 31
	usedBit    lit = 1 << 30
)

// used notes that a conflict used a clause.
func (s *Solver) used(r ref) {
	if h := s.arena[r+1]; h&learnedBit != 0 {
		if lbd := lit(s.lbd(s.lits(r))) | learnedBit; lbd < h&^usedBit {
			h = lbd
		}
		s.arena[r+1] = h | usedBit
	}
}

// learn adds a clause and makes its first literal true. All others are false.
func (s *Solver) learn(c []lit, lbd int) {
	number := s.tell(c)
	if len(c) == 1 {
		s.assign(c[0], 0)
		return
	}
	r := ref(len(s.arena))
	s.arena = append(append(append(s.arena, lit(len(c)), lit(lbd)|learnedBit), c...), lit(number))
	s.learned = append(s.learned, r)
	s.watch(r)
	s.assign(c[0], r)
}

// reduce cleans up: it drops half of the learned clauses, those on most levels, except the
// best and those used of late; clauses that are true without decisions; and literals that are
// false. It goes back to the start. Afterwards no clause is the reason for anything, and the
// remaining clauses lie side by side.
func (s *Solver) reduce() {
	s.back(0)
	for _, l := range s.trail {
		s.reason[l>>1] = 0
	}
	var weak []ref
	for _, r := range s.learned {
		h := s.arena[r+1]
		if h&usedBit == 0 && h&^learnedBit > coreLBD {
			weak = append(weak, r)
		}
		s.arena[r+1] = h &^ usedBit
	}
	slices.SortFunc(weak, func(a, b ref) int {
		if x, y := s.arena[a+1], s.arena[b+1]; x != y {
			return int(x) - int(y)
		}
		if x, y := s.arena[a], s.arena[b]; x != y {
			return int(x) - int(y)
		}
		return int(b) - int(a) // the newer first
	})
	drop := weak[max(0, len(weak)-len(s.learned)/2):]
	slices.Sort(drop)
	s.compact(drop)
	s.limit = len(s.learned) + firstLimit + moreLimit*s.cleanings
	s.cleanings++
}

// compact moves the clauses together, without those to be dropped, which are in order, and
// makes them watch their first two literals anew.
func (s *Solver) compact(drop []ref) {
	for l := range s.watches {
		s.watches[l] = s.watches[l][:0]
	}
	s.learned = s.learned[:0]
	to := ref(1)
	for r := ref(1); int(r) < len(s.arena); {
		next, keep := s.next(r), true
		if len(drop) > 0 && drop[0] == r {
			drop, keep = drop[1:], false
		}
		c := s.lits(r)
		s.work += uint64(len(c))
		h, number := s.arena[r+1], s.number(r)
		end := to + header
		for _, l := range c {
			switch {
			case !keep:
			case s.value[l] > 0:
				keep = false
			case s.value[l] == 0:
				s.arena[end] = l
				end++
			}
		}
		if keep {
			s.arena[to], s.arena[to+1] = lit(end-to-header), h
			s.watch(to)
			if h&learnedBit != 0 {
				s.learned = append(s.learned, to)
				s.arena[end] = lit(number)
				end++
			}
			to = end
		} else if h&learnedBit != 0 && s.proof != nil {
			s.proof.Delete(number)
		}
		r = next
	}
	s.arena = s.arena[:to]
}
