package kernelc

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// keywords lists the words of C that are no names. continue and break are names where
// nothing else makes sense, because litmus tests have variables of that name.
var keywords = map[string]bool{
	"if": true, "else": true, "while": true, "do": true, "for": true, "goto": true, "return": true,
	"break": true, "continue": true, "switch": true, "case": true, "default": true, "sizeof": true, "typeof": true, "asm": true, "__asm__": true, "__asm": true,
}

// isVariable reports whether the current keyword is used as the name of a variable.
func (p *parser) isVariable() bool {
	return (p.is("continue") || p.is("break")) && p.peek().text != ";"
}

// block reads { … }. In a function it stops at what cannot be part of a function, and
// reports that the brace is not closed.
func (p *parser) block() *Block {
	b := &Block{}
	open := p.tok
	p.scopes = append(p.scopes, map[string]bool{})
	defer func() { p.scopes = p.scopes[:len(p.scopes)-1] }()
	if !p.enter() {
		p.skipBlock()
		p.leave()
		return b
	}
	defer p.leave()
	p.next()
	for !p.is("}") {
		if p.tok.kind == tEOF || p.atEnd() {
			p.errorAt(open.start, open.end, diag.KernelCUnclosed, "this '{' is not closed").WithFix("add '}'")
			p.after = p.tok.start
			b.Span = p.spanFrom(open.start)
			return b
		}
		b.Stmts = append(b.Stmts, p.statements()...)
	}
	p.after = p.tok.end
	b.Span = p.src.Span(open.start, p.tok.end)
	if len(p.scopes) > 1 || p.f == nil {
		p.next()
	} else { // what follows the function is not C
		p.lastEnd = p.tok.end
	}
	if len(p.labels) > 0 && len(p.scopes) == 1 {
		p.labels = nil // nothing that does something follows
	}
	return b
}

// skipBlock skips the block that starts here.
func (p *parser) skipBlock() {
	depth := 0
	for p.tok.kind != tEOF && !p.atEnd() {
		switch {
		case p.is("{"):
			depth++
		case p.is("}"):
			if depth--; depth == 0 {
				p.after = p.tok.end
				p.next()
				return
			}
		}
		p.next()
	}
	p.after = p.tok.start
}

// atEnd reports whether the current token can only come after the function: the heading
// of the next thread, or the condition.
func (p *parser) atEnd() bool {
	if p.f == nil || p.tok.kind != tIdent && p.tok.text != "~" {
		return false
	}
	switch w := p.tok.text; {
	case IsThread(w):
		return p.peek().text == "(" && p.atLineStart()
	case w == "~":
		return p.peek().text == "exists"
	case w == "exists", w == "forall", w == "filter":
		next := p.peek().text
		return next == "(" || next == "~" || next != "" && isDigit(next[0])
	case w == "locations":
		return p.peek().text == "["
	}
	return false
}

// atLineStart reports whether only blanks and words come before the current token on its
// line, as before the name of a function.
func (p *parser) atLineStart() bool {
	from := strings.LastIndexByte(p.s[:p.tok.start], '\n') + 1
	line := strings.TrimSpace(p.s[from:p.tok.start])
	return line == "" || line == "void" || line == "static void" || line == "}"
}

// statements reads one statement, or a declaration of several variables. It returns nil
// after an error, and has then skipped the rest of the statement.
func (p *parser) statements() []Stmt {
	start := p.tok.start
	errs := p.reported
	if p.tok.kind == tSlot {
		return p.oneOrNone(p.emptySlot())
	}
	if p.atType() && !p.isVariable() {
		all := p.declaration()
		if all != nil && p.semicolon("declaration") {
			if len(all) == 1 {
				all[0] = p.slotAfter(all[0])
			}
			return all
		}
		p.recover(start, errs)
		return nil
	}
	s := p.statement(true)
	if s == nil {
		p.recover(start, errs)
	}
	return p.oneOrNone(s)
}

func (p *parser) oneOrNone(s Stmt) []Stmt {
	if s == nil {
		return nil
	}
	return []Stmt{s}
}

