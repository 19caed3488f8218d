package bitset

import "math/bits"

// Set is a set of small numbers: bit i of the words, from the lowest bit of the
// first word on, says whether i is in it.
type Set []uint64

// Words returns how many words a set of numbers below n takes.
func Words(n int) int { return (n + 63) / 64 }

// Has reports whether i is in the set.
func (s Set) Has(i int) bool { return s[i>>6]>>(i&63)&1 != 0 }

// HasAll reports whether every element of t is in the set.
func (s Set) HasAll(t Set) bool {
	for k, w := range t {
		if w&^s[k] != 0 {
			return false
		}
	}
	return true
}

// Add puts i into the set.
func (s Set) Add(i int) { s[i>>6] |= 1 << (i & 63) }

// Remove takes i out of the set.
func (s Set) Remove(i int) { s[i>>6] &^= 1 << (i & 63) }

// AddAll adds the elements of t.
func (s Set) AddAll(t Set) {
	for k, w := range t {
		s[k] |= w
	}
}

// Fill makes s the set of all numbers below n.
func (s Set) Fill(n int) {
	for k := range s {
		switch left := n - k<<6; {
		case left >= 64:
			s[k] = ^uint64(0)
		case left > 0:
			s[k] = 1<<left - 1
		default:
			s[k] = 0
		}
	}
}

// Union makes s the union of a and b, of which it may be one, as in the methods
// below.
func (s Set) Union(a, b Set) {
	for k := range s {
		s[k] = a[k] | b[k]
	}
}

// Intersection makes s the intersection of a and b.
func (s Set) Intersection(a, b Set) {
	for k := range s {
		s[k] = a[k] & b[k]
	}
}

// Difference makes s the elements of a that are not in b.
func (s Set) Difference(a, b Set) {
	for k := range s {
		s[k] = a[k] &^ b[k]
	}
}

// Empty reports whether the set has no element.
func (s Set) Empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// Meets reports whether s and t share an element.
func (s Set) Meets(t Set) bool {
	for k, w := range t {
		if s[k]&w != 0 {
			return true
		}
	}
	return false
}

// Count returns how many elements the set has.
func (s Set) Count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// Each calls f for every element, in order.
func (s Set) Each(f func(i int)) {
	for k, w := range s {
		for ; w != 0; w &= w - 1 {
			f(k<<6 + bits.TrailingZeros64(w))
		}
	}
}
