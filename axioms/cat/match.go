package cat

import "github.com/fencewise/fencewise/programs/diag"

// match reads a match expression after its keyword.
func (p *parser) match(start int) node {
	p.ends++
	x := p.expr()
	p.expect(kwWith, "and the clauses")
	p.accept(bar)
	m := &Match{X: x.e}
	parts := []node{x}
	for more := true; more && !p.failed; more = p.accept(bar) {
		c, body := p.clause()
		m.Clauses = append(m.Clauses, c)
		parts = append(parts, body)
	}
	p.end(kwMatch, start)
	if !p.failed {
		p.ends--
	}
	m.Span = p.from(start)
	return p.node(m, start, parts...)
}

// clause reads "pattern -> expr". The pattern is a tag, "_", "{}", "e ++ rest"
// or "pt | e ++ rest", in which "_" may stand for each name.
func (p *parser) clause() (MatchClause, node) {
	start := p.nextStart()
	var c MatchClause
	switch k := p.at(); {
	case k == tag:
		c.Tag = p.tag("").Name
	case k == underscore && p.peek(1) == arrow:
		c.Tag = p.take().Name
	case k == lbrace:
		p.take()
		p.closing(rbrace, start)
		c.Tag = "{}"
	case k == name || k == underscore:
		c.Elem = p.take().Name
		if p.accept(union) {
			c.Pt, c.Elem = c.Elem, p.pat0("the name of an element").Name
		}
		if p.at() != plusplus {
			p.missing(diag.CatSyntaxClause, "`++` and a name for the rest of the set").
				WithFix("a pattern is a tag, `_`, `{}` or `e ++ rest`")
			break
		}
		p.take()
		c.Rest = p.pat0("a name for the rest of the set").Name
	default:
		p.missing(diag.CatSyntaxClause, "a pattern").
			WithFix("a pattern is a tag, `_`, `{}` or `e ++ rest`")
	}
	p.expect(arrow, "and the value of the clause")
	body := p.expr()
	c.Body = body.e
	c.Span = p.from(start)
	return c, body
}
