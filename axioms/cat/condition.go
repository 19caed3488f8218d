package cat

import "github.com/fencewise/fencewise/programs/diag"

// cond reads the condition of an if expression and returns the expressions that it
// compares.
func (p *parser) cond() (c Cond, x, y node) {
	if p.variantAhead() {
		return Cond{V: p.vcond()}, x, y
	}
	x = p.expr()
	switch p.at() {
	case equal, kwSubset, kwIn:
		c.Rel = p.take().Name
	default:
		p.missing(diag.CatSyntaxCondition, "`=`, `subset` or `in`").
			WithFix("compare with one of these, or test a variant by its name in double quotes")
	}
	y = p.expr()
	c.X, c.Y = x.e, y.e
	return c, x, y
}

// variantAhead reports whether a static condition comes next, and not a comparison. Only a
// static condition begins, after any parentheses, with a string, "not" or "variant".
func (p *parser) variantAhead() bool {
	n := 0
	for p.peek(n) == lparen {
		n++
	}
	k := p.peek(n)
	return k == str || k == kwNot || k == kwVariant
}

// vcond reads a static condition: "||" binds less tightly than "&&", and that less than
// "not".
func (p *parser) vcond() VCond {
	p.enter()
	defer p.leave()
	c := p.vand()
	n := 0
	for p.accept(bar) {
		n++
		c = &VOr{c, p.vand()}
	}
	p.chain(n)
	return c
}

func (p *parser) vand() VCond {
	c := p.vnot()
	n := 0
	for p.accept(both) {
		n++
		c = &VAnd{c, p.vnot()}
	}
	p.chain(n)
	return c
}

func (p *parser) vnot() VCond {
	n := 0
	for p.accept(kwNot) {
		n++
	}
	p.chain(n)
	c := p.vname()
	for ; n > 0; n-- {
		c = &VNot{c}
	}
	return c
}

// vname reads "name", variant "name" or a condition in parentheses.
func (p *parser) vname() VCond {
	start := p.nextStart()
	if p.accept(lparen) {
		c := p.vcond()
		p.closing(rparen, start)
		return c
	}
	p.accept(kwVariant)
	if p.at() != str {
		p.missing(diag.CatSyntaxCondition, "the name of a variant in double quotes")
		return nil
	}
	return &VName{Name: p.string(), Span: p.from(start)}
}

// chain limits the length of a chain in a condition.
func (p *parser) chain(n int) {
	if n > maxNesting {
		p.tooDeep(p.nextSpan())
	}
}
