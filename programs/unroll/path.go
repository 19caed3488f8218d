package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// regValue is what a register holds: a value, and the reads it was computed from.
// The zero cell is the number 0, which depends on nothing.
type regValue struct {
	val  event.Expr
	deps deps
}

// reservation is what the last l*arx of the path left, or the stwcx. after it.
type reservation struct {
	read int32      // the event of the l*arx; -1 for none
	deps deps       // reads that it was computed from
	lost event.Expr // a handler ran since then, which ends it
}

// path is one way through a thread, up to the instruction at pc.
type path struct {
	pc     int
	guard  event.Expr
	last   int32 // the last event; -1 for none
	regs   []regValue
	cr     [8]field
	ctrl   deps // reads that decided a branch so far
	res    reservation
	heads  *arrival // at loop heads, the latest first
	back   int      // index of the branch, if the last step was a backward jump; else -1
	wrote  int      // writes so far, and other events with an effect
	choice int      // in a slot: the choice that comes next, of all that are possible
	part   int      // and how many of its barriers lie behind

	interrupts interruptState
}

// start is a path at the beginning of a thread, with every register 0.
func (b *builder) start() *path {
	p := b.newPath()
	n := b.regs.Len()
	if cap(p.regs) < n {
		p.regs = make([]regValue, n)
	}
	regs := p.regs[:n]
	clear(regs)
	*p = path{guard: event.True, last: -1, back: -1, res: reservation{read: -1}, regs: regs, interrupts: interruptState{last: -1}}
	return p
}

// startOf is a path at the beginning of a thread or its handler: both begin
// with the registers of the init block.
func (b *builder) startOf(thread int) *path {
	p := b.start()
	for i := range b.inits {
		if in := &b.inits[i]; in.thread == thread {
			p.set(in.reg, regValue{val: b.s.Pool.Const(in.val)})
		}
	}
	return p
}

// fork is a copy that goes on by itself.
func (b *builder) fork(p *path) *path {
	q := b.newPath()
	regs := append(q.regs[:0], p.regs...)
	*q = *p
	q.regs = regs
	b.work += len(regs) / 16
	return q
}

// newPath is memory for a path, in whatever state.
func (b *builder) newPath() *path {
	n := len(b.freePaths)
	if n == 0 {
		return &path{}
	}
	p := b.freePaths[n-1]
	b.freePaths = b.freePaths[:n-1]
	return p
}

// release gives the memory of a path back.
func (b *builder) release(p *path) {
	p.heads, p.interrupts = nil, interruptState{}
	b.freePaths = append(b.freePaths, p)
}

func (p *path) reg(r isa.Reg) regValue { return p.regs[r] }

func (p *path) set(r isa.Reg, c regValue) { p.regs[r] = c }

// arg is the value of an operand.
func (b *builder) arg(p *path, a *isa.Arg) regValue {
	if a.IsReg {
		return p.reg(a.Reg)
	}
	return regValue{val: b.s.Pool.Number(a.Imm)}
}
