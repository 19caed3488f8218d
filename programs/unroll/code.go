package unroll

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/bitset"
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
	jump  int  // of a branch to a distance in a choice: see choicePart
	to    int  // Branch, CondBranch: the index of the target; Msgsnd: the index of the thread
	head  bool // a backward jump leads here
	turn  bool // it is the turn of a loop; see turn.go
	joins bool // paths may come here in several ways

	machine isa.Machine

	slot       int            // index into Structure.Slots; -1 for an instruction
	choices    [][]choicePart // of a slot, by choice: its parts if it only keeps order; see slot.go
	starts     []int          // of a slot, by choice: the index at which its own code begins; 0 if it has none
	endsChoice bool           // a branch from the end of a choice's own code to the end of the slot

	inSlot int // 1 + the slot whose choice the instruction belongs to; 0 for none
	choice int // the index of that choice
}

// program is the decoded code of one thread. Index len(code) is its end.
type program struct {
	thread  *litmus.Thread
	code    []code
	labels  []label
	index   map[string]int // of labels, if there are many
	live    *liveness      // see builder.liveness; computed when first needed
	visible *liveness      // see builder.visibleLiveness
	postDom []int          // see ends
	tests   []bitset.Set   // see testLive

	regions []region // of loops, see schedule.go

	handler *program      // the handler of doorbell interrupts; nil for none
	call    *litmus.Instr // of a handler: see handlerCall
}

// bodies calls f for the code of every thread and of its handler.
func (b *builder) bodies(f func(thread int, code []code)) {
	for t := range b.programs {
		f(t, b.programs[t].code)
		if h := b.programs[t].handler; h != nil {
			f(t, h.code)
		}
	}
}

// next returns the index of the instruction that follows index i if the instruction at i
// does not jump.
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

// decode turns the cells of a thread or of a handler into code. It collects all errors.
func (b *builder) decode(t *litmus.Thread) program {
	if b.isa.Lower != nil {
		return b.decodeSteps(t)
	}
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
			b.addLabel(&p, fromLabel, l.Text, len(b.code)-from)
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
	b.link(&p, from)
	b.checkUntaken(&p)
	return p
}

// addLabel adds a label to a program, whose first label is b.labels[from].
func (b *builder) addLabel(p *program, from int, name string, at int) {
	b.labels = append(b.labels, label{name, at})
	p.labels = b.labels[from:]
	p.indexLabel()
}

// link finds the targets of the branches of a program, whose code starts at from.
func (b *builder) link(p *program, from int) {
	p.code = b.code[from:]
	for i := range p.code {
		if k := p.code[i].op.Kind; (k == isa.Branch || k == isa.CondBranch) && !p.code[i].endsChoice {
			b.resolve(p, i)
		}
	}
	p.findRegions()
}

// messageTarget returns the index of the thread to which a msgsnd sends; 0 for other
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
	at := instr.Span
	if len(instr.Args) > 0 { // a statement of C has none
		at = instr.Args[0].Span
	}
	d := diag.New(at, diag.EventThread, "no thread %s exists", op.Target)
	if near := diag.Nearest(op.Target, names); near != "" {
		d.WithFix("did you mean %s?", near)
	} else {
		d.Note("the last thread is %s", names[len(names)-1])
	}
	b.fail(d)
	return 0
}

// labelIndex returns the index of the instruction that a label marks.
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

// indexLabel enters the last label into the index. It makes one when there are too many
// labels for linear search.
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

// labelOf returns the label at index i; of several, the first one in alphabetic order. A
// label that no program has written, such as while#3, is shown without its number.
func (p *program) labelOf(i int) string {
	best := ""
	for _, l := range p.labels {
		if l.at == i && (best == "" || l.name < best) {
			best = l.name
		}
	}
	best, _, _ = strings.Cut(best, "#")
	return best
}

// resolve finds the target of the branch at index at.
func (b *builder) resolve(p *program, at int) {
	c := &p.code[at]
	if c.op.Return {
		c.to = len(p.code)
		return
	}
	if inChoice(c.op.Target) {
		to := at + c.jump
		if c.to = p.next(to - 1); c.jump <= 0 {
			c.to = to
			p.code[to].head = true
		}
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
		d.WithFix("write %s: before the target instruction, or in a cell of its own at the end", target)
	}
	b.fail(d)
}
