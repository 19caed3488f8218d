package unroll

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// A choice of a slot only keeps order if it consists of barriers and ctrl(). All such
// choices of a slot lie on one path: every barrier is an event whose guard includes that
// its choice is taken, and a control dependency holds under the same condition (depend.go).
// A choice with any other instruction has code of its own: the path forks at the slot,
// once for each such choice, as at a branch. docs/decisions/019 explains why.

// choicePart is a decoded instruction of a choice.
type choicePart struct {
	instr  *litmus.Instr
	op     isa.Op   // in a choice that only keeps order: a Fence, a Control or a Trap
	labels []string // of the instruction; only steps have some
	jump   int      // of a branch to a distance: how many parts after this one its target is; 0 for others

	machine isa.Machine
}

// orders reports whether the part keeps accesses in order and does nothing else.
func (p *choicePart) orders() bool {
	return len(p.labels) == 0 && (p.op.Kind == isa.Fence || p.op.Kind == isa.Control || p.op.Kind == isa.Trap)
}

// decodeSlot appends the code of a slot: all its choices, or the one choice of a fixed
// slot. The code of the thread starts at from.
func (b *builder) decodeSlot(c *litmus.Cell, cell, from int) {
	choices := make([][]choicePart, len(c.Slot.Choices))
	for n := range c.Slot.Choices {
		choices[n] = b.decodeChoice(&c.Slot.Choices[n])
	}
	b.addSlot(c.Slot, code{instr: c.Instr, cell: cell}, from, choices, nil)
}

// addSlot appends the code of a slot, given that of its choices. The code of the thread
// starts at from. mark is called before each instruction of a choice with code of its own;
// it may be nil.
func (b *builder) addSlot(sl *litmus.Slot, k code, from int, choices [][]choicePart, mark func(*choicePart)) {
	k.slot, k.choices = slices.Index(b.s.Test.Slots, sl), make([][]choicePart, len(choices))
	fixed := b.s.Slots[k.slot].Fixed
	var own [][]choicePart // by choice: its instructions, if it has code of its own
	for n, seq := range choices {
		if !slices.ContainsFunc(seq, func(p choicePart) bool { return !p.orders() }) {
			if fixed < 0 || n == fixed { // an absent choice keeps no register live
				k.choices[n] = seq
			}
			continue
		}
		if own == nil {
			own = make([][]choicePart, len(k.choices))
		}
		own[n] = seq
	}
	b.describeSlot(k.slot, sl, choices)
	if own == nil || fixed >= 0 && own[fixed] == nil {
		k.to = len(b.code) - from + 1
		b.code = append(b.code, k)
		return
	}
	if fixed >= 0 {
		b.appendChoice(&k, fixed, own[fixed], mark)
		return
	}
	k.starts = make([]int, len(own))
	at := len(b.code)
	b.code = append(b.code, k)
	for n, seq := range own {
		if seq == nil {
			continue
		}
		k.starts[n] = len(b.code) - from
		b.appendChoice(&k, n, seq, mark)
		b.code = append(b.code, code{instr: seq[len(seq)-1].instr, cell: k.cell, slot: -1, op: isa.Op{Kind: isa.Branch}, endsChoice: true})
	}
	end := len(b.code) - from
	for i := at; i < len(b.code); i++ {
		if i == at || b.code[i].endsChoice {
			b.code[i].to = end
		}
	}
}

// appendChoice appends the instructions of a choice that has code of its own.
func (b *builder) appendChoice(k *code, choice int, seq []choicePart, mark func(*choicePart)) {
	for i := range seq {
		p := &seq[i]
		if mark != nil {
			mark(p)
		}
		b.code = append(b.code, code{instr: p.instr, machine: p.machine, jump: p.jump, cell: k.cell, to: b.messageTarget(&p.op, p.instr), op: p.op, slot: -1, inSlot: k.slot + 1, choice: choice})
	}
}

// decodeChoice decodes a choice. It omits instructions without effect.
func (b *builder) decodeChoice(c *litmus.Choice) (seq []choicePart) {
	part := make([]int, len(c.Instrs)+1) // by instruction: its part
	defer func() {
		part[len(c.Instrs)] = len(seq)
		for k := range c.Instrs {
			if to, ok := c.Target(k); ok && part[k] < len(seq) {
				seq[part[k]].jump = part[to] - part[k]
			}
		}
	}()
	for k, in := range c.Instrs {
		part[k] = len(seq)
		if in.IsCtrl() {
			seq = append(seq, choicePart{instr: in, op: isa.Op{Kind: isa.Control, A: b.regs.Of(&in.Args[0])}})
			continue
		}
		op, err := b.dec.Decode(in)
		switch {
		case err != nil:
			b.reportPart(in, err)
			continue
		case op.Kind == isa.Nop:
			continue
		}
		seq = append(seq, choicePart{instr: in, op: op})
	}
	return seq
}

