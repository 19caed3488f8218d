package story

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
)

// Story is one reading of an execution. Events are numbers of its structure.
type Story struct {
	C     *execution.Candidate
	Steps []Step

	// Late is the loads that do not get what reading along the order gives
	// them, in the order in which they take effect.
	Late []Late
	// GivenUp is the pairs in program order that take effect the other way
	// round and that the model does not preserve.
	GivenUp []Pair
	// Against is such pairs that the model does preserve. There are none unless
	// preserved program order together with coherence and the doorbell order
	// goes round in a circle, which power.cat forbids.
	Against []Pair
	// Minimal: it is proved that no order has fewer of Against, with these no
	// fewer of Late, and with these no fewer of GivenUp.
	Minimal bool

	order   []int       // accesses and doorbells as they take effect
	pos     map[int]int // their places in order
	delayed map[int]bool
	ahead   map[int]bool // stores that some load sees before they take effect
	rank    []int        // among stories of the same size
}

// Pair is two events in program order of which Second takes effect first.
type Pair struct{ First, Second int }

// Late is a load that its CPU's view of memory makes differ from the others'.
type Late struct {
	Read int
	From int // the store that it reads from
	// Missed is the oldest store that the load does not see though it has taken
	// effect; -1 if Early.
	Missed int
	// Early: From has not taken effect. Its thread's own last store
	// is no such case: a CPU knows what it has stored.
	Early bool
	// Seen is the other threads that have read Missed, or a newer store, before
	// the load.
	Seen []int
}

// Tell finds a story for an execution that the model was asked about.
func Tell(c *execution.Candidate, m *rel.Model) *Story { return constrain(c, m).best() }

// tell is the story of an order.
func (k *constraints) tell(events []int) *Story {
	st := &Story{C: k.c, order: events, pos: map[int]int{}, delayed: map[int]bool{}, ahead: map[int]bool{}}
	for i, e := range st.order {
		st.pos[e] = i
	}
	k.findPairs(st)
	for _, r := range st.order {
		if k.c.X.S.Events[r].IsRead() {
			k.replay(st, r)
		}
	}
	st.steps()
	st.rank = k.weigh(st)
	return st
}

// findPairs finds what is out of program order, and decides which of two events
// is the one to speak of: a store or message is late, and so is a load that one
// of them or an interrupt passes; where a load passes a load, it is early.
func (k *constraints) findPairs(st *Story) {
	evs := k.c.X.S.Events
	for _, a := range k.ids {
		for _, b := range k.ids {
			switch p := (Pair{a, b}); {
			case !st.passes(b, a):
				continue
			case k.kept.Has(a, b):
				st.Against = append(st.Against, p)
			default:
				st.GivenUp = append(st.GivenUp, p)
			}
			if !evs[a].IsRead() || !evs[b].IsRead() {
				st.delayed[a] = true
			}
		}
	}
}

// replay compares what the read r gets along the order with what it reads from.
func (k *constraints) replay(st *Story, r int) {
	s := k.c.X.S
	w, own := int(k.c.X.Rf[r]), k.own(r)
	pending := own >= 0 && st.pos[own] > st.pos[r]
	l := Late{Read: r, From: w, Missed: -1}
	switch {
	case pending && own == w:
		return
	case st.position(w) > st.pos[r]:
		l.Early = true
		st.ahead[w] = true
	case pending:
		l.Missed = own
	default:
		for _, x := range k.c.X.Order[event.Co][s.Events[r].Loc][k.rank[w]+1:] {
			if st.position(int(x)) < st.pos[r] {
				l.Missed = int(x)
				break
			}
		}
		if l.Missed < 0 {
			return
		}
	}
	for _, q := range st.order[:st.pos[r]] {
		t := s.Events[q].Thread
		if l.Missed < 0 || !s.Events[q].IsRead() || s.Events[q].Loc != s.Events[r].Loc || slices.Contains(l.Seen, t) {
			continue
		}
		if k.rank[int(k.c.X.Rf[q])] >= k.rank[l.Missed] && t != s.Events[r].Thread && t != s.Events[l.Missed].Thread {
			l.Seen = append(l.Seen, t)
		}
	}
	st.Late = append(st.Late, l)
}

// position is where an event takes effect: initial writes before everything.
func (st *Story) position(e int) int {
	if p, ok := st.pos[e]; ok {
		return p
	}
	return -1
}

// passes reports whether b comes after a in program order and takes effect
// before it.
func (st *Story) passes(b, a int) bool {
	return st.C.X.S.Po(a, b) && st.pos[b] < st.pos[a]
}

// Passed lists the events that took effect before the delayed event a though
// they come after it in program order.
func (st *Story) Passed(a int) []int {
	var bs []int
	for _, b := range st.order[:st.pos[a]] {
		if st.passes(b, a) {
			bs = append(bs, b)
		}
	}
	return bs
}
