package story

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results/story/order"
)

// Classes of the rules that an order may break, the most important first.
const (
	classKept  = iota // a pair that the model preserves
	classRead         // a load returns what the order suggests
	classOther        // a pair that the model does not preserve
)

// constraints holds what the order of an execution must and should satisfy.
type constraints struct {
	c    *execution.Candidate
	kept bitset.Pairs // what the model preserves
	sync bitset.Pairs // pairs of a thread with a sync between them

	ids     []int       // events that take effect, without initial writes; of an access the first
	at      map[int]int // by event: the index of it or its access in ids
	threads []int       // of each of ids
	rank    map[int]int // of each write in the coherence order of its location
	problem order.Problem
}

// takesEffect reports whether an event has a place in the order: an access, or an event
// that rings, takes or clears a doorbell.
func takesEffect(e *event.Event) bool { return e.IsAccess() || e.Doorbell() >= 0 }

// ties returns how many orders of equal size are compared for n events.
func ties(n int) int { return min(max(1000/max(n, 1), 4), 32) }

func constrain(c *execution.Candidate, m *rel.Model) *constraints {
	k := &constraints{c: c, kept: preserved(c, m), sync: synced(c), at: map[int]int{}, rank: map[int]int{}}
	for _, e := range c.Events() {
		if ev := &c.X.S.Events[e]; takesEffect(ev) && ev.Thread >= 0 {
			if first := c.X.S.AccessOf(int(e)); first < int(e) { // an access of several parts takes effect at once
				k.at[int(e)] = k.at[first]
				continue
			}
			k.at[int(e)] = len(k.ids)
			k.ids = append(k.ids, int(e))
			k.threads = append(k.threads, ev.Thread)
		}
	}
	k.problem = order.Problem{N: len(k.ids), Ties: ties(len(k.ids))}
	for _, co := range c.X.Order[event.Co] {
		for i, w := range co {
			k.rank[int(w)] = i
		}
		k.inOrder(co)
	}
	for _, dbo := range c.X.Order[event.Dbo] {
		k.inOrder(dbo)
	}
	k.pairs()
	for _, e := range c.Events() {
		if c.X.S.Events[e].IsRead() && c.X.S.AccessOf(int(e)) == int(e) {
			k.read(int(e))
		}
	}
	return k
}

// inOrder requires the order of the events.
func (k *constraints) inOrder(events []int32) {
	for i := 1; i < len(events); i++ {
		if a, ok := k.arc(int(events[i-1]), int(events[i])); ok {
			k.problem.Hard = append(k.problem.Hard, a)
		}
	}
}

// arc returns the arc from e to f; false for an initial write e, which comes first
// anyway.
func (k *constraints) arc(e, f int) (order.Arc, bool) {
	i, ok := k.at[e]
	return order.Arc{i, k.at[f]}, ok
}

// pairs adds a rule for each pair in program order.
func (k *constraints) pairs() {
	s := k.c.X.S
	for j, b := range k.ids {
		for i, a := range k.ids[:j] {
			if !s.Po(a, b) {
				continue
			}
			r := order.Rule{Class: classKept, Arcs: []order.Arc{{i, j}}}
			if !k.keeps(a, b) {
				r.Class, r.Tie = classOther, oddity(&s.Events[a], &s.Events[b])
			}
			k.problem.Rules = append(k.problem.Rules, r)
		}
	}
}

// keeps reports whether the model keeps two accesses of a thread in order, or parts of them.
func (k *constraints) keeps(a, b int) bool {
	from, to := k.c.X.S.Parts(a)
	for i := from; i < to; i++ {
		at, end := k.c.X.S.Parts(b)
		for j := at; j < end; j++ {
			if k.kept.Has(i, j) {
				return true
			}
		}
	}
	return false
}

// oddity ranks how unusual it is that a machine reorders a pair. All machines with a
// store buffer let a load pass a store; few let a store pass a load.
func oddity(a, b *event.Event) int {
	switch stores := func(e *event.Event) bool { return e.IsWrite() || e.Kind == event.MsgsndEvent }; {
	case stores(a) && b.IsRead():
		return 0
	case a.IsRead() && stores(b):
		return 2
	}
	return 1
}

// read adds the rule that a load returns what the order suggests: in each of its parts the last
// store of its thread to the location if that has not taken effect, otherwise the newest store
// that has.
func (k *constraints) read(load int) {
	rule := order.Rule{Class: classRead}
	add := func(e, f int) {
		if a, ok := k.arc(e, f); ok && !slices.Contains(rule.Arcs, a) {
			rule.Arcs = append(rule.Arcs, a)
		}
	}
	from, to := k.c.X.S.Parts(load)
	for r := from; r < to; r++ {
		w := int(k.c.X.Rf[r])
		co := k.c.X.Order[event.Co][k.c.X.S.Events[r].Loc]
		if next := k.rank[w] + 1; next < len(co) {
			add(r, int(co[next])) // the others come after it
		}
		if own := k.own(r); own != w {
			add(w, r)
			if own >= 0 {
				add(own, r)
			}
		}
	}
	if len(rule.Arcs) > 0 {
		k.problem.Rules = append(k.problem.Rules, rule)
	}
}

// own returns the last store before the read r in its thread to its location; -1 for
// none.
func (k *constraints) own(r int) int {
	s := k.c.X.S
	own := -1
	for _, w := range k.c.Events() {
		if s.Events[w].IsWrite() && s.Events[w].Loc == s.Events[r].Loc && s.Po(int(w), r) {
			own = int(w) // events are numbered with po
		}
	}
	return own
}

// synced returns the pairs in program order with an executed full barrier between them.
func synced(c *execution.Candidate) bitset.Pairs {
	s := c.X.S
	k := bitset.NewPairs(len(s.Events))
	for _, f := range c.Events() {
		if !s.Lang.Full(s.Lang.Barrier(s.Events[f].Tags)) {
			continue
		}
		for _, a := range c.Events() {
			for _, b := range c.Events() {
				if s.Po(int(a), int(f)) && s.Po(int(f), int(b)) {
					k.Add(int(a), int(b))
				}
			}
		}
	}
	return k
}
