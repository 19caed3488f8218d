package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// labelOrInstr reads "L0:" or an instruction into c.
func (p *parser) labelOrInstr(c *Cell) bool {
	op := p.tok
	if p.peekAt(0) == '+' { // branch hint: bne+
		p.pos++
		op.end++
	}
	p.tok = op
	if p.s[op.start:op.end] == CtrlOp && p.peekAt(0) != ':' {
		p.errorAt(op.start, op.end, diag.LitmusBadInstr, "ctrl() is allowed only as a choice of a slot").
			Note("ctrl(r5) stands for a compare of r5 with itself and a branch to the next instruction").
			WithFix("write these two instructions: cmpw r5,r5 in this cell, bne L in the next, and L: before the instruction after it")
		return false
	}
	if p.peekAt(0) == '(' { // a call; a "(*" in its arguments does not open a comment
		p.cStatement(op)
		return false
	}
	p.next()
	if p.tok.kind == ':' && p.s[op.end-1] != '+' {
		c.Labels = append(c.Labels, Name{p.s[op.start:op.end], p.src.Span(op.start, op.end)})
		p.next()
		return true
	}
	if p.tok.kind == '=' {
		p.cStatement(op)
		return false
	}
	if p.s[op.start] == '.' {
		p.errorAt(op.start, op.end, diag.LitmusInline, "%s is an assembler directive, not an instruction", diag.Quote(p.s[op.start:op.end])).
			WithFix("remove it")
		return false
	}
	ins, ok := p.operands(op)
	if ok && ins.Op == "none" {
		p.errorAt(op.start, op.end, diag.LitmusBadInstr, "'none' is not an instruction").
			WithFix("leave the instruction out; the cell may still hold labels and a slot comment")
		return false
	}
	c.Instr = ins
	return ok
}

// numericLabel reads "1:" into c.
func (p *parser) numericLabel(c *Cell) {
	c.Labels = append(c.Labels, Name{p.text(), p.tokenSpan()})
	p.hasLocalLabel = true
	p.next()
	p.next()
}

// operands reads the operands that follow the mnemonic op.
func (p *parser) operands(op token) (*Instr, bool) {
	base := len(p.argStack)
	ok := true
	if p.tok.kind == tSym && p.tok.start == op.end {
		p.errorAt(op.start, p.tok.end, diag.LitmusInline, "%s is a template of inline assembly", diag.Quote(p.s[op.start:p.tok.end])).
			Note("the compiler completes the mnemonic").WithFix("write the instruction that the compiler emits, such as lwz r5,0(r3)")
		return nil, false
	}
	if !p.instrEnds() {
		ok = p.operand()
		for ok && p.tok.kind == ',' {
			if p.inSlot && !p.branchGoesOn(op, base) && !p.operandFollows() {
				break
			}
			p.next()
			ok = p.operand()
		}
	}
	ins := p.newInstr()
	ins.Op = p.s[op.start:op.end]
	ins.OpAt = p.src.Span(op.start, op.end)
	ins.Span = p.spanFrom(op.start)
	ins.Args = p.keepArgs(base)
	if ok && !p.instrEnds() {
		p.badInstrEnd(op)
		ok = false
	}
	return ins, ok
}

// instrEnds reports whether the current token ends an instruction.
func (p *parser) instrEnds() bool {
	switch p.tok.kind {
	case '|', ';', tSlot, tEOF:
		return true
	case ',', '+':
		return p.inSlot
	}
	return p.atConstraint()
}

func (p *parser) badInstrEnd(op token) {
	if p.tok.kind == '=' {
		p.cStatement(op)
		return
	}
	d := p.errorHere(diag.LitmusBadInstr, "expected ',', '|' or ';' after an operand of %s, found %s", diag.Quote(p.s[op.start:op.end]), p.found())
	if p.inSlot {
		d.Note("choices are separated by ',', the instructions of a choice by '+'")
	}
	if strings.Contains(p.s[op.start:p.tok.start], "\n") {
		d.WithFix("add ';' at the end of the row above")
		return
	}
	d.WithFix("separate operands by ',' and cells by '|', and end rows by ';'")
}

// operandFollows reports whether the current comma, in a slot comment, is
// followed by an operand: a number, a register or an address. Anything else
// starts the next choice.
func (p *parser) operandFollows() bool {
	l := p.lexer
	for l.hasClass(l.pos, isBlank) {
		l.pos++
	}
	switch c := l.peekAt(0); {
	case class[c]&isDigit != 0, c == '-', c == '%', c == '(', c == '.', c == '$':
		return true
	case class[c]&isAlpha == 0:
		return false
	}
	end := l.pos
	for l.hasClass(end, isInWord) {
		end++
	}
	w := l.s[l.pos:end]
	_, reg := registerNumber(w)
	_, field := numbered(w, "cr", numFields)
	return reg || field
}

// branchGoesOn reports whether op is a branch whose label has not been read yet,
// so that another operand must follow.
func (p *parser) branchGoesOn(op token, base int) bool {
	return p.s[op.start] == 'b' && len(p.argStack) > base && p.argStack[len(p.argStack)-1].Kind != OpName
}

