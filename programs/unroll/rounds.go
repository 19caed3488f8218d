package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
)

// A round of a loop is skipped if removing it from any execution gives an execution with
// the same final state. A loop needs no bound for such rounds. A round can be removed if
//
//   - at its end everything that is live (see liveness) is as at its beginning, so that
//     the code after it starts from the same state, and
//   - it writes nothing; or nothing outside the round reads what it writes, and none of
//     its writes is the last one to a location of the final state.
//
// Removing events removes pairs from every base relation and adds none. So in a model
// whose axioms never reject less when relations grow (rel.Model.Monotone), the smaller
// execution is consistent, too. Conversely, an execution without the round is one of the
// unchanged program. The typical case is a retry loop: a failed stwcx. makes no event, and
// the next lwarx reads again.
//
// Whether a write is read depends on the execution. But of n such rounds, one can be
// removed if fewer than n reads and final values can see their writes. The reads are
// counted in the code of all threads (sight.go). docs/decisions/016 has the complete
// argument.
//
// A round in which an interrupt may have been taken has no effect if none was: the path
// goes on under the condition that one was.
//
// Executions with such rounds are separate executions; Options.KeepRounds keeps them.

// arrival is the state of a path when it arrived at a loop head.
type arrival struct {
	at    int // index of the head
	from  int // index of the branch that jumped back here; -1 for none
	jumps int // the number of jumps back to this head so far
	regs  []regValue
	cr    [8]field
	res   reservation
	wrote int
	end   int32 // the last event

	interrupts interruptMark

	before *arrival // the arrival before it, at any head
}

// lastArrival returns the last arrival of the path at a head; nil if there is none because
// the path entered the loop elsewhere.
func (b *builder) lastArrival(p *path, head int) *arrival {
	for a := p.heads; a != nil; a = a.before {
		b.work++
		if a.at == head {
			return a
		}
	}
	return nil
}

// arrive records that the path has arrived at a loop head.
func (u *unroller) arrive(p *path) {
	a := &arrival{at: p.pc, from: p.back, wrote: p.wrote, end: p.last, before: p.heads}
	if last := u.b.lastArrival(p, p.pc); last != nil {
		a.jumps = last.jumps
	}
	if p.back >= 0 {
		a.jumps++
		p.back = -1
	}
	if !u.b.opts.KeepRounds {
		u.b.work += len(p.regs) / 16
		a.regs, a.cr, a.res = slices.Clone(p.regs), p.cr, p.res
		a.interrupts = p.interrupts.mark()
	}
	p.heads = a
}

// skipRound ends a path that jumps back to a loop head if the round, or the rounds since an
// earlier arrival, had no effect. Only executions in which an interrupt was taken
// meanwhile go on. It returns false if there are none, so that the path ends.
func (u *unroller) skipRound(p *path, head int) bool {
	a := u.redundantRound(p, head)
	if a == nil {
		return u.skipAttempts(p, head)
	}
	u.b.s.SkippedRounds, u.skipped = true, true
	return u.continueInterrupted(p, a)
}

// redundantRound finds an earlier arrival at a head, to which the path jumps back, since
// which the path has had no effect. It returns nil if there is none.
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
	if u.hasHandler() || u.b.mixed { // a load can see as many stores as it covers granules
		return nil
	}
	if u.b.opts.KeepWrites {
		u.b.s.KeptWrites = true
		return nil
	}
	return u.repeatedRound(p, last)
}

// repeatedRound finds a redundant round among all rounds of a loop so far, in a thread
// without a handler. Here a round is the part of the path between two arrivals in the
// current state.
func (u *unroller) repeatedRound(p *path, last *arrival) *arrival {
	b, v := u.b, u.b.sight()
	visible, live := b.visibleLiveness(v.bodyOf(u.prog)).in[last.at], b.liveness(u.thread, u.prog).in[last.at]
	end := p.last
	seen := b.noLocs() // the locations that the rounds counted so far write
	rounds, shown := 0, 0
	for a := last; a != nil; a = a.before {
		b.work++
		if a.at != last.at || !u.sameState(p, a, visible, live) {
			continue
		}
		if locs, ok := u.writes(end, a.end); ok {
			here := b.noLocs()
			for _, loc := range locs {
				if base := b.base(loc); v.readable.Has(base) || v.final.Has(base) {
					here.Add(base)
				}
			}
			if !here.Meets(here) {
				return a
			}
			if b.asksWaits { // a thread that repeats these rounds forever does not end
				return nil
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
		end = a.end
	}
	return nil
}

// writes lists the locations of the writes on the paths from one event or join back to
// another, which it excludes and which all of these paths have. ok is false if something
// else has an effect there.
func (u *unroller) writes(from, to int32) (locs []int32, ok bool) {
	b := u.b
	ok = true
	b.walkBack(from, to, func(e int32) {
		switch ev := &b.s.Events[e]; {
		case ev.IsWrite():
			locs = append(locs, ev.Loc)
		case ev.Doorbell() >= 0:
			ok = false
		}
	})
	return locs, ok
}

// lengthOf returns the number of elements in the array of a location; 1 if it is in none.
func (b *builder) lengthOf(loc int32) int {
	n := 0
	for i := b.base(loc); i < len(b.s.Locs) && b.base(int32(i)) == b.base(loc); i++ {
		n++
	}
	return n
}

// roundOf returns how many rounds of loops that contain the instruction at index i the path
// has completed.
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

// sameState reports whether the live part of the state is as it was at an arrival, assuming
// that no interrupt was taken since, which would have ended the reservation. For registers
// and fields that are live but not visible (see visibleLiveness), only the dependencies have
// to be the same: their values only reach stores that nothing sees, but these are ordered
// after the reads, too.
func (u *unroller) sameState(p *path, old *arrival, visible, live bitset.Set) bool {
	b := u.b
	if !p.interrupts.sameMask(old.interrupts) {
		return false
	}
	for i := range p.regs {
		x, y := &p.regs[i], &old.regs[i]
		if *x == *y || !live.Has(regBit(i)) {
			continue
		}
		if x.val != y.val && visible.Has(regBit(i)) || !b.sameSet(x.deps, y.deps) {
			return false
		}
	}
	for i := range p.cr {
		switch {
		case visible.Has(crBit(i)) && !b.sameField(p.cr[i], old.cr[i]):
			return false
		case live.Has(crBit(i)) && !b.sameSet(p.cr[i].deps, old.cr[i].deps):
			return false
		}
	}
	return !visible.Has(resBit) || p.res.read == old.res.read && b.sameSet(p.res.deps, old.res.deps)
}

// sameField reports whether two fields have the same content and dependencies.
func (b *builder) sameField(x, y field) bool {
	same := b.sameSet(x.deps, y.deps)
	x.deps, y.deps = deps{}, deps{}
	return same && x == y
}
