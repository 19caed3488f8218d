package unroll

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// decodeSteps turns the steps of a thread into code, for a language whose statements are
// no instructions.
func (b *builder) decodeSteps(t *litmus.Thread) program {
	p := program{thread: t}
	steps, err := b.isa.Lower(b.s.Test, t, b.regs)
	if err != nil {
		b.failAll(err)
		return p
	}
	from, fromLabel := len(b.code), len(b.labels)
	for i := range steps {
		s := &steps[i]
		b.labelStep(&p, from, fromLabel, s)
		if s.Slot == nil {
			b.code = append(b.code, code{instr: s.Instr, machine: s.Machine, cell: s.Cell, to: b.messageTarget(&s.Op, s.Instr), op: s.Op, slot: -1})
			continue
		}
		choices := make([][]choicePart, len(s.Choices))
		for n, seq := range s.Choices {
			for k := range seq {
				choices[n] = append(choices[n], choicePart{instr: seq[k].Instr, machine: seq[k].Machine, op: seq[k].Op, labels: seq[k].Labels})
			}
		}
		b.addSlot(s.Slot, code{instr: s.Instr, cell: s.Cell}, from, choices, func(c *choicePart) {
			b.labelStep(&p, from, fromLabel, &isa.Step{Labels: c.labels})
		})
	}
	b.link(&p, from)
	return p
}

// labelStep adds the labels of a step to a program: of the one that comes next.
func (b *builder) labelStep(p *program, from, fromLabel int, s *isa.Step) {
	for _, l := range s.Labels {
		if _, twice := p.labelIndex(l); twice {
			panic(fmt.Sprintf("unroll: two steps have the label %s", l))
		}
		b.addLabel(p, fromLabel, l, len(b.code)-from)
	}
}
