package enumerate

import "github.com/fencewise/fencewise/programs/event"

// source chooses what each read reads from, from the k-th read on.
func (g *search) source(k int) bool {
	if k == len(g.reads) {
		return g.sources()
	}
	r := g.reads[k]
	loc := g.s.Events[r].Loc
	if !g.try(k, r, loc) { // the initial write of location l is event l
		return false
	}
	for _, w := range g.members[event.Co][loc] {
		if !g.try(k, r, w) {
			return false
		}
	}
	return true
}

// try lets r, the k-th read, read from w and continues, unless no execution can result.
func (g *search) try(k int, r, w int32) bool {
	if g.coherent && g.outOfDate(r, w) || g.torn(r, w) {
		return true
	}
	g.x.Rf[r] = w
	more := true
	if g.possible() {
		more = g.source(k + 1)
	} else {
		more = g.step()
	}
	g.x.Rf[r] = -1
	return more
}

// possible reports whether no decision of the ways is known to be false.
func (g *search) possible() bool {
	known, holds := g.decisions()
	return holds || !known
}

// sources continues once every read has a source. Every decision of the ways is now known,
// or depends on an expression without a value. One that no read decides can be false: a
// fork whose condition is computed from free choices.
func (g *search) sources() bool {
	switch known, holds := g.decisions(); {
	case !known:
		return g.complete() // to be refused
	case !holds:
		return g.step()
	}
	return g.orders()
}

// decisions evaluates what the ways through the threads require. known and hold: all of
// it is true; known and not hold: some of it is false; not known: neither is certain.
func (g *search) decisions() (known, hold bool) {
	g.vals.forget()
	known = true
	for t, i := range g.chosen {
		for _, d := range g.ways[t][i].requires {
			holds, isKnown := g.vals.truth(d.e)
			if isKnown && holds != d.holds {
				return true, false
			}
			known = known && isKnown
		}
	}
	return known, known
}

// outOfDate reports whether SC per location forbids that r reads from w because of r's own
// thread alone: w comes after r, or another write of the thread comes between them.
func (g *search) outOfDate(r, w int32) bool {
	s := g.s
	if s.Po(int(r), int(w)) {
		return true
	}
	ev := &s.Events[w]
	initial := ev.Thread < 0
	if !initial && ev.Thread != s.Events[r].Thread {
		return false
	}
	for _, between := range g.members[event.Co][ev.Loc] {
		if s.Po(int(between), int(r)) && (initial || s.Po(int(w), int(between))) {
			return true
		}
	}
	return false
}
