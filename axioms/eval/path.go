package eval

// A path that shows a reflexive pair of r1;r2;… passes the factors in order. A state of
// the search is a factor and an event. A step of a relation costs one; passing r* or
// [s] without a step costs nothing. The search is breadth-first and takes free moves
// first, so that it finds a shortest path.

// state is a place in the search: about to take factor link from event at.
type state struct{ link, at int }

type move struct {
	from  state
	moved bool // a step of factor from.link; else nothing was passed
}

type arrival struct {
	at state
	by move
}

// path returns a shortest path from an event to itself.
func (j *Judge) path(p *axiomParts) []Edge {
	var best []Edge
	for k, u := range p.union {
		j.eval(u.id)
		for x := range j.n {
			if !j.row(j.rel(u.id), x).Has(x) {
				continue
			}
			if es := j.pathThrough(p.chains[k], x); best == nil || len(es) < len(best) {
				best = es
			}
		}
	}
	return best
}

// pathThrough returns a shortest path from x to x through the factors of a chain.
func (j *Judge) pathThrough(chain []link, x int) []Edge {
	for _, l := range chain {
		j.eval(l.id)
		j.eval(l.identity)
	}
	start, goal := state{0, x}, state{len(chain), x}
	came := map[state]move{}
	now, next := []arrival{{at: start}}, []arrival(nil)
	for len(now) > 0 {
		for i := 0; i < len(now); i++ { // free moves make it grow
			s := now[i].at
			j.meter.Work(8)
			if _, seen := came[s]; seen {
				continue
			}
			came[s] = now[i].by
			switch {
			case s == goal:
				return j.trace(chain, came, start, goal)
			case s.link == len(chain):
				continue
			}
			l := chain[s.link]
			if j.skips(l, s.at) {
				now = append(now, arrival{state{s.link + 1, s.at}, move{from: s}})
			}
			if l.identity != 0 {
				continue
			}
			j.row(j.rel(l.id), s.at).Each(func(y int) {
				if l.repeats {
					next = append(next, arrival{state{s.link, y}, move{s, true}})
				}
				if !l.repeats || l.min == 1 {
					next = append(next, arrival{state{s.link + 1, y}, move{s, true}})
				}
			})
		}
		now, next = next, nil
	}
	return nil
}

// skips reports whether the path can pass a factor at an event without a step.
func (j *Judge) skips(l link, at int) bool {
	if l.identity != 0 {
		return j.setOf(l.identity).Has(at)
	}
	return l.min == 0
}

// trace follows the moves back from the goal.
func (j *Judge) trace(chain []link, came map[state]move, start, goal state) []Edge {
	var edges []Edge
	for s := goal; s != start; {
		m := came[s]
		if m.moved {
			edges = append([]Edge{j.edge(chain[m.from.link].parts, m.from.at, s.at)}, edges...)
		}
		s = m.from
	}
	return edges
}
