package story

import (
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/programs/event"
)

// Kind says what a step of a story is.
type Kind uint8

// The kinds of steps.
const (
	Happens   Kind = iota // an access or doorbell takes effect, or a barrier is passed, in program order
	Deferred              // the place of an access in program order; it takes effect later
	Completes             // a deferred access takes effect
	Early                 // a load takes effect before its place in program order
	Returns               // a handler returns, the event being its last one
)

// Step is one step of a story.
type Step struct {
	Kind  Kind
	Event int // of the structure
	// Stale lists the stores that a load does not see although they have
	// taken effect: they have not reached its CPU.
	Stale []int
	// Forwarded: the load returns what its own thread has stored, before the
	// store takes effect.
	Forwarded bool
}

// Story is one reading of an execution.
type Story struct {
	C     *eval.Candidate
	Steps []Step

	order []int       // accesses and doorbells as they take effect
	pos   map[int]int // their places in order
	late  map[int]bool
}

// Tell finds a story for an execution.
func Tell(c *eval.Candidate) *Story {
	st := &Story{C: c, order: order(c), pos: map[int]int{}, late: map[int]bool{}}
	for i, e := range st.order {
		st.pos[e] = i
	}
	st.findLate()
	t := teller{Story: st, queue: make([][]int, len(c.X.S.Threads)), shown: map[int]bool{}}
	for _, e := range c.Events() {
		if th := c.X.S.Events[e].Thread; th >= 0 {
			t.queue[th] = append(t.queue[th], int(e))
		}
	}
	for _, e := range st.order {
		t.effect(e)
	}
	for th := range t.queue {
		t.advance(th, -1)
	}
	return st
}

// passes reports whether b comes after a in program order and takes effect
// before it.
func (st *Story) passes(b, a int) bool {
	return st.C.X.S.Po.Has(a, b) && st.pos[b] < st.pos[a]
}

// findLate decides which of two events out of order is the one to speak of: a
// store or message is late, and so is a load that one of them or an interrupt
// passes; where a load passes a load, it is early.
func (st *Story) findLate() {
	evs := st.C.X.S.Events
	for _, a := range st.order {
		for _, b := range st.order[:st.pos[a]] {
			if st.passes(b, a) && !(evs[a].IsRead() && evs[b].IsRead()) {
				st.late[a] = true
			}
		}
	}
}

// Passed lists the events that took effect before the late event a though
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

// teller makes the steps.
type teller struct {
	*Story
	queue [][]int // per thread: its events whose place has not been come to
	shown map[int]bool
}

func (t *teller) effect(e int) {
	ev := &t.C.X.S.Events[e]
	s := Step{Kind: Happens, Event: e}
	switch {
	case t.shown[e]:
		s.Kind = Completes
	case !t.advance(ev.Thread, e):
		s.Kind = Early
	}
	if ev.IsRead() {
		s.Stale, s.Forwarded = t.stale(e), t.pos[e] < t.position(t.C.X.Rf[e])
	}
	t.shown[e] = true
	t.Steps = append(t.Steps, s)
	if s.Kind == Happens {
		t.leave(e)
	}
}

// leave adds the return of a handler when its last event has been come to.
func (t *teller) leave(e int) {
	evs := t.C.X.S.Events
	q := t.queue[evs[e].Thread]
	if run := evs[e].Interrupt; run > 0 && (len(q) == 0 || evs[q[0]].Interrupt != run) {
		t.Steps = append(t.Steps, Step{Kind: Returns, Event: e})
	}
}

// position is where a write takes effect: initial writes before everything.
func (t *teller) position(w int32) int {
	if p, ok := t.pos[int(w)]; ok {
		return p
	}
	return -1
}

// advance moves a thread on to the event e (-1: to its end), showing what stands
// before it. It stops, and reports false, at what is yet to take effect and is
// not late: then e itself is early.
func (t *teller) advance(thread, e int) bool {
	q := t.queue[thread]
	blocked := func(x int) bool { return x != e && takesEffect(&t.C.X.S.Events[x]) && !t.shown[x] && !t.late[x] }
	for _, x := range q {
		if x == e {
			break
		}
		if blocked(x) {
			return false
		}
	}
	for len(q) > 0 && q[0] != e {
		x := q[0]
		switch {
		case t.shown[x]:
		case t.C.X.S.Events[x].Kind == event.FenceEvent:
			t.Steps = append(t.Steps, Step{Kind: Happens, Event: x})
		default:
			t.Steps = append(t.Steps, Step{Kind: Deferred, Event: x})
		}
		t.shown[x] = true
		q = q[1:]
		t.queue[thread] = q
		t.leave(x)
	}
	if len(q) > 0 {
		t.queue[thread] = q[1:]
	}
	return true
}

// stale lists the writes of other threads that have taken effect before the
// read r, are newer than what it returns, and so have not reached it. Only the
// first counts: the others follow from it.
func (t *teller) stale(r int) []int {
	s := t.C.X.S
	newer := false
	for _, w := range t.C.X.Co[s.Events[r].Loc] {
		if newer && t.position(w) < t.pos[r] && s.Events[w].Thread != s.Events[r].Thread {
			return []int{int(w)}
		}
		newer = newer || w == t.C.X.Rf[r]
	}
	return nil
}
