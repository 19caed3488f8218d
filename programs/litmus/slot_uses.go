package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// checkDefault finds the default choice of the slot in c, which is the instruction
// in the cell, and shares the slot.
func (p *parser) checkDefault(c *Cell) {
	s := c.Slot
	if s == nil || p.longDefaults[s] > 0 { // then the rows below belong to it
		return
	}
	def := "none"
	if c.Instr != nil {
		def = c.Instr.String()
	}
	if s.Default = s.choice(def); s.Default < 0 {
		p.noDefault(c, def)
		return
	}
	p.shareSlot(c)
}

// shareSlot makes all cells with the name of the slot in c share one Slot.
func (p *parser) shareSlot(c *Cell) {
	s := c.Slot
	first := p.findSlot(s.Name)
	if first == nil {
		p.test.Slots = append(p.test.Slots, s)
		if p.slotByName != nil {
			p.slotByName[s.Name] = s
		}
		return
	}
	c.Slot = first
	first.Uses = append(first.Uses, s.Span)
	switch {
	case !sameChoices(first, s):
		p.errorAt(s.Span.Start, s.Span.End, diag.LitmusSlotDisagree, "slot %s has other choices than on line %d", diag.Quote(s.Name), p.lineOf(first.Span)).
			Note("here: %s", s.choiceList()).Note("on line %d: %s", p.lineOf(first.Span), first.choiceList()).
			WithFix("list the same choices in the same order, or use another name")
	case first.Default != s.Default:
		p.errorAt(s.Span.Start, s.Span.End, diag.LitmusSlotDisagree, "slot %s has the default %s here, but %s on line %d",
			diag.Quote(s.Name), s.Choices[s.Default].Text, first.Choices[first.Default].Text, p.lineOf(first.Span)).
			Note("the default is the instruction in the cell, and all cells with one slot name change together").
			WithFix("put the same instruction in both cells, or use another name")
	}
}

func (p *parser) noDefault(c *Cell, def string) {
	s := c.Slot
	sp := s.Span
	if c.Instr != nil {
		sp = c.Instr.Span
	}
	d := p.errorAt(sp.Start, sp.End, diag.LitmusSlotDefault, "slot %s does not list its default %s", diag.Quote(s.Name), diag.Quote(def)).
		Note("its choices are %s", s.choiceList())
	for _, ch := range s.Choices {
		if n := len(ch.Instrs); n > 1 {
			d.Note("a default of several instructions, such as %s, is written in rows below each other, with the comment (*@ %s[%d]: … *) in the first", ch.Text, s.Name, n)
			break
		}
	}
	if c.Instr == nil {
		d.WithFix("add none to the choices, or put one of the choices in the cell, before the comment")
		return
	}
	d.WithFix("add %s to the choices, or put one of them in the cell", def)
}

// findSlot returns the slot of that name, or nil. It uses a map when the test has
// many slots.
func (p *parser) findSlot(name string) *Slot {
	if p.slotByName == nil {
		if len(p.test.Slots) < 16 {
			return p.test.Slot(name)
		}
		p.slotByName = map[string]*Slot{}
		for _, s := range p.test.Slots {
			p.slotByName[s.Name] = s
		}
	}
	return p.slotByName[name]
}

func sameChoices(a, b *Slot) bool {
	if len(a.Choices) != len(b.Choices) {
		return false
	}
	for i := range a.Choices {
		if a.Choices[i].Text != b.Choices[i].Text {
			return false
		}
	}
	return true
}

func (s *Slot) choiceList() string {
	names := make([]string, len(s.Choices))
	for i, c := range s.Choices {
		names[i] = c.Text
	}
	return strings.Join(names, ", ")
}