// operand reads one operand and pushes it on argStack.
func (p *parser) operand() bool {
	start := p.tok.start
	o := Operand{Span: p.tokenSpan()}
	switch p.tok.kind {
	case tWord, tSym:
		if !p.plainOperand(&o) {
			return false
		}
	case tNum:
		o.Kind, o.Num = OpImm, p.tok.num
		p.next()
		if p.tok.kind == '*' && !p.bitNumber(&o, start) {
			return false
		}
	case tLocal, tHere:
		o.Kind, o.Text = OpName, p.text()
		if p.hasLocalLabel = true; p.inSlot && p.tok.kind == tHere && p.tok.num != 0 && p.tok.num%wordSize == 0 {
			o.Text = DistanceText(int(p.tok.num / wordSize))
		}
		p.next()
	case tString:
		text := p.text()
		o.Kind, o.Text = OpText, text[1:len(text)-1]
		p.next()
	case '(':
		o.Kind = OpImm
	default:
		if p.reportedAsmSince(p.lastEnd) {
			return false
		}
		p.errorHere(diag.LitmusBadOperand, "expected an operand, found %s", p.found()).
			Note("operands are registers (r1, %%x, cr0), numbers, addresses (8(r3)) and labels").
			WithFix("complete the instruction")
		return false
	}
	if p.tok.kind == '(' {
		if o.Kind != OpImm && p.reportedAsmSince(o.Span.End) {
			return false
		}
		if o.Kind != OpImm {
			p.errorAt(o.Span.Start, o.Span.End, diag.LitmusBadOperand, "expected a number before '(', found %s", diag.Quote(o.Span.Text())).
				Note("an address is a displacement and a register: 0(r3)").
				WithFix("put the location's address into a register in the init block, and write 0(r3)")
			return false
		}
		if !p.baseRegister(&o) {
			return false
		}
		o.Span = p.spanFrom(start)
	}
	p.argStack = append(p.argStack, o)
	return true
}

// reportedAsmSince reports whether the lexer has reported and skipped text of inline assembly
// between a position and the current token. The operand that is missing there needs
// no second message.
func (p *parser) reportedAsmSince(from int) bool {
	return p.badAsmAt >= from && p.badAsmAt < p.tok.start
}

// bitNumber reads the rest of "4*cr7+eq", which is the number of a bit of the
// condition register.
func (p *parser) bitNumber(o *Operand, start int) bool {
	p.next()
	field, isField := 0, false
	if p.tok.kind == tWord {
		field, isField = numbered(p.text(), "cr", numFields)
	}
	ok := isField && field >= 0 && o.Num == 4
	if ok {
		o.Num *= int64(field)
		if p.next(); p.tok.kind == '+' {
			p.next()
			bit := strings.Index("lt gt eq so un", p.text())
			if ok = p.tok.kind == tWord && bit >= 0 && bit%3 == 0 && len(p.text()) == 2; ok {
				o.Num += int64(min(bit/3, 3))
				p.next()
			}
		}
	}
	if !ok {
		p.errorAt(start, p.tok.end, diag.LitmusBadOperand, "expected the number of a condition bit, such as 4*cr7+eq").
			Note("the bits of a field are lt, gt, eq and so").WithFix("write 4*cr7+eq, or the number itself")
		return false
	}
	o.Span = p.spanFrom(start)
	return true
}

// plainOperand reads a register, a symbolic register or a bare word.
func (p *parser) plainOperand(o *Operand) bool {
	w := p.text()
	if p.tok.kind == tSym {
		o.Kind, o.Text = OpSym, w[1:]
		p.next()
		return true
	}
	if n, ok := registerNumber(w); ok {
		if n < 0 {
			p.noRegister()
			return false
		}
		o.Kind, o.Num = OpReg, int64(n)
	} else if n, ok := numbered(w, "cr", numFields); ok {
		if n < 0 {
			p.badRegister("condition field", "cr0 to cr7", "use cr0 to cr7")
			return false
		}
		o.Kind, o.Num = OpCR, int64(n)
	} else {
		o.Kind, o.Text = OpName, w
	}
	p.next()
	return true
}

// baseRegister reads the "(r3)" of an address.
func (p *parser) baseRegister(o *Operand) bool {
	open := p.tok
	p.next()
	o.Kind = OpMem
	b := Operand{Span: p.tokenSpan()}
	ok := false
	if p.tok.kind == tNum { // as compilers write it: 0(3)
		b.Kind, b.Num, ok = OpImm, p.tok.num, true
		p.next()
	} else if p.tok.kind == tWord || p.tok.kind == tSym {
		at := p.tok
		if !p.plainOperand(&b) {
			return false
		}
		ok = b.Kind == OpReg || b.Kind == OpSym
		if !ok {
			p.errorAt(at.start, at.end, diag.LitmusBadOperand, "expected a register between parentheses, found %s", diag.Quote(b.Span.Text())).
				WithFix("put the address into a register in the init block: 0:r3=%s", b.Span.Text())
			return false
		}
	}
	if !ok {
		p.errorHere(diag.LitmusBadOperand, "expected a register after '(', found %s", p.found()).WithFix("write an address as 0(r3)")
		return false
	}
	if p.tok.kind != ')' {
		p.errorAt(open.start, open.end, diag.LitmusUnclosed, "this '(' is not closed").
			Note("expected ')' before %s", p.found()).WithFix("write an address as 0(r3)")
		return false
	}
	p.next()
	o.Base = p.keepArg(b)
	return true
}
