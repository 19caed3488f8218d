package litmus

import (
	"github.com/fencewise/fencewise/programs/diag"
)

// Parse parses one litmus test with the default limits. If anything is wrong, the
// test is nil and the error is a [diag.List] with everything that was found.
func Parse(src *diag.Source) (*Test, error) { return ParseWith(src, Limits{}) }

// ParseWith parses like Parse, with other limits.
func ParseWith(src *diag.Source, lim Limits) (*Test, error) {
	p := &parser{lim: lim.withDefaults(), test: &Test{Src: src}}
	p.lexer = lexer{src: src, s: src.Text, end: len(src.Text), p: p}
	p.file()
	if err := p.errs.Err(); err != nil {
		return nil, err
	}
	return p.test, nil
}

// parser is a recursive-descent parser of one file. tok is the current token, and
// the lexer's pos is right after it.
type parser struct {
	lexer
	tok     token
	lastEnd int // end of the token before tok

	lim      Limits
	test     *Test
	errs     diag.List
	reported int       // number of diagnostics, including dropped ones
	columns  []*Thread // threads and handlers in the order of the row of threads
	rows     int       // number of rows that were not empty
	cells    int       // how much of lim.Cells is used
	depth    int       // nesting of the condition being read

	isC  bool         // the program is in C
	mark *handlerMark // the last comment that makes the next function of a program in C a handler

	freeParen bool // a '(' here adds no nesting: it belongs to the quantifier or negation before it

	slotByName map[string]*Slot // built only when there are many slots

	structs map[string]*Struct // by tag: "struct node"; nil if there are none
	braces  int                // of structs that are open

	longDefaults map[*Slot]int        // how many rows the default of a slot has, if it has several
	symUses      map[string][]*Thread // for each symbolic register: the threads that use it
	bellUses     map[string][]*Thread // for each symbolic register: the threads whose handler uses it

	handlerOnly map[threadRegister]bool // registers that a handler uses and its thread does not

	braceLine     int  // see initLine
	initAt        int  // see initFollows
	hasLocalLabel bool // a numeric label or a distance was read
	badAsmAt      int  // where text of inline assembly was last reported

	unclosedComment bool // an unclosed comment hides the rest of the file: report nothing more

	instrSlab []Instr   // backing store of instructions
	argSlab   []Operand // backing store of operands
	argStack  []Operand // operands of the instruction being read
	valueSlab []Value   // backing store of values
}

func (p *parser) file() {
	if len(p.s) > p.lim.Bytes {
		p.errorAt(0, 0, diag.LitmusTooLarge, "the file has %d bytes; the limit is %d", len(p.s), p.lim.Bytes).
			WithFix("split the test")
		return
	}
	if !p.header() || !p.info() || !p.initBlock() {
		return
	}
	read := p.program
	if p.isC {
		read = p.functions
	}
	if read() {
		p.constraint()
	}
	if p.mark != nil {
		p.misplacedMark()
	}
	if len(p.errs) == 0 {
		p.resolve()
	}
	if len(p.errs) == 0 {
		p.unmentioned()
	}
}

// next moves to the next token.
func (p *parser) next() {
	p.lastEnd = p.tok.end
	p.tok = p.scan()
}

// text returns the text of the current token.
func (p *parser) text() string { return p.s[p.tok.start:p.tok.end] }

// tokenSpan returns the span of the current token.
func (p *parser) tokenSpan() diag.Span { return p.src.Span(p.tok.start, p.tok.end) }

// spanFrom returns the span from start to the end of the token before the current one.
func (p *parser) spanFrom(start int) diag.Span { return p.src.Span(start, max(start, p.lastEnd)) }

// accept moves to the next token and returns true if the current token is k.
func (p *parser) accept(k kind) bool {
	if p.tok.kind != k {
		return false
	}
	p.next()
	return true
}

// isWord reports whether the current token is the word w.
func (p *parser) isWord(w string) bool { return p.tok.kind == tWord && p.text() == w }

// errorAt reports a diagnostic about the bytes from start to end and returns it, so
// that the caller can add notes. A diagnostic beyond maxErrors is returned but not
// reported.
func (p *parser) errorAt(start, end int, code diag.Code, format string, args ...any) *diag.Diagnostic {
	p.reported++
	if p.unclosedComment || len(p.errs) >= maxErrors {
		return &diag.Diagnostic{}
	}
	d := diag.New(p.src.Span(start, end), code, format, args...)
	p.errs = append(p.errs, d)
	return d
}

// lineOf returns the line of a span for a message. It returns 0 for messages that
// are dropped, since computing a line takes time.
func (p *parser) lineOf(s diag.Span) int {
	if p.reported > maxErrors {
		return 0
	}
	return s.Line()
}

// errorHere reports a diagnostic about the current token.
func (p *parser) errorHere(code diag.Code, format string, args ...any) *diag.Diagnostic {
	return p.errorAt(p.tok.start, p.tok.end, code, format, args...)
}

// found describes the current token for a message.
func (p *parser) found() string {
	if p.tok.kind == tEOF {
		if p.inSlot {
			return "the end of the slot comment"
		}
		return "the end of the file"
	}
	if p.tok.kind == tSlot {
		return "a slot comment"
	}
	return diag.Quote(p.text())
}
