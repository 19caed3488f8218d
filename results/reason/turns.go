package reason

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// An instruction is named by its text. If a thread has two instructions with the same
// text, or executes one several times, in a loop or in a handler, then and only then
// more is added to the name.

// text holds what names an instruction: its thread and its text.
type text struct {
	thread int
	text   string
}

// twins returns the texts that several accesses of one thread have.
func twins(s *event.Structure) map[text]bool {
	first, all := map[text]*litmus.Instr{}, map[text]bool{}
	for i := range s.Events {
		ev := &s.Events[i]
		if ev.Instr == nil || !ev.IsAccess() {
			continue
		}
		key := text{ev.Thread, ev.Instr.String()}
		switch was := first[key]; {
		case was == nil:
			first[key] = ev.Instr
		case was != ev.Instr:
			all[key] = true
		}
	}
	return all
}

// number numbers the events of one instruction, by their order in the program.
func (c *Cycle) number() {
	for i := range c.Steps {
		var ids []int
		for k := range c.Steps {
			if a, b := &c.Steps[i].Event, &c.Steps[k].Event; a.Line == b.Line && a.Text == b.Text && a.Column == b.Column && a.Column >= 0 && !slices.Contains(ids, b.ID) {
				ids = append(ids, b.ID)
			}
		}
		slices.Sort(ids)
		if len(ids) > 1 {
			c.Steps[i].Event.Turn = 1 + slices.Index(ids, c.Steps[i].Event.ID)
		}
	}
}

// mark returns what the text of an event does not say: that it is in the handler, its
// line, and which of several times it is.
func (c *Cycle) mark(e *Event) string {
	var all []string
	if e.Handler && e.Kind != Interrupt {
		all = append(all, "handler")
	}
	if e.Twin {
		all = append(all, lineOf(e.File, e.Line))
	}
	if e.Turn > 0 {
		all = append(all, c.times(e))
	}
	return strings.Join(all, ", ")
}

// times says which of the events of an instruction it is.
func (c *Cycle) times(e *Event) string {
	last := 0
	for i := range c.Steps {
		if o := &c.Steps[i].Event; o.Line == e.Line && o.Text == e.Text && o.Column == e.Column {
			last = max(last, o.Turn)
		}
	}
	switch {
	case last > 2:
		return fmt.Sprintf("no. %d of %d", e.Turn, last)
	case e.Turn == 1:
		return "earlier"
	}
	return "later"
}

// name returns an instruction as part of a sentence.
func (e *Event) name() string {
	if e.Twin {
		return e.Text + " of " + lineOf(e.File, e.Line)
	}
	return e.Text
}
