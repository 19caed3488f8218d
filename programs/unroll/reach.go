package unroll

import (
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// findEscaping finds the locations whose address can be in memory: it is there at the
// start, or a thread stores a register that may hold it. The set may be too large.
//
// findEscaping ignores the order of instructions: an address that is an operand of a
// computation may be in every register that the thread computes.
func (b *builder) findEscaping() {
	if b.escaped != nil {
		return
	}
	b.escaped = make(bitset.Set, bitset.Words(len(b.s.Locs)))
	for i := range b.s.Locs {
		b.addEscaping(b.s.Locs[i].Init)
	}
	b.bodies(b.addEscapingFrom)
}

func (b *builder) addEscaping(v event.Value) {
	if v.Loc > 0 {
		b.escaped.Add(int(v.Loc - 1))
	}
}

// addEscapingFrom adds the addresses that the code of a thread or of its handler may store.
func (b *builder) addEscapingFrom(t int, code []code) {
	n := b.regs.Len()
	stored, computed, used := make([]bool, n), make([]bool, n), make([]bool, n)
	for i := range code {
		op := &code[i].op
		switch k := op.Kind; {
		case k.Stores():
			if op.C.IsReg {
				stored[op.C.Reg] = true
			}
		case k == isa.Arith: // nothing else computes addresses in registers, but for Update
			op.Reads(func(r isa.Reg) { used[r] = true })
			computed[op.Dst] = true
		}
		if op.Update {
			for _, a := range []isa.Arg{op.A, op.B} {
				if a.IsReg {
					used[a.Reg] = true
				}
			}
			computed[op.A.Reg] = true
		}
	}
	storesComputed := false
	for r := range stored {
		storesComputed = storesComputed || stored[r] && computed[r]
	}
	for _, in := range b.inits {
		if r := in.reg; in.thread == t && (stored[r] || used[r] && storesComputed) {
			b.addEscaping(in.val)
		}
	}
}
