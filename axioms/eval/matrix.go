package eval

import (
	"math/bits"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
)

// space holds the dimensions of the bit matrices of one judgement: n executed events,
// rows of w words. A relation is n*w words; row i holds the successors of event i. A
// set is w words. For up to 64 events a row is one word, and the hot loops have a fast
// path for this case.
type space struct {
	n, w  int
	meter *limit.Meter
}

func (sp space) row(m bitset.Set, i int) bitset.Set { return m[i*sp.w : (i+1)*sp.w] }

// cross sets d to the product of two sets.
func (sp space) cross(d, s, t bitset.Set) {
	for i := range sp.n {
		row := sp.row(d, i)
		if s.Has(i) {
			copy(row, t)
		} else {
			clear(row)
		}
	}
}

// ident sets d to the identity on a set.
func (sp space) ident(d, s bitset.Set) {
	clear(d)
	for i := range sp.n {
		if s.Has(i) {
			sp.row(d, i).Add(i)
		}
	}
}

// reflexive adds the identity on all events to d.
func (sp space) reflexive(d bitset.Set) {
	for i := range sp.n {
		sp.row(d, i).Add(i)
	}
}

// complement sets d to every pair that is not in a.
func (sp space) complement(d, a, all bitset.Set) {
	for i := range sp.n {
		sp.row(d, i).Difference(all, sp.row(a, i))
	}
}

// seq sets d, which must be neither a nor b, to the composition of a and b.
func (sp space) seq(d, a, b bitset.Set) {
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
		sp.row(a, i).Each(func(m int) { to.AddAll(sp.row(b, m)) })
	}
}

// inverse sets d, which must not be a, to the inverse of a.
func (sp space) inverse(d, a bitset.Set) {
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
		sp.row(a, i).Each(func(j int) { sp.row(d, j).Add(i) })
	}
}

// close makes d transitive (Warshall's algorithm).
func (sp space) close(d bitset.Set) {
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
			if row := sp.row(d, i); row.Has(k) {
				row.AddAll(via)
			}
		}
	}
}

// domain sets d to the events with a successor in a; codomain to those with a
// predecessor.
func (sp space) domain(d, a bitset.Set) {
	clear(d)
	for i := range sp.n {
		if !sp.row(a, i).Empty() {
			d.Add(i)
		}
	}
}

func (sp space) codomain(d, a bitset.Set) {
	clear(d)
	for i := range sp.n {
		d.AddAll(sp.row(a, i))
	}
}

// loop returns the first event that is related to itself, or -1.
func (sp space) loop(a bitset.Set) int {
	for i := range sp.n {
		if sp.row(a, i).Has(i) {
			return i
		}
	}
	return -1
}

// core sets alive to the events that lie on a cycle of a or on a path into one. It
// starts from all events and removes those without a successor until each has one.
func (sp space) core(a, alive bitset.Set) (cyclic bool) {
	alive.Fill(sp.n)
	for changed := true; changed; {
		changed = false
		sp.meter.Work(sp.n)
		for i := sp.n - 1; i >= 0; i-- {
			if alive.Has(i) && !sp.row(a, i).Meets(alive) {
				alive.Remove(i)
				changed = true
			}
		}
	}
	return !alive.Empty()
}
