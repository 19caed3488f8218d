package bitset

import (
	"math/bits"
	"slices"
)

// Pairs is a relation over n elements as a bit matrix: row i is the set of the
// successors of element i, [Pairs.W] words each.
type Pairs struct {
	N, W int
	Bits Set
}

// NewPairs returns the empty relation over n elements.
func NewPairs(n int) Pairs { return Pairs{N: n, W: Words(n), Bits: make(Set, n*Words(n))} }

// Row returns the set of the successors of element i.
func (p Pairs) Row(i int) Set { return p.Bits[i*p.W : (i+1)*p.W] }

// Has reports whether (i, j) is in the relation.
func (p Pairs) Has(i, j int) bool { return p.Bits[i*p.W+j>>6]>>(j&63)&1 != 0 }

// Add puts (i, j) into the relation.
func (p Pairs) Add(i, j int) { p.Bits[i*p.W+j>>6] |= 1 << (j & 63) }

// Remove takes (i, j) out of the relation.
func (p Pairs) Remove(i, j int) { p.Bits[i*p.W+j>>6] &^= 1 << (j & 63) }

// Clone returns a copy that shares nothing with p.
func (p Pairs) Clone() Pairs {
	p.Bits = slices.Clone(p.Bits)
	return p
}

// Each calls f for every pair, in order.
func (p Pairs) Each(f func(i, j int)) {
	for i := range p.N {
		for k, w := range p.Row(i) {
			for ; w != 0; w &= w - 1 {
				f(i, k<<6+bits.TrailingZeros64(w))
			}
		}
	}
}

// Into returns the elements that p relates to element j, in order.
func (p Pairs) Into(j int) (from []int) {
	for i := range p.N {
		if p.Has(i, j) {
			from = append(from, i)
		}
	}
	return from
}

// Covering returns the elements immediately before j in a partial order p: those
// that p relates to j with none in between.
func (p Pairs) Covering(j int) (from []int) {
	all := p.Into(j)
	for k, i := range all {
		between := false
		for _, m := range all[k+1:] {
			between = between || p.Has(i, m)
		}
		if !between {
			from = append(from, i)
		}
	}
	return from
}
