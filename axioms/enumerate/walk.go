package enumerate

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// walk finds the ways through a thread. It requires the guard of an end to be
// true, which decides all of a guard that is a conjunction, and then branches
// on what the guards of the events still leave open. So there are as many ways
// as paths, and behind a handler, where paths join, as many as differ in what
// is executed.
type walk struct {
	meter *limit.Meter
	s     *event.Structure
	most  int // branches, in all threads
	know  *truths

	thread   []int32      // the events of the thread
	apart    []bitset.Set // for each of them those that exclude it, both by their place in thread; nil until needed
	cut      int
	done     []int32    // places of the events executed
	isDone   bitset.Set // the same, as a set
	open     []int32    // stack of the places of events not decided, the last level behind all others
	found    []way
	branches int
	size     int // of what was found, in bytes
}

func newWalk(m *limit.Meter, s *event.Structure, most int) *walk {
	return &walk{meter: m, s: s, most: most, know: newTruths(s)}
}

// enter begins with a thread.
func (w *walk) enter(t int) {
	w.thread, w.apart, w.found = w.thread[:0], nil, nil
	for i := range w.s.Events {
		if w.s.Events[i].Thread == t {
			w.thread = append(w.thread, int32(i))
		}
	}
	w.isDone = make(bitset.Set, bitset.Words(len(w.thread)))
}

// to finds the ways to one end.
func (w *walk) to(guard event.Expr, cut int) {
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

// bytes is about how much memory the ways take.
func (w *walk) bytes() int { return w.size }

// more counts a branch; false means stop.
func (w *walk) more() bool {
	w.branches++
	w.meter.Work(64)
	return w.branches <= w.most
}

// follow decides the events that w.open lists from an index on, one after the
// other, and notes the ways that there are.
func (w *walk) follow(from int) {
	w.meter.Work(4 * (len(w.open) - from))
	base, done := len(w.open), len(w.done)
	defer func() {
		for _, k := range w.done[done:] {
			w.isDone.Remove(int(k))
		}
		w.open, w.done = w.open[:base], w.done[:done]
	}()
	for _, k := range w.open[from:base] {
		switch w.know.of(w.s.Events[w.thread[k]].Guard) {
		case yes:
			w.done = append(w.done, k)
			w.isDone.Add(int(k))
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
	w.branch(w.know.ask(w.s.Events[w.thread[rest[0]]].Guard), func() { w.follow(base) })
}

// branch decides a boolean in both ways and goes on.
func (w *walk) branch(e event.Expr, next func()) {
	for _, holds := range []bool{false, true} {
		if !w.more() {
			return
		}
		before := w.know.mark()
		if w.know.require(e, holds) && !w.know.broken() {
			next()
		}
		w.know.undo(before)
	}
}

// excluded reports whether an event, by its place, is not executed because one
// is that po does not relate it to. That may be known of an event long before
// its guard is: an access through a pointer makes an event for each location
// that it can go to.
func (w *walk) excluded(k int32) bool {
	if w.apart == nil {
		w.separate()
	}
	return w.isDone.Meets(w.apart[k])
}

// separate fills in apart.
func (w *walk) separate() {
	w.apart = make([]bitset.Set, len(w.thread))
	for k, e := range w.thread {
		w.meter.Work(4 * len(w.thread))
		w.apart[k] = make(bitset.Set, len(w.isDone))
		for i, f := range w.thread {
			if e != f && !w.s.Po(int(e), int(f)) && !w.s.Po(int(f), int(e)) {
				w.apart[k].Add(i)
			}
		}
	}
}

// finish notes the way when every event is decided. What the guard of the end
// asks as a whole may still leave choices open, such as whether a stwcx. would
// have succeeded that fails because its reservation is lost. They decide no
// event, so that one answer is enough if it will do whatever is read: no. Else
// the way splits.
func (w *walk) finish() {
	first, denied := w.know.spare()
	if first < 0 || denied {
		w.note()
		return
	}
	w.branch(first, w.finish)
}

func (w *walk) note() {
	way := way{cut: w.cut}
	for _, d := range w.know.decided {
		if n := &w.s.Pool.Nodes[d.e]; n.Op != event.Choice {
			way.asks = w.know.left(way.asks, d)
		} else if d.holds {
			way.takes = append(way.takes, n.Arg)
		}
	}
	way.events = make([]int32, len(w.done))
	for i, k := range w.done {
		way.events[i] = w.thread[k]
	}
	slices.Sort(way.events)
	w.size += 100 + 4*len(way.events) + 8*len(way.asks)
	w.found = append(w.found, way)
}