// recover skips to the end of a malformed statement. Something is always skipped.
func (p *parser) recover(start, errs int) {
	if p.reported == errs {
		p.errorHere(diag.KernelCSyntax, "expected a statement, found %s", p.found()).WithFix("remove it, or write a statement")
	}
	braces, parens := 0, 0
	for p.tok.kind != tEOF && !p.atEnd() {
		switch {
		case p.is("{"):
			braces++
		case p.is("("):
			parens++
		case p.is(")"):
			parens = max(0, parens-1)
		case p.is("}"):
			if braces == 0 {
				return
			}
			if braces--; braces == 0 {
				p.next()
				return
			}
		case p.is(";") && braces == 0 && parens == 0:
			p.next()
			return
		case braces == 0 && p.tok.start > start && p.startsLine() && p.startsStatement():
			return
		}
		p.next()
	}
}

// startsLine reports whether the current token is the first on its line.
func (p *parser) startsLine() bool {
	return strings.IndexByte(p.s[p.lastEnd:p.tok.start], '\n') >= 0
}

// startsStatement reports whether the current token can start a statement: a name or *.
func (p *parser) startsStatement() bool { return p.tok.kind == tIdent || p.is("*") }

// semicolon reads the ';' after a statement.
func (p *parser) semicolon(what string) bool {
	if p.accept(";") {
		return true
	}
	if p.is("}") || p.tok.kind == tEOF || p.tok.kind == tSlot || p.atEnd() || p.startsLine() && p.startsStatement() {
		p.errorAfter(diag.KernelCSemicolon, "expected ';' after the %s, found %s", what, p.found()).WithFix("add ';' here")
		return false
	}
	d := p.errorHere(diag.KernelCSyntax, "expected ';' after the %s, found %s", what, p.found()).WithFix("end the statement with ';'")
	if p.is(")") || p.is("]") {
		d.Code, d.Msg = diag.KernelCUnclosed, "this "+diag.Quote(p.tok.text)+" closes nothing"
		d.WithFix("remove it, or add what it closes")
	}
	return false
}

// statement reads one statement that is not a declaration. inBlock is false for the
// statement after a condition. It returns nil after an error.
func (p *parser) statement(inBlock bool) Stmt {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	start := p.tok.start
	switch {
	case p.tok.kind == tSlot: // the statement of an if or a loop
		p.errorHere(diag.LitmusSlotPlace, "a slot without braces cannot be the statement of an if or a loop").
			Note("herd7 reads a slot as a comment").WithFix("put it in braces: { smp_mb(); /*@ name: none, smp_mb */ }")
		return nil
	case p.is("{"):
		b := p.block()
		if b == nil {
			return nil
		}
		return b
	case p.is(";"):
		p.next()
		return &ExprStmt{Cell: -1, Span: p.spanFrom(start)}
	case p.tok.kind == tIdent && keywords[p.tok.text] && !p.isVariable():
		return p.keyword(start)
	case p.tok.kind == tIdent && p.peek().text == ":":
		return p.labeled(start)
	case p.atType():
		p.errorHere(diag.KernelCSyntax, "a declaration cannot be the statement of an if, a loop or a label").WithFix("put it in braces")
		return nil
	case p.tok.kind == tIdent && p.looksDeclared():
		p.typeName() // says that the type is unknown
		p.meantToDeclare()
		return nil
	}
	return p.exprStatement(start)
}

// looksDeclared reports whether two names follow each other, as in a declaration with an
// unknown type: foo x, foo *x =.
func (p *parser) looksDeclared() bool {
	l := *p
	l.silence()
	first := l.tok.text
	l.next()
	stars := 0
	for l.accept("*") {
		stars++
	}
	if l.tok.kind != tIdent || keywords[l.tok.text] {
		return false
	}
	if stars == 0 {
		return !p.lineBreakBefore(l.tok.start)
	}
	l.next()
	return (l.is("=") || l.is(";") || l.is(",")) && !p.isName(first)
}

// lineBreakBefore reports whether a line ends between the current token and at.
func (p *parser) lineBreakBefore(at int) bool {
	return strings.IndexByte(p.s[p.tok.end:at], '\n') >= 0
}

func (p *parser) exprStatement(start int) Stmt {
	x := p.expr()
	if x == nil {
		return nil
	}
	s := &ExprStmt{X: x, Span: p.spanFrom(start)}
	s.Cell = p.cell(stmtText(s), s.Span)
	if !p.semicolon("statement") {
		return nil
	}
	return p.slotAfter(s)
}

