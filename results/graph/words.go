package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// node returns the node of an event, with the branches after it.
func (m *maker) node(e int) Node {
	n := m.event(e)
	for _, k := range m.branches[e] {
		f := &m.s.Forks[k]
		n.Branches = append(n.Branches, f.Instr.String()+": "+m.s.Outcome(f, int(m.c.X.Outcomes[k])))
	}
	return n
}

// event returns the node of an event by itself.
func (m *maker) event(e int) Node {
	ev := &m.s.Events[e]
	n := Node{Event: e, Thread: ev.Thread, Kind: kinds[ev.Kind], Letter: m.letters[e]}
	var does, phrase string
	switch n.Kind {
	case Initial:
		does = m.loc(e) + " = " + m.value(e)
		n.Lines = []string{does}
		n.Title = "initially " + does
		return n
	case Read, Write:
		star := ""
		if m.s.Exclusive(ev) {
			star = "*"
		}
		letter, verb := "R", "reads "+m.value(e)+" from "+m.loc(e)
		if n.Kind == Write {
			letter, verb = "W", "writes "+m.value(e)+" to "+m.loc(e)
		}
		does, phrase = letter+star+" "+m.loc(e)+"="+m.value(e), verb
		switch says := m.s.Says(e, m.value(e)); {
		case says != "":
			does, phrase = says, says
		case m.s.Exclusive(ev) && m.s.Lang.Reserves:
			phrase += ", with reservation"
		case m.s.Exclusive(ev):
			phrase += ", in an atomic operation"
		}
	case Barrier:
		code := ev.Instr.String()
		if ev.Compiled() {
			code = ev.Machine.Instr
		}
		n.Lines = []string{code}
		n.Title = m.thread(e) + ": " + code
		switch {
		case ev.Slot >= 0:
			slot := m.s.Slots[ev.Slot].Name
			n.Lines = append(n.Lines, slot)
			n.Title += ", in slot " + slot
		case ev.Compiled():
			n.Lines = append(n.Lines, kernelc.InC(ev.Machine.Of))
			n.Title += ", of " + ev.Instr.String()
		}
		return n
	case Message:
		to := m.s.Threads[ev.Rings].Name
		does, phrase = "rings "+to, "rings "+to
	case Interrupt:
		does, phrase = "interrupt", "takes the doorbell from "+m.senders(e)
	case Clear:
		does, phrase = "clears doorbell", "clears its doorbell"
	}
	n.Lines = []string{n.Letter + ": " + does}
	n.Title = n.Letter + ": " + m.thread(e) + " " + phrase
	if n.Kind != Interrupt || ev.Interrupt == 0 { // a handler begins of itself
		n.Lines = append(n.Lines, ev.Code())
		n.Title += " (" + ev.Code() + ")"
	} else {
		n.Lines = append(n.Lines, "from "+m.senders(e))
	}
	return n
}

func (m *maker) thread(e int) string { return m.s.Threads[m.s.Events[e].Thread].Name }
func (m *maker) loc(e int) string    { return m.s.AccessName(e) }

// value returns the text of the value of an access.
func (m *maker) value(e int) string { return m.s.ShowAccess(e, m.c.Value) }

// senders lists the threads whose messages an interrupt answers: "P0, P2".
func (m *maker) senders(irq int) string {
	var names []string
	m.bells(func(answered []int32, by int32) {
		for _, e := range answered {
			if n := m.thread(int(e)); int(by) == irq && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}, nil)
	return strings.Join(names, ", ")
}

func (m *maker) run(thread, n int) string {
	return fmt.Sprintf("handler of %s, run %d", m.s.Threads[thread].Name, n)
}

// name names an event in a sentence.
func (m *maker) name(e int) string {
	e = m.s.AccessOf(e)
	if l := m.letters[e]; l != "" {
		return l
	}
	n := m.node(e)
	if n.Kind == Initial {
		return "the initial " + m.loc(e)
	}
	return "the " + n.Lines[0] + " of " + m.thread(e)
}

// many is the largest number of edges of a relation that the text lists.
const many = 40

// words writes the titles of edges, and the drawing as a text.
func (m *maker) words(cycle []eval.Edge) {
	d := m.d
	for i := range d.Edges {
		e := &d.Edges[i]
		e.Title = fmt.Sprintf("%s: from %s to %s", e.Label(), m.d.Nodes[m.at[e.From]].Title, m.d.Nodes[m.at[e.To]].Title)
		if e.Bold {
			e.Title += "; part of the cycle"
		}
	}
	var said []string
	say := func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }
	say("An execution of %s.", d.Title)
	for t, name := range d.Columns {
		var steps []string
		for _, n := range d.Nodes {
			if n.Thread == t {
				steps = append(steps, m.step(n))
			}
		}
		if len(steps) > 0 {
			say("%s, from the top: %s.", name, strings.Join(steps, "; "))
		} else {
			say("%s does not access memory.", name)
		}
	}
	var initially []string
	for _, n := range d.Nodes {
		if n.Kind == Initial {
			initially = append(initially, n.Lines[0])
		}
	}
	if len(initially) > 0 {
		say("Above, initially: %s.", strings.Join(initially, ", "))
	}
	for _, r := range d.Relations {
		if r.Family != ProgramOrder {
			say("%s", m.list(r))
		}
	}
	if len(cycle) > 0 {
		way := m.name(cycle[0].From)
		for _, e := range cycle {
			if m.s.Mixed() && m.s.SameAccess(e.From, e.To) {
				continue
			}
			way += " " + e.Rel + " " + m.name(e.To)
		}
		say("Bold: %s.", way)
	}
	d.Desc = strings.Join(said, " ")
}

// step describes a node in the list of its thread.
func (m *maker) step(n Node) string {
	text := strings.Replace(n.Told(), ": "+m.thread(n.Event)+" ", ": ", 1)
	if n.Letter == "" {
		text = strings.TrimPrefix(n.Told(), m.thread(n.Event)+": ")
	}
	if run := m.s.Events[n.Event].Interrupt; run > 0 && n.Kind != Interrupt {
		text += ", in its handler"
	}
	return text
}

// list describes the edges of a relation.
func (m *maker) list(r Relation) string {
	var pairs []string
	for _, e := range m.d.Edges {
		if e.Relation == r.Name {
			pairs = append(pairs, m.name(e.From)+" to "+m.name(e.To))
		}
	}
	name := r.Name
	if r.Long != "" {
		name = r.Long + " (" + r.Name + ")"
	}
	if len(pairs) > many {
		return fmt.Sprintf("%s: %d edges.", name, len(pairs))
	}
	return name + ": " + strings.Join(slices.Clip(pairs), ", ") + "."
}
