package unroll

import (
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// initReg is the initial value of a register.
type initReg struct {
	thread int
	reg    isa.Reg
	val    event.Value
}

// initRegs collects the registers that the init block sets.
func (b *builder) initRegs() {
	for i := range b.s.Test.Init {
		in := &b.s.Test.Init[i]
		if !in.Target.IsReg() || len(in.Values) == 0 {
			continue
		}
		if th, ok := b.thread(&in.Target); ok {
			b.inits = append(b.inits, initReg{th, b.reg(&in.Target), b.value(&in.Values[0])})
		}
	}
	b.initParameters()
}

// observed holds the registers of a thread that belong to the final state.
type observed struct {
	regs []isa.Reg
	seen bitset.Set // the elements of regs
}

// observe collects the registers that the condition, the filter and the list of locations
// name.
func (b *builder) observe() {
	n := len(b.s.Test.Threads)
	for len(b.observed) < n {
		b.observed = append(b.observed, observed{})
	}
	b.observed = b.observed[:n]
	for i := range b.observed {
		o := &b.observed[i]
		o.regs = o.regs[:0]
		clear(o.seen)
	}
	litmus.EachAtom(b.s.Test.Cond.Prop, b.observeAtom)
	litmus.EachAtom(b.s.Test.Filter, b.observeAtom)
	for i := range b.s.Test.Locations {
		b.observeLoc(&b.s.Test.Locations[i].Loc)
	}
}

func (b *builder) observeAtom(a *litmus.Atom) {
	b.observeLoc(&a.Loc)
	if a.Other != nil {
		b.observeLoc(a.Other)
	}
}

func (b *builder) observeLoc(l *litmus.Loc) {
	if !l.IsReg() {
		return
	}
	th, ok := b.thread(l)
	if !ok {
		return
	}
	o, r := &b.observed[th], b.reg(l)
	i := int(r)
	for len(o.seen) <= i>>6 {
		o.seen = append(o.seen, 0)
	}
	if !o.seen.Has(i) {
		o.seen.Add(i)
		o.regs = append(o.regs, r)
	}
}

// reg returns the register that a litmus location names.
func (b *builder) reg(l *litmus.Loc) isa.Reg {
	if l.Reg >= 0 {
		return isa.Reg(l.Reg)
	}
	return b.regs.Symbolic(l.Name)
}

// thread returns the index of the thread to which a register belongs.
func (b *builder) thread(l *litmus.Loc) (int, bool) { return b.threadOf(l.Thread, l.Span) }

// threadOf returns the index of the thread with an ID. It adds a diagnostic if there is
// none.
func (b *builder) threadOf(id int, at diag.Span) (int, bool) {
	threads := b.s.Test.Threads
	if id < len(threads) && threads[id].ID == id {
		return id, true
	}
	for i, t := range threads {
		if t.ID == id {
			return i, true
		}
	}
	b.fail(diag.New(at, diag.EventThread, "no thread P%d exists", id).
		Note("the last thread is %s", threads[len(threads)-1].Name))
	return 0, false
}
