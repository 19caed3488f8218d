package eval

// A path that shows a reflexive pair of r1;r2;… goes through the factors in
// order. Its states are a factor and an event; a step of a relation costs one,
// going on from r* or [s] costs nothing. The search is breadth-first, steps
// that cost nothing first, so that the path found is a shortest one.

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

// path is a shortest way in which an event reaches itself.
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

// pathThrough finds the path from x to x.
func (j *Judge) pathThrough(chain []link, x int) []Edge {
	for _, l := range chain {
		j.eval(l.id)
		j.eval(l.identity)
	}
	start, goal := state{0, x}, state{len(chain), x}
	came := map[state]move{}
	now, next := []arrival{{at: start}}, []arrival(nil)
	for len(now) > 0 {
		for i := 0; i < len(now); i++ { // grows by what costs nothing
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

// skips reports whether a factor can be passed at an event without a step.
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
