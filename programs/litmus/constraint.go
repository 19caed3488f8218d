package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

const condFix = "end the test with: exists (1:r1=1 /\\ x=2)"

// constraint reads the part after the program: locations, a filter, and the
// final condition. A missing condition becomes "forall true", as in herd7.
// "<<" ends the constraint and the file; the text after it is not read.
func (p *parser) constraint() {
	located := false
	for {
		switch {
		case p.tok.kind == tEOF, p.tok.kind == tEnd:
			at := p.src.Span(p.lastEnd, p.lastEnd)
			p.test.Cond = Cond{Quant: verdict.ForAll, Prop: &Const{Value: true, Span: at}, Span: at}
			return
		case p.isWord("locations"):
			if located {
				p.reportRepeated()
			}
			located = true
			if !p.locations() {
				return
			}
		case p.isWord("filter"):
			if p.test.Filter != nil {
				p.reportRepeated()
			}
			p.next()
			if p.test.Filter = p.wholeProp(); p.test.Filter == nil {
				return
			}
			p.accept(';')
		case p.isWord("cases"):
			p.errorHere(diag.LitmusUnsupported, "%s is not supported", diag.Quote(p.text())).
				Note("the supported forms are exists, ~exists, forall, final and observed").
				WithFix("write the states as one condition: exists ((…) \\/ (…))")
			return
		case p.isWord("observed"), p.isWord("Observed"):
			p.observed()
			return
		case p.tok.kind == '~', p.isWord("not"), p.isWord("exists"), p.isWord("forall"), p.isWord("final"),
			p.tok.kind == '(':
			p.condition()
			return
		default:
			p.noKeyword()
			return
		}
	}
}

func (p *parser) reportRepeated() {
	p.errorHere(diag.LitmusRepeated, "%s appears twice", diag.Quote(p.text())).WithFix("merge it into the first one")
}

// noKeyword reports a token that cannot start the final condition.
func (p *parser) noKeyword() {
	if w := p.misspelled(); w != "" {
		p.errorHere(diag.LitmusMisspelled, "expected exists, ~exists, forall, locations or filter, found %s", p.found()).
			WithFix("did you mean %s?", w)
		return
	}
	p.errorHere(diag.LitmusBadCond, "expected exists, ~exists or forall, found %s", p.found()).WithFix("%s", condFix)
}

// misspelled returns the keyword that the current word was probably meant to be,
// or "". The word must resemble the keyword, and what follows it must look like a
// condition.
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
	for l.hasClass(l.pos, isBlank) {
		l.pos++
	}
	for l.hasClass(l.pos, isDigit) {
		l.pos++
	}
	return l.peek() == ':'
}

// condition reads a quantifier, a proposition, kinds, and the end of the file.
func (p *parser) condition() {
	c := &p.test.Cond
	start := p.tok.start
	if !p.quantifier(c) {
		return
	}
	if c.Prop = p.wholeProp(); c.Prop == nil {
		return
	}
	p.endOfCondition(c, start)
}

// observed reads "observed state and state …". A state is a list of comparisons,
// each ended by ';'. The condition holds if at least one of the states is reached.
func (p *parser) observed() {
	c := &p.test.Cond
	c.Quant = verdict.Exists
	start := p.tok.start
	p.next()
	var states []Prop
	for {
		state := p.observedState()
		if state == nil {
			return
		}
		if states = append(states, state); !p.isWord("and") {
			break
		}
		p.next()
	}
	if c.Prop = states[0]; len(states) > 1 {
		or := &Or{Span: states[0].At()}
		for _, state := range states {
			or.add(state)
		}
		c.Prop = or
	}
	p.endOfCondition(c, start)
}

// observedState reads one state after "observed". It returns nil if the state is
// malformed.
func (p *parser) observedState() Prop {
	start := p.tok.start
	and := &And{Span: p.src.Span(start, start)}
	for p.tok.kind != tEOF && p.tok.kind != tEnd && p.tok.kind != ';' && !p.isWord("and") && !p.isWord("with") {
		a := p.atom()
		if a == nil {
			return nil
		}
		and.add(a)
		if !p.accept(';') {
			p.errorHere(diag.LitmusBadCond, "expected ';' after a comparison of an observed state, found %s", p.found()).
				Note("a state is a list of comparisons, and states are joined by 'and': observed x=1; and x=2;").
				WithFix("end each comparison with ';'")
			return nil
		}
	}
	switch len(and.Ps) {
	case 0:
		return &Const{Value: true, Span: and.Span}
	case 1:
		return and.Ps[0]
	}
	and.Span = p.spanFrom(start)
	return and
}

// endOfCondition reads what may follow the proposition: ';', kinds, and the end
// of the file.
func (p *parser) endOfCondition(c *Cond, start int) {
	c.Span = p.spanFrom(start)
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
	c.Quant = verdict.Exists
	switch {
	case p.isWord("exists"):
		if negated {
			c.Quant = verdict.NotExists
		}
	case negated:
		d := p.errorHere(diag.LitmusBadCond, "expected 'exists' after the negation, found %s", p.found())
		if p.tok.kind == tWord && nearest(strings.ToLower(p.text()), "exists") != "" {
			d.Code = diag.LitmusMisspelled
			d.WithFix("did you mean ~exists?")
		} else {
			d.WithFix("write ~exists (x=1)")
		}
		return false
	case p.isWord("forall"):
		c.Quant = verdict.ForAll
	case p.tok.kind == '(': // after locations or a filter, herd7 reads this as exists
		return true
	default:
		c.Final = true
	}
	p.next()
	return true
}

// kinds reads the list "name: quantifier; …" after "with".
func (p *parser) kinds(c *Cond) bool {
	for {
		var k Kind
		if p.tok.kind != tWord {
			p.errorHere(diag.LitmusBadKind, "expected the name of a kind after 'with', found %s", p.found()).
				WithFix("write: with default: exists;")
			return false
		}
		k.Name = p.text()
		p.next()
		if !p.accept(':') {
			p.errorHere(diag.LitmusBadKind, "expected ':' after %s, found %s", diag.Quote(k.Name), p.found()).
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

// atEnd reports an error if text follows the constraint, unless "<<" ends it.
func (p *parser) atEnd() {
	if p.tok.kind == tEOF || p.tok.kind == tEnd {
		return
	}
	from := p.tok.start
	p.pos = from
	p.restOfLine("\r\n")
	d := p.errorAt(from, p.pos, diag.LitmusTrailing, "text after the final condition")
	switch {
	case p.tok.kind == tAnd || p.tok.kind == tOr || p.tok.kind == tImplies:
		d.WithFix("put the whole condition in parentheses")
	case p.tok.kind == ')':
		d.WithFix("remove this ')', or add the '(' that it closes")
	default:
		d.Note("only comments may follow the final condition").WithFix("remove it, or make it a comment: (* … *)")
	}
}
