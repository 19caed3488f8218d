package litmus

import (
	"strings"
	"unicode"

	"github.com/fencewise/fencewise/programs/diag"
)

// Parse reads one litmus test under the default limits. The error is a
// [diag.List] with everything found wrong; the test is nil then.
func Parse(src *diag.Source) (*Test, error) { return ParseWith(src, Limits{}) }

// ParseWith is Parse under other limits.
func ParseWith(src *diag.Source, lim Limits) (*Test, error) {
	p := &parser{lim: lim.withDefaults(), test: &Test{Src: src}}
	p.lexer = lexer{src: src, s: src.Text, end: len(src.Text), p: p}
	p.file()
	if err := p.errs.Err(); err != nil {
		return nil, err
	}
	return p.test, nil
}

// parser is a recursive descent over one file. tok is the token being looked
// at; the lexer stands right behind it.
type parser struct {
	lexer
	tok     token
	lastEnd int // end of the token before tok

	lim      Limits
	test     *Test
	errs     diag.List
	reported int       // diagnostics, with those dropped
	columns  []*Thread // of the program: threads and handlers as they stand in the row of threads
	rows     int       // rows that held something
	cells    int       // spent of lim.Cells
	depth    int       // nesting of the condition being read

	freeParen bool // a '(' here adds no nesting: it belongs to what stands before

	slotByName map[string]*Slot     // made when there are many
	symUses    map[string][]*Thread // threads that use a symbolic register
	bellUses   map[string][]*Thread // threads whose handler uses it

	handlerOnly map[ofThread]bool // registers that a handler uses and its thread does not

	braceLine int  // see initLine
	initAt    int  // see initFollows
	local     bool // a numeric label or a distance was read
	badAsm    int  // where text of inline assembly was last reported

	cut bool // an open comment hides the rest: report no more

	instrSlab []Instr   // backing store of instructions
	argSlab   []Operand // backing store of operands
	argStack  []Operand // operands of the instruction being read
	valueSlab []Value   // backing store of values
}

func (p *parser) file() {
	if len(p.s) > p.lim.Bytes {
		p.errorAt(0, 0, diag.LitmusTooLarge, "the file has %d bytes, the limit is %d", len(p.s), p.lim.Bytes).
			WithFix("split the test")
		return
	}
	if !p.header() || !p.info() || !p.initBlock() {
		return
	}
	if p.program() {
		p.constraint()
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

// text is the text of the current token.
func (p *parser) text() string { return p.s[p.tok.start:p.tok.end] }

// here is the span of the current token.
func (p *parser) here() diag.Span { return p.src.Span(p.tok.start, p.tok.end) }

// since is the span from start to the end of the token before the current one.
func (p *parser) since(start int) diag.Span { return p.src.Span(start, max(start, p.lastEnd)) }

// accept moves on if the current token is k.
func (p *parser) accept(k kind) bool {
	if p.tok.kind != k {
		return false
	}
	p.next()
	return true
}

// isWord reports whether the current token is the word w.
func (p *parser) isWord(w string) bool { return p.tok.kind == tWord && p.text() == w }

// errorAt reports a diagnostic on the bytes from start to end. The result is
// there for notes; it is dropped when the file has too many already.
func (p *parser) errorAt(start, end int, code diag.Code, format string, args ...any) *diag.Diagnostic {
	p.reported++
	if p.cut || len(p.errs) >= maxErrors {
		return &diag.Diagnostic{}
	}
	d := diag.New(p.src.Span(start, end), code, format, args...)
	p.errs = append(p.errs, d)
	return d
}

// lineOf is the line of a span for a message. It is not computed for messages
// that are dropped, since it takes time linear in the line.
func (p *parser) lineOf(s diag.Span) int {
	if p.reported > maxErrors {
		return 0
	}
	return s.Line()
}

// errorHere reports a diagnostic on the current token.
func (p *parser) errorHere(code diag.Code, format string, args ...any) *diag.Diagnostic {
	return p.errorAt(p.tok.start, p.tok.end, code, format, args...)
}

// found describes the current token in a message.
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
	return quote(p.text())
}

// quote shows text of the input in a message, on one line and not too long.
func quote(s string) string {
	const most = 40
	if len(s) > most {
		s = s[:most] + "…"
	}
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	return "'" + s + "'"
}
