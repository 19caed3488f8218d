package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

const condFix = "end the test with: exists (1:r1=1 /\\ x=2)"

// constraint reads what stands behind the program: locations, a filter, and
// the final condition, which must be there.
func (p *parser) constraint() {
	located := false
	for {
		switch {
		case p.tok.kind == tEOF:
			p.errorAt(p.lastEnd, p.lastEnd, diag.LitmusNoCond, "expected exists, ~exists or forall behind the program").
				Note("the test asks whether its final condition can be met").WithFix("%s", condFix)
			return
		case p.isWord("locations"):
			if located {
				p.repeated()
			}
			located = true
			if !p.locations() {
				return
			}
		case p.isWord("filter"):
			if p.test.Filter != nil {
				p.repeated()
			}
			p.next()
			if p.test.Filter = p.wholeProp(); p.test.Filter == nil {
				return
			}
			p.accept(';')
		case p.isWord("observed"), p.isWord("Observed"), p.isWord("cases"):
			p.errorHere(diag.LitmusUnsupported, "%s is not supported", quote(p.text())).
				Note("supported are exists, ~exists, forall and final").
				WithFix("write the states as exists ((…) \\/ (…))")
			return
		case p.tok.kind == '~', p.isWord("not"), p.isWord("exists"), p.isWord("forall"), p.isWord("final"):
			p.condition()
			return
		default:
			p.noKeyword()
			return
		}
	}
}

func (p *parser) repeated() {
	p.errorHere(diag.LitmusRepeated, "a second %s", quote(p.text())).WithFix("put everything into the first")
}

// noKeyword reports a word where the final condition should start.
func (p *parser) noKeyword() {
	if w := p.misspelled(); w != "" {
		p.errorHere(diag.LitmusMisspelled, "expected exists, ~exists, forall, locations or filter, found %s", p.found()).
			WithFix("did you mean %s?", w)
		return
	}
	p.errorHere(diag.LitmusBadCond, "expected exists, ~exists or forall, found %s", p.found()).WithFix("%s", condFix)
}

// misspelled is the keyword that the current word was meant to be: one that
// looks like it and is followed by a condition.
func (p *parser) misspelled() string {
	if p.tok.kind != tWord {
		return ""
	}
	switch c := p.peek(); {
	case c == '(', c == '[', c == '~', class[c]&isDigit != 0 && p.threadFollows():
		return nearest(strings.ToLower(p.text()), "exists", "forall", "final", "locations", "filter")
	}
	return ""
}

// threadFollows reports whether "0:" comes next.
func (p *parser) threadFollows() bool {
	l := p.lexer
	for l.is(l.pos, isBlank) {
		l.pos++
	}
	for l.is(l.pos, isDigit) {
		l.pos++
	}
	return l.peek() == ':'
}

// condition reads quantifier, proposition and kinds, then the end of the file.
func (p *parser) condition() {
	c := &p.test.Cond
	start := p.tok.start
	if !p.quantifier(c) {
		return
	}
	if c.Prop = p.wholeProp(); c.Prop == nil {
		return
	}
	c.Span = p.since(start)
	p.accept(';')
	if p.isWord("with") {
		p.next()
		if !p.kinds(c) {
			return
		}
	}
	p.atEnd()
}

func (p *parser) quantifier(c *Cond) bool {
	negated := p.tok.kind == '~' || p.isWord("not")
	if negated {
		p.next()
	}
	switch {
	case p.isWord("exists"):
		if negated {
			c.Quant = NotExists
		}
	case negated:
		d := p.errorHere(diag.LitmusBadCond, "expected exists behind the negation, found %s", p.found())
		if p.tok.kind == tWord && nearest(strings.ToLower(p.text()), "exists") != "" {
			d.Code = diag.LitmusMisspelled
			d.WithFix("did you mean ~exists?")
		} else {
			d.WithFix("write ~exists (x=1)")
		}
		return false
	case p.isWord("forall"):
		c.Quant = ForAll
	default:
		c.Final = true
	}
	p.next()
	return true
}

// kinds reads "name: quantifier; …" behind with.
func (p *parser) kinds(c *Cond) bool {
	for {
		var k Kind
		if p.tok.kind != tWord {
			p.errorHere(diag.LitmusBadKind, "expected the name of a kind behind 'with', found %s", p.found()).
				WithFix("write: with default: exists;")
			return false
		}
		k.Name = p.text()
		p.next()
		if !p.accept(':') {
			p.errorHere(diag.LitmusBadKind, "expected ':' behind %s, found %s", quote(k.Name), p.found()).
				WithFix("write: with %s: exists;", k.Name)
			return false
		}
		if p.tok.kind == '~' || p.isWord("not") {
			k.Kind = "~"
			p.next()
		}
		if !p.isWord("exists") && (k.Kind != "" || !p.isWord("forall")) {
			p.errorHere(diag.LitmusBadKind, "expected exists, ~exists or forall, found %s", p.found()).
				WithFix("write: with %s: exists;", k.Name)
			return false
		}
		k.Kind += p.text()
		c.Kinds = append(c.Kinds, k)
		p.next()
		if !p.accept(';') || p.tok.kind == tEOF || p.tok.kind == tEnd {
			return true
		}
	}
}

// atEnd reports text behind the constraint. "<<" ends it explicitly.
func (p *parser) atEnd() {
	if p.tok.kind == tEnd {
		p.next()
	}
	if p.tok.kind == tEOF {
		return
	}
	from := p.tok.start
	p.pos = from
	p.restOfLine("\r\n")
	d := p.errorAt(from, p.pos, diag.LitmusTrailing, "text behind the final condition")
	switch {
	case p.tok.kind == tAnd || p.tok.kind == tOr || p.tok.kind == tImplies:
		d.WithFix("put the whole condition in parentheses")
	case p.tok.kind == ')':
		d.WithFix("remove this ')', or open it")
	default:
		d.Note("only comments may stand here").WithFix("remove it, or make it a comment: (* … *)")
	}
}
