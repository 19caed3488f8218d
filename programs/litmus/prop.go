package litmus

import "github.com/fencewise/fencewise/programs/diag"

// wholeProp reads a proposition. It returns nil after reporting a malformed one.
func (p *parser) wholeProp() Prop {
	p.depth, p.freeParen = 0, true
	start := p.tok.start
	q := p.or()
	if q != nil && printedDepth(q, levelOr) > p.lim.Depth {
		p.errorAt(start, p.lastEnd, diag.LitmusTooDeep, "the condition is nested deeper than %d", p.lim.Depth).
			WithFix("use fewer negations and implications")
		return nil
	}
	return q
}

// The connectives bind as in herd7: => tightest and to the right, then /\,
// then \/. (herd7 reads "a => b /\ c" as "(a => b) /\ c", and prints it so.)
// A chain of /\ or \/ is one node, even if its members are parenthesised.

// or reads p \/ q \/ …
func (p *parser) or() Prop {
	first := p.and()
	if first == nil || p.tok.kind != tOr {
		return first
	}
	o := &Or{Span: first.At()}
	o.add(first)
	for p.accept(tOr) {
		q := p.and()
		if q == nil {
			return nil
		}
		o.add(q)
	}
	return o
}

func (o *Or) add(q Prop) {
	if inner, ok := q.(*Or); ok {
		o.Ps = append(o.Ps, inner.Ps...)
	} else {
		o.Ps = append(o.Ps, q)
	}
	o.Span = o.Span.To(q.At())
}

// and reads p /\ q /\ …
func (p *parser) and() Prop {
	first := p.implies()
	if first == nil || p.tok.kind != tAnd {
		return first
	}
	a := &And{Span: first.At()}
	a.add(first)
	for p.accept(tAnd) {
		q := p.implies()
		if q == nil {
			return nil
		}
		a.add(q)
	}
	return a
}

func (a *And) add(q Prop) {
	if inner, ok := q.(*And); ok {
		a.Ps = append(a.Ps, inner.Ps...)
	} else {
		a.Ps = append(a.Ps, q)
	}
	a.Span = a.Span.To(q.At())
}

// implies reads p => q => …
func (p *parser) implies() Prop {
	left := p.term()
	if left == nil || p.tok.kind != tImplies {
		return left
	}
	if !p.enterLevel() {
		return nil
	}
	p.next()
	right := p.implies()
	p.depth--
	if right == nil {
		return nil
	}
	return &Implies{P: left, Q: right, Span: left.At().To(right.At())}
}

// term reads a negation, a parenthesised proposition, a constant or an atom.
func (p *parser) term() Prop {
	start := p.tok
	free := p.freeParen
	p.freeParen = false
	switch {
	case start.kind == '~', p.isWord("not"):
		if !p.enterLevel() {
			return nil
		}
		p.next()
		p.freeParen = true
		q := p.term()
		p.depth--
		if q == nil {
			return nil
		}
		return &Not{P: q, Span: p.spanFrom(start.start)}
	case start.kind == '(':
		if !free && !p.enterLevel() {
			return nil
		}
		p.next()
		q := p.or()
		if !free {
			p.depth--
		}
		if q == nil || !p.closeParen(start) {
			return nil
		}
		return q
	case p.isWord("true"), p.isWord("false"):
		c := &Const{Value: p.text() == "true", Span: p.tokenSpan()}
		p.next()
		return p.checkConnective(c)
	case (p.isWord("fault") || p.isWord("Fault")) && p.peek() == '(':
		p.errorHere(diag.LitmusUnsupported, "faults are not supported").WithFix("remove it from the condition")
		return nil
	}
	if a := p.atom(); a != nil {
		return p.checkConnective(a)
	}
	return nil
}

// enterLevel counts one more level of nesting. It reports an error and returns false if
// the level exceeds the limit.
func (p *parser) enterLevel() bool {
	p.depth++
	if p.depth > p.lim.Depth {
		p.errorHere(diag.LitmusTooDeep, "the condition is nested deeper than %d", p.lim.Depth).
			WithFix("remove unnecessary parentheses")
		return false
	}
	return true
}

func (p *parser) closeParen(open token) bool {
	if p.accept(')') {
		return true
	}
	if p.tok.kind == tEOF {
		p.errorAt(open.start, open.end, diag.LitmusUnclosed, "this '(' is not closed").WithFix("add ')' at the end of the condition")
	} else {
		p.errorHere(diag.LitmusBadCond, "expected '/\\', '\\/', '=>' or ')', found %s", p.found()).
			WithFix("join comparisons with /\\ (and) or \\/ (or)")
	}
	return false
}

// checkConnective returns q. If a connective of another language follows, it reports that
// and returns nil.
func (p *parser) checkConnective(q Prop) Prop {
	right := ""
	switch {
	case p.tok.kind == '&', p.isWord("and"), p.isWord("AND"):
		right = "/\\"
	case p.tok.kind == '|', p.isWord("or"), p.isWord("OR"):
		right = "\\/"
	default:
		return q
	}
	end := p.tok.end
	if p.peekAt(0) == p.s[p.tok.start] && p.tok.end == p.pos && p.tok.kind != tWord {
		end++
	}
	p.errorAt(p.tok.start, end, diag.LitmusBadCond, "%s is not a connective", diag.Quote(p.s[p.tok.start:end])).
		Note("connectives are /\\ (and), \\/ (or), => (implies) and ~ (not)").WithFix("write %s", right)
	return nil
}

// atom reads a comparison, or pending(P1).
func (p *parser) atom() Prop {
	start := p.tok.start
	loc, ok := p.location(true, diag.LitmusBadAtom)
	if !ok {
		return nil
	}
	// A location may also be named "pending", but no parenthesis follows it then.
	if p.tok.kind == '(' && loc.Span.Text() == pendingWord {
		return p.pending(start)
	}
	a := &Atom{Loc: loc}
	switch p.tok.kind {
	case '=', tEqEq:
		a.Op = Eq
	case tNe:
		a.Op = Ne
	case '<':
		a.Op = Lt
	case tLe:
		a.Op = Le
	case '>':
		a.Op = Gt
	case tGe:
		a.Op = Ge
	default:
		p.errorHere(diag.LitmusBadAtom, "expected a comparison after %s, found %s", loc, p.found()).
			Note("comparisons are = != < <= > >=").WithFix("write %s=1", loc)
		return nil
	}
	p.next()
	if p.tok.kind == '{' && (a.Op == Eq || a.Op == Ne) {
		a.Values, ok = p.valueSet(diag.LitmusBadAtom)
		a.Braces = true
	} else {
		var v Value
		if v, a.Other, ok = p.value(true, diag.LitmusBadAtom); a.Other == nil {
			a.Values = p.keepValue(v)
		}
	}
	if !ok {
		return nil
	}
	a.Span = p.spanFrom(start)
	return a
}
