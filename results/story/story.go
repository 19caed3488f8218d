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

	// Late lists the loads that do not return what the order suggests, in the order in
	// which they take effect.
	Late []Late
	// GivenUp lists the pairs in program order that take effect in the other order and
	// that the model does not preserve.
	GivenUp []Pair
	// Against lists such pairs that the model does preserve. It is empty unless
	// preserved program order, coherence and the doorbell order together have a cycle,
	// which power.cat forbids.
	Against []Pair
	// Minimal says that, as proved, no order has fewer pairs in Against, none with as
	// few has fewer in Late, and none with as few of both has fewer in GivenUp.
	Minimal bool

	order   []int       // accesses and doorbells as they take effect
	pos     map[int]int // their places in order
	delayed map[int]bool
	ahead   map[int]bool // stores that some load sees before they take effect
	rank    []int        // among stories of the same size
}

// Pair holds two events in program order; Second takes effect first.
type Pair struct{ First, Second int }

// Late holds a load whose CPU sees a store later than others, or before them. A load of several
// parts can see several stores so.
type Late struct {
	Read int
	From int // the store that it reads from
	// Part names what the load does not see of Missed, if it sees another part of it.
	Part string
	// Missed is the oldest store that has taken effect and that the load does not see;
	// -1 if Early.
	Missed int
	// Early says that From has not taken effect. The last store of the load's own
	// thread does not count: a CPU knows what it has stored.
	Early bool
	// Seen lists the other threads that have read Missed, or a newer store, before the
	// load.
	Seen []int
}

// Tell returns the best story of an execution that the model has judged.
func Tell(c *execution.Candidate, m *rel.Model) *Story { return constrain(c, m).best() }

// tell makes the story of an order.
func (k *constraints) tell(events []int) *Story {
	st := &Story{C: k.c, order: events, pos: map[int]int{}, delayed: map[int]bool{}, ahead: map[int]bool{}}
	for i, e := range st.order {
		from, to := k.c.X.S.Parts(e)
		for ; from < to; from++ {
			st.pos[from] = i
		}
	}
	k.findPairs(st)
	for _, r := range st.order {
		if k.c.X.S.Events[r].IsRead() {
			from, to := k.c.X.S.Parts(r)
			for ; from < to; from++ {
				k.replay(st, from)
			}
		}
	}
	st.steps()
	st.rank = k.weigh(st)
	return st
}

// findPairs finds the pairs out of program order and decides which of the two events is
// described: a store or message is late, and so is a load that one of them or an
// interrupt passes; if a load passes a load, it is early.
func (k *constraints) findPairs(st *Story) {
	evs := k.c.X.S.Events
	for _, a := range k.ids {
		for _, b := range k.ids {
			switch p := (Pair{a, b}); {
			case !st.passes(b, a):
				continue
			case k.keeps(a, b):
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

// replay compares what the read r returns along the order with what it reads from. r may be a
// part of an access; what is noted is about whole accesses.
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
		st.ahead[s.AccessOf(w)] = true
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
	for _, e := range st.order[:st.pos[r]] {
		q, t := s.PartAt(e, s.Events[r].Loc), s.Events[e].Thread
		if l.Missed < 0 || q < 0 || !s.Events[q].IsRead() || slices.Contains(l.Seen, t) {
			continue
		}
		if k.rank[int(k.c.X.Rf[q])] >= k.rank[l.Missed] && t != s.Events[r].Thread && t != s.Events[l.Missed].Thread {
			l.Seen = append(l.Seen, t)
		}
	}
	l.Read, l.From = s.AccessOf(r), s.AccessOf(w)
	if l.Missed >= 0 {
		l.Missed = s.AccessOf(l.Missed)
		if k.takes(l.Read, l.Missed) {
			l.Part = s.GranuleName(s.Events[r].Loc)
		}
	}
	if s.Mixed() && slices.ContainsFunc(st.Late, func(o Late) bool {
		return o.Read == l.Read && o.Early == l.Early && (o.Missed == l.Missed && !l.Early || o.From == l.From && l.Early)
	}) { // another part of the access says the same
		return
	}
	st.Late = append(st.Late, l)
}

// takes reports whether a load takes a part of its value from a store.
func (k *constraints) takes(load, store int) bool {
	s := k.c.X.S
	from, to := s.Parts(load)
	for ; from < to; from++ {
		if s.SameAccess(int(k.c.X.Rf[from]), store) {
			return true
		}
	}
	return false
}

// position returns where an event takes effect; initial writes come first.
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

// Passed lists the events that come after the delayed event a in program order and take
// effect before it.
func (st *Story) Passed(a int) []int {
	var bs []int
	for _, b := range st.order[:st.pos[a]] {
		if st.passes(b, a) {
			bs = append(bs, b)
		}
	}
	return bs
}
