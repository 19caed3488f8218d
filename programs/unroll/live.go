package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/isa"
)

// The elements of the sets of a liveness: the condition fields cr0 to cr7, then the
// reservation, then the registers.
const (
	resBit   = 8
	firstReg = 9
)

func crBit(i int) int  { return i }
func regBit(i int) int { return firstReg + i }

// liveness holds, for each instruction, what is live before it: the registers, condition
// fields and the reservation whose value or dependencies can still influence a branch, an
// address, a stored value, the success of a stwcx., or the final state. A register that is
// only used to compute dead registers is dead: for example a counter that nothing else
// reads.
type liveness struct{ in []bitset.Set }

// maxLive is the maximum size of a liveness, in words. Only a thread with thousands of
// registers and thousands of instructions exceeds it; there everything counts as live.
const maxLive = 1 << 20

// liveIn computes the liveness of a thread by iteration to the least fixpoint. hidden
// reports whether nothing sees the store at an index; nil means that it is always false.
func (p *program) liveIn(observed []isa.Reg, regs int, hidden func(i int) bool) *liveness {
	words := bitset.Words(firstReg + regs)
	l := &liveness{in: make([]bitset.Set, len(p.code)+1)}
	if words*len(l.in) > maxLive {
		all := make(bitset.Set, words)
		for k := range all {
			all[k] = ^uint64(0)
		}
		for i := range l.in {
			l.in[i] = all
		}
		return l
	}
	for i := range l.in {
		l.in[i] = make(bitset.Set, words)
	}
	for _, r := range observed {
		l.in[len(p.code)].Add(regBit(int(r)))
	}
	for changed := true; changed; {
		changed = false
		for i := len(p.code) - 1; i >= 0; i-- {
			s := p.code[i].liveBefore(l.in, i, hidden != nil && hidden(i))
			if !slices.Equal(s, l.in[i]) {
				l.in[i], changed = s, true
			}
		}
	}
	return l
}

// liveBefore returns what is live before the instruction at index i. A hidden store
// needs its address but not the value that it stores.
func (c *code) liveBefore(in []bitset.Set, i int, hidden bool) bitset.Set {
	if c.slot >= 0 {
		return c.liveBeforeSlot(in)
	}
	s := slices.Clone(in[i+1])
	op := &c.op
	switch op.Kind {
	case isa.Branch:
		copy(s, in[c.to])
	case isa.CondBranch:
		s.AddAll(in[c.to])
	case isa.LoadRes:
		s.Remove(resBit)
	default: // others go on to the next instruction and make no reservation
	}
	if !c.needed(s) {
		return s
	}
	c.assigns(func(bit int) { s.Remove(bit) })
	if hidden {
		address := isa.Op{Kind: isa.Load, A: op.A, B: op.B}
		address.Reads(func(r isa.Reg) { s.Add(regBit(int(r))) })
		return s
	}
	op.Reads(func(r isa.Reg) { s.Add(regBit(int(r))) })
	for k := range 8 {
		if op.ReadsFields()>>(7-k)&1 != 0 {
			s.Add(crBit(k))
		}
	}
	if op.Kind == isa.StoreCond {
		s.Add(resBit)
	}
	return s
}

// liveBeforeSlot returns what is live before a slot: everything that is live after it, is
// live at the start of a choice with code of its own, or is tested by ctrl().
func (c *code) liveBeforeSlot(in []bitset.Set) bitset.Set {
	s := slices.Clone(in[c.to])
	for _, start := range c.starts {
		if start > 0 {
			s.AddAll(in[start])
		}
	}
	for _, seq := range c.choices {
		for k := range seq {
			seq[k].op.Reads(func(r isa.Reg) { s.Add(regBit(int(r))) })
		}
	}
	return s
}

// needed reports whether the instruction does more than compute values that are dead after
// it.
func (c *code) needed(after bitset.Set) bool {
	switch c.op.Kind {
	case isa.Arith, isa.Compare, isa.FromCR, isa.ToCR:
		used := false
		c.assigns(func(bit int) { used = used || after.Has(bit) })
		return used
	default: // a load is an event even if nothing uses what it reads
		return true
	}
}

// assigns calls f with the bit of each register and condition field that the instruction
// sets.
func (c *code) assigns(f func(bit int)) {
	c.op.Writes(func(r isa.Reg) { f(regBit(int(r))) })
	for k := range 8 {
		if c.op.WritesFields()>>(7-k)&1 != 0 {
			f(crBit(k))
		}
	}
}
