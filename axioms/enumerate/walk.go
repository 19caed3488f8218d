package enumerate

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// walk finds the ways through a thread. It requires the guard of an end to be true, which
// decides all conjuncts, and then branches on what the guards of events leave open. So it
// finds one way for each path. After a handler, where paths join, it finds one way for
// each set of executed events.
type walk struct {
	meter *limit.Meter
	s     *event.Structure
	limit int // of branches, in all threads
	know  *truths

	number     int          // of the thread
	thread     []int32      // the events of the thread
	exclusive  []bitset.Set // per event of the thread: the events that exclude it, by index in thread; nil until needed
	cut        int
	executed   []int32    // the executed events, by index in thread
	isExecuted bitset.Set // the same, as a set
	open       []int32    // stack of the undecided events, by index in thread, the last level on top
	found      []way
	branches   int
	size       int // of the ways found, in bytes
}

func newWalk(m *limit.Meter, s *event.Structure, most int) *walk {
	return &walk{meter: m, s: s, limit: most, know: newTruths(s)}
}

// enter starts on a thread.
func (w *walk) enter(t int) {
	w.number, w.thread, w.exclusive, w.found = t, w.thread[:0], nil, nil
	for i := range w.s.Events {
		if w.s.Events[i].Thread == t {
			w.thread = append(w.thread, int32(i))
		}
	}
	w.isExecuted = make(bitset.Set, bitset.Words(len(w.thread)))
}

// waysTo finds the ways to one end.
func (w *walk) waysTo(guard event.Expr, cut int) {
	w.cut = cut
	before := w.know.mark()
	if w.know.require(guard, true) && !w.know.broken() {
		for k := range w.thread {
			w.open = append(w.open, int32(k))
		}
		w.follow(0)
	}
	w.know.undo(before)
	w.open = w.open[:0]
}

// bytes returns about how much memory the ways take.
func (w *walk) bytes() int { return w.size }

// countBranch counts a branch. It returns false if the limit is reached.
func (w *walk) countBranch() bool {
	w.branches++
	w.meter.Work(64)
	return w.branches <= w.limit
}

// follow decides the events in w.open from an index on, one after the other, and records
// the ways that result.
func (w *walk) follow(from int) {
	w.meter.Work(4 * (len(w.open) - from))
	base, done := len(w.open), len(w.executed)
	defer func() {
		for _, k := range w.executed[done:] {
			w.isExecuted.Remove(int(k))
		}
		w.open, w.executed = w.open[:base], w.executed[:done]
	}()
	for _, k := range w.open[from:base] {
		switch w.know.of(w.s.Events[w.thread[k]].Guard) {
		case yes:
			w.executed = append(w.executed, k)
			w.isExecuted.Add(int(k))
		case open:
			w.open = append(w.open, k)
		}
	}
	rest := slices.DeleteFunc(w.open[base:], w.excluded)
	w.open = w.open[:base+len(rest)]
	if len(rest) == 0 {
		w.finish()
		return
	}
	w.branch(w.know.openPart(w.s.Events[w.thread[rest[0]]].Guard), func() { w.follow(base) })
}

// branch decides a boolean both ways and continues with each.
func (w *walk) branch(e event.Expr, next func()) {
	for _, holds := range []bool{false, true} {
		if !w.countBranch() {
			return
		}
		before := w.know.mark()
		if w.know.require(e, holds) && !w.know.broken() {
			next()
		}
		w.know.undo(before)
	}
}

// excluded reports whether an event, given by its place, is not executed because an
// executed event is unrelated to it by po. This can be known long before its guard is: an
// access through a pointer has one event for each possible location.
func (w *walk) excluded(k int32) bool {
	if w.exclusive == nil {
		w.findExclusive()
	}
	return w.isExecuted.Meets(w.exclusive[k])
}

// findExclusive computes the field exclusive.
func (w *walk) findExclusive() {
	w.exclusive = make([]bitset.Set, len(w.thread))
	for k, e := range w.thread {
		w.meter.Work(4 * len(w.thread))
		w.exclusive[k] = make(bitset.Set, len(w.isExecuted))
		for i, f := range w.thread {
			if e != f && !w.s.Po(int(e), int(f)) && !w.s.Po(int(f), int(e)) {
				w.exclusive[k].Add(i)
			}
		}
	}
}

// finish records the way once every event is decided. The guard of the end may leave free
// choices open, such as whether a stwcx. that fails because its reservation is lost would
// have succeeded. They decide no event. If the guard holds for the choice "no" whatever is
// read, one way is enough; otherwise the way splits.
func (w *walk) finish() {
	if e, open := w.undecided(); open {
		w.branch(e, w.finish)
		return
	}
	first, denied := w.know.openChoice()
	if first < 0 || denied {
		w.note()
		return
	}
	w.branch(first, w.finish)
}

func (w *walk) note() {
	way := way{cut: w.cut}
	w.outcomes(&way)
	for _, d := range w.know.decided {
		if n := &w.s.Pool.Nodes[d.e]; n.Op == event.Outcome {
			continue
		} else if n.Op != event.Choice {
			way.requires = w.know.remaining(way.requires, d)
		} else if d.holds {
			way.choices = append(way.choices, n.Arg)
		}
	}
	way.events = make([]int32, len(w.executed))
	for i, k := range w.executed {
		way.events[i] = w.thread[k]
	}
	slices.Sort(way.events)
	w.size += 100 + 4*len(way.events) + 8*len(way.requires)
	w.found = append(w.found, way)
}
