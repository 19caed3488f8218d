package kernelc

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Operands returns the operands in the order of their numbers: %0, %1, ….
func (a *Asm) Operands() []AsmOperand { return slices.Concat(a.Outputs, a.Inputs) }

// Clobbered reports whether a name is among the clobbers.
func (a *Asm) Clobbered(name string) bool { return slices.Contains(a.Clobbers, name) }

func (c *copier) operands(all []AsmOperand) []AsmOperand {
	out := slices.Clone(all)
	for i := range out {
		out[i].X = c.expr(out[i].X)
	}
	return out
}

// text returns the statement without its semicolon.
func (a *Asm) text() string {
	operands := func(all []AsmOperand) string {
		var parts []string
		for _, o := range all {
			name := ""
			if o.Name != "" {
				name = "[" + o.Name + "] "
			}
			parts = append(parts, name+strconv.Quote(o.Constraint)+"("+exprText(o.X)+")")
		}
		return strings.Join(parts, ", ")
	}
	var clobbers []string
	for _, c := range a.Clobbers {
		clobbers = append(clobbers, strconv.Quote(c))
	}
	lists := []string{operands(a.Outputs), operands(a.Inputs), strings.Join(clobbers, ", ")}
	text := "asm volatile(" + strconv.Quote(a.Template)
	for len(lists) > 0 && lists[len(lists)-1] == "" {
		lists = lists[:len(lists)-1]
	}
	for _, list := range lists {
		text += " :"
		if list != "" {
			text += " " + list
		}
	}
	return text + ")"
}

// quoted reads a text in quotes. ok is false if it is malformed, which is reported.
func (l *lexer) quoted() (t token, ok bool) {
	start := l.pos
	for l.pos++; l.pos < l.end && l.s[l.pos] != '"' && l.s[l.pos] != '\n'; l.pos++ {
		if l.s[l.pos] == '\\' {
			l.pos++
		}
	}
	l.pos = min(l.pos+1, l.end)
	text, err := strconv.Unquote(l.s[start:l.pos])
	if err != nil {
		l.report(start, l.pos, diag.KernelCSyntax, "this text is malformed, or not closed").WithFix("write \"…\" on one line")
		return token{}, false
	}
	return token{kind: tText, start: start, end: l.pos, text: text}, true
}

const asmFix = `write asm volatile("sync" ::: "memory"); or "…" : outputs : inputs : clobbers`

// asmStatement reads inline assembly.
func (p *parser) asmStatement(start int) Stmt {
	p.texts = true
	defer func() { p.texts = false }()
	p.next()
	for p.is("volatile") || p.is("__volatile__") || p.is("inline") {
		p.next()
	}
	if p.is("goto") {
		p.errorHere(diag.KernelCUnsupported, "asm goto is not supported").WithFix("write the jump in C")
		return nil
	}
	a := &Asm{}
	if !p.accept("(") || p.tok.kind != tText {
		p.errorHere(diag.KernelCSyntax, "expected a text of assembly, found %s", p.found()).WithFix(asmFix)
		return nil
	}
	a.Template = p.adjacentTexts()
	for list := 0; p.accept(":"); list++ {
		switch list {
		case 0, 1:
			all, ok := p.asmOperands()
			if !ok {
				return nil
			}
			if list == 0 {
				a.Outputs = all
			} else {
				a.Inputs = all
			}
		case 2:
			for p.tok.kind == tText {
				a.Clobbers = append(a.Clobbers, p.adjacentTexts())
				if !p.accept(",") {
					break
				}
			}
		}
		if list > 2 {
			break
		}
	}
	p.texts = false
	if !p.accept(")") {
		p.errorHere(diag.KernelCSyntax, "expected ')' after inline assembly, found %s", p.found()).WithFix(asmFix)
		return nil
	}
	a.Span = p.spanFrom(start)
	s := &ExprStmt{X: a, Span: a.Span}
	s.Cell = p.cell(stmtText(s), s.Span)
	if !p.semicolon("statement") {
		return nil
	}
	return p.slotAfter(s)
}

// adjacentTexts reads one text or several without anything between them.
func (p *parser) adjacentTexts() string {
	text := ""
	for p.tok.kind == tText {
		text += p.tok.text
		p.next()
	}
	return text
}

// asmOperands reads a list of operands, which may be empty.
func (p *parser) asmOperands() (all []AsmOperand, ok bool) {
	for p.tok.kind == tText || p.is("[") {
		o := AsmOperand{}
		if p.accept("[") {
			if o.Name = p.tok.text; p.tok.kind != tIdent {
				p.errorHere(diag.KernelCSyntax, "expected the name of an operand, found %s", p.found()).WithFix(asmFix)
				return nil, false
			}
			if p.next(); !p.accept("]") {
				p.errorHere(diag.KernelCSyntax, "expected ']', found %s", p.found()).WithFix(asmFix)
				return nil, false
			}
		}
		o.Constraint = p.adjacentTexts()
		if !p.accept("(") {
			p.errorHere(diag.KernelCSyntax, "expected an expression in parentheses after a constraint, found %s", p.found()).WithFix(asmFix)
			return nil, false
		}
		if o.X = p.expr(); o.X == nil {
			return nil, false
		}
		if !p.accept(")") {
			p.errorHere(diag.KernelCSyntax, "expected ')' after an operand, found %s", p.found()).WithFix(asmFix)
			return nil, false
		}
		all = append(all, o)
		if !p.accept(",") {
			break
		}
	}
	return all, true
}
