package pin

import (
	"slices"

	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// copied holds a load whose register is written again, and the register that keeps its
// value.
type copied struct {
	load   *litmus.Instr
	thread int // its ID
	to     int
}

// findCopies finds the executed loads of threads whose register the thread or its
// handler also writes elsewhere. A handler may execute its loads several times.
func (p *pinner) findCopies() {
	for th, thread := range p.base.Threads {
		for i := range thread.Cells {
			in := thread.Cells[i].Instr
			if r, ok := p.destination(in); ok && p.executed(in) && p.writers(thread, r) > 1 {
				if to, ok := p.take(th); ok {
					p.copies = append(p.copies, copied{in, thread.ID, to})
				}
			}
		}
	}
}

// counted holds a label that a loop branches back to, and the register that counts how
// often the thread reaches it.
type counted struct {
	thread int // its ID
	label  string
	in     int
}

func (c *counted) handler(col *litmus.Thread) bool { return col.Name != "P"+itoa(c.thread) }

// findRounds finds the labels of threads that a branch below them names.
func (p *pinner) findRounds() {
	for th, thread := range p.base.Threads {
		above := []string{}
		for i := range thread.Cells {
			c := &thread.Cells[i]
			for _, l := range c.Labels {
				above = append(above, l.Text)
			}
			op, ok := p.decode(c.Instr)
			if !ok || op.Kind != isa.Branch && op.Kind != isa.CondBranch || !slices.Contains(above, op.Target) {
				continue
			}
			if slices.ContainsFunc(p.rounds, func(r counted) bool { return r.thread == thread.ID && r.label == op.Target }) {
				continue
			}
			if in, ok := p.take(th); ok {
				p.rounds = append(p.rounds, counted{thread.ID, op.Target, in})
			}
		}
	}
}

// outcome holds a stwcx. and the register that keeps whether it succeeded.
type outcome struct {
	store  *litmus.Instr
	thread int // its ID
	in     int
}

// findOutcomes finds the stwcx. of threads that are in no loop; a loop ends when its
// stwcx. succeeds.
func (p *pinner) findOutcomes() {
	for th, thread := range p.base.Threads {
		for i := range thread.Cells {
			in := thread.Cells[i].Instr
			op, ok := p.decode(in)
			if !ok || op.Kind != isa.StoreCond || p.loops(thread, i) {
				continue
			}
			if r, ok := p.take(th); ok {
				p.outcomes = append(p.outcomes, outcome{in, thread.ID, r})
			}
		}
	}
}

// loops reports whether a branch goes back over a cell.
func (p *pinner) loops(th *litmus.Thread, cell int) bool {
	above := map[string]bool{}
	for i := range th.Cells {
		for _, l := range th.Cells[i].Labels {
			above[l.Text] = above[l.Text] || i <= cell
		}
		op, ok := p.decode(th.Cells[i].Instr)
		if ok && i > cell && (op.Kind == isa.Branch || op.Kind == isa.CondBranch) && above[op.Target] {
			return true
		}
	}
	return false
}

// take returns a register of a thread that nothing uses.
func (p *pinner) take(th int) (int, bool) {
	if len(p.free[th]) == 0 {
		return 0, false
	}
	r := p.free[th][0]
	p.free[th] = p.free[th][1:]
	return r, true
}

// executed reports whether an access of the instruction is executed.
func (p *pinner) executed(in *litmus.Instr) bool {
	in = p.original(in)
	return slices.ContainsFunc(p.c.Events(), func(e int32) bool {
		ev := &p.c.X.S.Events[e]
		return ev.IsAccess() && ev.Instr == in
	})
}

// destination returns the operand that a load writes.
func (p *pinner) destination(in *litmus.Instr) (*litmus.Operand, bool) {
	op, ok := p.decode(in)
	if !ok || op.Kind != isa.Load && op.Kind != isa.LoadRes {
		return nil, false
	}
	return &in.Args[0], true
}

func (p *pinner) decode(in *litmus.Instr) (isa.Op, bool) {
	if in == nil {
		return isa.Op{}, false
	}
	op, err := p.set.NewDecoder().Decode(in)
	return op, err == nil
}

// writers counts the instructions that write the register of an operand.
func (p *pinner) writers(th *litmus.Thread, r *litmus.Operand) (n int) {
	d := p.set.NewDecoder()
	of := isa.Reg(r.Num)
	if r.Kind == litmus.OpSym {
		of = d.Regs().Symbolic(r.Text)
	}
	eachInstr(th, func(in *litmus.Instr) {
		if op, err := d.Decode(in); err == nil {
			op.Writes(func(w isa.Reg) {
				if w == of {
					n++
				}
			})
		}
	})
	return n
}

// eachInstr calls f for each instruction of a thread and its handler.
func eachInstr(th *litmus.Thread, f func(*litmus.Instr)) {
	for i := range th.Cells {
		if in := th.Cells[i].Instr; in != nil {
			f(in)
		}
	}
	if th.Handler != nil {
		eachInstr(th.Handler, f)
	}
}

// unused lists the registers that neither a thread nor its handler nor the init block
// nor the condition names, the highest first. It leaves out r0, which some operands
// cannot name.
func unused(t *litmus.Test, th *litmus.Thread) []int {
	used := [32]bool{0: true}
	eachInstr(th, func(in *litmus.Instr) {
		for k := range in.Args {
			o := named(&in.Args[k])
			if o.Kind == litmus.OpReg && o.Num >= 0 && o.Num < 32 {
				used[o.Num] = true
			}
		}
	})
	for i := range t.Init {
		if l := &t.Init[i].Target; l.Thread == th.ID && l.Reg >= 0 {
			used[l.Reg] = true
		}
	}
	asked(t.Cond.Prop, func(l *litmus.Loc) {
		if l.Thread == th.ID && l.Reg >= 0 {
			used[l.Reg] = true
		}
	})
	var free []int
	for r := 31; r >= 0; r-- {
		if !used[r] {
			free = append(free, r)
		}
	}
	return free
}

// asked calls f for each place that a condition compares.
func asked(p litmus.Prop, f func(*litmus.Loc)) {
	litmus.EachAtom(p, func(a *litmus.Atom) {
		f(&a.Loc)
		if a.Other != nil {
			f(a.Other)
		}
	})
}
