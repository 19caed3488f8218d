package waiting

import (
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
)

// Sentences describes the wait: where the thread waits, on which values and who has stored them,
// and which stores would let it go on.
func (w *Wait) Sentences(s *event.Structure) string {
	said := fmt.Sprintf("%s waits forever %s %s (%s)", s.Threads[w.Thread].Name, w.at(), w.place(), w.Code)
	var values []string
	for _, r := range w.Reads {
		values = append(values, r.String()+r.from(s, w.Thread))
	}
	if w.Bell {
		values = append(values, noBell)
	}
	if len(values) > 0 {
		said += ": " + prose.And(values)
	}
	said += "."
	for _, h := range w.Helps {
		said += " " + store(s, h.Store) + " would let it go on, but "
		if h.Wrote {
			said += store(s, h.LastFor) + " overwrites it."
		} else {
			said += "is not executed."
		}
	}
	return said + w.nobody(s)
}

// nobody says why no store would let the thread go on.
func (w *Wait) nobody(s *event.Structure) string {
	var names []string
	for _, r := range w.Reads {
		names = append(names, r.Name)
	}
	single := ""
	if len(names) > 1 {
		single = "single "
	}
	switch w.Alone {
	case Unsure:
		return ""
	case NoStores:
		return " No other thread stores to " + prose.Or(names) + "."
	case NoHelp:
		return fmt.Sprintf(" No %sstore of another thread to %s would let it go on.", single, prose.Or(names))
	default:
		panic(fmt.Sprintf("waiting: unknown reason %d", w.Alone))
	}
}

// Together says which of the threads wait for each other; "" if none do.
func Together(s *event.Structure, all []Wait) string {
	var names []string
	for _, t := range Circle(s, all) {
		names = append(names, s.Threads[t].Name)
	}
	if names == nil {
		return ""
	}
	return prose.And(names) + " wait for each other: a deadlock."
}

// at returns "at" or "in the loop at".
func (w *Wait) at() string {
	if w.Loop {
		return "in the loop at"
	}
	return "at"
}

// place returns where the thread waits: "line 9".
func (w *Wait) place() string {
	if w.Where != "" {
		return w.Where
	}
	return fmt.Sprintf("line %d", w.Line)
}

const noBell = "no doorbell is pending"

// Values returns what the thread reads again and again: "x = 0 and y = 1".
func (w *Wait) Values() string {
	var all []string
	for _, r := range w.Reads {
		all = append(all, r.String())
	}
	if w.Bell {
		all = append(all, noBell)
	}
	return prose.And(all)
}

// String returns what is read and its value: "x = 0".
func (r Read) String() string { return r.Name + " = " + r.Value }

// from says who has stored the value.
func (r Read) from(s *event.Structure, thread int) string {
	if r.Last < 0 {
		return ""
	}
	switch ev := &s.Events[r.Last]; {
	case ev.Thread < 0:
		return ", the initial value"
	case ev.Thread == thread:
		return ", stored by its own " + strings.TrimPrefix(store(s, r.Last), s.Threads[thread].Name+"'s ")
	}
	return ", stored by " + store(s, r.Last)
}

// store names a store: "P0's stw r1,0(r2) (line 5)".
func store(s *event.Structure, e int) string {
	ev := &s.Events[e]
	where := ev.Instr.Where()
	if where == "" {
		where = fmt.Sprintf("line %d", ev.Instr.Span.Line())
	}
	return fmt.Sprintf("%s's %s (%s)", s.Threads[ev.Thread].Name, ev.Phrase(), where)
}
