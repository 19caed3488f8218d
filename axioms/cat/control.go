package cat

// expr reads a full expression: one of the forms that begin with a keyword and extend as
// far as possible, or operands with operators, or several expressions separated by commas,
// which form a tuple.
func (p *parser) expr() node {
	switch k := p.at(); k {
	case kwLet, kwFun, kwTry, kwIf, kwMatch:
		p.enter()
		defer p.leave()
		return p.control(k)
	}
	x := p.infix(0)
	if p.at() != comma {
		return x
	}
	parts := []node{x}
	for p.accept(comma) {
		parts = append(parts, p.infix(0))
	}
	t := p.node(&Tuple{exprs(parts), p.from(x.start)}, x.start, parts...)
	t.bare = true
	return t
}

// control reads an expression that begins with the keyword k.
func (p *parser) control(k kind) node {
	start := p.nextStart()
	p.take()
	switch k {
	case kwLet:
		rec := p.accept(kwRec)
		binds, parts := p.binds()
		p.expect(kwIn, "and the expression the names are for")
		x := p.expr()
		return p.node(&LetIn{rec, binds, x.e, p.from(start)}, start, append(parts, x)...)
	case kwFun:
		params := p.params()
		p.expect(arrow, "and the result of the function")
		x := p.expr()
		return p.node(&Fun{params, x.e, p.from(start)}, start, x)
	case kwTry:
		x := p.expr()
		p.expect(kwWith, "and what to take when the first expression fails")
		y := p.expr()
		return p.node(&Try{x.e, y.e, p.from(start)}, start, x, y)
	case kwIf:
		c, left, right := p.cond()
		p.expect(kwThen, "and what to take when the condition holds")
		x := p.expr()
		p.expect(kwElse, "and what to take when the condition does not hold")
		y := p.expr()
		return p.node(&IfExpr{c, x.e, y.e, p.from(start)}, start, left, right, x, y)
	}
	return p.match(start)
}
