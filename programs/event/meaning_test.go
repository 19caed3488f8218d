package event

import (
	"fmt"
	"testing"
)

// TestWhatHasNoMeaning: a computation is watched for having no meaning exactly if
// some of the values that its operands can have give it none: no case is missed,
// and none is asked about in vain.
func TestWhatHasNoMeaning(t *testing.T) {
	words, bytes := Location{Name: "p", Size: 8, Init: Address(0)}, Location{Name: "b", Size: 1}
	type operand struct {
		name   string
		make   func(b *builder) Expr
		values []Value
	}
	numbers := []Value{Number(0), Number(1), Number(-1), Number(3), Number(math32)}
	addresses := []Value{Address(0), {1, 4}, Address(1)}
	operands := []operand{
		{"what a byte holds", func(b *builder) Expr { return b.s.Pool.Leaf(Read, 1, 0) }, numbers[:2]},
		{"what a double word holds", func(b *builder) Expr { return b.s.Pool.Leaf(Read, 0, 0) }, append(numbers[:len(numbers):len(numbers)], addresses...)},
		{"the final value of a double word", func(b *builder) Expr { return b.s.Pool.Leaf(Final, 0, 0) }, append(numbers[:len(numbers):len(numbers)], addresses...)},
		{"a choice", func(b *builder) Expr { return b.s.Pool.Leaf(Choice, 0, 0) }, []Value{Number(0), Number(1)}},
		{"a number", func(b *builder) Expr { return b.s.Pool.Number(7) }, []Value{Number(7)}},
		{"an address", func(b *builder) Expr { return b.s.Pool.Const(Address(1)) }, []Value{Address(1)}},
	}
	for op := Add; op <= LtU64; op++ {
		for i := range operands {
			for j := range operands {
				x, y := &operands[i], &operands[j]
				b := &builder{s: &Structure{Pool: NewPool(), Locs: []Location{words, bytes}, Events: []Event{{Kind: ReadMem, Loc: 0}, {Kind: ReadMem, Loc: 1}}}, pointers: true}
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
						_, ok := Apply(op, v, w)
						some = some || !ok
					}
				}
				watched := b.meaningless(e) != False
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

// math32 is a number that takes 32 bits.
const math32 = 1 << 31
