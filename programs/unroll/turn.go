package unroll

import "github.com/fencewise/fencewise/internal/bitset"

// At the head of a loop a register can be live that each round loads anew, as q in
//
//	q = load(s); while (q & 1) q = load(s);
//
// Then no two rounds begin in the same state, although a round in which nothing but q changes has
// no effect. But before the load in the loop q is dead. Such a point, which is in every round, is
// the loop's turn: a round from one arrival there to the next is skipped as a round from the
// head is. Any two arrivals at one point of the code in the same state will do (rounds.go).

// findTurns finds the turns of the loops of a thread without a handler.
func (b *builder) findTurns(thread int, p *program) {
	if p.handler != nil || b.opts.KeepRounds || b.opts.HeadsOnly {
		return
	}
	live := b.liveness(thread, p)
	for k := range p.regions {
		l := &p.regions[k]
		assigned := make(bitset.Set, len(live.in[0]))
		for i := l.head; i <= l.end; i++ {
			if c := &p.code[i]; c.slot < 0 {
				c.assigns(assigned.Add)
			}
		}
		least := changes(assigned, live.in[l.head])
		for i := l.head + 1; i <= l.end && least > 0; i++ {
			c := &p.code[i]
			if n := changes(assigned, live.in[i]); n < least && c.slot < 0 && c.inSlot == 0 && !c.head && p.everyRoundOf(*l, i) {
				l.turn, least = i, n
			}
		}
		if l.turn > 0 {
			p.code[l.turn].turn = true
		}
	}
}

// changes counts what a loop assigns and what is live at some point.
func changes(assigned, live bitset.Set) (n int) {
	assigned.Each(func(i int) {
		if live.Has(i) {
			n++
		}
	})
	return n
}

// everyRoundOf reports whether each way from the head of a loop back to it passes an instruction.
func (p *program) everyRoundOf(l region, at int) bool {
	seen := map[int]bool{}
	back := false
	todo := []int{l.head}
	for len(todo) > 0 && !back {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		p.successors(i, func(k int) {
			switch {
			case k == l.head:
				back = true
			case k != at && l.has(k) && !seen[k]:
				seen[k] = true
				todo = append(todo, k)
			}
		})
	}
	return !back
}

// atTurn ends a path that comes to the turn of a loop if it has had no effect since it was there
// before.
func (u *unroller) atTurn(p *path) bool {
	last := u.b.lastArrival(p, p.pc)
	live := u.b.liveness(u.thread, u.prog).in[p.pc]
	if last != nil && last.wrote == p.wrote && u.sameState(p, last, live, live) {
		u.b.s.SkippedRounds, u.skipped = true, true
		return u.continueInterrupted(p, last)
	}
	u.arrive(p)
	return true
}
