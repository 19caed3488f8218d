package cat

import "github.com/fencewise/fencewise/programs/diag"

// parser reads the tokens. After an error it has failed: it then sees no token, so that
// every rule returns without reading or reporting anything, up to the list of statements,
// which recovers (see recover.go).
type parser struct {
	src    *diag.Source
	toks   []token // ends with eof
	pos    int
	last   int // end of the last token read
	errs   diag.List
	failed bool
	depth  int // brackets, prefix forms and blocks around pos
	ends   int // number of missing "end"s of the expression around pos
}

// at returns the kind of the next token; none after a failure.
func (p *parser) at() kind {
	if p.failed {
		return none
	}
	return p.toks[p.pos].kind
}

// peek returns the kind of the token n positions after the next one.
func (p *parser) peek(n int) kind {
	if p.failed || p.pos+n >= len(p.toks) {
		return none
	}
	return p.toks[p.pos+n].kind
}

// nextStart returns the start of the next token.
func (p *parser) nextStart() int { return p.toks[p.pos].start }

// from returns the span from start to the last token read.
func (p *parser) from(start int) diag.Span { return p.src.Span(start, max(start, p.last)) }

// take reads one token and returns its text and place.
func (p *parser) take() Ident {
	t := p.toks[p.pos]
	if !p.failed && t.kind != eof {
		p.pos++
		p.last = t.end
	}
	return Ident{p.src.Text[t.start:t.end], p.src.Span(t.start, t.end)}
}

// accept reads the next token if it is of kind k.
func (p *parser) accept(k kind) bool {
	if p.at() != k {
		return false
	}
	p.take()
	return true
}

// expect reads a token of kind k; why says what it is for.
func (p *parser) expect(k kind, why string) bool {
	if p.accept(k) {
		return true
	}
	p.missing(diag.CatSyntaxSymbol, k.quoted()+" "+why)
	return false
}

// name reads a name; what says what it names.
func (p *parser) name(what string) Ident {
	if p.at() == name {
		return p.take()
	}
	p.missing(diag.CatSyntaxName, what)
	return Ident{}
}

// pat0 reads a name or "_".
func (p *parser) pat0(what string) Ident {
	if p.at() == underscore {
		return p.take()
	}
	return p.name(what)
}

// tag reads a tag and drops its quote.
func (p *parser) tag(what string) Ident {
	if p.at() != tag {
		p.missing(diag.CatSyntaxName, what)
		return Ident{}
	}
	id := p.take()
	id.Name = id.Name[1:]
	return id
}

// string reads the string at pos and drops its quotes.
func (p *parser) string() string {
	s := p.take().Name[1:]
	if n := len(s); n > 0 && s[n-1] == '"' {
		return s[:n-1]
	}
	return s
}

// enter counts one level of nesting; every call is paired with a leave. If the limit is
// exceeded it fails, and the caller then reads nothing.
func (p *parser) enter() {
	p.depth++
	if p.depth > maxNesting {
		p.tooDeep(p.nextSpan())
	}
}

func (p *parser) leave() { p.depth-- }
