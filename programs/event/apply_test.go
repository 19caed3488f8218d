package event_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/property"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/event/eventtest"
)

func TestApply(t *testing.T) {
	const ones = int64(math.MaxUint32)
	x, y := event.Address(0), event.Address(1)
	at := func(v event.Value, off int64) event.Value { return event.Value{v.Loc, v.Num + off} }
	n := event.Number
	undefined := event.Value{-1, -1}
	for _, c := range []struct {
		op         event.Op
		a, b, want event.Value
	}{
		{event.Add, n(math.MaxInt64), n(1), n(math.MinInt64)},
		{event.Add, x, n(4), at(x, 4)}, {event.Add, n(-4), x, at(x, -4)}, {event.Add, x, y, undefined},
		{event.Sub, n(3), n(5), n(-2)}, {event.Sub, at(x, 8), n(4), at(x, 4)}, {event.Sub, at(x, 8), x, n(8)},
		{event.Sub, x, y, undefined}, {event.Sub, n(4), x, undefined},
		{event.Mul, n(1 << 40), n(1 << 24), n(0)}, {event.Mul, n(-3), n(5), n(-15)}, {event.Mul, x, n(2), undefined},
		{event.Div, n(-7), n(2), n(-3)}, {event.Div, n(7), n(0), n(0)}, {event.Div, n(math.MinInt64), n(-1), n(math.MinInt64)},
		{event.DivU, n(-1), n(2), n(math.MaxInt64)}, {event.DivU, n(7), n(0), n(0)},
		{event.And, n(12), n(10), n(8)}, {event.And, x, n(0), n(0)}, {event.And, x, x, x}, {event.And, at(x, 5), n(3), n(1)}, {event.And, n(-4), at(x, 7), at(x, 4)}, {event.And, at(x, -3), n(-2), at(x, -4)}, {event.And, x, n(4), undefined}, {event.And, x, n(-8), undefined}, {event.And, x, n(1<<32 - 2), undefined}, {event.And, x, y, undefined},
		{event.Or, n(12), n(10), n(14)}, {event.Or, x, n(0), x}, {event.Or, n(0), x, x}, {event.Or, x, y, undefined}, {event.Or, n(1), at(x, 8), at(x, 9)}, {event.Or, at(x, 1), n(3), at(x, 3)}, {event.Or, x, n(4), undefined}, {event.Or, x, n(-1), undefined},
		{event.Xor, n(12), n(10), n(6)}, {event.Xor, x, x, n(0)}, {event.Xor, x, n(0), x}, {event.Xor, at(x, 1), n(1), x}, {event.Xor, n(2), x, at(x, 2)}, {event.Xor, x, n(5), undefined}, {event.Xor, x, y, undefined},
		{event.Shl, n(1), n(63), n(math.MinInt64)}, {event.Shl, n(1), n(64), n(0)}, {event.Shl, n(1), n(-1), n(0)},
		{event.Shr, n(-1), n(60), n(15)}, {event.Shr, n(-1), n(64), n(0)},
		{event.Sar, n(-16), n(2), n(-4)}, {event.Sar, n(-16), n(64), n(-1)}, {event.Sar, n(16), n(200), n(0)},
		{event.Rot, n(math.MinInt64), n(1), n(1)}, {event.Rot, n(5), n(64), n(5)}, {event.Rot, n(5), n(66), n(20)},
		{event.Cmp32, n(ones), n(0), n(8)}, {event.CmpU32, n(ones), n(0), n(4)}, {event.Cmp64, n(ones), n(0), n(4)},
		{event.Cmp64, n(-1), n(0), n(8)}, {event.CmpU64, n(-1), n(0), n(4)}, {event.Cmp32, n(1 << 32), n(0), n(2)},
		{event.Cmp64, x, x, n(2)}, {event.CmpU64, at(x, 4), x, n(4)}, {event.Cmp32, x, y, undefined},
		{event.Low8, n(-1), n(0), n(255)}, {event.Low16, n(-1), n(0), n(65535)}, {event.Low32, n(-1), n(0), n(ones)},
		{event.Low32, x, n(0), x}, {event.Low8, x, n(0), undefined}, {event.Low16, x, n(0), undefined},
		{event.Ext8, n(0x80), n(0), n(-128)}, {event.Ext8, n(0x17f), n(0), n(127)}, {event.Ext16, n(0x8000), n(0), n(-32768)},
		{event.Ext32, n(ones), n(0), n(-1)}, {event.Ext32, n(1 << 31), n(0), n(math.MinInt32)}, {event.Ext32, x, n(0), x}, {event.Ext8, x, n(0), undefined},
		{event.Int8, n(0x180), n(0), n(-128)}, {event.Uint8, n(-1), n(0), n(255)}, {event.Int16, n(0x18000), n(0), n(-32768)}, {event.Uint16, n(-1), n(0), n(65535)},
		{event.Int8, x, n(0), x}, {event.Uint8, x, n(0), x}, {event.Int16, at(x, 300), n(0), at(x, 300)}, {event.Uint16, x, n(0), x},
		{event.Twice, n(1), n(0), n(1<<32 | 1)}, {event.Twice, n(-1), n(0), n(-1)}, {event.Twice, n(1 << 40), n(0), n(0)},
		{event.Zeros, n(0), n(0), n(64)}, {event.Zeros, n(1), n(0), n(63)}, {event.Zeros, n(-1), n(0), n(0)}, {event.Zeros, x, n(0), undefined},
		{event.Eq32, n(1 << 32), n(0), n(1)}, {event.Eq64, n(1 << 32), n(0), n(0)}, {event.Eq64, x, n(0), n(0)}, {event.Eq32, x, x, n(1)}, {event.Eq64, x, at(x, 4), n(0)},
		{event.Lt32, n(ones), n(0), n(1)}, {event.LtU32, n(ones), n(0), n(0)}, {event.Lt64, n(ones), n(0), n(0)}, {event.LtU64, n(0), n(-1), n(1)},
		{event.Lt64, x, at(x, 4), n(1)}, {event.Lt64, x, y, undefined}, {event.LtU32, x, n(0), undefined},
		{event.Not, n(0), n(0), n(1)}, {event.Not, n(2), n(0), n(0)},
		{event.All, n(1), n(2), n(1)}, {event.All, n(1), n(0), n(0)}, {event.Any, n(0), n(2), n(1)}, {event.Any, n(0), n(0), n(0)},
		{event.Const, n(1), n(1), undefined}, {event.Read, n(1), n(1), undefined},
	} {
		got, ok := event.Apply(c.op, c.a, c.b)
		if !ok {
			got = undefined
		}
		if got != c.want {
			t.Errorf("%s(%s, %s) = %s, want %s", c.op, c.a, c.b, got, c.want)
		}
	}
}

