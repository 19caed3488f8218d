package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// regValue is the content of a register: a value, and the reads from which it was
// computed. The zero regValue is the number 0, which depends on nothing.
type regValue struct {
	val  event.Expr
	deps deps
}

// reservation is the state that the last l*arx or stwcx. of the path has left.
type reservation struct {
	read int32      // the event of the l*arx; -1 if nothing is reserved
	deps deps       // the reads on which a stwcx. depends through the reservation
	lost event.Expr // the condition that a handler has ended the reservation since
}

// path is the state of one path through a thread, before the instruction at pc.
type path struct {
	pc     int
	guard  event.Expr // the condition that an execution takes this path
	last   int32      // the last event; -1 for none
	regs   []regValue
	cr     [8]field
	ctrl   deps // the reads that decided a branch so far and still matter
	res    reservation
	heads  *arrival // arrivals at loop heads, the latest first
	back   int      // the index of the branch if the last step was a backward jump; else -1
	wrote  int      // the number of writes and other events with an effect so far
	choice int      // in a slot: the next slot choice to add
	part   int      // in a slot: the number of parts of that choice that were added

	merged bool // others have joined it

	// The rest is for languages in which control dependencies end; see control.go.
	frames *frame // the branches that the path is inside of
	via    deps   // the part of ctrl that was tested through registers
	tested []deps // by register: what branches had tested before it was computed; nil in other languages

	pair deps // the reads of the last first half of an atomic operation

	interrupts interruptState
}

// start returns a path at the beginning of a thread, with all registers 0.
func (b *builder) start() *path {
	p := b.newPath()
	n := b.regs.Len()
	if cap(p.regs) < n {
		p.regs = make([]regValue, n)
	}
	regs := p.regs[:n]
	clear(regs)
	var tested []deps
	if b.isa.CtrlEnds {
		tested = make([]deps, n)
	}
	*p = path{guard: event.True, last: -1, back: -1, res: reservation{read: -1}, regs: regs, tested: tested, interrupts: interruptState{last: -1}}
	return p
}

// startOf returns a path at the beginning of a thread or of its handler. Both begin with
// the registers of the init block.
func (b *builder) startOf(thread int) *path {
	p := b.start()
	for i := range b.inits {
		if in := &b.inits[i]; in.thread == thread {
			p.set(in.reg, regValue{val: b.s.Pool.Const(in.val)})
		}
	}
	return p
}

// fork returns a copy of a path, to be followed separately.
func (b *builder) fork(p *path) *path {
	q := b.newPath()
	regs := append(q.regs[:0], p.regs...)
	tested := q.tested
	*q = *p
	q.regs = regs
	if p.tested != nil {
		q.tested = append(tested[:0], p.tested...)
	}
	b.work += len(regs) / 16
	return q
}

// newPath returns memory for a path, with arbitrary contents.
func (b *builder) newPath() *path {
	n := len(b.freePaths)
	if n == 0 {
		return &path{}
	}
	p := b.freePaths[n-1]
	b.freePaths = b.freePaths[:n-1]
	return p
}

// release makes the memory of a path available to newPath.
func (b *builder) release(p *path) {
	p.heads, p.interrupts = nil, interruptState{}
	b.freePaths = append(b.freePaths, p)
}

func (p *path) reg(r isa.Reg) regValue { return p.regs[r] }

func (p *path) set(r isa.Reg, c regValue) { p.regs[r] = c }

// arg returns the value of an operand.
func (b *builder) arg(p *path, a *isa.Arg) regValue {
	if a.IsReg {
		return p.reg(a.Reg)
	}
	return regValue{val: b.s.Pool.Number(a.Imm)}
}