// reportPart adds diagnostics for an instruction of a choice that does not decode. A
// conditional branch without a label is taken for an attempt to write ctrl().
func (b *builder) reportPart(in *litmus.Instr, err error) {
	const idiom = "ctrl(r5) is a compare of r5 with itself and a branch to the next instruction: what follows depends on r5"
	for _, d := range diag.All(err) {
		switch near := diag.Nearest(in.Op, []string{litmus.CtrlOp}); {
		case d.Code == diag.PowerOperands && len(in.Args) == 0 && strings.HasPrefix(in.Op, "b") && in.Op != "b":
			d = diag.New(in.OpAt, diag.EventSlot, "%s has no label and does not say what it depends on", in.Op).
				Note(idiom).WithFix("write ctrl(rX)+isync, with the register that was loaded")
		case d.Code == diag.PowerOperands:
			d.Note("in a slot, a comma with no number, register or address after it starts the next choice")
		case d.Code == diag.PowerUnknown && near != "":
			d = diag.New(in.OpAt, diag.PowerUnknown, "unknown instruction %q", in.Op).Note(idiom).WithFix("did you mean ctrl(r5)?")
		}
		b.fail(d)
	}
}

// describeSlot records the parts of the choices of a slot in the structure. A statement
// that has several steps is one part, unless it only consists of barriers.
func (b *builder) describeSlot(slot int, sl *litmus.Slot, choices [][]choicePart) {
	s := &b.s.Slots[slot]
	if s.Parts != nil {
		again(s, choices)
		return
	}
	s.Parts = make([][]event.Part, len(sl.Choices))
	for n, seq := range choices {
		for i := 0; i < len(seq); i++ {
			c := &seq[i]
			p := event.Part{Text: c.instr.String(), Ctrl: c.instr.IsCtrl()}
			steps, tags := 1, accessTags(&c.op)
			for ; !onlyFences(seq, i) && i+1 < len(seq) && seq[i+1].instr == c.instr; i++ {
				steps++
				tags |= accessTags(&seq[i+1].op)
			}
			p.Code, p.Accesses = accesses(seq[i+1-steps : i+1])
			switch {
			case p.Ctrl:
			case steps > 1:
				p.Tags = tags
			case c.op.Kind == isa.Fence && len(c.labels) == 0:
				p.Fence = b.isa.Barrier(c.op.Tags)
				p.Text = b.isa.Tags[p.Fence].Name
			case c.op.Kind == isa.Trap:
				if p.Ctrl = true; c.op.A.IsReg && !c.op.B.IsReg { // as strong as ctrl()
					p.Text = "ctrl(" + b.regs.Name(c.op.A.Reg) + ")"
				}
			default: // compared with other parts by its text
				p.Tags = tags
			}
			s.Parts[n] = append(s.Parts[n], p)
		}
	}
}

// onlyFences reports whether the statement of the step at index i consists of barriers.
func onlyFences(seq []choicePart, i int) bool {
	for k := range seq {
		if p := &seq[k]; p.instr == seq[i].instr && (p.op.Kind != isa.Fence || len(p.labels) > 0) {
			return false
		}
	}
	return true
}

// again records that a slot stands at another place, where its choices can have other code.
// Choices remain comparable if the accesses of each are the same at all places.
func again(s *event.Slot, choices [][]choicePart) {
	for n, seq := range choices {
		k := 0
		for i := 0; i < len(seq) && k < len(s.Parts[n]); k++ {
			from := i
			for i++; !onlyFences(seq, from) && i < len(seq) && seq[i].instr == seq[from].instr; i++ {
			}
			p := &s.Parts[n][k]
			code, all := accesses(seq[from:i])
			if p.Code += "\n" + code; code == "" || !slices.Equal(all, p.Accesses) {
				p.Code, p.Accesses = "", nil
			}
		}
		for ; k < len(s.Parts[n]); k++ {
			s.Parts[n][k].Code, s.Parts[n][k].Accesses = "", nil
		}
	}
}

// accessTags returns the tags of an access; none for other operations.
func accessTags(op *isa.Op) isa.Tags {
	if !op.Kind.Accesses() {
		return 0
	}
	return op.Tags
}

