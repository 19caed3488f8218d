package event

import (
	"slices"

	"github.com/fencewise/fencewise/programs/power"
)

// A round of a loop has no effect when it made no write and leaves every
// register, condition field and reservation that is still read afterwards as
// it was at the loop's head. Such a round is left out, and the loop needs no
// bound on that account. This is exact for final states: take an execution
// with such a round and remove its events. What comes after the round starts
// from the same state, so the rest is an execution of the program with the
// same final state. Removing events takes pairs away from every base relation
// and adds none, so in a model whose axioms only ever reject more when
// relations grow (rel.Model.Monotone) the smaller execution is consistent
// too. Conversely an execution without the round is one of the program as it
// stands. The typical case is a retry loop: a failed stwcx. makes no event,
// and the next lwarx reads again.
//
// Rounds do count as executions; Options.KeepRounds keeps them.

// snapshot is the state of a path at a loop head.
type snapshot struct {
	regs  []cell
	cr    [8]field
	res   reservation
	wrote int
}

// sameRound reports whether the round that ends with a jump to the index head
// had no effect.
func (u *unroller) sameRound(p *path, head int) bool {
	if u.b.opts.KeepRounds {
		return false
	}
	if u.prog.live == nil {
		u.prog.live = u.prog.liveIn(u.b.observed[u.thread], u.b.s.regs.Symbols())
	}
	old, ok := p.heads[head]
	return ok && old.wrote == p.wrote && u.sameState(p, &old, u.prog.live.in[head])
}

// atHead notes the state of a path that arrives at a loop head.
func (u *unroller) atHead(p *path) {
	if p.heads == nil {
		p.heads = map[int]snapshot{}
	}
	p.heads[p.pc] = snapshot{slices.Clone(p.regs), p.cr, p.res, p.wrote}
}

func (u *unroller) sameState(p *path, old *snapshot, live bitset) bool {
	for i := range p.regs {
		if live.has(regBit(i)) && !sameCell(p.regs[i], old.regs[i]) {
			return false
		}
	}
	for i := range p.cr {
		if live.has(crBit(i)) && !sameField(p.cr[i], old.cr[i]) {
			return false
		}
	}
	return !live.has(resBit) || p.res.read == old.res.read
}

func sameCell(x, y cell) bool { return x.val == y.val && slices.Equal(x.deps, y.deps) }

func sameField(x, y field) bool {
	return x.kind == y.kind && x.a == y.a && x.b == y.b && x.word == y.word &&
		x.unsigned == y.unsigned && x.ok == y.ok && slices.Equal(x.deps, y.deps)
}

// bitset holds one bit for each register, condition field, and the
// reservation.
type bitset []uint64

const (
	resBit   = 8
	firstReg = 9
)

func crBit(i int) int  { return i }
func regBit(i int) int { return firstReg + i }

func (s bitset) has(i int) bool { return s[i>>6]>>(i&63)&1 != 0 }
func (s bitset) add(i int)      { s[i>>6] |= 1 << (i & 63) }
func (s bitset) del(i int)      { s[i>>6] &^= 1 << (i & 63) }

// liveness says for each instruction what may still be read from there on.
type liveness struct{ in []bitset }

// liveIn computes the liveness of a thread by iteration to a fixpoint.
func (p *program) liveIn(observed map[power.Reg]bool, symbols int) *liveness {
	words := (firstReg + 32 + symbols + 63) / 64
	l := &liveness{in: make([]bitset, len(p.code)+1)}
	for i := range l.in {
		l.in[i] = make(bitset, words)
	}
	for r := range observed {
		l.in[len(p.code)].add(regBit(index(r)))
	}
	for changed := true; changed; {
		changed = false
		for i := len(p.code) - 1; i >= 0; i-- {
			s := p.code[i].before(l.in, i)
			if !slices.Equal(s, l.in[i]) {
				l.in[i], changed = s, true
			}
		}
	}
	return l
}

// before is what is live before the instruction at index i.
func (c *code) before(in []bitset, i int) bitset {
	s := slices.Clone(in[i+1])
	if c.slot >= 0 {
		return s
	}
	op := &c.op
	read := func(args ...power.Arg) {
		for _, a := range args {
			if !a.Const {
				s.add(regBit(index(a.Reg)))
			}
		}
	}
	switch op.Kind {
	case power.Arith:
		s.del(regBit(index(op.Dst)))
		if op.Record {
			s.del(crBit(0))
		}
		read(op.A, op.B)
	case power.Compare:
		s.del(crBit(int(op.CR)))
		read(op.A, op.B)
	case power.Load, power.LoadRes:
		s.del(regBit(index(op.Dst)))
		if op.Kind == power.LoadRes {
			s.del(resBit)
		}
		read(op.Base, op.Index)
	case power.Store:
		read(op.Src, op.Base, op.Index)
	case power.StoreCond:
		s.del(crBit(0))
		s.add(resBit)
		read(op.Src, op.Base, op.Index)
	case power.Branch:
		copy(s, in[c.to])
	case power.CondBranch:
		for k, w := range in[c.to] {
			s[k] |= w
		}
		s.add(crBit(int(op.CR)))
	}
	return s
}
