package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Slot returns the slot of that name, or nil.
func (t *Test) Slot(name string) *Slot {
	for _, s := range t.Slots {
		if s.Name == name {
			return s
		}
	}
	return nil
}

const slotFix = "write it as (*@ name: none, lwsync, sync *)"

// slotComment reads the current slot comment into c.
func (p *parser) slotComment(c *Cell) {
	tok := p.tok
	if c.Slot != nil {
		p.errorHere(diag.LitmusSlotTwo, "this cell already has a slot").
			Note("the first slot is %s", diag.Quote(c.Slot.Name)).WithFix("move this slot to its own row")
		p.next()
		return
	}
	if !strings.HasSuffix(p.text(), "*)") { // the lexer has reported that it is not closed
		p.next()
		return
	}
	// Read the inside of the comment on its own, then continue after the comment.
	after := p.pos
	p.pos, p.end, p.inSlot = tok.start+3, tok.end-2, true
	p.tok = token{end: tok.start + 3}
	slot := p.slotBody(tok)
	p.pos, p.end, p.inSlot = after, len(p.s), false
	p.tok = tok
	p.next()
	if slot != nil {
		c.Slot = slot
	}
}

// slotBody reads "name: choice, choice". It reports a missing name or missing
// choices and returns nil.
func (p *parser) slotBody(tok token) *Slot {
	p.skip()
	start := p.pos
	for p.pos < p.end && class[p.s[p.pos]]&isBlank == 0 && strings.IndexByte(":,", p.s[p.pos]) < 0 {
		p.pos++
	}
	name := p.s[start:p.pos]
	p.tok.end = p.pos
	name, rows, ok := p.defaultRows(name, start)
	switch {
	case !ok:
		return nil
	case name == "":
		p.errorAt(tok.start, tok.end, diag.LitmusSlotName, "the slot has no name").WithFix(slotFix)
		return nil
	case len(name) > p.lim.Identifier:
		p.errorAt(start, p.pos, diag.LitmusTooLong, "the name has %d bytes; the limit is %d", len(name), p.lim.Identifier).
			WithFix("use a shorter name")
	case !isName(name) || strings.IndexByte(name, '/') >= 0:
		p.errorAt(start, p.pos, diag.LitmusSlotName, "%s is not a valid slot name", diag.Quote(name)).
			Note("a name is a letter or '_', then letters, digits, '_', '.' and '-'").WithFix(slotFix)
		return nil
	}
	p.next()
	if !p.accept(':') {
		p.errorHere(diag.LitmusSlotChoice, "expected ':' after the slot's name, found %s", p.found()).WithFix(slotFix)
		return nil
	}
	s := &Slot{Name: name, Default: -1, Span: p.src.Span(tok.start, tok.end)}
	s.Uses = []diag.Span{s.Span}
	if !p.choices(s) {
		return nil
	}
	if rows > 1 {
		if p.longDefaults == nil {
			p.longDefaults = map[*Slot]int{}
		}
		p.longDefaults[s] = rows
	}
	return s
}

// choices reads the list of choices into s. It returns false after an error.
func (p *parser) choices(s *Slot) bool {
	s.Choices = make([]Choice, 0, 4)
	for {
		c, ok := p.choice()
		if !ok {
			return false
		}
		s.Choices = append(s.Choices, c)
		if len(s.Choices) > maxChoices {
			p.errorAt(c.Span.Start, c.Span.End, diag.LitmusTooChoices, "the slot has more than %d choices", maxChoices).
				WithFix("remove some of them")
			return false
		}
		if i := s.choice(c.Text); i < len(s.Choices)-1 {
			p.errorAt(c.Span.Start, c.Span.End, diag.LitmusSlotRepeat, "the choice %s is listed twice", diag.Quote(c.Text)).
				WithFix("remove one of the two")
			return false
		}
		if p.tok.kind == tEOF {
			return true
		}
		if !p.accept(',') {
			p.errorHere(diag.LitmusSlotChoice, "expected ',' between choices, found %s", p.found()).WithFix(slotFix)
			return false
		}
	}
}

// choice returns the index of the first choice with that text, or -1.
func (s *Slot) choice(text string) int {
	for i := range s.Choices {
		if s.Choices[i].Text == text {
			return i
		}
	}
	return -1
}

// choice reads one choice: "none", or instructions joined by '+'.
func (p *parser) choice() (Choice, bool) {
	var c Choice
	start := p.tok.start
	for {
		op := p.tok
		if op.kind != tWord {
			p.errorHere(diag.LitmusSlotChoice, "expected a choice, found %s", p.found()).
				Note("a choice is none, an instruction, or instructions joined by '+': msgsync+lwsync, ctrl(r5)+isync").WithFix(slotFix)
			return c, false
		}
		p.next()
		ins, ok := p.slotInstr(op)
		if !ok {
			return c, false
		}
		c.Instrs = append(c.Instrs, ins)
		if !p.spendCells(1, op.start) {
			return c, false
		}
		if !p.accept('+') {
			break
		}
	}
	c.Span = p.spanFrom(start)
	for _, ins := range c.Instrs {
		if ins.Op == "none" {
			if len(c.Instrs) > 1 || len(ins.Args) > 0 {
				p.errorAt(ins.Span.Start, ins.Span.End, diag.LitmusSlotChoice, "'none' cannot be combined with operands or instructions").
					WithFix("list none as a separate choice")
				return c, false
			}
			c.Instrs = nil
		}
	}
	c.Text = choiceText(c.Instrs)
	return c, true
}

// CtrlOp is the mnemonic of a control dependency in a choice. ctrl(r5) means a
// compare of r5 with itself and a branch to the next instruction.
const CtrlOp = "ctrl"

// IsCtrl reports whether the instruction is ctrl(r5). Its register is Args[0].
func (i *Instr) IsCtrl() bool { return i.Op == CtrlOp && len(i.Args) == 1 }

// slotInstr reads one instruction of a choice, whose mnemonic op has been read.
func (p *parser) slotInstr(op token) (*Instr, bool) {
	if p.s[op.start:op.end] != CtrlOp || p.tok.kind != '(' {
		return p.operands(op)
	}
	base := len(p.argStack)
	o := Operand{Span: p.tokenSpan()}
	if !p.baseRegister(&o) {
		return nil, false
	}
	reg := *o.Base
	if reg.Kind == OpImm { // ctrl(5)
		if reg.Kind = OpReg; reg.Num < 0 || reg.Num >= numRegs {
			p.errorAt(reg.Span.Start, reg.Span.End, diag.LitmusBadRegister, "no register %d exists", reg.Num).WithFix("use r0 to r31")
			return nil, false
		}
	}
	p.argStack = append(p.argStack, reg)
	ins := p.newInstr()
	ins.Op = CtrlOp
	ins.OpAt = p.src.Span(op.start, op.end)
	ins.Span = p.spanFrom(op.start)
	ins.Args = p.keepArgs(base)
	if !p.instrEnds() {
		p.badInstrEnd(op)
		return ins, false
	}
	return ins, true
}

// choiceText returns the canonical text of a choice.
func choiceText(is []*Instr) string {
	if len(is) == 0 {
		return "none"
	}
	if len(is) == 1 {
		return is[0].String()
	}
	s := make([]string, len(is))
	for i, ins := range is {
		s[i] = ins.String()
	}
	return strings.Join(s, "+")
}
