package order

import "math/bits"

// matrix is a relation over n items, a row of w words for each.
type matrix struct {
	n, w int
	bits []uint64
}

func newMatrix(n int) matrix {
	w := max(1, (n+63)/64)
	return matrix{n, w, make([]uint64, n*w)}
}

func (m matrix) row(i int) []uint64 { return m.bits[i*m.w : (i+1)*m.w] }

func (m matrix) has(i, j int) bool { return m.bits[i*m.w+j>>6]>>(j&63)&1 != 0 }

func (m matrix) add(i, j int) { m.bits[i*m.w+j>>6] |= 1 << (j & 63) }

func (m matrix) remove(i, j int) { m.bits[i*m.w+j>>6] &^= 1 << (j & 63) }

func (m matrix) clone() matrix {
	m.bits = append([]uint64(nil), m.bits...)
	return m
}

// link adds u before v to a transitive relation, with all that follows from it.
// It reports false, and changes nothing, where v comes before u.
func (m matrix) link(u, v int) bool {
	if u == v || m.has(v, u) {
		return false
	}
	if m.has(u, v) {
		return true
	}
	after := m.row(v)
	for i := range m.n {
		if i != u && !m.has(i, u) {
			continue
		}
		to := m.row(i)
		for k, w := range after {
			to[k] |= w
		}
		m.add(i, v)
	}
	return true
}

// each calls f for every element of a row.
func each(row []uint64, f func(j int)) {
	for k, w := range row {
		for ; w != 0; w &= w - 1 {
			f(k<<6 + bits.TrailingZeros64(w))
		}
	}
}

func empty(row []uint64) bool {
	for _, w := range row {
		if w != 0 {
			return false
		}
	}
	return true
}
