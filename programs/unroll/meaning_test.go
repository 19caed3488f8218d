package unroll

import (
	"fmt"
	"testing"

	"github.com/fencewise/fencewise/programs/event"
)

// TestWhatHasNoMeaning checks that the unroller looks for a missing meaning of a
// computation if and only if some possible values of its operands give it no meaning.
func TestWhatHasNoMeaning(t *testing.T) {
	words, bytes := event.Location{Name: "p", Size: 8, Init: event.Address(0)}, event.Location{Name: "b", Size: 1}
	type operand struct {
		name   string
		make   func(b *builder) event.Expr
		values []event.Value
	}
	numbers := []event.Value{event.Number(0), event.Number(1), event.Number(-1), event.Number(3), event.Number(math32)}
	addresses := []event.Value{event.Address(0), {Loc: 1, Num: 4}, event.Address(1)}
	operands := []operand{
		{"what a byte holds", func(b *builder) event.Expr { return b.s.Pool.Leaf(event.Read, 1, 0) }, []event.Value{event.Number(0), event.Number(255)}},
		{"what a double word holds", func(b *builder) event.Expr { return b.s.Pool.Leaf(event.Read, 0, 0) }, append(numbers[:len(numbers):len(numbers)], addresses...)},
		{"the final value of a double word", func(b *builder) event.Expr { return b.s.Pool.Leaf(event.Final, 0, 0) }, append(numbers[:len(numbers):len(numbers)], addresses...)},
		{"a choice", func(b *builder) event.Expr { return b.s.Pool.Leaf(event.Choice, 0, 0) }, []event.Value{event.Number(0), event.Number(1)}},
		{"a number", func(b *builder) event.Expr { return b.s.Pool.Number(7) }, []event.Value{event.Number(7)}},
		{"a mark", func(b *builder) event.Expr { return b.s.Pool.Number(1) }, []event.Value{event.Number(1)}},
		{"a mask", func(b *builder) event.Expr { return b.s.Pool.Number(-2) }, []event.Value{event.Number(-2)}},
		{"an address", func(b *builder) event.Expr { return b.s.Pool.Const(event.Address(1)) }, []event.Value{event.Address(1)}},
	}
	for op := event.Add; op <= event.LtU64; op++ {
		for i := range operands {
			for j := range operands {
				x, y := &operands[i], &operands[j]
				b := &builder{s: &event.Structure{Pool: event.NewPool(), Locs: []event.Location{words, bytes}, Events: []event.Event{{Kind: event.ReadMem, Loc: 0}, {Kind: event.ReadMem, Loc: 1}}}, pointers: true}
				e := b.s.Pool.Make(op, x.make(b), y.make(b))
				if op.Unary() {
					e = b.s.Pool.Make(op, x.make(b), 0)
				}
				n := &b.s.Pool.Nodes[e]
				if n.Op != op { // it was simplified or folded to what has a value
					continue
				}
				some := false
				for _, v := range x.values {
					for _, w := range y.values {
						_, ok := event.Apply(op, v, w)
						some = some || !ok
					}
				}
				watched := b.meaningless(e) != event.False
				name := fmt.Sprintf("%s of %s and %s", op, x.name, y.name)
				switch {
				case some && !watched:
					t.Errorf("%s can have no meaning, and is not watched", name)
				case !some && watched:
					t.Errorf("%s always has a meaning, and is watched", name)
				}
			}
		}
	}
}

// math32 is a number that needs 32 bits.
const math32 = 1 << 31
