package unroll

import "github.com/fencewise/fencewise/programs/event"

// ways is several paths as one: their guards, what they tested, and their end.
func (b *builder) ways(guard event.Expr, ways []path, ctrl deps, ends []int32) (event.Expr, deps, int32) {
	for i := range ways {
		w := &ways[i]
		guard = b.s.Pool.Make(event.Any, guard, w.guard)
		ctrl = b.merge(ctrl, w.ctrl)
		ends = append(ends, w.last)
	}
	return guard, ctrl, b.join(ends)
}

// agree puts the ways through a run of the handler, which began with the event
// irq, into groups that can join: where a read lies on two ways of a group,
// both have tested it or neither has. Of the reads of another way nothing is
// executed, so what follows can be said to depend on all that any of them
// tested. There is always a first group, to be joined with the path on which no
// interrupt is taken.
func (b *builder) agree(irq int32, ways []path) [][]path {
	groups := make([][]path, 1)
	tested := []map[int32]string{{}} // by group: of each read on its ways, whether they tested it
	for i := range ways {
		w := &ways[i]
		k := 0
		for k < len(groups) && !b.agrees(irq, w, tested[k]) {
			k++
		}
		if k == len(groups) {
			groups, tested = append(groups, nil), append(tested, map[int32]string{})
		}
		groups[k] = append(groups[k], *w)
		b.reached(irq, w, func(read int32, is string) bool {
			tested[k][read] = is
			return true
		})
	}
	return groups
}

// agrees reports whether a way tested the same reads as others, of those that
// it has in common with them.
func (b *builder) agrees(irq int32, w *path, others map[int32]string) bool {
	return b.reached(irq, w, func(read int32, is string) bool {
		was, common := others[read]
		return !common || was == is
	})
}

// reached calls f with each read and successful stwcx. on a way and how the way tested it, until
// f returns false.
func (b *builder) reached(irq int32, w *path, f func(read int32, tested string) bool) bool {
	for e := w.last; e > irq; e = b.links[e].parent {
		b.work++
		if !b.s.Events[e].IsRead() && !b.isSuccess(e) {
			continue
		}
		if !f(e, b.testMark(w.ctrl, e)) {
			return false
		}
	}
	return true
}

// join is the end of several paths as one: a number below -1 that link.parent
// can hold.
func (b *builder) join(ends []int32) int32 {
	b.joins = append(b.joins, ends)
	return -1 - int32(len(b.joins))
}
