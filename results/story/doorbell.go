package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// How doorbells are told of. An interrupt that a handler answers is a heading in
// the column of its thread, and what the handler does stands behind a bar.

// bar marks what a handler does; the rest of its thread may be interleaved with
// it where it takes effect late or early.
const bar = "| "

// heading is the line of a step that is no instruction: a handler begins or
// returns; "" for other steps.
func (st *Story) heading(s Step) string {
	switch {
	case s.Kind == Returns:
		return "--- return ---"
	case st.interrupts(s.Event):
		return "--- doorbell from " + st.senders(s.Event) + " ---"
	}
	return ""
}

// interrupts reports whether e runs the handler of its thread.
func (st *Story) interrupts(e int) bool {
	ev := &st.C.X.S.Events[e]
	return ev.Kind == event.IrqEvent && ev.Interrupt > 0
}

// senders is whose messages are taken or cleared: "P0, P2".
func (st *Story) senders(e int) string {
	var names []string
	for _, m := range st.rung(e) {
		if n := st.thread(m); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return strings.Join(names, ", ")
}

// rung lists the messages for which the doorbell is pending when e is done to
// it, in the doorbell order: those since it was last taken or cleared.
func (st *Story) rung(e int) []int {
	s := st.C.X.S
	var since []int
	for _, x := range st.C.X.Order[event.Dbo][s.Events[e].Doorbell()] {
		switch {
		case int(x) == e:
			return since
		case s.Events[x].Kind == event.MsgsndEvent:
			since = append(since, int(x))
		default:
			since = nil
		}
	}
	return since
}

// bellNotes is what stands under what is done to a doorbell.
func (st *Story) bellNotes(e int) []string {
	ev := &st.C.X.S.Events[e]
	switch pending := ev.Doorbell() >= 0 && len(st.rung(e)) > 0; {
	case st.interrupts(e):
		return st.where(e)
	case ev.Kind == event.MsgsndEvent && pending:
		return []string{"A DOORBELL IS PENDING ALREADY"}
	case ev.Kind == event.MsgclrEvent && pending:
		return []string{"CLEARS THE DOORBELL FROM " + st.senders(e)}
	case ev.Kind == event.MsgclrEvent:
		return []string{"NO DOORBELL IS PENDING"}
	}
	return nil
}

// where says what an interrupt interrupts: it comes behind the last event of the
// thread's own code before it, or in front of the first.
func (st *Story) where(irq int) []string {
	s := st.C.X.S
	in := &s.Interrupts[s.Events[irq].Interrupt-1]
	if in.After >= 0 {
		return []string{"INTERRUPTS AFTER " + st.instr(int(in.After))}
	}
	for _, e := range st.C.Events() {
		if s.Events[e].Thread == in.Thread && s.Events[e].Interrupt == 0 {
			return []string{"INTERRUPTS BEFORE " + st.instr(int(e))}
		}
	}
	return nil // the thread does nothing else
}

// unsynced tells of a load that does not see a store although it stands behind
// an interrupt that was rung for behind the store and a sync: "" if there is a
// msgsync in front of the load, or no such interrupt.
func (st *Story) unsynced(load, store int) string {
	s := st.C.X.S
	// between returns a barrier between two events that is as asked for; "" for none.
	between := func(a, b int, is func(isa.Tag) bool) string {
		for _, e := range st.C.Events() {
			if t := s.Lang.Barrier(s.Events[e].Tags); is(t) && s.Po(a, int(e)) && s.Po(int(e), b) {
				return s.Lang.Tags[t].Name
			}
		}
		return ""
	}
	completes := func(t isa.Tag) bool { return s.Lang.Tags[t].Doorbells }
	for _, irq := range st.C.Events() {
		if s.Events[irq].Kind != event.IrqEvent || !s.Po(int(irq), load) || between(int(irq), load, completes) != "" {
			continue
		}
		for _, m := range st.rung(int(irq)) {
			if full := between(store, m, s.Lang.Full); full != "" {
				return fmt.Sprintf(" %s rang %s after it and a %s, but no msgsync stands between the interrupt and the load.", st.thread(m), st.thread(load), full)
			}
		}
	}
	return ""
}

// Pending says whether doorbells are pending in the end; "" for a program
// without any.
func (st *Story) Pending() string {
	s := st.C.X.S
	if s.Members[event.Dbo] == nil {
		return ""
	}
	var names []string
	for t := range s.Threads {
		if st.C.Pending(t) {
			names = append(names, s.Threads[t].Name)
		}
	}
	switch len(names) {
	case 0:
		return "no doorbell is pending"
	case 1:
		return "a doorbell is pending for " + names[0]
	}
	return "doorbells are pending for " + prose.And(names)
}
