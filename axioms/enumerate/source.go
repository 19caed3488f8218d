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

// try lets read r, the k-th, read from w and goes on, unless that is hopeless.
func (g *search) try(k int, r, w int32) bool {
	if g.coherent && g.outOfDate(r, w) {
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

// possible reports whether nothing that was decided is known to be otherwise.
func (g *search) possible() bool {
	known, holds := g.decisions()
	return holds || !known
}

// sources goes on when every read has a source: all that was decided is known
// now, or depends on what has no value.
func (g *search) sources() bool {
	if known, _ := g.decisions(); !known {
		return g.complete() // to be refused
	}
	return g.orders()
}

// decisions reports whether all that the ways through the threads decide is
// known to be so, or something to be otherwise; if neither, it is not known.
func (g *search) decisions() (known, hold bool) {
	g.vals.forget()
	known = true
	for t, i := range g.chosen {
		for _, d := range g.ways[t][i].asks {
			holds, isKnown := g.vals.truth(d.e)
			if isKnown && holds != d.holds {
				return true, false
			}
			known = known && isKnown
		}
	}
	return known, known
}

// outOfDate reports whether the thread of read r shows that r cannot read from
// w where accesses to one location look sequentially consistent: w comes after
// r, or another write of the thread comes between them.
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
