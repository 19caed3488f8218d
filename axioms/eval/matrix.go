package eval

import (
	"math/bits"

	"github.com/fencewise/fencewise/internal/limit"
)

// space is the dimensions of the bit matrices of one judgement: n executed
// events, rows of w words. A relation is n*w words, row i holding the
// successors of event i; a set is w words. Up to 64 events a row is one word,
// and the loops that matter have a form for that case.
type space struct {
	n, w  int
	meter *limit.Meter
}

func or(d, a, b []uint64) {
	for i := range d {
		d[i] = a[i] | b[i]
	}
}

func and(d, a, b []uint64) {
	for i := range d {
		d[i] = a[i] & b[i]
	}
}

func andNot(d, a, b []uint64) {
	for i := range d {
		d[i] = a[i] &^ b[i]
	}
}

func has(row []uint64, j int) bool { return row[j>>6]>>(j&63)&1 != 0 }

func put(row []uint64, j int) { row[j>>6] |= 1 << (j & 63) }

func (sp space) row(m []uint64, i int) []uint64 { return m[i*sp.w : (i+1)*sp.w] }

// each calls f for every element of a row.
func each(row []uint64, f func(j int)) {
	for k, w := range row {
		for ; w != 0; w &= w - 1 {
			f(k<<6 + bits.TrailingZeros64(w))
		}
	}
}

// universe sets the set d to all events.
func (sp space) universe(d []uint64) {
	for k := range d {
		switch left := sp.n - k<<6; {
		case left >= 64:
			d[k] = ^uint64(0)
		case left > 0:
			d[k] = 1<<left - 1
		default:
			d[k] = 0
		}
	}
}

// cross is the product of two sets.
func (sp space) cross(d, s, t []uint64) {
	for i := range sp.n {
		row := sp.row(d, i)
		if has(s, i) {
			copy(row, t)
		} else {
			clear(row)
		}
	}
}

// ident is the identity on a set.
func (sp space) ident(d, s []uint64) {
	clear(d)
	for i := range sp.n {
		if has(s, i) {
			put(sp.row(d, i), i)
		}
	}
}

// reflexive adds the identity on all events to d.
func (sp space) reflexive(d []uint64) {
	for i := range sp.n {
		put(sp.row(d, i), i)
	}
}

// complement is every pair that is not in a.
func (sp space) complement(d, a, all []uint64) {
	for i := range sp.n {
		andNot(sp.row(d, i), all, sp.row(a, i))
	}
}

// seq is the composition of a and b; d is neither.
func (sp space) seq(d, a, b []uint64) {
	if sp.w == 1 {
		for i, row := range a[:sp.n] {
			var acc uint64
			for ; row != 0; row &= row - 1 {
				acc |= b[bits.TrailingZeros64(row)]
			}
			d[i] = acc
		}
		return
	}
	clear(d)
	for i := range sp.n {
		sp.meter.Work(sp.n)
		to := sp.row(d, i)
		each(sp.row(a, i), func(m int) { or(to, to, sp.row(b, m)) })
	}
}

// inverse is a with its pairs turned round; d is not a.
func (sp space) inverse(d, a []uint64) {
	clear(d)
	if sp.w == 1 {
		for i, row := range a[:sp.n] {
			for ; row != 0; row &= row - 1 {
				d[bits.TrailingZeros64(row)] |= 1 << i
			}
		}
		return
	}
	for i := range sp.n {
		each(sp.row(a, i), func(j int) { put(sp.row(d, j), i) })
	}
}

// close makes d its transitive closure (Warshall).
func (sp space) close(d []uint64) {
	if sp.w == 1 {
		for k := range sp.n {
			via := d[k]
			if via == 0 {
				continue
			}
			for i := range d[:sp.n] {
				if d[i]>>k&1 != 0 {
					d[i] |= via
				}
			}
		}
		return
	}
	for k := range sp.n {
		sp.meter.Work(sp.n)
		via := sp.row(d, k)
		for i := range sp.n {
			if row := sp.row(d, i); has(row, k) {
				or(row, row, via)
			}
		}
	}
}

// domain and codomain are the sets of events with a successor, and with a
// predecessor, in a.
func (sp space) domain(d, a []uint64) {
	clear(d)
	for i := range sp.n {
		if !isEmpty(sp.row(a, i)) {
			put(d, i)
		}
	}
}

func (sp space) codomain(d, a []uint64) {
	clear(d)
	for i := range sp.n {
		or(d, d, sp.row(a, i))
	}
}

func isEmpty(row []uint64) bool {
	for _, w := range row {
		if w != 0 {
			return false
		}
	}
	return true
}

// loop is the first event related to itself; -1 if there is none.
func (sp space) loop(a []uint64) int {
	for i := range sp.n {
		if has(sp.row(a, i), i) {
			return i
		}
	}
	return -1
}

// core leaves in alive, which is set to all events first, those that lie on a
// cycle of a or on a path into one: it removes events without successors until
// none is left to remove.
func (sp space) core(a, alive []uint64) (cyclic bool) {
	sp.universe(alive)
	for changed := true; changed; {
		changed = false
		sp.meter.Work(sp.n)
		for i := sp.n - 1; i >= 0; i-- {
			if has(alive, i) && !sp.meets(sp.row(a, i), alive) {
				alive[i>>6] &^= 1 << (i & 63)
				changed = true
			}
		}
	}
	return !isEmpty(alive)
}

func (sp space) meets(a, b []uint64) bool {
	for i := range a {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
}
