package pin

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// width is how long a line of the comment becomes, unless a word is longer.
const width = 77

// Write writes the test, with a comment that says where it comes from, how many
// executions satisfy its condition, what was added to the program, and what the
// execution is.
func (p *Pinned) Write(w io.Writer) error {
	var c comment
	c.para("", "One execution of %s, found by %s under %s.", p.was.X.S.Test.Name, p.tool, p.by.Name)
	c.para("", "%s", p.stands())
	if slots := p.slots(); slots != "" {
		c.para("", "Barriers: %s.", slots)
	}
	switch {
	case p.mixedC():
		c.para("", "herd7 cannot read this test: in C it has no accesses of mixed size.")
	case !p.Herd:
		c.para("", "herd7 cannot read this test: herd7 has no doorbells, no structs and fewer instructions.")
	}
	if p.C.X.S.Mixed() && p.Herd {
		c.para("", "For herd7 7.56 give the order of bytes: -endian %s.", p.C.X.S.Test.Endian)
		if p.exclusive() {
			c.para("", "herd7 7.56 does not divide what a stwcx. stores, so that it can have other executions.")
		}
	}
	if e := p.narrow(); e >= 0 && p.Herd {
		c.para("", "herd7 7.56 does not find it: a load of a byte or half-word whose highest bit is set gives a negative number there, and %s has %d.", p.event(e), p.C.Value(int(e)).Num)
	}
	if len(p.Changes) > 0 {
		c.para("", "Added to the program:")
		for _, s := range p.Changes {
			c.para("  ", "%s.", s)
		}
	}
	if all := p.relations(); len(all) > 0 {
		c.para("", "In this execution:")
		for _, s := range all {
			c.para("  ", "%s", s)
		}
	}
	head, rest, _ := strings.Cut(rowed(p.Test).String(), "\n")
	_, err := io.WriteString(w, head+"\n(* "+c.text()+" *)\n"+rest)
	return err
}

// rowed returns a test with at least one row in its program, which herd7 requires even
// if the program has no instruction.
func rowed(t *litmus.Test) *litmus.Test {
	if slices.ContainsFunc(t.Columns(), func(col *litmus.Thread) bool { return len(col.Cells) > 0 }) {
		return t
	}
	out, first := *t, *t.Threads[0]
	first.Cells = []litmus.Cell{{}}
	out.Threads = append([]*litmus.Thread{&first}, t.Threads[1:]...)
	return &out
}

// mixedC reports whether the test is one in C with accesses of mixed size.
func (p *Pinned) mixedC() bool { return p.C.X.S.Mixed() && p.C.X.S.Test.InC() }

// exclusive reports whether a store-conditional writes several parts.
func (p *Pinned) exclusive() bool {
	s := p.C.X.S
	return slices.ContainsFunc(p.C.Events(), func(e int32) bool {
		from, to := s.Parts(int(e))
		return s.Events[e].IsWrite() && s.Exclusive(&s.Events[e]) && to > from+1
	})
}

// narrow returns a load of a byte or half-word with its highest bit set; -1 for none, and for a
// test with accesses of mixed size, for which herd7 has no sign there.
func (p *Pinned) narrow() int32 {
	s := p.C.X.S
	if s.Mixed() {
		return -1
	}
	for _, e := range p.C.Events() {
		if ev := &s.Events[e]; ev.IsRead() {
			if size := s.Locs[ev.Loc].Size; size < 4 && p.C.Value(int(e)).Num>>(8*size-1)&1 != 0 {
				return e
			}
		}
	}
	return -1
}

// stands says how many executions satisfy the condition.
func (p *Pinned) stands() string {
	bound := ""
	if p.loops() {
		bound = fmt.Sprintf(", if each loop is unrolled at most %d times", p.C.X.S.Bound)
	}
	switch p.Executions {
	case 0:
		return "The executions that satisfy the condition were not counted: " + p.Limit + "."
	case 1:
		return "No other execution satisfies the condition" + bound + "."
	}
	return fmt.Sprintf("It is not the only one: %d executions satisfy the condition%s.", p.Executions, bound)
}

