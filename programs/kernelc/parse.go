package kernelc

import (
	"github.com/fencewise/fencewise/programs/diag"
)

// Options bound what ParseFunc accepts, and say what it cannot see. The zero value of a
// bound means its default.
type Options struct {
	Depth      int // nesting of statements and expressions; default 256
	Operators  int // operators in one expression; default 1024
	Cells      int // cells of the function; default 16384
	Identifier int // length of a name in bytes; default 256

	// Handler says that the function is the interrupt handler of a thread. It can have any
	// name.
	Handler bool

	// Preset reports whether the init block gives the variable of that name a value. Such
	// a variable needs no declaration. nil means that it gives none a value.
	Preset func(name string) bool
}

func (o Options) withDefaults() Options {
	fill := func(field *int, def int) {
		if *field == 0 {
			*field = def
		}
	}
	fill(&o.Depth, 256)
	fill(&o.Operators, 1024)
	fill(&o.Cells, 16384)
	fill(&o.Identifier, 256)
	return o
}

// maxErrors bounds the diagnostics of one function.
const maxErrors = 50

// ParseFunc parses the function that starts at offset pos of src: P0(int *x) { … }. It
// returns the offset after it. errs lists everything that is wrong; the tree is then nil.
func ParseFunc(src *diag.Source, pos int, opt Options) (f *Func, end int, errs diag.List) {
	p := newParser(src, pos, opt)
	f = &Func{}
	p.f = f
	p.comments = p.slotLike
	p.next()
	p.function()
	p.resolve()
	if len(p.errs) > 0 {
		f = nil
	}
	return f, p.after, p.errs
}

// AtFunc reports whether a function of a thread starts with this word: P0, void, static.
func AtFunc(word string) bool { return IsThread(word) || word == "void" || word == "static" }

// IsThread reports whether the word is the name of a thread: P0, P12.
func IsThread(word string) bool {
	if len(word) < 2 || word[0] != 'P' {
		return false
	}
	for i := 1; i < len(word); i++ {
		if !isDigit(word[i]) {
			return false
		}
	}
	return true
}

// parser is a recursive-descent parser of one function, of one choice of a slot or of a
// table of macros. tok is the current token, and the lexer's pos is right after it.
type parser struct {
	lexer
	tok     token
	lastEnd int // end of the token before tok
	after   int // after the last function: the lexer may have read further

	opt      Options
	errs     diag.List
	reported int
	depth    int
	ops      int // operators in the expression being read

	unclosed bool // a comment that is not closed hides the rest: report nothing more

	params  map[string]*Param
	locals  map[string]bool
	f       *Func // nil in a table of macros
	uses    []*Ident
	scopes  []map[string]bool // the variables that each open block declares
	loops   int
	labels  []Label // before the next cell
	defined map[string]Label
	gotos   []*Goto
	valUse  int // inside the arguments of a primitive whose condition is about VAL

	formals map[string]bool // the parameters of the macro being read
	inSlot  bool
}

func newParser(src *diag.Source, pos int, opt Options) *parser {
	p := &parser{opt: opt.withDefaults(), params: map[string]*Param{}, locals: map[string]bool{}, defined: map[string]Label{}}
	p.lexer = lexer{src: src, s: src.Text, pos: pos, end: len(src.Text), report: p.errorAt, hides: func() { p.unclosed = true }, comments: passOver}
	p.tok.end = pos
	p.lastEnd = pos
	return p
}

// next moves to the next token.
func (p *parser) next() {
	p.lastEnd = p.tok.end
	p.tok = p.scan()
	if p.tok.kind == tIdent && len(p.tok.text) > p.opt.Identifier {
		p.errorHere(diag.LitmusTooLong, "the name has %d bytes; the limit is %d", len(p.tok.text), p.opt.Identifier).
			WithFix("use a shorter name")
	}
}

// peek returns the token after the current one. It reports nothing.
func (p *parser) peek() token {
	l := p.lexer
	l.silence()
	return l.scan()
}

func (p *parser) is(text string) bool {
	return p.tok.kind != tSlot && p.tok.kind != tText && p.tok.text == text
}

// accept moves to the next token and returns true if the current token is text.
func (p *parser) accept(text string) bool {
	if !p.is(text) {
		return false
	}
	p.next()
	return true
}

func (p *parser) tokenSpan() diag.Span { return p.src.Span(p.tok.start, p.tok.end) }

// spanFrom returns the span from start to the end of the token before the current one.
func (p *parser) spanFrom(start int) diag.Span { return p.src.Span(start, max(start, p.lastEnd)) }

// errorAt reports a diagnostic about the bytes from start to end and returns it. One
// beyond maxErrors is returned but not reported.
func (p *parser) errorAt(start, end int, code diag.Code, format string, args ...any) *diag.Diagnostic {
	p.reported++
	if len(p.errs) >= maxErrors || p.unclosed {
		return &diag.Diagnostic{}
	}
	d := diag.New(p.src.Span(start, end), code, format, args...)
	p.errs = append(p.errs, d)
	return d
}

func (p *parser) errorSpan(at diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	return p.errorAt(at.Start, at.End, code, format, args...)
}

func (p *parser) errorHere(code diag.Code, format string, args ...any) *diag.Diagnostic {
	return p.errorAt(p.tok.start, p.tok.end, code, format, args...)
}

