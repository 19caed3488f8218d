package unroll

import "slices"

// deps is a set of reads, and of writes of successful stwcx. that stand for their
// success: a piece of builder.reads, sorted. What was written
// there never changes, so sets are shared freely between registers, paths and
// events.
type deps struct{ at, n int32 }

// elements is the events of a set.
func (b *builder) elements(d deps) []int32 { return b.reads[d.at : d.at+d.n] }

// readSet is the set of one read.
func (b *builder) readSet(read int32) deps {
	b.reads = append(b.reads, read)
	return deps{int32(len(b.reads) - 1), 1}
}

// union is the union of two sets.
func (b *builder) union(x, y deps) deps {
	if x.n == 0 || x == y {
		return y
	}
	if y.n == 0 {
		return x
	}
	xs, ys := b.elements(x), b.elements(y)
	if slices.Equal(xs, ys) {
		return x
	}
	b.work += len(xs) + len(ys)
	at := len(b.reads)
	for len(xs) > 0 && len(ys) > 0 {
		switch {
		case xs[0] < ys[0]:
			b.reads, xs = append(b.reads, xs[0]), xs[1:]
		case ys[0] < xs[0]:
			b.reads, ys = append(b.reads, ys[0]), ys[1:]
		default:
			b.reads, xs, ys = append(b.reads, xs[0]), xs[1:], ys[1:]
		}
	}
	b.reads = append(append(b.reads, xs...), ys...)
	u := deps{int32(at), int32(len(b.reads) - at)}
	switch u.n { // one holds the other: no new set after all
	case x.n:
		b.reads, u = b.reads[:at], x
	case y.n:
		b.reads, u = b.reads[:at], y
	}
	return u
}

// sameSet compares by content.
func (b *builder) sameSet(x, y deps) bool {
	return x == y || slices.Equal(b.elements(x), b.elements(y))
}
