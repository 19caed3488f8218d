package enumerate

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
)

// torn reports whether r cannot read from w because another event of the same access reads from
// another store, and both stores cover both granules.
func (g *search) torn(r, w int32) bool {
	if !g.s.Mixed() {
		return false
	}
	from, to := g.s.Parts(int(r))
	for q := from; q < to; q++ {
		if v := g.x.Rf[q]; int32(q) != r && v >= 0 && g.s.Torn(int(w), int(v), int(r), q) {
			return true
		}
	}
	return false
}

// agreeing returns what is known of the order of the k-th object: what was known before, and
// the order of stores that also are in an object before it. ok is false if that is circular.
func (g *search) agreeing(k int) (before []uint64, ok bool) {
	t := &g.sorting[k]
	before = slices.Clone(t.before)
	if before == nil {
		before = make([]uint64, len(t.members))
	}
	for i := range g.sorting[:k] {
		if g.sorting[i].of != event.Co {
			continue
		}
		list := g.x.Order[event.Co][g.sorting[i].object]
		place := func(e int32) int {
			return slices.IndexFunc(list, func(w int32) bool { return g.s.SameAccess(int(w), int(e)) })
		}
		for m, e := range t.members {
			for n, f := range t.members {
				if p, q := place(f), place(e); p >= 0 && q >= 0 && p < q {
					before[m] |= 1 << n
				}
			}
		}
	}
	return before, closeOrder(before)
}
