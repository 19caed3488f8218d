package event

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestApply(t *testing.T) {
	const ones = int64(math.MaxUint32)
	x, y := Address(0), Address(1)
	at := func(v Value, off int64) Value { return Value{v.Loc, v.Num + off} }
	n := Number
	undefined := Value{-1, -1}
	for _, c := range []struct {
		op         Op
		a, b, want Value
	}{
		{Add, n(math.MaxInt64), n(1), n(math.MinInt64)},
		{Add, x, n(4), at(x, 4)}, {Add, n(-4), x, at(x, -4)}, {Add, x, y, undefined},
		{Sub, n(3), n(5), n(-2)}, {Sub, at(x, 8), n(4), at(x, 4)}, {Sub, at(x, 8), x, n(8)},
		{Sub, x, y, undefined}, {Sub, n(4), x, undefined},
		{Mul, n(1 << 40), n(1 << 24), n(0)}, {Mul, n(-3), n(5), n(-15)}, {Mul, x, n(2), undefined},
		{Div, n(-7), n(2), n(-3)}, {Div, n(7), n(0), n(0)}, {Div, n(math.MinInt64), n(-1), n(math.MinInt64)},
		{DivU, n(-1), n(2), n(math.MaxInt64)}, {DivU, n(7), n(0), n(0)},
		{And, n(12), n(10), n(8)}, {And, x, n(0), n(0)}, {And, x, x, x}, {And, x, n(1), undefined},
		{Or, n(12), n(10), n(14)}, {Or, x, n(0), x}, {Or, n(0), x, x}, {Or, x, y, undefined},
		{Xor, n(12), n(10), n(6)}, {Xor, x, x, n(0)}, {Xor, x, n(0), x}, {Xor, x, n(1), undefined},
		{Shl, n(1), n(63), n(math.MinInt64)}, {Shl, n(1), n(64), n(0)}, {Shl, n(1), n(-1), n(0)},
		{Shr, n(-1), n(60), n(15)}, {Shr, n(-1), n(64), n(0)},
		{Sar, n(-16), n(2), n(-4)}, {Sar, n(-16), n(64), n(-1)}, {Sar, n(16), n(200), n(0)},
		{Rot, n(math.MinInt64), n(1), n(1)}, {Rot, n(5), n(64), n(5)}, {Rot, n(5), n(66), n(20)},
		{Cmp32, n(ones), n(0), n(8)}, {CmpU32, n(ones), n(0), n(4)}, {Cmp64, n(ones), n(0), n(4)},
		{Cmp64, n(-1), n(0), n(8)}, {CmpU64, n(-1), n(0), n(4)}, {Cmp32, n(1 << 32), n(0), n(2)},
		{Cmp64, x, x, n(2)}, {CmpU64, at(x, 4), x, n(4)}, {Cmp32, x, y, undefined},
		{Low8, n(-1), n(0), n(255)}, {Low16, n(-1), n(0), n(65535)}, {Low32, n(-1), n(0), n(ones)},
		{Low32, x, n(0), x}, {Low8, x, n(0), undefined}, {Low16, x, n(0), undefined},
		{Ext8, n(0x80), n(0), n(-128)}, {Ext8, n(0x17f), n(0), n(127)}, {Ext16, n(0x8000), n(0), n(-32768)},
		{Ext32, n(ones), n(0), n(-1)}, {Ext32, n(1 << 31), n(0), n(math.MinInt32)}, {Ext32, x, n(0), x}, {Ext8, x, n(0), undefined},
		{Int8, n(0x180), n(0), n(-128)}, {Uint8, n(-1), n(0), n(255)}, {Int16, n(0x18000), n(0), n(-32768)}, {Uint16, n(-1), n(0), n(65535)},
		{Int8, x, n(0), x}, {Uint8, x, n(0), x}, {Int16, at(x, 300), n(0), at(x, 300)}, {Uint16, x, n(0), x},
		{Twice, n(1), n(0), n(1<<32 | 1)}, {Twice, n(-1), n(0), n(-1)}, {Twice, n(1 << 40), n(0), n(0)},
		{Zeros, n(0), n(0), n(64)}, {Zeros, n(1), n(0), n(63)}, {Zeros, n(-1), n(0), n(0)}, {Zeros, x, n(0), undefined},
		{Eq32, n(1 << 32), n(0), n(1)}, {Eq64, n(1 << 32), n(0), n(0)}, {Eq64, x, n(0), n(0)}, {Eq32, x, x, n(1)}, {Eq64, x, at(x, 4), n(0)},
		{Lt32, n(ones), n(0), n(1)}, {LtU32, n(ones), n(0), n(0)}, {Lt64, n(ones), n(0), n(0)}, {LtU64, n(0), n(-1), n(1)},
		{Lt64, x, at(x, 4), n(1)}, {Lt64, x, y, undefined}, {LtU32, x, n(0), undefined},
		{Not, n(0), n(0), n(1)}, {Not, n(2), n(0), n(0)},
		{All, n(1), n(2), n(1)}, {All, n(1), n(0), n(0)}, {Any, n(0), n(2), n(1)}, {Any, n(0), n(0), n(0)},
		{Const, n(1), n(1), undefined}, {Read, n(1), n(1), undefined},
	} {
		got, ok := Apply(c.op, c.a, c.b)
		if !ok {
			got = undefined
		}
		if got != c.want {
			t.Errorf("%s(%s, %s) = %s, want %s", c.op, c.a, c.b, got, c.want)
		}
	}
}

