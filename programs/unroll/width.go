package unroll

import (
	"math/bits"

	"github.com/fencewise/fencewise/programs/event"
)

// asShown returns the expression for x as it is shown with a type.
func (b *builder) asShown(x event.Expr, t event.Type) event.Expr {
	switch w := b.width(x); {
	case t.Size >= 8,
		!t.Signed && w <= t.Bits(),
		t.Signed && w < t.Bits(),
		b.ranges.of(x).within(intervalOf(t)):
		return x
	}
	return b.s.Pool.Make(t.Conversion(b.mayBeAddress(x)), x, 0)
}

// width returns the largest number of bits that x can have as an unsigned number. Memory
// holds unsigned numbers of the size of the location.
func (b *builder) width(x event.Expr) int {
	switch n := &b.s.Pool.Nodes[x]; n.Op {
	case event.Const:
		return bits.Len64(uint64(n.Val.Num))
	case event.Read:
		return 8 * b.sizeRead(n.Arg)
	case event.Final:
		return 8 * b.s.Locs[n.Arg].Size
	case event.Ite:
		most := 0
		b.eachChosen(x, func(y event.Expr) bool {
			most = max(most, b.width(y))
			return most < 64
		})
		return most
	case event.Same, event.Less, event.LessU:
		return 1
	case event.Low8, event.Uint8:
		return 8
	case event.Low16, event.Uint16:
		return 16
	case event.Low32:
		return 32
	default: // nothing is known about other expressions
		return 64
	}
}

// eachChosen calls f once for each of the expressions that an Ite, or an Ite in it, is
// chosen from, until f returns false. It reports whether f always returned true. These
// expressions share their parts.
func (b *builder) eachChosen(x event.Expr, f func(event.Expr) bool) bool {
	seen := map[event.Expr]bool{x: true}
	for todo := []event.Expr{x}; len(todo) > 0; {
		e := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		b.work++
		n := &b.s.Pool.Nodes[e]
		if n.Op != event.Ite {
			if !f(e) {
				return false
			}
			continue
		}
		for _, y := range [...]event.Expr{n.A, n.B} {
			if !seen[y] {
				seen[y] = true
				todo = append(todo, y)
			}
		}
	}
	return true
}
