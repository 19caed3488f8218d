package sat

// Status is the answer to a query.
type Status uint8

// The statuses.
const (
	Unknown Status = iota // a limit was reached
	Sat
	Unsat
)

// Limits bounds a query. The zero value sets no limit.
type Limits struct {
	Budget uint64      // watches and literals that may be visited
	Stop   func() bool // is called every few milliseconds; true ends the query
}

// pollWork is how much work is done between two calls of Stop.
const pollWork = 1 << 17

// maxArena is how long the arena may get, so that a bit of a [ref] stays free.
const maxArena = 1<<31 - 1<<27

// average is a moving average that forgets old values.
type average struct {
	rate, value, weight float64
}

func (a *average) add(x float64) {
	a.weight += a.rate * (1 - a.weight)
	a.value += a.rate * (x - a.value)
}

// get returns the average. At the start it counts only what was added.
func (a *average) get() float64 {
	if a.weight == 0 {
		return 0
	}
	return a.value / a.weight
}

const (
	// restartMargin is by how much recent clauses must be worse than the average for
	// the search to start again.
	restartMargin = 1.15
	// restartAfter is the least number of conflicts between two starts.
	restartAfter = 10
)

// Solve finds out whether the clauses have a solution in which the assumptions hold. It
// returns Unknown only if a limit is reached.
//
// If there are no assumptions and there is a solution, its decisions stay. Where clauses are
// added that exclude the solution, the next query begins with what of it they allow.
func (s *Solver) Solve(l Limits, assumptions ...int32) Status {
	s.core = s.core[:0]
	s.work = 0
	if len(assumptions) > 0 {
		s.back(0)
	}
	status := s.search(l, assumptions)
	if status != Sat || len(assumptions) > 0 {
		s.back(0)
	}
	return status
}

// search is Solve from the decisions on that are made already.
func (s *Solver) search(l Limits, assumptions []int32) Status {
	if s.failed {
		return s.contradiction()
	}
	poll, since := uint64(pollWork), 0
	for {
		if r := s.propagate(); r != 0 {
			if len(s.starts) == 0 {
				s.root(r)
				return s.contradiction()
			}
			since++
			c, level := s.analyze(r)
			lbd := s.lbd(c)
			s.fast.add(float64(lbd))
			s.slow.add(float64(lbd))
			s.back(level)
			s.learn(c, lbd)
			s.order.fade()
		} else if len(s.starts) == 0 {
			s.root(0)
		}
		if s.work >= poll {
			if l.Stop != nil && l.Stop() {
				return Unknown
			}
			poll = s.work + pollWork
		}
		if l.Budget > 0 && s.work >= l.Budget || len(s.arena) > maxArena {
			return Unknown
		}
		if s.head < len(s.trail) {
			continue // propagate what was learned
		}
		if len(s.learned) >= s.limit {
			s.reduce()
		} else if since >= restartAfter && s.fast.get() > restartMargin*s.slow.get() {
			since = 0
			s.back(min(len(assumptions), len(s.starts)))
		}
		switch next, done := s.decide(assumptions); {
		case done:
			return Unsat
		case next == 0:
			s.store()
			return Sat
		default:
			s.starts = append(s.starts, len(s.trail))
			if len(s.stamp) <= len(s.starts) {
				s.stamp = append(s.stamp, 0)
			}
			if s.value[next] == 0 {
				s.assign(next, 0)
			}
		}
	}
}

// decide returns the literal to make true next: the next assumption, or else a decision; 0
// if nothing is open. If an assumption is false, done is true and the core is set. A level
// of an assumption that is true already has no literals.
func (s *Solver) decide(assumptions []int32) (next lit, done bool) {
	if k := len(s.starts); k < len(assumptions) {
		l := fromDIMACS(assumptions[k])
		if s.value[l] < 0 {
			s.explain(l)
			return 0, true
		}
		return l, false
	}
	for {
		v := s.order.first()
		if v == 0 {
			return 0, false
		}
		if s.value[v<<1] == 0 {
			l := lit(v) << 1
			if s.phase[v] < 0 {
				l |= 1
			}
			return l, false
		}
	}
}

// store keeps the solution.
func (s *Solver) store() {
	if s.model == nil {
		s.model = make([]bool, len(s.phase))
	}
	for v := range s.model {
		s.model[v] = s.value[v<<1] > 0
	}
}
