package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// handlerMark is the comment /*@ doorbell P1 */, which makes the function after it the
// interrupt handler of a thread.
type handlerMark struct {
	thread int
	span   diag.Span
}

const markFix = "write /*@ doorbell P1 */ before the function that handles the doorbells of P1"

// handlerMark reads such a comment at pos. It returns false if there is another one.
func (l *lexer) handlerMark() bool {
	rest := l.s[l.pos+len("/*@") : l.end]
	n := strings.Index(rest, "*/")
	if n < 0 {
		return false
	}
	words := strings.Fields(rest[:n])
	if len(words) == 0 || words[0] != handlerWord {
		return false
	}
	p, at := l.p, l.pos
	l.pos += len("/*@") + n + len("*/")
	if p.mark != nil {
		p.misplacedMark()
	}
	id, ok := -1, false
	if len(words) == 2 {
		id, ok = threadName(words[1])
	}
	if !ok || id < 0 {
		p.errorAt(at, l.pos, diag.LitmusHeading, "the comment names no thread").WithFix(markFix)
		id = -1
	}
	p.mark = &handlerMark{thread: id, span: p.src.Span(at, l.pos)}
	return true
}

// takeMark returns the comment before the current token, nil if there is none.
func (p *parser) takeMark() *handlerMark {
	m := p.mark
	if m != nil && m.span.Start < p.lastEnd {
		p.misplacedMark()
		m = nil
	}
	p.mark = nil
	return m
}

// misplacedMark reports a comment that no function follows.
func (p *parser) misplacedMark() {
	p.errorAt(p.mark.span.Start, p.mark.span.End, diag.LitmusSlotPlace, "no function follows this comment").WithFix(markFix)
	p.mark = nil
}
