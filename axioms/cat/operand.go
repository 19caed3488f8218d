package cat

import "github.com/fencewise/fencewise/programs/diag"

// application reads an operand, or a name followed by arguments. Only a name or an
// application of one can be applied: "[R] po" is not a call.
func (p *parser) application() node {
	applies := p.at() == name
	x := p.argument()
	for applies && p.at().startsArgument() {
		y := p.argument()
		x = p.node(&App{Fun: x.e, Arg: y.e, Span: p.from(x.start)}, x.start, x, y)
	}
	return x
}

// argument reads an operand that needs no parentheses as an argument.
func (p *parser) argument() node {
	start := p.nextStart()
	switch p.at() {
	case name:
		id := p.take()
		return p.node(&Var{id.Name, id.Span}, start)
	case tag:
		id := p.tag("")
		return p.node(&Tag{id.Name, id.Span}, start)
	case zero:
		return p.node(&Zero{p.take().Span}, start)
	case underscore:
		return p.node(&Univ{p.take().Span}, start)
	case lparen, lbrack, lbrace, kwBegin:
		p.enter()
		defer p.leave()
		return p.bracketed(start)
	}
	p.noOperand()
	return node{e: &Zero{p.nextSpan()}, start: start, end: start}
}

// bracketed reads an operand that begins with a bracket or "begin".
func (p *parser) bracketed(start int) node {
	switch open := p.at(); open {
	case lbrack:
		p.take()
		x := p.expr()
		p.closing(rbrack, start)
		return p.node(&Bracket{x.e, p.from(start)}, start, x)
	case lbrace:
		p.take()
		list, parts := p.elements(rbrace)
		p.closing(rbrace, start)
		return p.node(&SetLit{list, p.from(start)}, start, parts...)
	case kwBegin:
		p.take()
		p.ends++
		x := p.expr()
		p.end(kwBegin, start)
		if !p.failed {
			p.ends--
		}
		return p.wrapped(x, start)
	case lparen:
		p.take()
		if p.accept(rparen) {
			return p.node(&Tuple{Span: p.from(start)}, start)
		}
		x := p.expr()
		p.closing(rparen, start)
		return p.wrapped(x, start)
	}
	return node{} // failed: nested too deeply
}

// wrapped returns x with the parentheses that start at start and end here. Only the span of
// a tuple includes them.
func (p *parser) wrapped(x node, start int) node {
	x.start, x.end = start, p.last
	if t, ok := x.e.(*Tuple); ok && x.bare {
		t.Span = p.from(start)
		x.bare = false
	}
	return x
}

// elements reads operands separated by commas, possibly none, up to closing.
func (p *parser) elements(closing kind) ([]Expr, []node) {
	if p.at() == closing {
		return nil, nil
	}
	parts := []node{p.infix(0)}
	for p.accept(comma) {
		parts = append(parts, p.infix(0))
	}
	return exprs(parts), parts
}

func exprs(parts []node) []Expr {
	list := make([]Expr, len(parts))
	for i, x := range parts {
		list[i] = x.e
	}
	return list
}

// closing reads the bracket k that closes the one at open.
func (p *parser) closing(k kind, open int) {
	if p.failed || p.accept(k) {
		return
	}
	opened := p.src.Text[open : open+1]
	more := p.at().startsOperand()
	d := p.missing(diag.CatSyntaxBracket, k.quoted()).
		Note("it closes the `%s` of %s", opened, p.place(open)).
		WithFix("close the bracket with %s", k.quoted())
	if more {
		d.WithFix("close the bracket, or put an operator or a comma before this")
	}
}

// noOperand fails because an operand is missing.
func (p *parser) noOperand() {
	if p.failed {
		return
	}
	want := "an expression"
	if p.pos > 0 {
		want += " behind `" + shorten(p.src.Text[p.toks[p.pos-1].start:p.last]) + "`"
	}
	k := p.at()
	d := p.missing(diag.CatSyntaxOperand, want).WithFix("write the missing expression there; an operator needs one on either side")
	switch k {
	case kwLet, kwFun, kwTry, kwIf, kwMatch:
		d.Note("a %s expression that is an operand needs parentheses", k.quoted())
	}
}