func (p *parser) labeled(start int) Stmt {
	l := Label{Name: p.tok.text, Span: p.tokenSpan()}
	p.next()
	p.next()
	if first, twice := p.defined[l.Name]; twice {
		p.errorSpan(l.Span, diag.KernelCLabel, "label %s is defined twice", diag.Quote(l.Name)).
			Note("the first definition is on line %d", first.Span.Line()).WithFix("rename one of the two")
	} else {
		p.defined[l.Name] = l
	}
	p.labels = append(p.labels, l)
	s := &Labeled{Label: l}
	switch {
	case p.is("}"):
		s.Stmt = &ExprStmt{Cell: -1, Span: p.src.Span(p.lastEnd, p.lastEnd)}
	case p.tok.kind == tSlot:
		s.Stmt = p.emptySlot()
	default:
		s.Stmt = p.statement(true)
	}
	if isNil(s.Stmt) {
		return nil
	}
	s.Span = p.spanFrom(start)
	return s
}

func isNil(s Stmt) bool { return s == nil }

// keyword reads a statement that starts with a keyword.
func (p *parser) keyword(start int) Stmt {
	switch p.tok.text {
	case "if":
		return p.ifStmt(start)
	case "while":
		return p.whileStmt(start)
	case "do":
		return p.doStmt(start)
	case "for":
		return p.forStmt(start)
	case "break", "continue":
		return p.jump(start)
	case "goto":
		return p.gotoStmt(start)
	case "return":
		return p.returnStmt(start)
	case "asm", "__asm__", "__asm":
		return p.asmStatement(start)
	case "else":
		p.errorHere(diag.KernelCSyntax, "this 'else' belongs to no 'if'").WithFix("remove it, or add the if")
	case "switch", "case", "default":
		p.errorHere(diag.KernelCUnsupported, "%s is not supported", diag.Quote(p.tok.text)).WithFix("write it with if and else")
	default:
		p.errorHere(diag.KernelCUnsupported, "%s is not supported", diag.Quote(p.tok.text)).WithFix("write the value, or leave it out")
	}
	return nil
}

// condition reads a condition in parentheses.
func (p *parser) condition(word string) Expr {
	open := p.tok
	if !p.accept("(") {
		p.errorHere(diag.KernelCSyntax, "expected '(' after '%s', found %s", word, p.found()).WithFix("write %s (r0 == 1)", word)
		return nil
	}
	x := p.expr()
	if x == nil || !p.closing(open, ")") {
		return nil
	}
	return x
}

// closing reads the token that closes open.
func (p *parser) closing(open token, text string) bool {
	if p.accept(text) {
		return true
	}
	if p.tok.kind == tEOF || p.is(";") || p.is("{") || p.is("}") || p.atEnd() {
		p.errorAt(open.start, open.end, diag.KernelCUnclosed, "this '%s' is not closed", open.text).WithFix("add '%s'", text)
	} else {
		p.errorHere(diag.KernelCSyntax, "expected an operator or '%s', found %s", text, p.found()).WithFix("close it with '%s'", text)
	}
	return false
}

func (p *parser) ifStmt(start int) Stmt {
	p.next()
	s := &If{Cond: p.condition("if")}
	if s.Cond == nil {
		return nil
	}
	s.Cell = p.cell(headText(s), p.spanFrom(start))
	if s.Then = p.statement(false); isNil(s.Then) {
		return nil
	}
	if p.accept("else") {
		if s.Else = p.statement(false); isNil(s.Else) {
			return nil
		}
	}
	s.Span = p.spanFrom(start)
	return s
}

// body reads the statement of a loop.
func (p *parser) body() Stmt {
	p.loops++
	s := p.statement(false)
	p.loops--
	return s
}

func (p *parser) whileStmt(start int) Stmt {
	p.next()
	s := &While{Cond: p.condition("while")}
	if s.Cond == nil {
		return nil
	}
	s.Cell = p.cell(headText(s), p.spanFrom(start))
	if s.Body = p.body(); isNil(s.Body) {
		return nil
	}
	s.Span = p.spanFrom(start)
	return s
}

func (p *parser) doStmt(start int) Stmt {
	p.next()
	s := &While{Do: true}
	if s.Body = p.body(); isNil(s.Body) {
		return nil
	}
	from := p.tok.start
	if !p.accept("while") {
		p.errorHere(diag.KernelCSyntax, "expected 'while' after the body of 'do', found %s", p.found()).WithFix("write do { … } while (r0 == 0);")
		return nil
	}
	if s.Cond = p.condition("while"); s.Cond == nil {
		return nil
	}
	s.Cell = p.cell(headText(s), p.spanFrom(from))
	if !p.semicolon("loop") {
		return nil
	}
	s.Span = p.spanFrom(start)
	return s
}

