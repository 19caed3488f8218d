package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// The interrupt that a handler answers is a heading in the column of its thread, and
// the code of the handler is behind a bar.

// bar marks the code of a handler. The rest of its thread may be interleaved with it if
// it takes effect late or early.
const bar = "| "

// heading returns the line of a step that is no instruction: a handler begins or
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

// senders lists the threads whose messages are taken or cleared: "P0, P2".
func (st *Story) senders(e int) string {
	var names []string
	for _, m := range st.rung(e) {
		if n := st.thread(m); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return strings.Join(names, ", ")
}

// rung lists the messages for which the doorbell is pending at the event e, in the
// doorbell order: those since it was last taken or cleared.
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

// bellNotes returns the remarks below an event of a doorbell.
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

// where describes the place of an interrupt: after the last event of the thread's own
// code before it, or before the first.
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

// unsynced explains a load that misses a store although it comes after an interrupt
// whose message was sent after the store and a full barrier: no msgsync stands before
// the load. It returns "" if a msgsync does, or if no such interrupt exists.
func (st *Story) unsynced(load, store int) string {
	s := st.C.X.S
	// between returns the name of a barrier between two events that satisfies is; ""
	// for none.
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

// Pending lists the doorbells that are pending in the final state; "" for a program
// without doorbells.
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
