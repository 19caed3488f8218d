package story

import (
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/power"
)

// kept reports, for the executed accesses of c and the messages that it sends,
// which pairs in program order
// the machine keeps in order on its own account: by a dependency, a barrier
// between them, or because they go to the same location. A model may keep
// more or fewer; this only decides which reading of an execution is natural.
func kept(c *eval.Candidate) event.Pairs {
	s := c.X.S
	k := event.NewPairs(len(s.Events))
	evs := c.Events()
	for j, b := range evs {
		for _, a := range evs[:j] {
			if s.Po.Has(int(a), int(b)) && keeps(c, int(a), int(b)) {
				k.Add(int(a), int(b))
			}
		}
	}
	// Chains keep their ends in order too. Events are numbered with po.
	for j := len(evs) - 1; j >= 0; j-- {
		for i := j - 1; i >= 0; i-- {
			if !k.Has(int(evs[i]), int(evs[j])) {
				continue
			}
			to := k.Row(int(evs[i]))
			for w, bits := range k.Row(int(evs[j])) {
				to[w] |= bits
			}
		}
	}
	return k
}

// keeps says so for one pair, a before b in program order.
func keeps(c *eval.Candidate, a, b int) bool {
	s := c.X.S
	x, y := &s.Events[a], &s.Events[b]
	switch {
	case !x.IsAccess() || !y.IsAccess() && y.Kind != event.MsgsndEvent:
		return false
	case x.Loc == y.Loc:
		return !forwarded(c, a, b)
	case s.Addr.Has(a, b), s.Data.Has(a, b), s.Rmw.Has(a, b), s.Ctrl.Has(a, b) && !y.IsRead():
		return true
	}
	for _, f := range c.Events() {
		if s.Po.Has(a, int(f)) && s.Po.Has(int(f), b) && separates(s, a, int(f), b) {
			return true
		}
	}
	return false
}

// separates reports whether f is a barrier that keeps a before b.
func separates(s *event.Structure, a, f, b int) bool {
	x, y := &s.Events[a], &s.Events[b]
	switch s.Events[f].Fence {
	case power.Sync:
		return true
	case power.LwSync:
		return y.IsAccess() && !(x.IsWrite() && y.IsRead()) // and orders no message
	case power.Eieio:
		return x.IsWrite() && y.IsWrite()
	case power.Isync:
		return s.Ctrl.Has(a, f)
	}
	return false
}

// synced is the pairs in program order with an executed sync between them.
func synced(c *eval.Candidate) event.Pairs {
	s := c.X.S
	k := event.NewPairs(len(s.Events))
	for _, f := range c.Events() {
		if s.Events[f].Fence != power.Sync {
			continue
		}
		for _, a := range c.Events() {
			for _, b := range c.Events() {
				if s.Po.Has(int(a), int(f)) && s.Po.Has(int(f), int(b)) {
					k.Add(int(a), int(b))
				}
			}
		}
	}
	return k
}

// forwarded reports whether the read b returns the value of the write a of its
// own thread, which may not be visible to others then.
func forwarded(c *eval.Candidate, a, b int) bool {
	return c.X.S.Events[b].IsRead() && int(c.X.Rf[b]) == a
}