func (p *parser) forStmt(start int) Stmt {
	p.next()
	open := p.tok
	if !p.accept("(") {
		p.errorHere(diag.KernelCSyntax, "expected '(' after 'for', found %s", p.found()).WithFix("write for (i = 0; i < 2; i++)")
		return nil
	}
	p.scopes = append(p.scopes, map[string]bool{})
	defer func() { p.scopes = p.scopes[:len(p.scopes)-1] }()
	s := &For{CondCell: -1, PostCell: -1}
	if !p.forInit(s) {
		return nil
	}
	if !p.is(";") {
		from := p.tok.start
		if s.Cond = p.expr(); s.Cond == nil {
			return nil
		}
		s.CondCell = p.cell("for (; "+exprText(s.Cond)+"; )", p.spanFrom(from))
	}
	if !p.semicolon("condition") {
		return nil
	}
	if !p.is(")") {
		from := p.tok.start
		if s.Post = p.expr(); s.Post == nil {
			return nil
		}
		s.PostCell = p.cell(exprText(s.Post), p.spanFrom(from))
	}
	if !p.closing(open, ")") {
		return nil
	}
	if s.Body = p.body(); isNil(s.Body) {
		return nil
	}
	s.Span = p.spanFrom(start)
	return s
}

// forInit reads the first part of a for and its ';'.
func (p *parser) forInit(s *For) bool {
	from := p.tok.start
	switch {
	case p.is(";"):
	case p.atType():
		all := p.declaration()
		if all == nil {
			return false
		}
		if len(all) > 1 {
			p.errorAt(from, p.lastEnd, diag.KernelCUnsupported, "a for can declare one variable").WithFix("declare the others before the loop")
			return false
		}
		s.Init = all[0]
	default:
		x := p.expr()
		if x == nil {
			return false
		}
		e := &ExprStmt{X: x, Span: p.spanFrom(from)}
		e.Cell = p.cell(stmtText(e), e.Span)
		s.Init = e
	}
	return p.semicolon("first part of the for")
}

func (p *parser) jump(start int) Stmt {
	word := p.tok.text
	at := p.tokenSpan()
	p.next()
	if p.loops == 0 {
		p.errorSpan(at, diag.KernelCJump, "this '%s' is not inside a loop", word).WithFix("remove it, or use goto")
	}
	if !p.semicolon("'" + word + "'") {
		return nil
	}
	if word == "break" {
		return &Break{Span: p.spanFrom(start)}
	}
	return &Continue{Span: p.spanFrom(start)}
}

func (p *parser) gotoStmt(start int) Stmt {
	p.next()
	if p.tok.kind != tIdent {
		p.errorHere(diag.KernelCSyntax, "expected a label after 'goto', found %s", p.found()).WithFix("write goto out;")
		return nil
	}
	g := &Goto{Label: p.tok.text}
	p.next()
	g.Span = p.spanFrom(start)
	g.Cell = p.cell("goto "+g.Label, g.Span)
	p.gotos = append(p.gotos, g)
	if !p.semicolon("goto") {
		return nil
	}
	return g
}

func (p *parser) returnStmt(start int) Stmt {
	p.next()
	r := &Return{}
	if !p.is(";") {
		if r.X = p.expr(); r.X == nil {
			return nil
		}
	}
	r.Span = p.spanFrom(start)
	r.Cell = p.cell(stmtText(r), r.Span)
	if !p.semicolon("return") {
		return nil
	}
	return r
}

// cell adds a cell to the function and returns its index.
func (p *parser) cell(text string, at diag.Span) int {
	if p.f == nil || p.inSlot {
		return -1
	}
	n := len(p.f.Cells)
	if n == p.opt.Cells {
		p.errorSpan(at, diag.LitmusTooCells, "the program has more than %d statements", p.opt.Cells).WithFix("use a smaller program")
	}
	if n >= p.opt.Cells {
		return -1
	}
	p.f.Cells = append(p.f.Cells, Cell{Text: text, Does: text, Labels: p.labels, Span: at})
	p.labels = nil
	return n
}
