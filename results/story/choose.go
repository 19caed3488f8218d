package story

import (
	"slices"

	"github.com/fencewise/fencewise/results/story/order"
)

// best returns the best of the smallest stories.
func (k *constraints) best() *Story {
	parts := k.problem.Solve()
	way := make([]int, len(parts)) // which is taken of each part
	minimal := true
	for _, p := range parts {
		minimal = minimal && p.Proved
	}
	best := k.tell(k.arrange(parts, way))
	for i := range parts {
		for other := 1; other < len(parts[i].Ways); other++ {
			try := slices.Clone(way)
			try[i] = other
			if st := k.tell(k.arrange(parts, try)); slices.Compare(st.rank, best.rank) < 0 {
				best, way = st, try
			}
		}
	}
	best.Minimal = minimal
	return best
}

// arrange returns an order of events that breaks the rules of the chosen ways. If
// possible a late load comes after the store that it reads from: it is easier to
// believe that a store has not reached a CPU yet than that it has reached it before
// taking effect.
func (k *constraints) arrange(parts []order.Part, way []int) []int {
	broken := make([]bool, len(k.problem.Rules))
	var wishes []order.Arc
	for i, p := range parts {
		for _, r := range p.Ways[way[i]] {
			broken[r] = true
			if rule := &k.problem.Rules[r]; rule.Class == classRead {
				for _, a := range rule.Arcs {
					if k.c.X.S.Events[k.ids[a[1]]].IsRead() {
						wishes = append(wishes, a)
					}
				}
			}
		}
	}
	var events []int
	for _, i := range k.problem.Arrange(func(r int) bool { return broken[r] }, k.threads, wishes) {
		events = append(events, k.ids[i])
	}
	return events
}

// weigh ranks stories of equal size: the smaller, the better. The order itself decides
// between equals, so that threads come in their order.
func (k *constraints) weigh(st *Story) []int {
	unborn, overtaken, early := 0, 0, 0
	for _, l := range st.Late {
		switch {
		case l.Early && !st.issued(l):
			unborn++
		case l.Early:
			early++
		case k.overtaken(st, l):
			overtaken++
		}
	}
	marks, switches, odd := 0, 0, 0
	for _, s := range st.Steps {
		if s.Kind == Deferred || s.Kind == Early {
			marks++
		}
	}
	for _, p := range st.GivenUp {
		odd += oddity(&k.c.X.S.Events[p.First], &k.c.X.S.Events[p.Second])
	}
	for i := 1; i < len(st.order); i++ {
		if k.c.X.S.Events[st.order[i]].Thread != k.c.X.S.Events[st.order[i-1]].Thread {
			switches++
		}
	}
	return append([]int{unborn, overtaken, early, marks, odd, switches}, st.order...)
}

// overtaken reports whether a load misses a store although the thread of the store has
// passed a full barrier, which waits until all CPUs have the store.
func (k *constraints) overtaken(st *Story, l Late) bool {
	return slices.ContainsFunc(st.order[:st.pos[l.Read]], func(x int) bool { return k.sync.Has(l.Missed, x) })
}

// issued reports whether the store that a load sees early is shown before the load.
func (st *Story) issued(l Late) bool {
	for _, s := range st.Steps {
		switch s.Event {
		case l.From:
			return true
		case l.Read:
			if s.Kind != Deferred {
				return false
			}
		}
	}
	return false
}