// loops reports whether a thread repeats a loop beyond the bound; it can also be cut
// short for other reasons.
func (p *Pinned) loops() bool {
	return slices.ContainsFunc(p.C.X.S.Cuts, func(c event.Cut) bool { return c.Kind == event.LoopBound })
}

func (p *Pinned) slots() string {
	var all []string
	s := p.was.X.S
	for i := range s.Slots {
		pick := s.Slots[i].Fixed
		if pick < 0 {
			pick = p.was.X.Slots[i]
		}
		all = append(all, s.Slots[i].Name+" is "+s.Slots[i].Choices[pick])
	}
	return strings.Join(all, ", ")
}

// relations lists rf, co and dbo of the execution, in the instructions of the test.
func (p *Pinned) relations() (out []string) {
	s := p.C.X.S
	for _, e := range p.C.Events() {
		if s.Events[e].IsRead() && s.AccessOf(int(e)) == int(e) {
			out = append(out, p.event(e)+" reads "+p.value(e)+" from "+p.sources(e))
		}
	}
	for g, co := range p.C.X.Order[event.Co] {
		if len(co) > 1 {
			out = append(out, s.GranuleName(int32(g))+" is written by "+p.list(co[1:]))
		}
	}
	for th, bell := range p.C.X.Order[event.Dbo] {
		if len(bell) > 0 {
			out = append(out, "the doorbell of "+s.Threads[th].Name+": "+p.list(bell))
		}
	}
	return out
}

// sources names the stores that a load reads from, each with its parts if they are several.
func (p *Pinned) sources(load int32) string {
	s := p.C.X.S
	var stores []int
	parts := map[int][]string{}
	from, to := s.Parts(int(load))
	for r := from; r < to; r++ {
		w := s.AccessOf(int(p.C.X.Rf[r]))
		if parts[w] == nil {
			stores = append(stores, w)
		}
		parts[w] = append(parts[w], s.GranuleName(s.Events[r].Loc))
	}
	if len(stores) == 1 {
		return p.event(int32(stores[0]))
	}
	var all []string
	for _, w := range stores {
		all = append(all, p.event(int32(w))+" ("+prose.And(parts[w])+")")
	}
	return prose.And(all)
}

func (p *Pinned) list(events []int32) string {
	names := make([]string, len(events))
	for i, e := range events {
		if names[i] = p.event(e); p.C.X.S.Events[e].IsWrite() {
			names[i] += " (" + p.value(e) + ")"
		}
	}
	return strings.Join(names, ", then ")
}

func (p *Pinned) event(e int32) string {
	s := p.C.X.S
	ev := &s.Events[e]
	switch {
	case ev.Kind == event.InitWrite:
		return "the initial " + s.AccessName(int(e))
	case ev.Kind == event.IrqEvent && ev.Interrupt > 0:
		return s.Threads[ev.Thread].Name + " is interrupted"
	}
	return s.Threads[ev.Thread].Name + ": " + ev.Instr.String()
}

func (p *Pinned) value(e int32) string {
	return p.C.X.S.ShowAccess(int(e), p.C.Value)
}

// comment is the text in a comment of a litmus test.
type comment struct{ lines []string }

// para adds a paragraph.
func (c *comment) para(indent, format string, args ...any) {
	text := indent + prose.Squeeze(harmless(fmt.Sprintf(format, args...)))
	c.lines = append(c.lines, prose.Paragraph(text, width, indent+"  ")...)
}

func (c *comment) text() string {
	return strings.Join(c.lines, "\n   ")
}

// harmless replaces what would end a comment, or begin a comment or a string inside it.
func harmless(text string) string {
	return strings.NewReplacer("(*", "( *", "*)", "* )", `"`, "'").Replace(text)
}