// TestOperators: what other packages ask of an operator holds for each.
func TestOperators(t *testing.T) {
	for op := Const; op <= Any; op++ {
		if op.String() == "" {
			t.Errorf("operator %d has no name", op)
		}
		if op.Leaf() {
			continue
		}
		a, okA := Apply(op, Number(5), Number(3))
		b, okB := Apply(op, Number(5), Number(4711))
		if !okA || !okB {
			t.Errorf("%s is not defined on numbers", op)
		}
		if op.Unary() && a != b {
			t.Errorf("%s is unary and looks at its second operand", op)
		}
		if op.IsBool() && (a.Num|1 != 1 || b.Num|1 != 1) {
			t.Errorf("%s is boolean and has the values %s, %s", op, a, b)
		}
	}
}

// tree is an expression as it was asked for, without simplification.
type tree struct {
	op   Op
	a, b *tree
	leaf int // index of a value, where op is Read
	val  Value
}

// eval is the value by definition. All and Any need their right operand only
// where the left one does not settle them.
func (n *tree) eval(leaves []Value) (Value, bool) {
	switch n.op {
	case Const:
		return n.val, true
	case Read:
		return leaves[n.leaf], true
	}
	a, ok := n.a.eval(leaves)
	if !ok || n.op.Unary() {
		if !ok {
			return a, false
		}
		return Apply(n.op, a, Value{})
	}
	if n.op == All && !a.IsTrue() || n.op == Any && a.IsTrue() {
		return a, a.Loc == 0
	}
	b, ok := n.b.eval(leaves)
	if !ok {
		return b, false
	}
	return Apply(n.op, a, b)
}

func (n *tree) make(p *Pool) Expr {
	switch n.op {
	case Const:
		return p.Const(n.val)
	case Read:
		return p.Leaf(Read, int32(n.leaf), 0)
	}
	a := n.a.make(p)
	if n.op.Unary() {
		return p.Make(n.op, a, 0)
	}
	return p.Make(n.op, a, n.b.make(p))
}

var someValues = rapid.OneOf(
	rapid.SampledFrom([]Value{{}, {0, 1}, {0, -1}, {0, 2}, {0, 15}, {0, 0xff}, {0, 0x80}, {0, 0xffffffff}, {0, 1 << 31}, {0, math.MinInt64}, {1, 0}, {1, 4}, {2, 0}}),
	rapid.Custom(func(t *rapid.T) Value { return Number(rapid.Int64().Draw(t, "number")) }),
)

// drawTree draws an expression. Boolean operators get boolean operands, as
// they do everywhere.
func drawTree(t *rapid.T, depth int, boolean bool) *tree {
	if depth == 0 && !boolean {
		if rapid.Bool().Draw(t, "constant") {
			return &tree{op: Const, val: someValues.Draw(t, "value")}
		}
		return &tree{op: Read, leaf: rapid.IntRange(0, 2).Draw(t, "leaf")}
	}
	if depth == 0 {
		return &tree{op: Const, val: Truth(rapid.Bool().Draw(t, "truth"))}
	}
	lo, hi := Add, Zeros
	if boolean {
		lo, hi = Eq32, Any
	}
	op := Op(rapid.IntRange(int(lo), int(hi)).Draw(t, "op"))
	n := &tree{op: op, a: drawTree(t, depth-1, op >= Not)}
	if !op.Unary() {
		n.b = drawTree(t, depth-1, op >= Not)
	}
	return n
}

