package insert

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// A function of a .c file that several threads call, or one thread several times, stands in the
// test as often as it is called. What is changed is the text of the file, so all these statements
// share one slot.

// site is where a statement of a test stands in the files of the user.
type site struct {
	*litmus.Origin
	Span diag.Span // of the user's statement
}

// origin returns where a statement comes from; nil if the test was not made of a .c file.
func (l *statements) origin(th *litmus.Thread, cell int) *site {
	in := th.Cells[cell].Instr
	if in == nil || in.Origin == nil || !in.Span.Known() {
		return nil
	}
	return &site{in.Origin, in.Span}
}

// places holds the names of the slots for the places of files.
type places map[string]string

// key names a place for what a slot changes there.
func (places) key(s *site, what string) string {
	at := s.Span
	if s.Op.Known() {
		at = s.Op
	}
	return fmt.Sprintf("%s:%d:%s", at.Src.Name, at.Start, what)
}

// name returns the name of the slot at a place, and whether it is new: that of the function and the
// line.
func (p places) name(s *site, what string) (name string, isNew bool) {
	key := p.key(s, what)
	if what == fenceBefore {
		key = fmt.Sprintf("%s:%d:%s", s.Span.Src.Name, s.Span.Start, what)
	}
	if name = p[key]; name != "" {
		return name, false
	}
	base := fmt.Sprintf("%s.%d", s.Func, s.Span.Line())
	if what != fenceBefore {
		base += ".order"
	}
	name = base
	for k := 2; p["="+name] != ""; k++ {
		name = fmt.Sprintf("%s.%d", base, k)
	}
	p[key], p["="+name] = name, name
	return name, true
}

// fenceBefore is what a slot changes that is a barrier before a statement.
const fenceBefore = "before"
