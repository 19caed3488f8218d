package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// placeAtAddress returns what an access to an address covers, as unroller.placeAt does, and false where
// that cuts the path or reports an error.
func (b *builder) placeAtAddress(c *code, v event.Value) (place, bool) {
	loc := b.locationAt(v, c.op.Size)
	size := int64(c.op.Size)
	if loc >= 0 && (!b.mixed || b.s.Locs[loc].Size == int(size) || b.isWhole(c, loc) || !b.typed[loc]) {
		return place{loc: loc}, true
	}
	start, total := b.around(v)
	if !b.mixed || size == 0 || start < 0 || v.Num < 0 || v.Num%size != 0 || v.Num+size > total || !b.typed[start] {
		return place{}, false
	}
	return place{loc: start, off: v.Num, size: int(size)}, true
}

// finalAt returns what memory holds at a place in the final state. It is put together from the
// final values of locations: of one that covers the place, or of those that make it up. ok is
// false if there are none such.
func (b *builder) finalAt(at place) (val event.Expr, ok bool) {
	pool := b.s.Pool
	if at.size == 0 {
		return pool.Leaf(event.Final, at.loc, 0), true
	}
	object := b.s.Locs[at.loc].Addr.Loc
	end := at.off + int64(at.size)
	big := b.s.Test.Endian == litmus.BigEndian
	mask := pool.Number(int64(^uint64(0) >> (64 - 8*at.size)))
	val = pool.Number(0)
	filled := make([]bool, at.size)
	for i := int(object - 1); i < len(b.s.Locs) && b.s.Locs[i].Addr.Loc == object; i++ {
		l := &b.s.Locs[i]
		first, last := l.Addr.Num, l.Addr.Num+int64(l.Size)
		whole := pool.Leaf(event.Final, int32(i), 0)
		shift := func(below, above int64) event.Expr { // the distance of the lower ends of two numbers, in bits
			if big {
				below = above
			}
			return pool.Number(8 * below)
		}
		switch {
		case l.Size == 0:
		case first <= at.off && end <= last:
			return pool.Make(event.And, pool.Make(event.Shr, whole, shift(at.off-first, last-end)), mask), true
		case at.off <= first && last <= end && !filled[first-at.off]:
			for k := first; k < last; k++ {
				if filled[k-at.off] {
					return 0, false
				}
				filled[k-at.off] = true
			}
			val = pool.Make(event.Or, val, pool.Make(event.Shl, whole, shift(first-at.off, end-last)))
		}
	}
	return val, !slices.Contains(filled, false)
}
