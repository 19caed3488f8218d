package certify

import (
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// namer gives the variables of a formula names that say what they mean.
type namer struct {
	s *event.Structure
	m *rel.Model
	f *cnf.Formula

	labels []string                       // by event: its unique name; nil before makeLabels
	values func(event.Expr) []event.Value // the values that an expression can have; nil if unknown
}

// label returns the label of an event, or its name if labels were not made.
func (n *namer) label(i int32) string {
	if n.labels != nil {
		return n.labels[i]
	}
	return n.eventName(i)
}

// makeLabels gives each event a unique label: its name with the iteration of its loop and
// the run of its handler, and its number if that is not enough.
func (n *namer) makeLabels() {
	n.labels = make([]string, len(n.s.Events))
	many := map[string]int{}
	for i := range n.labels {
		e := &n.s.Events[i]
		l := n.eventName(int32(i))
		if e.Round > 0 {
			l += fmt.Sprintf("/%d", e.Round+1)
		}
		if e.Interrupt > 0 {
			in := &n.s.Interrupts[e.Interrupt-1]
			l += fmt.Sprintf("@%d.%d", in.Place, in.Count)
		}
		n.labels[i] = l
		many[l]++
	}
	for i, l := range n.labels {
		if many[l] > 1 {
			n.labels[i] += fmt.Sprintf("#%d", i)
		}
	}
}

// eventName returns a short name that identifies the instruction of an event: thread, row
// of the program, and what the event does.
func (n *namer) eventName(i int32) string {
	e := &n.s.Events[i]
	switch e.Kind {
	case event.InitWrite:
		return "init-" + n.s.GranuleName(e.Loc)
	case event.ReadMem:
		return fmt.Sprintf("%s.%d-R-%s", n.s.Threads[e.Thread].Name, e.Cell, n.s.GranuleName(e.Loc))
	case event.WriteMem:
		return fmt.Sprintf("%s.%d-W-%s", n.s.Threads[e.Thread].Name, e.Cell, n.s.GranuleName(e.Loc))
	case event.FenceEvent:
		return fmt.Sprintf("%s.%d-%s", n.s.Threads[e.Thread].Name, e.Cell, n.s.Lang.Text(e.Tags))
	case event.MsgsndEvent:
		return fmt.Sprintf("%s.%d-msgsnd-%s", n.s.Threads[e.Thread].Name, e.Cell, n.s.Threads[e.Rings].Name)
	case event.MsgclrEvent:
		return fmt.Sprintf("%s.%d-msgclr", n.s.Threads[e.Thread].Name, e.Cell)
	case event.IrqEvent:
		return fmt.Sprintf("%s.%d-irq", n.s.Threads[e.Thread].Name, e.Cell)
	}
	panic(fmt.Sprintf("certify: no such kind of event: %d", e.Kind))
}

// Names returns a function that maps the number of a variable to its name in SMT-LIB,
// without the number: "rf init-x P0.1-R-x". A name is one line. Several variables may have
// the same name.
func Names(s *event.Structure, m *rel.Model, f *cnf.Formula) func(v int32) string {
	return (&namer{s: s, m: m, f: f}).short
}

// symbol returns the SMT-LIB symbol of variable v. Symbols are unique because they end
// with the variable's number.
func (n *namer) symbol(v int32) string {
	if n.f.Meaning[v].Kind == cnf.Constant {
		return "true"
	}
	return fmt.Sprintf("|%s #%d|", n.short(v), v)
}

// short returns the name of variable v without its number.
func (n *namer) short(v int32) string {
	m := n.f.Meaning[v]
	var s string
	switch m.Kind {
	case cnf.Constant:
		return "true"
	case cnf.ReadsFrom:
		s = "rf " + n.eventName(m.A) + " " + n.eventName(m.B)
	case cnf.Coherence:
		s = "co " + n.eventName(m.A) + " " + n.eventName(m.B)
	case cnf.DoorbellOrder:
		s = "dbo " + n.eventName(m.A) + " " + n.eventName(m.B)
	case cnf.Choice:
		s = "choice " + n.s.FreeChoices[m.A].What
	case cnf.Selector:
		s = "slot " + n.s.Slots[m.A].Name + "=" + n.s.Slots[m.A].Choices[m.B]
	case cnf.Outcome:
		s = fmt.Sprintf("fork %d is %d", m.A, m.B)
	case cnf.ValueIs:
		s = fmt.Sprintf("value of expression %d is number %d", m.A, m.B)
	case cnf.Among:
		s = fmt.Sprintf("value of expression %d is at most number %d", m.A, m.B)
	case cnf.Early:
		s = fmt.Sprintf("source of %s is at most number %d", n.eventName(m.A), m.B)
	case cnf.BoolExpr:
		s = fmt.Sprintf("expression %d", m.A)
	case cnf.LastWrite:
		s = "last " + n.eventName(m.A)
	case cnf.TakenBetween:
		s = "taken " + n.eventName(m.A) + " " + n.eventName(m.C) + " " + n.eventName(m.B)
	case cnf.PendingAt:
		s = "pending " + n.eventName(m.A)
		if m.B >= 0 {
			s += " " + n.eventName(m.B)
		}
	case cnf.NonePending:
		s = "no doorbell pending for " + n.s.Threads[m.A].Name
	case cnf.BothExecuted:
		s = "executed " + n.eventName(m.A) + " " + n.eventName(m.B)
	case cnf.Derived:
		s = n.nodeName(m.C) + " " + n.eventName(m.A) + " " + n.eventName(m.B)
	case cnf.InPath:
		s = "path"
		if m.C >= 0 {
			s += " in " + n.m.Axioms[m.C].Name
		}
		s += " " + n.eventName(m.A) + " " + n.eventName(m.B)
	case cnf.PropHolds:
		s = "the proposition holds"
	case cnf.BeyondBound:
		s = "beyond a bound"
	}
	// A quoted symbol may contain any character except | and \ .
	return strings.Map(func(r rune) rune {
		if r == '|' || r == '\\' || r < ' ' || r > '~' {
			return '_'
		}
		return r
	}, s)
}

func (n *namer) nodeName(id int32) string {
	if name := n.m.Nodes[id].Name; name != "" {
		return name
	}
	return fmt.Sprintf("node%d", id)
}

// origin returns in words where a clause comes from.
func (n *namer) origin(t cnf.Tag) string {
	switch t.Part {
	case cnf.PartSource:
		return "one source for the read " + n.label(t.Arg)
	case cnf.PartOrder:
		return "coherence order of " + n.s.GranuleName(t.Arg)
	case cnf.PartValue:
		return "values"
	case cnf.PartGuard:
		return "which events are executed"
	case cnf.PartPath:
		return "how " + n.s.Threads[t.Arg].Name + " ends"
	case cnf.PartFinal:
		return "final value of " + n.s.GranuleName(t.Arg)
	case cnf.PartDoorbell:
		return "doorbell of " + n.s.Threads[t.Arg].Name
	case cnf.PartSlot:
		return "one choice for slot " + n.s.Slots[t.Arg].Name
	case cnf.PartQuery:
		return "what the question means"
	case cnf.PartQueryClause:
		return "the question"
	case cnf.PartRelation:
		return "relation " + n.nodeName(t.Arg)
	case cnf.PartAxiom:
		a := &n.m.Axioms[t.Arg]
		return fmt.Sprintf("axiom %s (line %d of the model)", a.Name, a.Span.Line())
	case cnf.PartAlike:
		return "order of threads that are alike, by their writes to " + n.s.GranuleName(t.Arg)
	}
	return "?"
}
