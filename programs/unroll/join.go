package unroll

import "github.com/fencewise/fencewise/programs/event"

// pathEnd is the end of a path through a handler: what is needed to join it with others.
type pathEnd struct {
	guard event.Expr
	ctrl  deps  // the reads that it tested
	last  int32 // its last event, or a join
}

// continueFrom makes a path go on from a joined end.
func (p *path) continueFrom(e pathEnd) { p.guard, p.ctrl, p.last = e.guard, e.ctrl, e.last }

// joinEnds joins several ends: with each other, with what a path has tested before, and
// with more last events. Its guard holds if the given one or that of an end holds.
func (b *builder) joinEnds(guard event.Expr, ends []pathEnd, ctrl deps, lasts []int32) pathEnd {
	for i := range ends {
		e := &ends[i]
		guard = b.s.Pool.Make(event.Any, guard, e.guard)
		ctrl = b.union(ctrl, e.ctrl)
		lasts = append(lasts, e.last)
	}
	return pathEnd{guard: guard, ctrl: ctrl, last: b.join(lasts)}
}

// groupEnds puts the ends of a run of the handler, which began with the event irq, into
// groups that can join: of a read on two paths of a group, both have tested it or neither
// has. A read that only another path has is not executed, so what follows the join can
// depend on everything that any path of the group tested. The first group always exists,
// and joins with the path on which no interrupt is taken.
func (b *builder) groupEnds(irq int32, ends []pathEnd) [][]pathEnd {
	groups := make([][]pathEnd, 1)
	tested := []map[int32]string{{}} // by group: for each read on its paths, how they tested it
	for i := range ends {
		e := &ends[i]
		k := 0
		for k < len(groups) && !b.agrees(irq, e, tested[k]) {
			k++
		}
		if k == len(groups) {
			groups, tested = append(groups, nil), append(tested, map[int32]string{})
		}
		groups[k] = append(groups[k], *e)
		b.eachTested(irq, e, func(read int32, mark string) bool {
			tested[k][read] = mark
			return true
		})
	}
	return groups
}

// agrees reports whether the path to an end tested each read that it has in common with
// others as they did.
func (b *builder) agrees(irq int32, end *pathEnd, others map[int32]string) bool {
	return b.eachTested(irq, end, func(read int32, mark string) bool {
		other, common := others[read]
		return !common || other == mark
	})
}

// eachTested calls f with each read and successful stwcx. between the event irq and an
// end, and with how the path tested it (see testMark), until f returns false. It reports
// whether f always returned true.
func (b *builder) eachTested(irq int32, end *pathEnd, f func(read int32, mark string) bool) bool {
	for e := end.last; e > irq; e = b.edges[e].parent {
		b.work++
		if !b.s.Events[e].IsRead() && !b.isSuccess(e) {
			continue
		}
		if !f(e, b.testMark(end.ctrl, e)) {
			return false
		}
	}
	return true
}

// join returns the end of several paths as one: a number below -1 that link.parent can
// hold.
func (b *builder) join(lasts []int32) int32 {
	b.joins = append(b.joins, lasts)
	return -1 - int32(len(b.joins))
}