// errorAfter reports a diagnostic about the place after the token before the current one.
func (p *parser) errorAfter(code diag.Code, format string, args ...any) *diag.Diagnostic {
	return p.errorAt(p.lastEnd, p.lastEnd, code, format, args...)
}

// found describes the current token for a message.
func (p *parser) found() string {
	switch {
	case p.tok.kind == tEOF && p.inSlot:
		return "the end of the slot comment"
	case p.tok.kind == tEOF:
		return "the end of the file"
	case p.tok.kind == tSlot:
		return "a slot comment"
	}
	return diag.Quote(p.tok.text)
}

// enter counts one more level of nesting. It reports an error and returns false if the
// level exceeds the limit.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > p.opt.Depth {
		p.errorHere(diag.KernelCTooDeep, "this is nested deeper than %d", p.opt.Depth).WithFix("use fewer parentheses and blocks")
		return false
	}
	return true
}

func (p *parser) leave() { p.depth-- }

// function reads P0(int *x, …) { … }.
func (p *parser) function() {
	start := p.tok.start
	p.after = p.end
	p.accept("static")
	p.accept("void")
	switch {
	case p.opt.Handler && (p.tok.kind != tIdent || keywords[p.tok.text] || IsThread(p.tok.text)):
		p.errorHere(diag.KernelCHeading, "expected the name of the handler, found %s", p.found()).
			Note("a handler is a function with any name but that of a thread").WithFix("write void doorbell_exception(int *x) { … }")
		p.toBody()
	case !p.opt.Handler && (p.tok.kind != tIdent || !IsThread(p.tok.text)):
		p.errorHere(diag.KernelCHeading, "expected a thread, found %s", p.found()).
			Note("a thread is a function with the name P0, P1, …; an interrupt handler has the comment /*@ doorbell P1 */ before it").
			WithFix("write P0(int *x) { … }")
		p.toBody()
	default:
		p.f.Name, p.f.NameAt = p.tok.text, p.tokenSpan()
		p.next()
		p.paramList()
	}
	if !p.is("{") {
		if p.reported == 0 {
			p.errorHere(diag.KernelCHeading, "expected '{' and the body of the thread, found %s", p.found()).
				WithFix("write %s(…) { … }", p.f.Name)
		}
		p.after = p.tok.start
		if p.tok.kind != tEOF && p.after <= start {
			p.after = p.tok.end
		}
		return
	}
	p.f.Body = p.block()
	p.f.Span = p.src.Span(start, p.after)
}

// toBody skips to the body of the function after an error in its heading.
func (p *parser) toBody() {
	for p.tok.kind != tEOF && !p.is("{") && !p.atEnd() {
		p.next()
	}
}

// paramList reads the parameters with their parentheses.
func (p *parser) paramList() {
	open := p.tok
	if !p.accept("(") {
		p.errorHere(diag.KernelCHeading, "expected '(' and parameters after %s, found %s", p.f.Name, p.found()).
			WithFix("write %s(int *x)", p.f.Name)
		p.toBody()
		return
	}
	if p.is("void") && p.peek().text == ")" {
		p.next()
	}
	for !p.is(")") {
		if p.tok.kind == tEOF || p.is("{") || !p.param() {
			if p.tok.kind == tEOF || p.is("{") {
				p.errorAt(open.start, open.end, diag.KernelCUnclosed, "this '(' is not closed").WithFix("add ')' after the parameters")
			}
			p.toBody()
			return
		}
		if !p.accept(",") && !p.is(")") {
			p.errorHere(diag.KernelCHeading, "expected ',' or ')' after a parameter, found %s", p.found()).
				WithFix("separate parameters by ','")
			p.toBody()
			return
		}
	}
	p.next()
}

// param reads one parameter. It returns false if reading cannot continue after it.
func (p *parser) param() bool {
	start := p.tok.start
	t, ok := p.typeName()
	if !ok {
		return false
	}
	if p.tok.kind != tIdent {
		p.errorHere(diag.KernelCHeading, "expected the name of the parameter, found %s", p.found()).WithFix("write int *x")
		return false
	}
	prm := Param{Type: t, Name: p.tok.text}
	at := p.tokenSpan()
	p.next()
	prm.Span = p.spanFrom(start)
	if p.is("[") {
		p.errorHere(diag.KernelCUnsupported, "a parameter cannot be an array").WithFix("write %s *%s; an element is %s[0]", t.Name, prm.Name, prm.Name)
		return false
	}
	switch {
	case t.Stars == 0:
		p.errorSpan(at, diag.KernelCType, "the parameter %s is not a pointer", diag.Quote(prm.Name)).
			Note("a parameter is the address of a location that threads share").WithFix("write %s *%s", t.Name, prm.Name)
	case p.params[prm.Name] != nil:
		p.errorSpan(at, diag.KernelCTwice, "the parameter %s is declared twice", diag.Quote(prm.Name)).WithFix("remove one of the two")
		return true
	}
	p.f.Params = append(p.f.Params, prm)
	p.params[prm.Name] = &prm
	return true
}

// addLocal adds a variable to the function, unless it has one of that name.
func (p *parser) addLocal(l Local) {
	if !p.locals[l.Name] {
		p.locals[l.Name] = true
		p.f.Locals = append(p.f.Locals, l)
	}
}
