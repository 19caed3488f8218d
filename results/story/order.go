package story

import (
	"cmp"
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/programs/event"
)

// What it costs to depart from an order. The classes are far apart, so that
// one departure of a graver class is dearer than any number of lighter ones
// that occur in practice.
const (
	costSwitch  = 1         // the story moves to another thread
	costSwapped = 1000      // two accesses out of program order
	costEarly   = 1500      // … a store or message before a load: few machines do that
	costForward = 3000      // a load is given a value before the store is visible
	costStale   = 30_000    // a load does not see a store that has taken effect
	costUnkept  = 3_000_000 // out of an order that the machine keeps
	costBefore  = 1 << 40   // before an interrupt that it stands behind
)

// beam is how many partial orders of each length are followed. With up to
// [exact] accesses that is nearly all of them, and the order found is the cheapest.
const beam = 512

// exact is the number of accesses up to which the search leaves nothing out.
const exact = 12

// searcher looks for the cheapest order of what takes effect.
type searcher struct {
	c    *eval.Candidate
	kept event.Pairs
	sync event.Pairs   // pairs of a thread with a sync between them
	ids  []int         // what is executed and takes effect, but for initial writes
	at   map[int]int   // their index in ids
	rank map[int32]int // of each write in the coherence order of its location
	bell map[int32]int // of what is done to a doorbell in its order
}

// takesEffect reports whether an event has a place in the order of effects: it
// is an access, or it rings, takes or clears a doorbell.
func takesEffect(e *event.Event) bool { return e.IsAccess() || e.Doorbell() >= 0 }

// partial is the beginning of an order.
type partial struct {
	set  []bool // by index in ids
	last int    // thread of the last access; -1 at the start
	cost int
	prev *partial
	id   int // the access that was added to prev
}

// order finds an order of effects.
func order(c *eval.Candidate) []int {
	s := &searcher{c: c, kept: kept(c), sync: synced(c), at: map[int]int{}, rank: map[int32]int{}, bell: map[int32]int{}}
	for _, e := range c.Events() {
		if ev := &c.X.S.Events[e]; takesEffect(ev) && ev.Thread >= 0 {
			s.at[int(e)] = len(s.ids)
			s.ids = append(s.ids, int(e))
		}
	}
	for _, co := range c.X.Co {
		for i, w := range co {
			s.rank[w] = i
		}
	}
	for _, dbo := range c.X.Dbo {
		for i, e := range dbo {
			s.bell[e] = i
		}
	}
	if len(s.ids) > exact {
		if out := s.interleaving(); out != nil {
			return out
		}
	}
	layer := []*partial{{set: make([]bool, len(s.ids)), last: -1}}
	for range s.ids {
		layer = s.grow(layer)
	}
	var out []int
	for p := layer[0]; p.prev != nil; p = p.prev {
		out = append(out, p.id)
	}
	slices.Reverse(out)
	return out
}

// grow adds one event to each partial order in every way that is possible,
// and keeps the cheapest of those that lead to the same place. There is always
// one: reads-from, coherence and the doorbell orders never go round in a circle,
// since reads have no successors in them, and doorbells only doorbells.
func (s *searcher) grow(layer []*partial) []*partial {
	best := map[string]*partial{}
	var keys []string // in order of discovery, so that ties are broken the same way each time
	for _, p := range layer {
		for i, e := range s.ids {
			if p.set[i] {
				continue
			}
			cost, ok := s.cost(p, e)
			if !ok {
				continue
			}
			set := slices.Clone(p.set)
			set[i] = true
			q := &partial{set: set, last: s.thread(e), cost: p.cost + cost, prev: p, id: e}
			k := q.key()
			old, seen := best[k]
			if !seen {
				keys = append(keys, k)
			}
			if !seen || q.cost < old.cost {
				best[k] = q
			}
		}
	}
	next := make([]*partial, len(keys))
	for i, k := range keys {
		next[i] = best[k]
	}
	slices.SortStableFunc(next, func(a, b *partial) int { return cmp.Compare(a.cost, b.cost) })
	return next[:min(len(next), beam)]
}

func (p *partial) key() string {
	b := make([]byte, len(p.set)+2)
	for i, in := range p.set {
		if in {
			b[i] = 1
		}
	}
	b[len(p.set)], b[len(p.set)+1] = byte(p.last), byte(p.last>>8)
	return string(b)
}

func (s *searcher) thread(e int) int { return s.c.X.S.Events[e].Thread }

// cost is what it costs to let e take effect next; false if it cannot.
func (s *searcher) cost(p *partial, e int) (int, bool) {
	st := s.c.X.S
	ev := &st.Events[e]
	cost := 0
	if p.last >= 0 && p.last != ev.Thread {
		cost += costSwitch
	}
	for i, f := range s.ids {
		if p.set[i] || f == e {
			continue // what has taken effect already was accounted for then
		}
		switch {
		case ev.IsRead() && int(s.c.X.Rf[e]) == f && s.thread(f) != ev.Thread:
			return 0, false // reads from a store that has not taken effect
		case s.coBefore(f, e), s.bellBefore(f, e):
			return 0, false
		case st.Po.Has(f, e) && st.Events[f].Kind == event.IrqEvent:
			cost += costBefore
		case s.kept.Has(f, e):
			cost += costUnkept
		case forwarded(s.c, f, e):
			cost += costForward
		case st.Po.Has(f, e) && !ev.IsRead() && st.Events[f].IsRead():
			cost += costEarly
		case st.Po.Has(f, e):
			cost += costSwapped
		case s.misses(f, e) && s.thread(f) != ev.Thread:
			cost += costStale
		}
	}
	return cost + s.beyondSync(p, e), true
}

// beyondSync is what it costs more when the read e misses a store after which
// its thread has got past a sync: that waits until the store is everywhere.
func (s *searcher) beyondSync(p *partial, e int) int {
	cost := 0
	for i, w := range s.ids {
		if !p.set[i] || !s.misses(e, w) || s.thread(w) == s.thread(e) {
			continue
		}
		for k, x := range s.ids {
			if p.set[k] && s.sync.Has(w, x) {
				cost += costStale
				break
			}
		}
	}
	return cost
}

// coBefore reports whether x and y are writes to one location and x is before
// y in the coherence order.
func (s *searcher) coBefore(x, y int) bool {
	a, b := &s.c.X.S.Events[x], &s.c.X.S.Events[y]
	return a.IsWrite() && b.IsWrite() && a.Loc == b.Loc && s.rank[int32(x)] < s.rank[int32(y)]
}

// bellBefore reports whether x and y are done to one doorbell, x first.
func (s *searcher) bellBefore(x, y int) bool {
	t := s.c.X.S.Events[x].Doorbell()
	return t >= 0 && t == s.c.X.S.Events[y].Doorbell() && s.bell[int32(x)] < s.bell[int32(y)]
}

// misses reports whether the read r returns an older value than that of the
// write w: r is fr-before w.
func (s *searcher) misses(r, w int) bool {
	a, b := &s.c.X.S.Events[r], &s.c.X.S.Events[w]
	return a.IsRead() && b.IsWrite() && a.Loc == b.Loc && s.rank[s.c.X.Rf[r]] < s.rank[int32(w)]
}
