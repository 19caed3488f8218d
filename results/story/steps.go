package story

import (
	"slices"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
)

// Kind is the kind of a step.
type Kind uint8

// The kinds of steps.
const (
	Happens   Kind = iota // an access or doorbell takes effect, or a barrier is passed, in program order
	Deferred              // the place of an event in program order; it takes effect later
	Completes             // a deferred event takes effect
	Early                 // a load takes effect before its place in program order
	Returns               // a handler returns, the event being its last one
	Branches              // a branch that can go either way is taken or not
	Waits                 // the thread waits forever; only in rows
)

var kindNames = [...]string{"happens", "deferred", "completes", "early", "returns", "branches", "waits"}

// String returns the kind in one word.
func (k Kind) String() string { return kindNames[k] }

// Step is one step of a story.
type Step struct {
	Kind  Kind
	Event int // of the structure; -1 for a branch
	Fork  int // of the structure, for a branch
	// Forwarded says that the load returns a store of its own thread, in a part at least, that
	// has not taken effect yet.
	Forwarded bool
}

// steps makes the steps of the order.
func (st *Story) steps() {
	c := st.C
	t := teller{Story: st, queue: make([][]int, len(c.X.S.Threads)), branches: make([][]int, len(c.X.S.Threads)), shown: map[int]bool{}}
	for _, e := range c.Events() {
		if th := c.X.S.Events[e].Thread; th >= 0 && c.X.S.AccessOf(int(e)) == int(e) {
			t.queue[th] = append(t.queue[th], int(e))
		}
	}
	for th := range t.branches {
		t.branches[th] = c.Branches(th)
	}
	for _, e := range st.order {
		t.effect(e)
	}
	for th := range t.queue {
		t.advance(th, -1)
		t.branch(th)
	}
}

// teller makes the steps.
type teller struct {
	*Story
	queue    [][]int // per thread: its events that were not passed yet
	branches [][]int // per thread: its branches that were not passed yet, as forks
	shown    map[int]bool
}

func (t *teller) effect(e int) {
	ev := &t.C.X.S.Events[e]
	s := Step{Kind: Happens, Event: e}
	if ev.IsRead() {
		from, to := t.C.X.S.Parts(e)
		for r := from; r < to; r++ {
			if w := t.C.X.S.AccessOf(int(t.C.X.Rf[r])); t.ahead[w] && t.position(w) > t.pos[e] {
				t.issue(w)
			}
		}
		s.Forwarded = t.pending(e) >= 0
	}
	switch {
	case t.shown[e]:
		s.Kind = Completes
	case !t.advance(ev.Thread, e):
		s.Kind = Early
	}
	t.shown[e] = true
	t.Steps = append(t.Steps, s)
	if s.Kind == Happens {
		t.leave(e)
		t.branch(ev.Thread)
	}
}

// pending returns the store of its own thread that a load returns, in a part at least, and that
// takes effect later; -1 if there is none.
func (st *Story) pending(load int) int {
	if parts := st.forwarded(load); len(parts) > 0 {
		return int(st.C.X.Rf[parts[0]])
	}
	return -1
}

// forwarded lists the parts of a load that it returns from stores of its own thread that take
// effect later.
func (st *Story) forwarded(load int) (parts []int) {
	s := st.C.X.S
	from, to := s.Parts(load)
	for r := from; r < to; r++ {
		w := int(st.C.X.Rf[r])
		if st.pos[load] < st.position(w) && !slices.ContainsFunc(st.Late, func(l Late) bool {
			return l.Read == from && l.Early && l.From == s.AccessOf(w)
		}) {
			parts = append(parts, r)
		}
	}
	return parts
}

// forwardedPart names what a load returns from its own thread's pending stores, followed by a
// word; "" if that is everything.
func (st *Story) forwardedPart(load int, then string) string {
	s := st.C.X.S
	from, to := s.Parts(load)
	parts := st.forwarded(load)
	if len(parts) == to-from {
		return ""
	}
	var names []string
	for _, r := range parts {
		names = append(names, s.GranuleName(s.Events[r].Loc))
	}
	return prose.And(names) + then
}

// issue shows a store at its place in program order, because a load sees it before it
// takes effect. It does nothing if something before the store has not been shown.
func (t *teller) issue(w int) {
	if t.shown[w] || !t.advance(t.C.X.S.Events[w].Thread, w) {
		return
	}
	t.shown[w] = true
	t.Steps = append(t.Steps, Step{Kind: Deferred, Event: w})
	t.leave(w)
	t.branch(t.C.X.S.Events[w].Thread)
}

// leave adds the return of a handler after its last event.
func (t *teller) leave(e int) {
	evs := t.C.X.S.Events
	q := t.queue[evs[e].Thread]
	if run := evs[e].Interrupt; run > 0 && (len(q) == 0 || evs[q[0]].Interrupt != run) {
		t.Steps = append(t.Steps, Step{Kind: Returns, Event: e})
	}
}

// branch shows the branches of a thread that are before its next event in program order.
func (t *teller) branch(thread int) {
	s, next := t.C.X.S, len(t.C.X.S.Events)
	if q := t.queue[thread]; len(q) > 0 {
		next = q[0]
	}
	for bs := t.branches[thread]; len(bs) > 0 && s.Forks[bs[0]].Next <= next; bs = t.branches[thread] {
		t.Steps = append(t.Steps, Step{Kind: Branches, Event: -1, Fork: bs[0]})
		t.branches[thread] = bs[1:]
	}
}

// advance moves a thread on to the event e (-1: to its end) and shows the events before
// it. It stops, and returns false, at an event that has not taken effect and is not
// late: then e itself is early. The barriers before that event are shown, because e is
// not before them.
func (t *teller) advance(thread, e int) bool {
	evs := t.C.X.S.Events
	passed := 0 // of the queue, up to its last barrier before what is in the way
	for i, x := range t.queue[thread] {
		switch {
		case x == e:
			t.pass(thread, i)
			t.queue[thread] = t.queue[thread][1:]
			return true
		case evs[x].Kind == event.FenceEvent:
			passed = i + 1
		case takesEffect(&evs[x]) && !t.shown[x] && !t.delayed[x]:
			t.pass(thread, passed)
			return false
		}
	}
	t.pass(thread, len(t.queue[thread]))
	return true
}

// pass shows the next n events of a thread at their places.
func (t *teller) pass(thread, n int) {
	for _, x := range t.queue[thread][:n] {
		t.queue[thread] = t.queue[thread][1:]
		switch {
		case t.shown[x]:
		case t.C.X.S.Events[x].Kind == event.FenceEvent:
			t.Steps = append(t.Steps, Step{Kind: Happens, Event: x})
		default:
			t.Steps = append(t.Steps, Step{Kind: Deferred, Event: x})
		}
		t.shown[x] = true
		t.leave(x)
		t.branch(thread)
	}
}
