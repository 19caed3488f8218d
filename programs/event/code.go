package event

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// code is one decoded instruction of a thread, or one slot with the decoded
// instructions of each of its choices.
type code struct {
	instr *litmus.Instr
	cell  int
	op    power.Op
	to    int  // Branch, CondBranch: index of the instruction jumped to
	head  bool // a backward jump leads here

	slot    int // index into Structure.Slots; -1 for an instruction
	choices [][]barrier
}

// barrier is one instruction of a slot's choice.
type barrier struct {
	instr *litmus.Instr
	fence power.FenceKind
}

// program is the decoded code of one thread. Index len(code) is its end.
type program struct {
	thread *litmus.Thread
	code   []code
	labels map[string]int
	live   *liveness // computed when first needed
}

// decode turns the cells of a thread into code. All errors are collected.
func (b *builder) decode(t *litmus.Thread) *program {
	p := &program{thread: t}
	for i := range t.Cells {
		if len(b.errs) == maxErrors {
			break
		}
		c := &t.Cells[i]
		for _, l := range c.Labels {
			if p.labels == nil {
				p.labels = map[string]int{}
			}
			if _, dup := p.labels[l.Text]; dup {
				b.fail(diag.New(l.Span, diag.EventLabel, "label %s is defined twice in %s", l.Text, t.Name).
					WithFix("give it another name"))
			}
			p.labels[l.Text] = len(p.code)
		}
		switch {
		case c.Slot != nil:
			p.code = append(p.code, b.decodeSlot(c, i))
		case c.Instr != nil:
			op, err := b.s.regs.Decode(c.Instr)
			if err != nil {
				b.failAll(err)
				continue
			}
			p.code = append(p.code, code{instr: c.Instr, cell: i, op: op, slot: -1})
		}
	}
	for i := range p.code {
		b.resolve(p, i)
	}
	return p
}

// resolve finds the target of the branch at index at, if it is one.
func (b *builder) resolve(p *program, at int) {
	c := &p.code[at]
	if c.slot >= 0 || (c.op.Kind != power.Branch && c.op.Kind != power.CondBranch) {
		return
	}
	to, ok := p.labels[c.op.Target]
	if !ok {
		d := diag.New(c.instr.Args[len(c.instr.Args)-1].Span, diag.EventLabel, "%s has no label %s", p.thread.Name, c.op.Target)
		names := make([]string, 0, len(p.labels))
		for l := range p.labels {
			names = append(names, l)
		}
		if near := diag.Nearest(c.op.Target, names); near != "" {
			d.WithFix("did you mean %s?", near)
		} else {
			d.WithFix("write %s: before the instruction to go to, or in a cell of its own at the end", c.op.Target)
		}
		b.fail(d)
		return
	}
	c.to = to
	if to <= at {
		p.code[to].head = true
	}
}

// decodeSlot decodes every choice of a slot; only barriers may stand there.
func (b *builder) decodeSlot(c *litmus.Cell, cell int) code {
	k := code{instr: c.Instr, cell: cell, slot: b.slotIndex[c.Slot]}
	for _, choice := range c.Slot.Choices {
		var seq []barrier
		for _, in := range choice.Instrs {
			op, err := b.s.regs.Decode(in)
			switch {
			case err != nil:
				b.failAll(err)
			case op.Kind == power.Nop:
			case op.Kind != power.Fence:
				b.fail(diag.New(in.Span, diag.EventSlot, "%s is no barrier", in.Op).
					WithFix("offer sync, lwsync, eieio or isync, or several joined by '+'"))
			default:
				seq = append(seq, barrier{in, op.Fence})
			}
		}
		k.choices = append(k.choices, seq)
	}
	return k
}
