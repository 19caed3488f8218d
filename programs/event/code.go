package event

import (
	"slices"

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
	to    int  // Branch, CondBranch: index of the instruction jumped to; Msgsnd: of the thread
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
	labels []label
	index  map[string]int // of labels, once they are many
	live   *liveness      // computed when first needed

	handler *program      // of doorbell interrupts; nil for none
	call    *litmus.Instr // of a handler: stands for what calls it
}

// bodies calls f for the code of every thread, and for that of its handler.
func (b *builder) bodies(f func(thread int, code []code)) {
	for t := range b.programs {
		f(t, b.programs[t].code)
		if h := b.programs[t].handler; h != nil {
			f(t, h.code)
		}
	}
}

// label is a label and the index of the instruction that it marks.
type label struct {
	name string
	at   int
}

// decode turns the cells of a thread, or of a handler, into code. All errors
// are collected.
func (b *builder) decode(t *litmus.Thread) program {
	p := program{thread: t}
	from, fromLabel := len(b.code), len(b.labels)
	for i := range t.Cells {
		if len(b.errs) == maxErrors {
			break
		}
		c := &t.Cells[i]
		for _, l := range c.Labels {
			if _, twice := p.find(l.Text); twice {
				b.fail(diag.New(l.Span, diag.EventLabel, "label %s is defined twice in %s", l.Text, t.Name).
					WithFix("give it another name"))
			}
			b.labels = append(b.labels, label{l.Text, len(b.code) - from})
			p.labels = b.labels[fromLabel:]
			p.note()
		}
		switch {
		case c.Slot != nil:
			b.code = append(b.code, b.decodeSlot(c, i))
		case c.Instr != nil:
			op, err := b.dec.Decode(c.Instr)
			if err != nil {
				b.failAll(err)
				continue
			}
			b.code = append(b.code, code{instr: c.Instr, cell: i, to: b.rings(&op, c.Instr), op: op, slot: -1})
		}
	}
	p.code = b.code[from:]
	for i := range p.code {
		if k := p.code[i].op.Kind; k == power.Branch || k == power.CondBranch {
			b.resolve(&p, i)
		}
	}
	return p
}

// rings is the thread that a msgsnd rings, as an index; 0 for other
// instructions.
func (b *builder) rings(op *power.Op, instr *litmus.Instr) int {
	if op.Kind != power.Msgsnd {
		return 0
	}
	threads := b.s.Test.Threads
	names := make([]string, len(threads))
	for i, t := range threads {
		if t.Name == op.Target {
			return i
		}
		names[i] = t.Name
	}
	d := diag.New(instr.Args[0].Span, diag.EventThread, "there is no thread %s", op.Target)
	if near := diag.Nearest(op.Target, names); near != "" {
		d.WithFix("did you mean %s?", near)
	} else {
		d.Note("the last one is %s", names[len(names)-1])
	}
	b.fail(d)
	return 0
}

// find is the index of the instruction that a label marks.
func (p *program) find(name string) (at int, ok bool) {
	if p.index != nil {
		at, ok = p.index[name]
		return at, ok
	}
	for i := range p.labels {
		if p.labels[i].name == name {
			return p.labels[i].at, true
		}
	}
	return 0, false
}

// note enters the last label into the index, if there is one to be.
func (p *program) note() {
	last := p.labels[len(p.labels)-1]
	switch {
	case p.index != nil:
		p.index[last.name] = last.at
	case len(p.labels) > few:
		p.index = make(map[string]int, 2*len(p.labels))
		for _, l := range p.labels {
			p.index[l.name] = l.at
		}
	}
}

// labelOf is the label that stands at index i.
func (p *program) labelOf(i int) string {
	best := ""
	for _, l := range p.labels {
		if l.at == i && (best == "" || l.name < best) {
			best = l.name
		}
	}
	return best
}

// resolve finds the target of the branch at index at.
func (b *builder) resolve(p *program, at int) {
	c := &p.code[at]
	if c.op.Return {
		c.to = len(p.code)
		return
	}
	to, ok := p.find(c.op.Target)
	if ok {
		c.to = to
		if to <= at {
			p.code[to].head = true
		}
		return
	}
	d := diag.New(c.instr.Args[len(c.instr.Args)-1].Span, diag.EventLabel, "%s has no label %s", p.thread.Name, c.op.Target)
	names := make([]string, len(p.labels))
	for i, l := range p.labels {
		names[i] = l.name
	}
	slices.Sort(names)
	if near := diag.Nearest(c.op.Target, names); near != "" {
		d.WithFix("did you mean %s?", near)
	} else {
		d.WithFix("write %s: before the instruction to go to, or in a cell of its own at the end", c.op.Target)
	}
	b.fail(d)
}

// decodeSlot decodes every choice of a slot; only barriers may stand there.
func (b *builder) decodeSlot(c *litmus.Cell, cell int) code {
	k := code{instr: c.Instr, cell: cell, slot: slices.Index(b.s.Test.Slots, c.Slot)}
	for _, choice := range c.Slot.Choices {
		var seq []barrier
		for _, in := range choice.Instrs {
			op, err := b.dec.Decode(in)
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
	if s := &b.s.Slots[k.slot]; s.Barriers == nil {
		for _, seq := range k.choices {
			var kinds []power.FenceKind
			for _, f := range seq {
				kinds = append(kinds, f.fence)
			}
			s.Barriers = append(s.Barriers, kinds)
		}
	}
	return k
}
