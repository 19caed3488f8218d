package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
)

// A round of a loop is left out if removing it turns every execution with it
// into one with the same final state. Then the loop needs no bound for such
// rounds. A round can be taken away when
//
//   - it leaves everything that is live (see liveness) as it was at the loop's
//     head, so that what comes after it starts from the same state, and
//   - it writes nothing; or nothing outside the round reads what it writes, and
//     none of its writes is the last one to a location that the final state is
//     asked for.
//
// Taking events away takes pairs away from every base relation and adds none, so
// in a model whose axioms only ever reject more when relations grow
// (rel.Model.Monotone) the smaller execution is consistent too. Conversely an
// execution without the round is one of the program as it stands. The typical
// case is a retry loop: a failed stwcx. makes no event, and the next lwarx reads
// again.
//
// Whether a write is read depends on the execution, but of n such rounds one can
// be taken away where fewer than n reads and final values can concern them. The
// reads are counted in the code of all threads (sight.go). docs/decisions/016 has
// the argument in full.
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
	regs  []regValue
	cr    [8]field
	res   reservation
	wrote int
	end   int32 // the last event

	interrupts interruptMark

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
		a.regs, a.cr, a.res, a.wrote, a.end = slices.Clone(p.regs), p.cr, p.res, p.wrote, p.last
		a.interrupts = p.interrupts.mark()
	}
	p.heads = a
}

// skipRound looks whether a path has made a round without effect when it jumps back to a
// loop head. If so, only executions in which an interrupt was taken meanwhile go on. It
// returns false if the path ends there.
func (u *unroller) skipRound(p *path, head int) bool {
	a := u.redundantRound(p, head)
	if a == nil {
		return true
	}
	u.b.s.SkippedRounds, u.skipped = true, true
	return u.continueInterrupted(p, a)
}

// redundantRound finds an earlier arrival at the head that is jumped back to such that
// the path since then need not be followed again: nil if there is none.
func (u *unroller) redundantRound(p *path, head int) *arrival {
	if u.b.opts.KeepRounds {
		return nil
	}
	last := u.b.lastArrival(p, head)
	if last == nil {
		return nil
	}
	live := u.b.liveness(u.thread, u.prog).in[head]
	if last.wrote == p.wrote && u.sameState(p, last, live, live) {
		return last
	}
	if u.hasHandler() {
		return nil
	}
	return u.repeatedRound(p, last)
}

// repeatedRound decides whether one of the rounds of a loop so far is redundant, in a
// thread without a handler. A round here is the part between two arrivals in
// the current state.
func (u *unroller) repeatedRound(p *path, last *arrival) *arrival {
	b, v := u.b, u.b.sight()
	live, plain := b.visibleLiveness(v.bodyOf(u.prog)).in[last.at], b.liveness(u.thread, u.prog).in[last.at]
	end, wrote := p.last, p.wrote
	seen := b.noLocs() // locations that the rounds counted so far write
	rounds, shown := 0, 0
	for a := last; a != nil; a = a.before {
		b.work++
		if a.at != last.at || !u.sameState(p, a, live, plain) {
			continue
		}
		if locs, ok := u.writes(end, a.end, wrote-a.wrote); ok {
			here := b.noLocs()
			for _, loc := range locs {
				if base := b.base(loc); v.readable.Has(base) || v.final.Has(base) {
					here.Add(base)
				}
			}
			if !here.Meets(here) {
				return a
			}
			if n, _ := b.countReads(here); n < unlimited {
				rounds++
				for _, loc := range locs {
					if base := b.base(loc); v.final.Has(base) && !seen.Has(base) {
						shown += b.lengthOf(loc)
						seen.Add(base)
					}
				}
				seen.AddAll(here)
				if n, _ := b.countReads(seen); rounds > n+shown {
					return a
				}
			}
		}
		end, wrote = a.end, a.wrote
	}
	return nil
}

// writes lists the locations of the writes on a path from one event back to
// another, which it excludes. ok is false if something else has an effect
// there; effects is the number of all effects there.
func (u *unroller) writes(from, to int32, effects int) (locs []int32, ok bool) {
	b := u.b
	for e := from; e != to; e = b.edges[e].parent {
		b.work++
		if b.s.Events[e].IsWrite() {
			locs = append(locs, b.s.Events[e].Loc)
		}
	}
	return locs, len(locs) == effects
}

// lengthOf returns the number of elements in the array of a location; 1 for
// others.
func (b *builder) lengthOf(loc int32) int {
	n := 0
	for i := b.base(loc); i < len(b.s.Locs) && b.base(int32(i)) == b.base(loc); i++ {
		n++
	}
	return n
}

// roundOf is how often the path has gone round a loop that the instruction at
// index i lies in.
func (b *builder) roundOf(p *path, i int) int {
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
// interrupt was taken since: a reservation that was held is held then. Of what is
// not live but plain, and so is stored where nothing sees it, only the reads that
// it depends on must be the same: such a store, too, is ordered after them.
func (u *unroller) sameState(p *path, old *arrival, live, plain bitset.Set) bool {
	b := u.b
	if !p.interrupts.sameMask(old.interrupts) {
		return false
	}
	for i := range p.regs {
		x, y := &p.regs[i], &old.regs[i]
		if *x == *y || !plain.Has(regBit(i)) {
			continue
		}
		if x.val != y.val && live.Has(regBit(i)) || !b.sameSet(x.deps, y.deps) {
			return false
		}
	}
	for i := range p.cr {
		switch {
		case live.Has(crBit(i)) && !b.sameField(p.cr[i], old.cr[i]):
			return false
		case plain.Has(crBit(i)) && !b.sameSet(p.cr[i].deps, old.cr[i].deps):
			return false
		}
	}
	return !live.Has(resBit) || p.res.read == old.res.read && b.sameSet(p.res.deps, old.res.deps)
}

// sameField compares the dependencies by content, the rest as it is.
func (b *builder) sameField(x, y field) bool {
	same := b.sameSet(x.deps, y.deps)
	x.deps, y.deps = deps{}, deps{}
	return same && x == y
}
