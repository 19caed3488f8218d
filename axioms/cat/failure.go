package cat

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
)

// report records an error and continues reading the statement.
func (p *parser) report(d *diag.Diagnostic) {
	if p.failed {
		return
	}
	p.errs = append(p.errs, d)
	if len(p.errs) >= maxErrors {
		d.Note("reading stops after %d errors", maxErrors)
		p.pos = len(p.toks) - 1
		p.failed = true
	}
}

// fail records an error and gives up the statement. Before an invalid token it records
// nothing, because the token was reported.
func (p *parser) fail(d *diag.Diagnostic) {
	if p.at() != invalid {
		p.report(d)
	}
	p.failed = true
}

// missing fails because the next token is not want.
func (p *parser) missing(c diag.Code, want string) *diag.Diagnostic {
	d := diag.New(p.gap(), c, "expected %s, found %s", want, p.found())
	p.fail(d)
	if p.toks[p.pos].kind >= kwAcyclic {
		d.WithFix("write what is missing before it; a keyword cannot be used as a name")
	} else {
		d.WithFix("write %s here", want)
	}
	return d
}

// nextSpan returns the span of the next token.
func (p *parser) nextSpan() diag.Span {
	t := p.toks[p.pos]
	return p.src.Span(t.start, t.end)
}

// gap returns the span to report when something is missing: the token in its place, or the
// position after the last token if the next one is on a later line and probably right.
func (p *parser) gap() diag.Span {
	if t := p.toks[p.pos]; p.pos > 0 && (t.first || t.kind == eof) {
		return p.src.Span(p.last, p.last)
	}
	return p.nextSpan()
}

// found names the next token.
func (p *parser) found() string {
	t := p.toks[p.pos]
	text := shorten(p.src.Text[t.start:t.end])
	switch {
	case t.kind == eof:
		return "the end of the file"
	case t.kind == name:
		return "the name `" + text + "`"
	case t.kind == tag:
		return "the tag `" + text + "`"
	case t.kind == str:
		return "the string " + text
	case t.kind >= kwAcyclic:
		return "the keyword `" + text + "`"
	}
	return "`" + text + "`"
}

// place returns an offset as line and column.
func (p *parser) place(off int) string {
	line, col := p.src.Position(off)
	return fmt.Sprintf("line %d, column %d", line, col)
}

func (p *parser) tooDeep(at diag.Span) {
	p.fail(diag.New(at, diag.CatSyntaxDeep, "this expression or block is nested too deeply").
		Note("brackets, prefixes and blocks can be nested %d deep, and an expression can be %d levels high", maxNesting, maxHeight).
		WithFix("name a part of it with `let` and use the name"))
}
