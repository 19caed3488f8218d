package cat

import "github.com/fencewise/fencewise/programs/diag"

// statement reads one statement; the result is valid only if p has not failed.
func (p *parser) statement() Instr {
	start := p.nextStart()
	switch k := p.at(); k {
	case kwLet:
		return p.let()
	case kwFlag, kwUndefinedUnless, kwAssert, compl, kwAcyclic, kwIrreflexive, kwEmpty:
		return p.check()
	case kwInclude:
		p.take()
		if p.at() != str {
			p.missing(diag.CatSyntaxSymbol, "a file name in double quotes")
			return nil
		}
		return &Include{Path: p.string(), Span: p.from(start)}
	case kwShow, kwUnshow:
		return p.show()
	case kwCall:
		p.take()
		c := &Call{Name: p.name("the name of a procedure"), Arg: p.argument().e, As: p.as()}
		c.Span = p.from(start)
		return c
	case kwWith:
		p.take()
		w := &With{Var: p.name("the name to bind")}
		p.expect(kwFrom, "and the set to choose from")
		w.From = p.expr().e
		w.Span = p.from(start)
		return w
	case kwEnum:
		return p.enum()
	case kwInstructions, kwDefault:
		return p.instructions()
	case kwDebug:
		p.take()
		return &Debug{Expr: p.expr().e, Span: p.from(start)}
	case kwProcedure, kwForall, kwIf, kwMatch:
		return p.block(k)
	}
	p.failStray()
	return nil
}

// as reads "as name" if it comes next.
func (p *parser) as() string {
	if !p.accept(kwAs) {
		return ""
	}
	return p.name("a name behind `as`").Name
}

// check reads "[flag] [~]acyclic expr [as name]". A check without a mode can also follow
// "when".
func (p *parser) check() *Check {
	start := p.nextStart()
	c := &Check{}
	switch p.at() {
	case kwFlag:
		c.Mode = Flag
	case kwUndefinedUnless:
		c.Mode = UndefinedUnless
	case kwAssert:
		c.Mode = Assert
	}
	if c.Mode != Plain {
		p.take()
	}
	c.Neg = p.accept(compl)
	switch p.at() {
	case kwAcyclic:
		c.Kind = Acyclic
	case kwIrreflexive:
		c.Kind = Irreflexive
	case kwEmpty:
		c.Kind = Empty
	default:
		p.missing(diag.CatSyntaxCheck, "`acyclic`, `irreflexive` or `empty`")
		return c
	}
	p.take()
	c.Expr = p.expr().e
	c.Name = p.as()
	c.Span = p.from(start)
	return c
}

// show reads "show a,b", "show e as n" and "unshow a,b".
func (p *parser) show() *Show {
	start := p.nextStart()
	s := &Show{Un: p.at() == kwUnshow}
	p.take()
	if s.Un {
		s.Names = p.names(p.name("a name"))
	} else {
		x := p.infix(0)
		v, plain := x.e.(*Var)
		switch {
		case p.at() == kwAs:
			s.Expr, s.As = x.e, p.as()
		case plain && x.start == v.Span.Start:
			s.Names = p.names(Ident{v.Name, v.Span})
		default:
			p.missing(diag.CatSyntaxSymbol, "`as` and the name to show this expression under")
		}
	}
	s.Span = p.from(start)
	return s
}

// names reads the rest of a list of names.
func (p *parser) names(first Ident) []Ident {
	list := []Ident{first}
	for p.accept(comma) {
		list = append(list, p.name("a name behind `,`"))
	}
	return list
}

func (p *parser) enum() *Enum {
	start := p.nextStart()
	p.take()
	e := &Enum{Name: p.name("the name of the enumeration")}
	p.expect(equal, "and the tags")
	p.accept(bar)
	e.Tags = []Ident{p.tag("a tag such as 'once")}
	for p.accept(bar) {
		e.Tags = append(e.Tags, p.tag("a tag such as 'once"))
	}
	e.Span = p.from(start)
	return e
}

func (p *parser) instructions() *Instructions {
	start := p.nextStart()
	i := &Instructions{Default: p.at() == kwDefault}
	p.take()
	i.Name = p.name("the name of an event set")
	open := p.nextStart()
	p.expect(lbrack, "and the tags the instructions may bear")
	i.Sets, _ = p.elements(rbrack)
	p.closing(rbrack, open)
	i.Span = p.from(start)
	return i
}
