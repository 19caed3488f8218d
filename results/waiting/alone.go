package waiting

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// Alone says why no store would let a thread go on.
type Alone uint8

// The reasons.
const (
	Unsure   Alone = iota // some store might: what it would store is not known, or what follows a bound
	NoStores              // no other thread stores to what the thread reads
	NoHelp                // no other value that a thread stores there would do
)

// alone finds out why no store would let the thread go on.
func (w *Wait) alone(c *execution.Candidate) {
	s := c.X.S
	if len(w.Helps) > 0 || w.Bell || len(w.Reads) == 0 || slices.ContainsFunc(s.Cuts, func(cut event.Cut) bool { return cut.LosesExecutions() }) {
		return
	}
	w.Alone = NoStores
	for e := range s.Events {
		ev := &s.Events[e]
		if ev.Kind != event.WriteMem || ev.Thread == w.Thread || !slices.ContainsFunc(w.Reads, func(r Read) bool { return r.Loc == s.LocOf(ev.Loc) }) {
			continue
		}
		if _, ok := stored(c, ev, c.Holds(ev.Guard)); !ok {
			w.Alone = Unsure
			return
		}
		w.Alone = NoHelp
	}
}

// Circle returns threads of which each waits for a store that the next one, and the last one that
// the first one, does not come to; nil if there are none.
func Circle(s *event.Structure, all []Wait) []int {
	for _, first := range all {
		var path []int
		at, ok := first.Thread, true
		for ok && !slices.Contains(path, at) {
			path = append(path, at)
			at, ok = waitsFor(s, all, at)
		}
		if k := slices.Index(path, at); ok && len(path)-k > 1 {
			circle := path[k:]
			slices.Sort(circle)
			return circle
		}
	}
	return nil
}

// waitsFor returns a thread that waits and that does not come to a store which would let another
// one go on.
func waitsFor(s *event.Structure, all []Wait, thread int) (other int, ok bool) {
	k := slices.IndexFunc(all, func(w Wait) bool { return w.Thread == thread })
	for _, h := range all[k].Helps {
		other := s.Events[h.Store].Thread
		if !h.Wrote && slices.ContainsFunc(all, func(w Wait) bool { return w.Thread == other }) {
			return other, true
		}
	}
	return 0, false
}
