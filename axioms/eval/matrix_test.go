package eval

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/internal/bitset"
)

// wide spreads the rows of a one-word relation over w words.
func wide(a bitset.Set, w int) bitset.Set {
	d := make(bitset.Set, len(a)*w)
	for i := range a {
		d[i*w] = a[i]
	}
	return d
}

// The fast path for one word and the general form of each operation give the same result,
// which agrees with the definition pair by pair.
func TestOperations(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n := 1 + rnd.IntN(20)
		one, two := space{n: n, w: 1}, space{n: n, w: 3}
		random := func() bitset.Set {
			m := make(bitset.Set, n)
			for i := range m {
				m[i] = rnd.Uint64() & rnd.Uint64() & rnd.Uint64() & (1<<n - 1)
			}
			return m
		}
		a, b := random(), random()
		in := func(m bitset.Set, i, j int) bool { return m[i]>>j&1 != 0 }
		reach := slices.Clone(a)
		for range n { // r+ as the union of powers
			for i := range n {
				for k := range n {
					if in(reach, i, k) {
						reach[i] |= a[k]
					}
				}
			}
		}
		for name, op := range map[string]struct {
			f    func(sp space, d, a, b bitset.Set)
			want func(i, j int) bool
		}{
			"seq": {func(sp space, d, a, b bitset.Set) { sp.seq(d, a, b) }, func(i, j int) bool {
				for k := range n {
					if in(a, i, k) && in(b, k, j) {
						return true
					}
				}
				return false
			}},
			"inverse":    {func(sp space, d, a, _ bitset.Set) { sp.inverse(d, a) }, func(i, j int) bool { return in(a, j, i) }},
			"union":      {func(_ space, d, a, b bitset.Set) { d.Union(a, b) }, func(i, j int) bool { return in(a, i, j) || in(b, i, j) }},
			"difference": {func(_ space, d, a, b bitset.Set) { d.Difference(a, b) }, func(i, j int) bool { return in(a, i, j) && !in(b, i, j) }},
			"complement": {func(sp space, d, a, _ bitset.Set) {
				all := make(bitset.Set, sp.w)
				all.Fill(sp.n)
				sp.complement(d, a, all)
			}, func(i, j int) bool { return !in(a, i, j) }},
			"closure": {func(sp space, d, a, _ bitset.Set) { copy(d, a); sp.close(d) }, func(i, j int) bool { return in(reach, i, j) }},
			"product": {func(sp space, d, a, b bitset.Set) {
				x, y := make(bitset.Set, sp.w), make(bitset.Set, sp.w)
				sp.domain(x, a)
				sp.codomain(y, b)
				sp.cross(d, x, y)
			}, func(i, j int) bool {
				to := false
				for k := range n {
					to = to || in(b, k, j)
				}
				return a[i] != 0 && to
			}},
		} {
			d, e := make(bitset.Set, n), make(bitset.Set, 3*n)
			op.f(one, d, a, b)
			op.f(two, e, wide(a, 3), wide(b, 3))
			if !slices.Equal(wide(d, 3), e) {
				t.Fatalf("%s: the two forms differ", name)
			}
			for i := range n {
				for j := range n {
					if in(d, i, j) != op.want(i, j) {
						t.Fatalf("%s: wrong at (%d,%d) of %x and %x", name, i, j, a, b)
					}
				}
			}
		}
		cyclic := false
		for i := range n {
			cyclic = cyclic || in(reach, i, i)
		}
		if one.core(a, make(bitset.Set, 1)) != cyclic || two.core(wide(a, 3), make(bitset.Set, 3)) != cyclic {
			t.Fatalf("acyclicity of %x", a)
		}
		if (one.loop(reach) >= 0) != cyclic {
			t.Fatalf("reflexivity of %x", reach)
		}
	}
}
