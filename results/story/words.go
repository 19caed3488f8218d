package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
)

// instr is the instruction of an event as it is written.
func (st *Story) instr(e int) string { return st.C.X.S.Events[e].Instr.String() }

// effect is what an access does: "hipi := 1", "msg -> 0"; for a doorbell that
// is taken in a line with the rest, from whom; "" for a barrier.
func (st *Story) effect(e int) string {
	ev := &st.C.X.S.Events[e]
	switch {
	case ev.IsRead():
		return st.loc(e) + " -> " + st.value(e)
	case ev.IsWrite():
		return st.loc(e) + " := " + st.value(e)
	case ev.Kind == event.IrqEvent:
		return "from " + st.senders(e)
	}
	return ""
}

func (st *Story) loc(e int) string { return st.C.X.S.Locs[st.C.X.S.Events[e].Loc].Name }

func (st *Story) value(e int) string { return st.show(st.C.Value(e)) }

// show writes a value as final states do: a word is signed.
func (st *Story) show(v event.Value) string {
	if w, ok := event.Apply(event.Signed, v, event.Value{}); ok {
		v = w
	}
	return st.C.X.S.Show(v)
}

func (st *Story) thread(e int) string { return st.C.X.S.Threads[st.C.X.S.Events[e].Thread].Name }

// place is an event at its place in program order, while it is deferred: what
// a load will return is not known then.
func (st *Story) place(e int) string {
	switch ev := &st.C.X.S.Events[e]; {
	case ev.IsRead():
		return st.loc(e) + " -> ?"
	case ev.IsWrite():
		return st.effect(e)
	}
	return ""
}

// text is the effect of a step as it is shown.
func (st *Story) text(s Step) string {
	if s.Kind == Deferred {
		return st.place(s.Event)
	}
	return st.effect(s.Event)
}

// remarks is what stands under a step that is out of the ordinary, in the words
// of the mail that the project began with.
func (st *Story) remarks(s Step) []string {
	what, done := "DOORBELL", "ARRIVES"
	switch ev := &st.C.X.S.Events[s.Event]; {
	case ev.IsRead():
		what, done = "LOAD", "COMPLETES"
	case ev.IsWrite():
		what, done = "STORE", "COMPLETES"
	}
	var rs []string
	switch s.Kind {
	case Returns:
		return nil
	case Deferred:
		rs = append(rs, what+" DEFERRED DUE TO RE-ORDERING")
	case Completes:
		rs = append(rs, "RE-ORDERED "+what+" "+done)
	case Early:
		rs = append(rs, "RE-ORDERED LOAD IS SATISFIED EARLY")
	}
	if s.Kind != Deferred {
		rs = append(rs, st.bellRemarks(s.Event)...)
	}
	if s.Forwarded {
		rs = append(rs, "FROM ITS OWN PENDING STORE")
	}
	for _, w := range s.Stale {
		rs = append(rs, fmt.Sprintf("%s of %s HAS NOT REACHED %s YET", st.effect(w), st.thread(w), st.thread(s.Event)))
	}
	return rs
}

// Summary says in sentences what was out of order, and what happened meanwhile.
func (st *Story) Summary() []string {
	var out []string
	for _, s := range st.Steps {
		switch s.Kind {
		case Completes:
			out = append(out, st.completed(s.Event))
		case Early:
			out = append(out, st.early(s))
		}
		for _, w := range s.Stale {
			out = append(out, fmt.Sprintf("%s: %s does not see %s, which has taken effect for %s but has not reached %s: a store reaches different CPUs at different times.",
				st.thread(s.Event), st.full(s.Event), st.full(w), st.thread(w), st.thread(s.Event))+st.unsynced(s.Event, w))
		}
	}
	if len(out) == 0 {
		out = append(out, "Nothing is out of program order: threads take turns.")
	}
	return out
}

// early tells of a load that is satisfied before accesses that stand above it.
func (st *Story) early(s Step) string {
	var above []string
	for _, a := range st.order[st.pos[s.Event]+1:] {
		if st.passes(s.Event, a) {
			above = append(above, st.full(a))
		}
	}
	t := fmt.Sprintf("%s: %s is satisfied before %s above it.", st.thread(s.Event), st.full(s.Event), list(above))
	if s.Forwarded {
		t += fmt.Sprintf(" It is given the value that %s is yet to store.", st.instr(int(st.C.X.Rf[s.Event])))
	}
	return t
}

// full is an event with its effect: "stw r5,0(r3) (hipi := 0)".
func (st *Story) full(e int) string {
	switch effect := st.effect(e); {
	case st.interrupts(e):
		return "the doorbell interrupt " + effect
	case effect == "":
		return st.instr(e)
	default:
		return st.instr(e) + " (" + effect + ")"
	}
}

// completed tells of a late event: what it was deferred past, and which stores
// and messages of other threads came in between.
func (st *Story) completed(e int) string {
	var past []string
	first := st.pos[e]
	for _, b := range st.Passed(e) {
		past = append(past, st.full(b))
		first = min(first, st.pos[b])
	}
	t := fmt.Sprintf("%s: %s is deferred past %s.", st.thread(e), st.full(e), list(past))
	var between []string
	evs := st.C.X.S.Events
	for _, w := range st.order[first:st.pos[e]] {
		switch {
		case evs[w].Thread == evs[e].Thread:
		case evs[w].IsWrite():
			between = append(between, st.thread(w)+" stores "+st.effect(w))
		case evs[w].Kind == event.MsgsndEvent:
			between = append(between, st.thread(w)+" rings "+st.C.X.S.Threads[evs[w].Rings].Name)
		}
	}
	if len(between) > 0 {
		t += " Meanwhile " + list(between) + "."
	}
	return t
}

func list(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return strings.Join(items[:n-1], ", ") + " and " + items[n-1]
	}
}

// Final is the final state: the registers that the test asks for, then every
// location, then the doorbells.
func (st *Story) Final() []string {
	s := st.C.X.S
	var items []string
	for th := range s.Threads {
		leaf := st.C.Leaf(th)
		if leaf < 0 {
			continue
		}
		var names []string
		for r := range s.Threads[th].Leaves[leaf].Regs {
			if v, ok := st.C.Register(th, r); ok {
				names = append(names, fmt.Sprintf("%d:%s=%s", s.Test.Threads[th].ID, s.RegName(r), st.show(v)))
			}
		}
		slices.SortFunc(names, func(a, b string) int { // r9 before r11
			if len(a) != len(b) {
				return len(a) - len(b)
			}
			return strings.Compare(a, b)
		})
		items = append(items, names...)
	}
	for l := range s.Locs {
		items = append(items, fmt.Sprintf("[%s]=%s", s.Locs[l].Name, st.show(st.C.Final(l))))
	}
	if p := st.Pending(); p != "" {
		items = append(items, p)
	}
	return items
}

// Initial lists the locations that do not begin with 0.
func (st *Story) Initial() []string {
	var items []string
	for l := range st.C.X.S.Locs {
		if v := st.C.Value(l); v != (event.Value{}) {
			items = append(items, fmt.Sprintf("[%s]=%s", st.C.X.S.Locs[l].Name, st.show(v)))
		}
	}
	return items
}
