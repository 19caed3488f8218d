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
// A round in which an interrupt may have been taken is without effect where
// none was: the path goes on under the condition that one was.
//
// Rounds do count as executions; Options.KeepRounds keeps them.

// arrival is the state of a path when it came to a loop head.
type arrival struct {
	at    int // index of the head
	from  int // index of the branch that jumped back here; -1 for none
	jumps int // how often the path had jumped back to it
	regs  []cell
	cr    [8]field
	res   reservation
	wrote int
	irqs  *interrupted

	masked bool

	before *arrival // the arrival before it, at any head
}

// lastArrival is the last arrival of the path at a head; nil when it never
// was there, having entered the loop in the middle.
func (b *builder) lastArrival(p *path, head int) *arrival {
	for a := p.heads; a != nil; a = a.before {
		b.work++
		if a.at == head {
			return a
		}
	}
	return nil
}

// arrive notes that the path has come to a loop head.
func (u *unroller) arrive(p *path) {
	a := &arrival{at: p.pc, from: p.back, before: p.heads}
	if last := u.b.lastArrival(p, p.pc); last != nil {
		a.jumps = last.jumps
	}
	if p.back >= 0 {
		a.jumps++
		p.back = -1
	}
	if !u.b.opts.KeepRounds {
		u.b.work += len(p.regs) / 16
		a.regs, a.cr, a.res, a.wrote = slices.Clone(p.regs), p.cr, p.res, p.wrote
		a.irqs, a.masked = p.irqs, p.masked
	}
	p.heads = a
}

// sameRound reports whether the round since the last arrival at the head that
// is jumped back to had no effect.
func (u *unroller) sameRound(p *path, last *arrival) bool {
	if u.b.opts.KeepRounds || last == nil || last.wrote != p.wrote || last.masked != p.masked {
		return false
	}
	if u.prog.live == nil {
		u.prog.live = u.prog.liveIn(u.b.observed[u.thread].regs, u.b.dec.Symbols())
	}
	return u.sameState(p, last, u.prog.live.in[last.at])
}

// rounds is how often the path has gone round a loop that the instruction at
// index i lies in.
func (b *builder) rounds(p *path, i int) int {
	n := 0
	for a := p.heads; a != nil; a = a.before {
		b.work++
		if a.at <= i && i <= a.from {
			n++
		}
	}
	return n
}

// sameState reports whether what is still read afterwards is as it was, where no
// interrupt was taken since: a reservation that was held is held then.
func (u *unroller) sameState(p *path, old *arrival, live bitset) bool {
	b := u.b
	for i := range p.regs {
		if x, y := &p.regs[i], &old.regs[i]; *x != *y && live.has(regBit(i)) && (x.val != y.val || !b.sameSet(x.deps, y.deps)) {
			return false
		}
	}
	for i := range p.cr {
		if live.has(crBit(i)) && !b.sameField(p.cr[i], old.cr[i]) {
			return false
		}
	}
	return !live.has(resBit) || p.res.read == old.res.read && b.sameSet(p.res.deps, old.res.deps)
}

// sameField compares the dependencies by content, the rest as it is.
func (b *builder) sameField(x, y field) bool {
	same := b.sameSet(x.deps, y.deps)
	x.deps, y.deps = deps{}, deps{}
	return same && x == y
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

// maxLive bounds the size of a liveness, in words. A thread for which it would
// be larger has thousands of registers and thousands of instructions.
const maxLive = 1 << 20

// liveIn computes the liveness of a thread by iteration to a fixpoint.
func (p *program) liveIn(observed []power.Reg, symbols int) *liveness {
	words := (firstReg + fixedRegs + symbols + 63) / 64
	l := &liveness{in: make([]bitset, len(p.code)+1)}
	if words*len(l.in) > maxLive {
		all := make(bitset, words)
		for k := range all {
			all[k] = ^uint64(0)
		}
		for i := range l.in {
			l.in[i] = all
		}
		return l
	}
	for i := range l.in {
		l.in[i] = make(bitset, words)
	}
	for _, r := range observed {
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
		return c.beforeSlot(in)
	}
	op := &c.op
	switch op.Kind {
	case power.Branch:
		copy(s, in[c.to])
	case power.CondBranch:
		for k, w := range in[c.to] {
			s[k] |= w
		}
	case power.LoadRes:
		s.del(resBit)
	}
	op.Writes(func(r power.Reg) { s.del(regBit(index(r))) })
	for k := range 8 {
		if op.WritesFields()>>(7-k)&1 != 0 {
			s.del(crBit(k))
		}
	}
	op.Reads(func(r power.Reg) { s.add(regBit(index(r))) })
	for k := range 8 {
		if op.ReadsFields()>>(7-k)&1 != 0 {
			s.add(crBit(k))
		}
	}
	if op.Kind == power.StoreCond {
		s.add(resBit)
	}
	return s
}

// beforeSlot is what is live before a slot: what is behind it, at the start of a
// choice that is code of its own, or tested by ctrl().
func (c *code) beforeSlot(in []bitset) bitset {
	s := slices.Clone(in[c.to])
	for _, start := range c.starts {
		if start > 0 {
			for k, w := range in[start] {
				s[k] |= w
			}
		}
	}
	for _, seq := range c.choices {
		for k := range seq {
			seq[k].op.Reads(func(r power.Reg) { s.add(regBit(index(r))) })
		}
	}
	return s
}
