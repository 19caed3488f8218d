package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// code is one decoded instruction of a thread, or one slot with the decoded
// instructions of each of its choices.
type code struct {
	instr *litmus.Instr
	cell  int
	op    isa.Op
	to    int  // Branch, CondBranch: index of the instruction jumped to; Msgsnd: of the thread
	head  bool // a backward jump leads here

	slot       int            // index into Structure.Slots; -1 for an instruction
	choices    [][]choicePart // of a slot: see slot.go
	starts     []int          // of a slot with choices that are code of their own: where each begins; 0 for the others
	endsChoice bool           // the end of such a choice: goes on behind the slot

	inSlot int // 1 + the slot whose choice the instruction belongs to; 0 for none
	choice int // that choice
}

// program is the decoded code of one thread. Index len(code) is its end.
type program struct {
	thread  *litmus.Thread
	code    []code
	labels  []label
	index   map[string]int // of labels, once they are many
	live    *liveness      // computed when first needed
	visible *liveness      // the same, with regard to what stores can be seen

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

// next returns the index of the instruction after index i, if that does not
// jump.
func (p *program) next(i int) int {
	if i++; i < len(p.code) && p.code[i].endsChoice {
		return p.code[i].to
	}
	return i
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
			if _, twice := p.labelIndex(l.Text); twice {
				b.fail(diag.New(l.Span, diag.EventLabel, "label %s is defined twice in %s", l.Text, t.Name).
					WithFix("give it another name"))
			}
			b.labels = append(b.labels, label{l.Text, len(b.code) - from})
			p.labels = b.labels[fromLabel:]
			p.indexLabel()
		}
		switch {
		case c.Slot != nil:
			b.decodeSlot(c, i, from)
		case c.Instr != nil:
			op, err := b.dec.Decode(c.Instr)
			if err != nil {
				b.failAll(err)
				continue
			}
			b.code = append(b.code, code{instr: c.Instr, cell: i, to: b.messageTarget(&op, c.Instr), op: op, slot: -1})
		}
	}
	p.code = b.code[from:]
	for i := range p.code {
		if k := p.code[i].op.Kind; (k == isa.Branch || k == isa.CondBranch) && !p.code[i].endsChoice {
			b.resolve(&p, i)
		}
	}
	b.checkUntaken(&p)
	return p
}

// messageTarget is the thread that a msgsnd rings, as an index; 0 for other
// instructions.
func (b *builder) messageTarget(op *isa.Op, instr *litmus.Instr) int {
	if op.Kind != isa.Msgsnd {
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

// labelIndex is the index of the instruction that a label marks.
func (p *program) labelIndex(name string) (at int, ok bool) {
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

// indexLabel enters the last label into the index, if there is one to be.
func (p *program) indexLabel() {
	last := p.labels[len(p.labels)-1]
	switch {
	case p.index != nil:
		p.index[last.name] = last.at
	case len(p.labels) > linearSearchMax:
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
	if c.op.Target == litmus.NextInstr {
		c.to = p.next(at)
		return
	}
	to, ok := p.labelIndex(c.op.Target)
	if ok {
		c.to = to
		if to <= at {
			p.code[to].head = true
		}
		return
	}
	b.noLabel(p, c.instr, c.op.Target)
}

// noLabel reports a branch to a label that the thread does not have.
func (b *builder) noLabel(p *program, instr *litmus.Instr, target string) {
	d := diag.New(instr.Args[len(instr.Args)-1].Span, diag.EventLabel, "%s has no label %s", p.thread.Name, target)
	names := make([]string, len(p.labels))
	for i, l := range p.labels {
		names[i] = l.name
	}
	slices.Sort(names)
	if near := diag.Nearest(target, names); near != "" {
		d.WithFix("did you mean %s?", near)
	} else {
		d.WithFix("write %s: before the instruction to go to, or in a cell of its own at the end", target)
	}
	b.fail(d)
}
