package page

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
)

// A statement of C that is compiled for a target is shown with the instructions that the
// machine executes for it, and a slot holds the barriers among these.

// compiled fills in what the statements of a program were compiled to, as far as a structure
// shows it: one with fixed slots has the instructions of one choice.
func (p *Page) compiled(q *Program, s *event.Structure) {
	for i := range s.Events {
		ev := &s.Events[i]
		if !ev.Compiled() || ev.Round > 0 {
			continue
		}
		code := q.at(s, ev)
		choice, choices := 0, 1
		if ev.Slot >= 0 {
			choice, choices = ev.SlotChoice, len(q.Slots[ev.Slot].Choices)
		}
		if code.Machine == nil {
			code.Machine = make([]string, choices)
		}
		if code.Machine[choice] == "" {
			code.Machine[choice] = strings.Join(instrs(s, sequence(s, i, false)), "; ")
		}
		if ev.Slot >= 0 {
			slot := &q.Slots[ev.Slot]
			if slot.Machine == nil {
				slot.Machine = slices.Repeat([][]string{{}}, choices) // not null in JSON
			}
			if len(slot.Machine[choice]) == 0 {
				slot.Machine[choice] = instrs(s, sequence(s, i, true))
			}
		}
	}
}

// at returns the cell of an event.
func (q *Program) at(s *event.Structure, ev *event.Event) *Code {
	col := column(s, ev.Thread, ev.Interrupt > 0)
	return &q.Columns[col].Code[ev.Cell]
}

// sequence returns the events of one path that the statement of an event was compiled to, in
// order; only its barriers if barriers is true.
func sequence(s *event.Structure, of int, barriers bool) []int {
	var out []int
	first := &s.Events[of]
	for i := of; i < len(s.Events); i++ {
		ev := &s.Events[i]
		same := ev.Thread == first.Thread && ev.Cell == first.Cell && ev.Interrupt == first.Interrupt && ev.Round == first.Round &&
			ev.Slot == first.Slot && ev.SlotChoice == first.SlotChoice && ev.Compiled()
		if same && (!barriers || ev.Kind == event.FenceEvent) && (len(out) == 0 || s.Po(out[len(out)-1], i)) {
			out = append(out, i)
		}
	}
	return out
}

// place returns which barrier of its slot an event is, in the order of its path.
func place(s *event.Structure, e int) int {
	n, ev := 0, &s.Events[e]
	for i := range s.Events {
		o := &s.Events[i]
		if o.Kind == event.FenceEvent && o.Thread == ev.Thread && o.Cell == ev.Cell && o.Interrupt == ev.Interrupt &&
			o.Slot == ev.Slot && o.SlotChoice == ev.SlotChoice && o.Round == ev.Round && s.Po(i, e) {
			n++
		}
	}
	return n
}

func instrs(s *event.Structure, events []int) []string {
	out := []string{} // not null in JSON
	for _, e := range events {
		out = append(out, s.Events[e].Machine.Instr)
	}
	return out
}

// Barriers returns what a slot puts into the program with a choice: its instructions, and of
// compiled statements the barriers of the machine.
func (s *Slot) Barriers(choice int) []string {
	if s.Machine != nil {
		return s.Machine[choice]
	}
	return s.Parts[choice]
}