// TestOperators checks the predicates on operators for all operators.
func TestOperators(t *testing.T) {
	for op := event.Const; op <= event.Any; op++ {
		if op.String() == "" {
			t.Errorf("operator %d has no name", op)
		}
		if op.Leaf() || op == event.Ite { // a choice between values, and no function of them
			continue
		}
		a, okA := event.Apply(op, event.Number(5), event.Number(3))
		b, okB := event.Apply(op, event.Number(5), event.Number(4711))
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

// tree is an expression without simplification.
type tree struct {
	op   event.Op
	a, b *tree
	leaf int // index of a value, where op is Read
	val  event.Value
}

// eval returns the value by definition. All and Any only need their right operand if the
// left one does not determine the value.
func (n *tree) eval(leaves []event.Value) (event.Value, bool) {
	switch n.op {
	case event.Const:
		return n.val, true
	case event.Read:
		return leaves[n.leaf], true
	}
	a, ok := n.a.eval(leaves)
	if !ok || n.op.Unary() {
		if !ok {
			return a, false
		}
		return event.Apply(n.op, a, event.Value{})
	}
	if n.op == event.All && !a.IsTrue() || n.op == event.Any && a.IsTrue() {
		return a, a.Loc == 0
	}
	b, ok := n.b.eval(leaves)
	if !ok {
		return b, false
	}
	return event.Apply(n.op, a, b)
}

func (n *tree) make(p *event.Pool) event.Expr {
	switch n.op {
	case event.Const:
		return p.Const(n.val)
	case event.Read:
		return p.Leaf(event.Read, int32(n.leaf), 0)
	}
	a := n.a.make(p)
	if n.op.Unary() {
		return p.Make(n.op, a, 0)
	}
	return p.Make(n.op, a, n.b.make(p))
}

var someValues = rapid.OneOf(
	rapid.SampledFrom([]event.Value{{}, {0, 1}, {0, -1}, {0, 2}, {0, 15}, {0, 0xff}, {0, 0x80}, {0, 0xffffffff}, {0, 1 << 31}, {0, math.MinInt64}, {1, 0}, {1, 4}, {2, 0}}),
	rapid.Custom(func(t *rapid.T) event.Value { return event.Number(rapid.Int64().Draw(t, "number")) }),
)

// drawTree draws an expression. The operands of boolean operators are boolean, as
// everywhere.
func drawTree(t *rapid.T, depth int, boolean bool) *tree {
	if depth == 0 && !boolean {
		if rapid.Bool().Draw(t, "constant") {
			return &tree{op: event.Const, val: someValues.Draw(t, "value")}
		}
		return &tree{op: event.Read, leaf: rapid.IntRange(0, 2).Draw(t, "leaf")}
	}
	if depth == 0 {
		return &tree{op: event.Const, val: event.Truth(rapid.Bool().Draw(t, "truth"))}
	}
	lo, hi := event.Add, event.Zeros
	if boolean {
		lo, hi = event.Eq32, event.Any
	}
	op := event.Op(rapid.IntRange(int(lo), int(hi)).Draw(t, "op"))
	n := &tree{op: op, a: drawTree(t, depth-1, op >= event.Not)}
	if !op.Unary() {
		n.b = drawTree(t, depth-1, op >= event.Not)
	}
	return n
}

// TestMake checks that an expression of the pool has the value of the expression without
// simplification, if that has one. If it has none, the simplified one may have a value:
// x&0 is 0 even if x has no value.
func TestMake(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		n := drawTree(t, rapid.IntRange(1, 5).Draw(t, "depth"), rapid.Bool().Draw(t, "boolean"))
		p := event.NewPool()
		e := n.make(p)
		if again := n.make(p); again != e {
			t.Fatalf("made twice, two expressions: %d and %d", e, again)
		}
		for range 4 {
			leaves := []event.Value{someValues.Draw(t, "r0"), someValues.Draw(t, "r1"), someValues.Draw(t, "r2")}
			want, ok := n.eval(leaves)
			if !ok {
				continue
			}
			got, ok := eventtest.Eval(p, e, leaves)
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

// TestSettle checks that the result of Settle has the same value as the condition
// whenever the guard holds.
func TestSettle(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		p := event.NewPool()
		guard := event.True
		for range rapid.IntRange(1, 4).Draw(t, "conjuncts") {
			guard = p.Make(event.All, guard, drawTree(t, 2, true).make(p))
		}
		e := drawTree(t, 2, true).make(p)
		if rapid.Bool().Draw(t, "part") && guard > event.True { // one of the conjuncts itself, or its negation
			e = guard
			for p.Nodes[e].Op == event.All {
				e = p.Nodes[e].B
			}
			if rapid.Bool().Draw(t, "negated") {
				e = p.Make(event.Not, e, 0)
			}
		}
		settled, _ := p.Settle(guard, e, itself)
		if settled != e && settled > event.True {
			t.Fatalf("settled to another expression")
		}
		for range 8 {
			leaves := []event.Value{someValues.Draw(t, "r0"), someValues.Draw(t, "r1"), someValues.Draw(t, "r2")}
			g, ok := eventtest.Eval(p, guard, leaves)
			if !ok || !g.IsTrue() {
				continue
			}
			want, ok := eventtest.Eval(p, e, leaves)
			got, _ := eventtest.Eval(p, settled, leaves)
			if ok && got != want {
				t.Fatalf("settled to %s, is %s", got, want)
			}
		}
	})
}

func TestSettleCases(t *testing.T) {
	p := event.NewPool()
	r, q := p.Leaf(event.Read, 0, 0), p.Leaf(event.Read, 1, 0)
	is := func(op event.Op, x event.Expr, v event.Value) event.Expr { return p.Make(op, x, p.Const(v)) }
	r1, r2 := is(event.Eq32, r, event.Number(1)), is(event.Eq32, r, event.Number(2))
	far := is(event.Eq32, r, event.Number(1<<32|1))
	ptr := is(event.Eq64, q, event.Address(0))
	guard := p.Make(event.All, p.Make(event.All, r1, p.Make(event.Not, is(event.Eq64, r, event.Number(9)), 0)), ptr)
	for _, c := range []struct{ e, want event.Expr }{
		{r1, event.True}, {p.Make(event.Not, r1, 0), event.False}, {r2, event.False}, {p.Make(event.Not, r2, 0), event.True},
		{far, far}, // equal in the low 32 bits, so nothing follows from r1 but itself
		{is(event.Eq64, r, event.Number(9)), event.False}, {p.Make(event.Not, is(event.Eq64, r, event.Number(9)), 0), event.True},
		{is(event.Eq64, r, event.Number(2)), is(event.Eq64, r, event.Number(2))}, // another comparison
		{is(event.Eq64, q, event.Address(1)), event.False}, {is(event.Eq64, q, event.Number(0)), event.False}, {ptr, event.True},
		{event.True, event.True}, {event.False, event.False},
	} {
		if got, _ := p.Settle(guard, c.e, itself); got != c.want {
			t.Errorf("%+v: got %d, want %d", p.Nodes[c.e], got, c.want)
		}
	}
	if got, _ := p.Settle(event.True, r1, itself); got != r1 {
		t.Error("settled by nothing")
	}
}

// itself is what a conjunct stands for where there are no forks.
func itself(e event.Expr) event.Expr { return e }