// accesses returns what some steps do, but for the tags of their accesses, and these. It
// returns nothing if they do more than access memory and compute.
func accesses(steps []choicePart) (code string, all []event.Access) {
	for i := range steps {
		op := steps[i].op
		switch {
		case len(steps[i].labels) > 0:
			return "", nil
		case op.Kind == isa.Load || op.Kind == isa.Store:
			all = append(all, event.Access{Store: op.Kind == isa.Store, Pair: op.Pair, Tags: op.Tags})
			op.Tags = 0
		case op.Kind != isa.Arith:
			return "", nil
		}
		code += fmt.Sprintf("%+v;", op)
	}
	if all == nil {
		return "", nil
	}
	return code, all
}

// checkUntaken reports branches to missing labels in the choices of fixed slots that are
// not taken.
func (b *builder) checkUntaken(p *program) {
	for i := range p.thread.Cells {
		c := &p.thread.Cells[i]
		if c.Slot == nil {
			continue
		}
		fixed := b.s.Slots[slices.Index(b.s.Test.Slots, c.Slot)].Fixed
		for n := range c.Slot.Choices {
			for _, in := range c.Slot.Choices[n].Instrs {
				if fixed < 0 || n == fixed || in.IsCtrl() {
					continue
				}
				if op, err := b.dec.Decode(in); err == nil && !op.Return && (op.Kind == isa.Branch || op.Kind == isa.CondBranch) {
					if _, ok := p.labelIndex(op.Target); !ok && !inChoice(op.Target) {
						b.noLabel(p, in, op.Target)
					}
				}
			}
		}
	}
}

// inChoice reports whether a target is a distance in a choice.
func inChoice(target string) bool {
	_, ok := litmus.Distance(target)
	return ok
}

// executeSlot executes the next part of a slot: of its fixed choice or, if it is free, of
// all choices. After the last part the path leaves the slot. It returns nil if the path
// ends because all choices have code of their own.
func (u *unroller) executeSlot(p *path, c *code) *path {
	if p.choice == 0 && p.part == 0 {
		u.noteVisit(p, c)
		if c.starts != nil {
			if q, own := u.forkAtSlot(p, c); own {
				return q
			}
		}
	}
	fixed := u.b.s.Slots[c.slot].Fixed
	for ; p.choice < len(c.choices); p.choice, p.part = p.choice+1, 0 {
		seq := c.choices[p.choice]
		if fixed >= 0 && p.choice != fixed || p.part == len(seq) {
			continue
		}
		f := &seq[p.part]
		if f.op.Kind != isa.Fence {
			u.addSlotControls(p, &f.op, slotTest{slot: c.slot, choice: p.choice, always: fixed >= 0})
		} else {
			e := event.Event{Kind: event.FenceEvent, Tags: f.op.Tags, Instr: f.instr, Machine: f.machine, Loc: -1, Slot: c.slot, SlotChoice: p.choice}
			e.Guard = u.b.s.Pool.Make(event.All, p.guard, u.choiceGuard(p))
			u.emit(p, c, e, edges{rmw: -1})
		}
		if p.part++; p.part == len(seq) {
			p.choice, p.part = p.choice+1, 0
		}
		return p
	}
	p.choice, p.part = 0, 0
	p.pc = c.to
	return p
}

// forkAtSlot forks the path into the choices of a slot that have code of their own. If own
// is true, the path goes on as q in such a choice, or ends (q is nil) because no other
// choices exist. Otherwise the path goes on with the other choices.
func (u *unroller) forkAtSlot(p *path, c *code) (q *path, own bool) {
	b, pool, others := u.b, u.b.s.Pool, false
	for n, start := range c.starts {
		if start == 0 {
			others = true
			continue
		}
		is := b.settle(p.guard, pool.Leaf(event.SlotIs, int32(c.slot), int32(n)))
		if is == event.False {
			continue
		}
		if is == event.True {
			p.pc = start
			return p, true
		}
		q := b.fork(p)
		q.guard, q.pc = pool.Make(event.All, q.guard, is), start
		b.todo = append(b.todo, q)
		p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, is, 0))
	}
	return nil, !others
}

// choiceGuard returns the condition that a slot has the choice whose parts come next on the
// path.
func (u *unroller) choiceGuard(p *path) event.Expr {
	c := &u.prog.code[p.pc]
	if u.b.s.Slots[c.slot].Fixed >= 0 {
		return event.True
	}
	return u.b.s.Pool.Leaf(event.SlotIs, int32(c.slot), int32(p.choice))
}
