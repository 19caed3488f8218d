package cat

import "github.com/fencewise/fencewise/programs/diag"

// let reads "let binds" and "let rec binds [when check]". As in herd, an "in" may end the
// statement; it has no effect.
func (p *parser) let() *Let {
	start := p.nextStart()
	p.take()
	l := &Let{Rec: p.accept(kwRec)}
	l.Binds, _ = p.binds()
	if l.Rec && p.accept(kwWhen) {
		l.When = p.check()
		if !p.failed && l.When.Mode != Plain {
			p.fail(diag.New(l.When.Span, diag.CatSyntaxCheck, "expected a plain check after `when`").
				WithFix("remove the first word of the check"))
		}
	}
	p.accept(kwIn)
	l.Span = p.from(start)
	return l
}

// binds reads "bind and bind …" and also returns the bound expressions.
func (p *parser) binds() (list []Bind, parts []node) {
	for more := true; more; more = p.accept(kwAnd) {
		b, x := p.bind()
		list, parts = append(list, b), append(parts, x)
	}
	return list, parts
}

// bind reads "x = e", "(x,y) = e", "x,y = e", and the functions "f x = e" and
// "f (x,y) = e".
func (p *parser) bind() (Bind, node) {
	start := p.nextStart()
	var b Bind
	if p.at() == lparen {
		b.pattern(p.formals(), p.from(start))
	} else {
		b.Name = p.pat0("the name to define")
		switch {
		case p.at() == comma:
			list := []Ident{b.Name}
			for p.accept(comma) {
				list = append(list, p.pat0("a name behind `,`"))
			}
			b.pattern(list, p.from(start))
		case b.Name.Name != "_" && (p.at() == lparen || p.at() == name || p.at() == underscore):
			b.IsFun, b.Params = true, p.params()
		}
	}
	p.expect(equal, "and what the name stands for")
	x := p.expr()
	b.Expr = x.e
	b.Span = p.from(start)
	return b, x
}

// pattern sets the names that b binds, which are written at span. One name in parentheses
// is that name; "()" binds nothing and leaves Name empty.
func (b *Bind) pattern(names []Ident, span diag.Span) {
	b.Name = Ident{Span: span}
	if len(names) > 0 {
		b.Name = names[0]
	}
	if len(names) != 1 {
		b.Tuple = names
	}
}

// params reads the pattern of a function: "x", "_" or "(x,y)".
func (p *parser) params() []Ident {
	if p.at() == lparen {
		return p.formals()
	}
	return []Ident{p.pat0("a parameter")}
}

// formals reads "(x,y)", possibly "()"; the result is never nil.
func (p *parser) formals() []Ident {
	open := p.nextStart()
	p.take()
	list := []Ident{}
	if p.at() != rparen {
		list = append(list, p.pat0("a name"))
		for p.accept(comma) {
			list = append(list, p.pat0("a name behind `,`"))
		}
	}
	p.closing(rparen, open)
	return list
}
