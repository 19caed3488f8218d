package unroll

import "slices"

// deps is a set of events: reads, and writes of successful stwcx., which stand for their
// success; of some only under a guard (see guardedDep). The set of tests of a path also has slot tests (see slotTest). A set is a
// sorted part of builder.reads. Its elements never change, so registers, paths and events
// share sets freely.
type deps struct{ at, n int32 }

// elements returns the elements of a set.
func (b *builder) elements(d deps) []int32 { return b.reads[d.at : d.at+d.n] }

// readSet returns the set of one read.
func (b *builder) readSet(read int32) deps {
	b.reads = append(b.reads, read)
	return deps{int32(len(b.reads) - 1), 1}
}

// union returns the union of two sets.
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
	switch u.n { // one set contains the other, so no new set is needed
	case x.n:
		b.reads, u = b.reads[:at], x
	case y.n:
		b.reads, u = b.reads[:at], y
	}
	return u
}

// sameSet reports whether two sets have the same elements.
func (b *builder) sameSet(x, y deps) bool {
	return x == y || slices.Equal(b.elements(x), b.elements(y))
}
