package csource

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// line is one statement of the litmus test, or a brace.
type line struct {
	depth  int
	text   string
	at     diag.Span // in the user's file
	effect bool      // it accesses memory, or does something else that others can see
	slot   *mark     // whose default it is
	origin *litmus.Origin
	apart  bool // a primitive or an atomic operation that Options.Apart makes a statement
}

func newLine(depth int, text string, at diag.Span, effect bool) line {
	return line{depth: depth, text: text, at: at, effect: effect}
}

// emit adds a statement.
func (th *thread) emit(at diag.Span, text string) { th.add(newLine(th.indent, text, at, false)) }

// effect adds a statement that accesses memory.
func (th *thread) effect(at diag.Span, text string) { th.add(newLine(th.indent, text, at, true)) }

func (th *thread) add(l line) {
	if th.init && l.effect {
		th.notConstant(l.at)
		return
	}
	if th.r.written++; th.r.written > maxLines {
		th.r.stop(th.here(l.at), "the program has more than %d statements once its functions are expanded", maxLines)
	}
	th.lines = append(th.lines, th.from(l))
}

// capture returns what f emits, one level deeper, instead of adding it.
func (th *thread) capture(f func()) []line {
	outer := th.lines
	th.lines = nil
	th.indent++
	f()
	th.indent--
	inner := th.lines
	th.lines = outer
	return inner
}

// block adds captured lines between braces after a heading.
func (th *thread) block(at diag.Span, heading string, body []line, effect bool) {
	th.add(newLine(th.indent, heading+" {", at, effect))
	th.lines = append(th.lines, body...)
	th.add(newLine(th.indent, "}", diag.Span{}, false))
}

// segment is a part of the litmus test and the place that it comes from.
type segment struct {
	start, end int
	at         diag.Span
	origin     *litmus.Origin // of a statement
	bad        *badPart       // of a part of the condition
}

// output is the text of the litmus test while it is written.
type output struct {
	strings.Builder
	segments []segment
}

// put writes a text that comes from a place.
func (o *output) put(text string, at diag.Span) { o.segment(text, segment{at: at}) }

// segment writes a text that comes from somewhere.
func (o *output) segment(text string, s segment) {
	s.start = o.Len()
	o.WriteString(text)
	if s.end = o.Len(); s.at.Known() {
		o.segments = append(o.segments, s)
	}
}
