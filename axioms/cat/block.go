package cat

import "github.com/fencewise/fencewise/programs/diag"

// block reads a statement that ends with "end"; k is its keyword.
func (p *parser) block(k kind) Instr {
	p.enter()
	defer p.leave()
	start := p.nextStart()
	p.take()
	switch k {
	case kwProcedure:
		d := &Procedure{Rec: p.accept(kwRec), Name: p.name("the name of the procedure")}
		d.Params = p.params()
		p.expect(equal, "and the statements of the procedure")
		d.Body = p.body(inBlock)
		p.end(k, start)
		d.Span = p.from(start)
		return d
	case kwForall:
		f := &ForAll{Var: p.name("the name to bind")}
		p.expect(kwIn, "and the set to go through")
		f.Set = p.expr().e
		p.expect(kwDo, "and the statements to repeat")
		f.Body = p.body(inBlock)
		p.end(k, start)
		f.Span = p.from(start)
		return f
	case kwIf:
		i := &If{Cond: p.vcond()}
		i.Then = p.body(inIf)
		if p.accept(kwElse) {
			i.Else = p.body(inBlock)
		}
		p.end(k, start)
		i.Span = p.from(start)
		return i
	}
	return p.matchInstr(start)
}

// matchInstr reads the statement form of match after its keyword.
func (p *parser) matchInstr(start int) *MatchInstr {
	m := &MatchInstr{Expr: p.expr().e}
	p.expect(kwWith, "and the clauses")
	p.accept(bar)
	for more := true; more && !p.failed; more = p.accept(bar) {
		c := MatchInstrClause{Span: p.nextSpan()}
		switch p.at() {
		case tag:
			c.Tag = p.tag("").Name
		case underscore:
			c.Tag = p.take().Name
		default:
			p.missing(diag.CatSyntaxClause, "a tag or `_`")
		}
		p.expect(arrow, "and the statements of the clause")
		c.Body = p.body(inClause)
		c.Span = p.from(c.Span.Start)
		m.Clauses = append(m.Clauses, c)
	}
	p.end(kwMatch, start)
	m.Span = p.from(start)
	return m
}

// end reads the "end" of the construct k that begins at start.
func (p *parser) end(k kind, start int) {
	if p.failed || p.accept(kwEnd) {
		return
	}
	p.missing(diag.CatSyntaxEnd, "`end`").
		Note("it closes the %s of %s", k.quoted(), p.place(start)).
		WithFix("write `end` where the %s stops", k.quoted())
}
