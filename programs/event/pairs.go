package event

import "math/bits"

// Pairs is a relation over n events as a bit matrix: row i holds the
// successors of event i, [Pairs.W] words each.
type Pairs struct {
	N, W int
	Bits []uint64
}

// NewPairs is the empty relation over n events.
func NewPairs(n int) Pairs {
	w := (n + 63) / 64
	return Pairs{N: n, W: w, Bits: make([]uint64, n*w)}
}

// Row is the successors of event i, as words.
func (p Pairs) Row(i int) []uint64 { return p.Bits[i*p.W : (i+1)*p.W] }

// Has reports whether (i, j) is in the relation.
func (p Pairs) Has(i, j int) bool { return p.Bits[i*p.W+j>>6]>>(j&63)&1 != 0 }

// Add puts (i, j) into the relation.
func (p Pairs) Add(i, j int) { p.Bits[i*p.W+j>>6] |= 1 << (j & 63) }

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

// Into returns the events that p relates to event j, in order.
func (p Pairs) Into(j int) (from []int) {
	for i := range p.N {
		if p.Has(i, j) {
			from = append(from, i)
		}
	}
	return from
}

// Covering returns the events immediately before j in a partial order p: those that
// p relates to j with none in between.
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
