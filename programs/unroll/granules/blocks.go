package granules

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"github.com/fencewise/fencewise/programs/event"
)

// Footprint is what an access covers: Size bytes of an object, from a distance in bytes from
// its start. An object is a location with an address of its own, or an array.
type Footprint struct {
	Object int32 // as in event.Value.Loc
	Off    int64
	Size   int
}

func (f Footprint) covers(g Footprint) bool {
	return f.Object == g.Object && f.Off <= g.Off && g.Off+int64(g.Size) <= f.Off+int64(f.Size)
}

func (f Footprint) meets(g Footprint) bool {
	return f.Object == g.Object && f.Off < g.Off+int64(g.Size) && g.Off < f.Off+int64(f.Size)
}

// whole returns the footprint of a location.
func whole(l *event.Location) Footprint {
	return Footprint{l.Addr.Loc, l.Addr.Num, l.Size}
}

// block is a piece of memory of up to 8 bytes that some access or location covers, and that
// no other covers in part only. Its value is a number of that many bytes.
type block struct {
	Footprint
	parts []part // by address of the first byte
}

// part is a granule of a block.
type part struct {
	mask  uint64
	bytes []int // distances from the start of the block
	of    int32 // index into event.Structure.Granules
}

// layout is the division of the memory of a program.
type layout struct {
	big    bool
	blocks []block // by object and distance
}

// newLayout divides memory by footprints of accesses and those of locations. Footprints are
// aligned, and their sizes are powers of two, so that two of them are disjoint, or one covers
// the other.
func newLayout(s *event.Structure, accesses []Footprint, big bool) *layout {
	all := slices.Clone(accesses)
	for i := range s.Locs {
		all = append(all, whole(&s.Locs[i]))
	}
	slices.SortFunc(all, func(a, b Footprint) int {
		return cmp.Or(cmp.Compare(a.Object, b.Object), cmp.Compare(a.Off, b.Off), -cmp.Compare(a.Size, b.Size))
	})
	all = slices.Compact(all)
	y := &layout{big: big}
	for _, f := range all { // what covers others comes before them
		if n := len(y.blocks); n > 0 && y.blocks[n-1].meets(f) {
			if !y.blocks[n-1].covers(f) {
				panic(fmt.Sprintf("granules: an access to %d bytes at %d is not aligned", f.Size, f.Off))
			}
			continue
		}
		y.blocks = append(y.blocks, block{Footprint: f})
	}
	for i := range y.blocks {
		y.divide(&y.blocks[i], accesses)
	}
	return y
}

// divide divides a block into granules: bytes that the same accesses cover.
func (y *layout) divide(b *block, accesses []Footprint) {
	same := make([]bool, b.Size*b.Size) // by two bytes: whether the same accesses cover both
	for i := range same {
		same[i] = true
	}
	for _, f := range accesses {
		if !b.covers(f) || f.Size == b.Size {
			continue
		}
		in := func(k int) bool { return f.Off <= b.Off+int64(k) && b.Off+int64(k) < f.Off+int64(f.Size) }
		for k := range b.Size {
			for m := range b.Size {
				same[k*b.Size+m] = same[k*b.Size+m] && in(k) == in(m)
			}
		}
	}
	for k := range b.Size {
		p := part{}
		for m := range b.Size {
			if same[k*b.Size+m] {
				p.bytes = append(p.bytes, m)
				p.mask |= 0xff << y.shift(b, Footprint{b.Object, b.Off + int64(m), 1})
			}
		}
		if p.bytes[0] == k {
			b.parts = append(b.parts, p)
		}
	}
}

// shift returns by how many bits the value of an access is shifted in that of its block.
func (y *layout) shift(b *block, f Footprint) int {
	at := int(f.Off - b.Off)
	if y.big {
		at = b.Size - at - f.Size
	}
	return 8 * at
}

// mask returns the bits that an access covers in the value of its block.
func (y *layout) mask(b *block, f Footprint) uint64 {
	return bits.RotateLeft64(^uint64(0)>>(64-8*f.Size), y.shift(b, f))
}

// blockOf returns the block of a footprint.
func (y *layout) blockOf(f Footprint) *block {
	i, found := slices.BinarySearchFunc(y.blocks, f, func(b block, f Footprint) int {
		return cmp.Or(cmp.Compare(b.Object, f.Object), cmp.Compare(b.Off, f.Off))
	})
	if !found {
		i--
	}
	return &y.blocks[i]
}

// covered returns the granules of a block that meet a footprint.
func (y *layout) covered(b *block, f Footprint) (list []*part) {
	m := y.mask(b, f)
	for i := range b.parts {
		if b.parts[i].mask&m != 0 {
			list = append(list, &b.parts[i])
		}
	}
	return list
}

// Divided reports which locations are not one granule, and whether there are any.
func Divided(s *event.Structure, accesses []Footprint) (some bool, locs []bool) {
	y := newLayout(s, accesses, false)
	locs = make([]bool, len(s.Locs))
	for i := range s.Locs {
		f := whole(&s.Locs[i])
		b := y.blockOf(f)
		locs[i] = len(b.parts) > 1 || b.Footprint != f
		some = some || locs[i]
	}
	return some, locs
}
