package execution

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// Ways lists ways through a thread: lists of events that a single path has in this order.
// Each of steps says which events can stand at its place in the list. An event for which pass
// is true can be left out; pass may be nil. The structure has to be one whose paths do not
// join. At most the given number of ways is listed. The error is for the limits of the context.
func Ways(ctx context.Context, s *event.Structure, thread int, steps []func(e int32) bool, pass func(e int32) bool, most int) ([][]int32, error) {
	w := walk{s: s, meter: limit.For(ctx), steps: steps, most: most}
	for e := range s.Events {
		if s.Events[e].Thread == thread && (pass == nil || !pass(int32(e))) {
			w.events = append(w.events, int32(e))
		}
	}
	err := limit.Try(func() error { w.on(nil); return nil })
	return w.found, err
}

// NextWays advances pick, which chooses one of the ways of each thread, to the next combination.
// It returns false after the last one.
func NextWays(pick []int, ways [][][]int32) bool {
	for th := range pick {
		if pick[th]++; pick[th] < len(ways[th]) {
			return true
		}
		pick[th] = 0
	}
	return false
}

// walk searches ways through a thread.
type walk struct {
	s      *event.Structure
	meter  *limit.Meter
	events []int32            // of the thread
	steps  []func(int32) bool // which event each step can be
	most   int
	found  [][]int32
}

// on extends a way.
func (w *walk) on(way []int32) {
	switch {
	case len(w.found) == w.most:
		return
	case len(way) == len(w.steps):
		w.found = append(w.found, slices.Clone(way))
		return
	}
	for _, f := range w.events {
		w.meter.Work(len(way) + 8)
		if w.steps[len(way)](f) && w.follows(way, f) {
			w.on(append(way, f))
		}
	}
}

// follows reports whether an event can be the next on a way: it comes after all of it,
// and no event is on every path in between. The events of a handler are only on paths
// with an interrupt.
func (w *walk) follows(way []int32, f int32) bool {
	for _, e := range way {
		if !w.s.Po(int(e), int(f)) {
			return false
		}
	}
	return !slices.ContainsFunc(w.events, func(g int32) bool {
		return w.s.Events[g].Interrupt == 0 && w.s.Po(int(g), int(f)) && !slices.Contains(way, g)
	})
}

// ChooseFor makes the free choices that a guard requires.
func (x *Execution) ChooseFor(guard event.Expr) {
	switch n := &x.S.Pool.Nodes[guard]; n.Op {
	case event.Choice:
		x.Choices[n.Arg] = true
	case event.All:
		x.ChooseFor(n.A)
		x.ChooseFor(n.B)
	}
}
