package compile

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// slotCell returns the cell of a slot, given its code up to its end. Choices whose
// instructions are the same become one.
func (c *compiler) slotCell(g *generator, code []instr, n map[reg]int) litmus.Cell {
	from := code[0].step.Slot
	at := code[0].span()
	s := &litmus.Slot{Name: from.Name, Span: at}
	var seq []instr
	choice := func(k int) {
		made := c.choiceOf(seq, n)
		made.Span = at
		is := 0
		for is < len(s.Choices) && s.Choices[is].Text != made.Text {
			is++
		}
		if is == len(s.Choices) {
			s.Choices = append(s.Choices, made)
		}
		if k == from.Default {
			s.Default = is
		}
	}
	for i := 1; i <= len(code); i++ {
		if i == len(code) || code[i].kind == choiceLine {
			if i > 1 {
				choice(code[0].choicesSeen(code[:i]))
			}
			seq = nil
			continue
		}
		seq = append(seq, code[i])
	}
	cell := litmus.Cell{Span: at, Slot: c.sameSlot(s)}
	if def := cell.Slot.Choices[cell.Slot.Default].Instrs; len(def) == 1 {
		cell.Instr = def[0]
	}
	cell.Slot.Uses = append(cell.Slot.Uses, at)
	return cell
}

// choicesSeen returns the number of the last choice that begins in some code.
func (*instr) choicesSeen(code []instr) (k int) {
	for i := range code {
		if code[i].kind == choiceLine {
			k = code[i].choice
		}
	}
	return k
}

// sameSlot returns the slot of the test that has the name of a slot. A slot that is used in
// several places has the same choices in all of them.
func (c *compiler) sameSlot(s *litmus.Slot) *litmus.Slot {
	first := c.to.Slot(s.Name)
	if first == nil {
		c.to.Slots = append(c.to.Slots, s)
		return s
	}
	same := len(first.Choices) == len(s.Choices) && first.Default == s.Default
	for k := 0; same && k < len(s.Choices); k++ {
		same = first.Choices[k].Text == s.Choices[k].Text
	}
	if !same {
		c.fail(s.Span, diag.CompileUnsupported, "slot %s has other instructions here than where it comes first", diag.Quote(s.Name)).
			Note("in assembly a slot has the same instructions in all its places, with the same registers").WithFix("give the slot another name here")
	}
	return first
}

// choiceOf returns a choice with the given code.
func (c *compiler) choiceOf(seq []instr, n map[reg]int) (choice litmus.Choice) {
	at := map[string]int{} // by label: the index of its instruction
	var names []string     // by instruction: the label that it branches to
	for i := range seq {
		in := &seq[i]
		for _, l := range in.labels {
			at[l] = len(choice.Instrs)
		}
		if out := written(in, n); out != nil && !isMove(in, n) {
			choice.Instrs, names = append(choice.Instrs, out), append(names, in.to)
		}
	}
	texts := []string{}
	for k, in := range choice.Instrs {
		if to, inside := at[names[k]]; inside && names[k] != "" {
			in.Args[len(in.Args)-1].Text = litmus.DistanceText(to - k)
		}
		texts = append(texts, in.String())
	}
	if choice.Text = strings.Join(texts, "+"); len(texts) == 0 {
		choice.Text = "none"
	}
	return choice
}
