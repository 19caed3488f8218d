package litmus

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
)

// Origin says where a statement of a test comes from that was made of a .c file. The Span of
// the statement is the place in the user's file.
type Origin struct {
	Text  string // the statement as its author wrote it, on one line; "" if it is that of the test
	File  string // the name of its file if that is not the one that was named, else ""
	Calls []Call // the functions that it stands in, the innermost first; none for the thread's own

	Func  string    // the function that it stands in
	Op    diag.Span // the name of its primitive or atomic operation, as the user wrote it, or of the macro that it comes from
	First bool      // nothing of the user's statement is done before it, so that a barrier before it can stand before that statement
}

// InSlot returns the origin of what a slot can hold, at the place of a statement.
func (o *Origin) InSlot() *Origin {
	if o == nil {
		return nil
	}
	return &Origin{File: o.File, Calls: o.Calls}
}

// Call is a call of a function that was expanded.
type Call struct {
	Func string
	At   diag.Span
	File string // as Origin.File, of the call
}

// Where returns the place of a statement that comes from a .c file, with the calls that lead
// to it: "line 19, in clear called from line 39". It is "" for other statements.
func (i *Instr) Where() string {
	if i.Origin == nil {
		return ""
	}
	text := lineOf(i.Origin.File, i.Span)
	for k, c := range i.Origin.Calls {
		if k == 0 {
			text += ", in " + c.Func
		}
		text += " called from "
		if k+1 < len(i.Origin.Calls) {
			text += i.Origin.Calls[k+1].Func + ", "
		}
		text += lineOf(c.File, c.At)
		if k+1 < len(i.Origin.Calls) {
			text += ","
		}
	}
	return text
}

// Line returns the line of a statement that comes from a .c file, with its file if that is
// not the one that was named: "19", "lock.h:19". It is "" for other statements.
func (i *Instr) Line() string {
	switch {
	case i.Origin == nil:
		return ""
	case i.Origin.File != "":
		return fmt.Sprintf("%s:%d", i.Origin.File, i.Span.Line())
	}
	return itoa(i.Span.Line())
}

// Place returns the line of a statement that comes from a .c file as sentences name it: "line 19",
// "line 19 of lock.h". It is "" for other statements.
func (i *Instr) Place() string {
	if i.Origin == nil {
		return ""
	}
	return lineOf(i.Origin.File, i.Span)
}

func lineOf(file string, at diag.Span) string {
	if file != "" {
		return fmt.Sprintf("line %d of %s", at.Line(), file)
	}
	return fmt.Sprintf("line %d", at.Line())
}

// FromC reports whether the test was made of a .c file.
func (t *Test) FromC() bool { return t.File != nil }

// sourceKey is the key of the line that names the .c file of which a test was made.
const sourceKey = "Source"

// SourceLine returns the line of a test that was made of a .c file. Bundles hold the text of the
// test, so what is decided differently for such a test has to follow from its text.
func SourceLine(name string) string { return sourceKey + "=" + name + ".c" }

// Translated reports whether the text of the test was made of a .c file.
func (t *Test) Translated() bool {
	for i := range t.Info {
		if t.Info[i].Key == sourceKey {
			return true
		}
	}
	return false
}

// Title returns the name of the thread for people: the one of its Label, if any.
func (th *Thread) Title() string {
	if th.Label != "" {
		return th.Label
	}
	return th.Name
}

// Plain returns a test that was made of a .c file as the litmus test that it became: with the
// names and the lines of its own text. Other tests are returned as they are.
func (t *Test) Plain() *Test {
	if !t.FromC() {
		return t
	}
	p, err := Parse(t.Src)
	if err != nil {
		panic(fmt.Sprintf("litmus: a test that was read before is not read again: %v", err))
	}
	p.Target, p.Endian, p.Macros, p.Warnings = t.Target, t.Endian, t.Macros, t.Warnings
	if p.Cond.String() != t.Cond.String() { // another question was asked
		p.Cond = t.Cond
	}
	return p
}
