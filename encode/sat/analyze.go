package sat

import "slices"

// What seen holds for a variable while a conflict is analyzed.
const (
	unseen    uint8 = iota
	met             // it is in the clause, or was resolved away
	implied         // the rest of the clause implies its value
	necessary       // the rest of the clause does not
)

// analyze resolves the clause of a conflict with the reasons of its literals, until one
// literal of the last level is left. It returns the clause, that literal first, and the level
// to go back to. The clause is valid until the next call.
func (s *Solver) analyze(r ref) (learned []lit, level int) {
	current := int32(len(s.starts))
	out := append(s.path[:0], 0)
	s.hints, s.also = s.hints[:0], s.also[:0]
	open := 0 // literals of the last level still to be resolved
	i := len(s.trail)
	var p lit
	for {
		s.used(r)
		s.hint(r)
		c := s.lits(r)
		s.work += uint64(len(c))
		for _, q := range c {
			v := q >> 1
			if q == p || s.seen[v] != unseen || s.level[v] == 0 {
				continue
			}
			s.mark(v, met)
			s.order.bump(uint32(v))
			if s.level[v] == current {
				open++
			} else {
				out = append(out, q)
			}
		}
		for i--; s.seen[s.trail[i]>>1] == unseen; i-- {
		}
		p = s.trail[i]
		open--
		if open == 0 {
			break
		}
		r = s.reason[p>>1]
	}
	out[0] = p ^ 1

	kept := out[:1]
	for _, q := range out[1:] {
		if s.reason[q>>1] == 0 || !s.redundant(q) {
			kept = append(kept, q)
		}
	}
	s.path = out
	s.unmark()
	s.inOrder()
	if len(kept) == 1 {
		return kept, 0
	}
	// The literal of the highest remaining level is watched beside the first.
	high := 1
	for k := 2; k < len(kept); k++ {
		if s.level[kept[k]>>1] > s.level[kept[high]>>1] {
			high = k
		}
	}
	kept[1], kept[high] = kept[high], kept[1]
	return kept, int(s.level[kept[1]>>1])
}

func (s *Solver) mark(v lit, m uint8) {
	s.seen[v] = m
	s.clear = append(s.clear, v)
}

// unmark resets all marks.
func (s *Solver) unmark() {
	for _, v := range s.clear {
		s.seen[v] = unseen
	}
	s.clear = s.clear[:0]
}

// redundant reports whether the other literals of the clause under analysis imply q, so that
// the clause holds without it. It follows the reasons with a stack of its own: each entry is
// a literal whose reason is examined, and the results are kept for the next literals.
func (s *Solver) redundant(q lit) bool {
	s.stack = append(s.stack[:0], q)
	for len(s.stack) > 0 {
		p := s.stack[len(s.stack)-1]
		c := s.lits(s.reason[p>>1])
		s.work += uint64(len(c))
		deeper := false
		for _, l := range c {
			v := l >> 1
			if v == p>>1 || s.level[v] == 0 || s.seen[v] == met || s.seen[v] == implied {
				continue
			}
			if s.seen[v] == necessary || s.reason[v] == 0 {
				for _, k := range s.stack[1:] { // each needs the next
					s.mark(k>>1, necessary)
				}
				return false
			}
			s.stack = append(s.stack, l)
			deeper = true
			break
		}
		if deeper {
			continue
		}
		s.stack = s.stack[:len(s.stack)-1]
		s.also = append(s.also, p>>1)
		if len(s.stack) > 0 { // q itself stays met
			s.mark(p>>1, implied)
		}
	}
	return true
}

// lbd returns on how many levels the literals are: the fewer, the more useful is a clause.
func (s *Solver) lbd(c []lit) int {
	s.now++
	n := 0
	for _, l := range c {
		if k := s.level[l>>1]; s.stamp[k] != s.now {
			s.stamp[k] = s.now
			n++
		}
	}
	return n
}

// explain sets the core to the assumptions that make the assumption l false, and l. All
// levels are those of assumptions.
func (s *Solver) explain(l lit) {
	s.core, s.hints = append(s.core[:0], l.dimacs()), s.hints[:0]
	if s.level[l>>1] == 0 {
		return
	}
	s.mark(l>>1, met)
	for i := len(s.trail) - 1; i >= s.starts[0]; i-- {
		p := s.trail[i]
		if s.seen[p>>1] == unseen {
			continue
		}
		r := s.reason[p>>1]
		if r == 0 {
			s.core = append(s.core, p.dimacs())
			continue
		}
		s.hint(r)
		for _, q := range s.lits(r) {
			if s.level[q>>1] > 0 && s.seen[q>>1] == unseen {
				s.mark(q>>1, met)
			}
		}
	}
	s.unmark()
	slices.Reverse(s.hints)
}