// TestMake: an expression of the pool has the value of what was asked for,
// wherever that has one. (It may have one where that has none: x&0 is 0 for an
// x that means nothing.)
func TestMake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawTree(t, rapid.IntRange(1, 5).Draw(t, "depth"), rapid.Bool().Draw(t, "boolean"))
		p := NewPool()
		e := n.make(p)
		if again := n.make(p); again != e {
			t.Fatalf("made twice, two expressions: %d and %d", e, again)
		}
		for range 4 {
			leaves := []Value{someValues.Draw(t, "r0"), someValues.Draw(t, "r1"), someValues.Draw(t, "r2")}
			want, ok := n.eval(leaves)
			if !ok {
				continue
			}
			got, ok := evalIn(p, e, leaves)
			if !ok || got != want {
				t.Fatalf("simplified to something else: %s, %v, want %s", got, ok, want)
			}
		}
		for i, nd := range p.Nodes {
			if !nd.Op.Leaf() && (int(nd.A) >= i || int(nd.B) >= i) {
				t.Fatalf("node %d refers forward", i)
			}
		}
	})
}

// evalIn is the value of an expression of a pool.
func evalIn(p *Pool, e Expr, leaves []Value) (Value, bool) {
	switch n := p.Nodes[e]; {
	case n.Op == Const:
		return n.Val, true
	case n.Op == Read:
		return leaves[n.Arg], true
	default:
		a, ok := evalIn(p, n.A, leaves)
		if n.Op == Ill {
			return Truth(!ok), true
		}
		if !ok {
			return a, false
		}
		if n.Op == All && !a.IsTrue() || n.Op == Any && a.IsTrue() {
			return a, true
		}
		b := Value{}
		if !n.Op.Unary() {
			if b, ok = evalIn(p, n.B, leaves); !ok {
				return b, false
			}
		}
		return Apply(n.Op, a, b)
	}
}

// TestSettle: what a guard is said to decide, it decides.
func TestSettle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := NewPool()
		guard := True
		for range rapid.IntRange(1, 4).Draw(t, "conjuncts") {
			guard = p.Make(All, guard, drawTree(t, 2, true).make(p))
		}
		e := drawTree(t, 2, true).make(p)
		if rapid.Bool().Draw(t, "part") && guard > True { // one of the conjuncts itself, or its negation
			e = guard
			for p.Nodes[e].Op == All {
				e = p.Nodes[e].B
			}
			if rapid.Bool().Draw(t, "negated") {
				e = p.Make(Not, e, 0)
			}
		}
		settled, _ := p.Settle(guard, e)
		if settled != e && settled > True {
			t.Fatalf("settled to another expression")
		}
		for range 8 {
			leaves := []Value{someValues.Draw(t, "r0"), someValues.Draw(t, "r1"), someValues.Draw(t, "r2")}
			g, ok := evalIn(p, guard, leaves)
			if !ok || !g.IsTrue() {
				continue
			}
			want, ok := evalIn(p, e, leaves)
			got, _ := evalIn(p, settled, leaves)
			if ok && got != want {
				t.Fatalf("settled to %s, is %s", got, want)
			}
		}
	})
}

func TestSettleCases(t *testing.T) {
	p := NewPool()
	r, q := p.Leaf(Read, 0, 0), p.Leaf(Read, 1, 0)
	is := func(op Op, x Expr, v Value) Expr { return p.Make(op, x, p.Const(v)) }
	r1, r2 := is(Eq32, r, Number(1)), is(Eq32, r, Number(2))
	far := is(Eq32, r, Number(1<<32|1))
	ptr := is(Eq64, q, Address(0))
	guard := p.Make(All, p.Make(All, r1, p.Make(Not, is(Eq64, r, Number(9)), 0)), ptr)
	for _, c := range []struct{ e, want Expr }{
		{r1, True}, {p.Make(Not, r1, 0), False}, {r2, False}, {p.Make(Not, r2, 0), True},
		{far, far}, // equal in the low 32 bits, so nothing follows from r1 but itself
		{is(Eq64, r, Number(9)), False}, {p.Make(Not, is(Eq64, r, Number(9)), 0), True},
		{is(Eq64, r, Number(2)), is(Eq64, r, Number(2))}, // another comparison
		{is(Eq64, q, Address(1)), False}, {is(Eq64, q, Number(0)), False}, {ptr, True},
		{True, True}, {False, False},
	} {
		if got, _ := p.Settle(guard, c.e); got != c.want {
			t.Errorf("%+v: got %d, want %d", p.Nodes[c.e], got, c.want)
		}
	}
	if got, _ := p.Settle(True, r1); got != r1 {
		t.Error("settled by nothing")
	}
}
