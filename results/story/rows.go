package story

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results/waiting"
)

// Row holds a step in words, for renderings of the story. Rows are one below the other,
// each in the column of its thread.
type Row struct {
	Thread  int    // index of the structure's threads
	Kind    Kind   // what the step is
	Event   int    // of the structure, -1 for a branch or a wait; a row that takes effect is the only one of its event that is not Deferred
	Cell    int    // of the thread's code, for a branch or a wait
	Handler bool   // the row is in a handler, between Heading rows
	Heading string // a handler begins or returns; Instr and Effect are empty
	Instr   string // the instruction as it is written
	Line    string // of Instr in a .c file; else ""
	Machine string // what the statement Instr was compiled to; "" if it was not
	Effect  string // "hipi := 1", "msg -> 0", "from P0", "taken"; "" for a barrier
	// Notes lists remarks on what is unusual, in the style of kernel mails: "STORE
	// DEFERRED DUE TO RE-ORDERING".
	Notes []string
}

// Rows returns the steps in words.
func (st *Story) Rows() []Row {
	rows := make([]Row, len(st.Steps))
	for i, s := range st.Steps {
		if s.Kind == Branches {
			rows[i] = st.branchRow(s)
			continue
		}
		ev := &st.C.X.S.Events[s.Event]
		r := Row{Thread: ev.Thread, Kind: s.Kind, Event: s.Event, Heading: st.heading(s), Notes: st.notes(s)}
		r.Handler = ev.Interrupt > 0 && s.Kind != Returns
		if r.Heading == "" {
			r.Instr, r.Line, r.Machine, r.Effect = ev.Instr.String(), ev.Instr.Line(), ev.Machine.Instr, st.effect(s.Event)
			switch says, alone := st.says(s.Event), st.alone(s.Event); {
			case s.Kind == Deferred && ev.IsRead():
				r.Effect = st.loc(s.Event) + " -> ?" // its value is not known yet
			case says != "":
				r.Effect = says
			case alone != "":
				r.Effect += ", " + alone
			}
		}
		rows[i] = r
	}
	rows = st.join(rows)
	for _, w := range waiting.Of(st.C) {
		effect := "waits forever"
		if v := w.Values(); v != "" {
			effect += ": " + v
		}
		rows = append(rows, Row{Thread: w.Thread, Kind: Waits, Event: -1, Cell: w.Cell, Instr: w.Code, Line: w.Number, Effect: effect})
	}
	return rows
}

// branchRow returns the row of a branch.
func (st *Story) branchRow(s Step) Row {
	f := &st.C.X.S.Forks[s.Fork]
	return Row{Thread: f.Thread, Kind: s.Kind, Event: -1, Cell: f.Cell, Instr: f.Instr.String(), Line: f.Instr.Line(), Effect: st.C.X.S.Outcome(f, int(st.C.X.Outcomes[s.Fork]))}
}

// notes returns the remarks below a step that is unusual.
func (st *Story) notes(s Step) []string {
	what, done := "DOORBELL", "ARRIVES"
	switch ev := &st.C.X.S.Events[s.Event]; {
	case ev.IsRead():
		what, done = "LOAD", "COMPLETES"
	case ev.IsWrite():
		what, done = "STORE", "COMPLETES"
	case ev.Kind == event.IrqEvent:
		done = "IS TAKEN"
	case ev.Kind == event.MsgclrEvent:
		what, done = "MSGCLR", "COMPLETES"
	}
	var ns []string
	switch {
	case s.Kind == Returns:
		return nil
	case s.Kind == Deferred && !st.delayed[s.Event]:
		ns = append(ns, "STORE IS ON ITS WAY: NOT EVERY CPU SEES IT")
	case s.Kind == Deferred:
		ns = append(ns, what+" DEFERRED DUE TO RE-ORDERING")
	case s.Kind == Completes && !st.delayed[s.Event]:
		ns = append(ns, "STORE REACHES THE OTHER CPUS")
	case s.Kind == Completes:
		ns = append(ns, "RE-ORDERED "+what+" "+done)
	case s.Kind == Early:
		ns = append(ns, "RE-ORDERED LOAD IS SATISFIED EARLY")
	}
	if s.Kind == Deferred {
		return ns
	}
	ns = append(ns, st.bellNotes(s.Event)...)
	if s.Forwarded {
		ns = append(ns, st.forwardedPart(s.Event, " ")+"FROM ITS OWN PENDING STORE")
	}
	for _, l := range st.Late {
		switch me := st.thread(l.Read); {
		case l.Read != s.Event:
		case l.Early:
			ns = append(ns, fmt.Sprintf("%s SEES %s OF %s BEFORE THE OTHERS", me, st.effect(l.From), st.thread(l.From)))
		default:
			part := ""
			if l.Part != "" {
				part = l.Part + " IN "
			}
			ns = append(ns, fmt.Sprintf("%s HAS NOT YET SEEN %s%s OF %s", me, part, st.effect(l.Missed), st.thread(l.Missed)))
		}
	}
	return ns
}

// instr returns the instruction of an event as it is written.
func (st *Story) instr(e int) string { return st.C.X.S.Events[e].Instr.String() }

// Code returns the instruction, with what it was compiled to.
func (r *Row) Code() string { return event.WithMachine(r.Instr, r.Machine) }

// code returns what Code does, after the line in a .c file.
func (r *Row) code() string {
	if r.Line == "" {
		return r.Code()
	}
	return r.Line + "  " + r.Code()
}

// located appends the place in a .c file to the name of an event, if it comes from one.
func (st *Story) located(e int, name, before, after string) string {
	if where := st.C.X.S.Events[e].Instr.Where(); where != "" {
		return name + before + where + after
	}
	return name
}

// phrase returns the instruction of an event as sentences name it.
func (st *Story) phrase(e int) string { return st.C.X.S.Events[e].Phrase() }

// effect returns what an access does: "hipi := 1", "msg -> 0"; for a doorbell that is
// taken in program order, its senders; "" for a barrier.
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

func (st *Story) loc(e int) string { return st.C.X.S.AccessName(e) }

// value returns the text of the value of an access.
func (st *Story) value(e int) string {
	return st.C.X.S.ShowAccess(e, st.C.Value)
}

func (st *Story) thread(e int) string { return st.C.X.S.Threads[st.C.X.S.Events[e].Thread].Name }
