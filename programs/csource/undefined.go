package csource

import (
	"math/big"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// computed reports what C gives no meaning in a constant expression, but for parts that are not
// evaluated.
func (th *thread) computed(x cc.ExpressionNode) {
	switch n := x.(type) {
	case *cc.ConditionalExpression:
		if n.Case == cc.ConditionalExpressionCond {
			th.computed(n.LogicalOrExpression)
			if v, ok := constantOf(n.LogicalOrExpression); ok && v == 0 {
				th.computed(n.ConditionalExpression)
			} else if n.ExpressionList != nil {
				th.computed(n.ExpressionList)
			}
			return
		}
		th.computed(n.LogicalOrExpression)
	case *cc.LogicalOrExpression:
		th.computed(n.LogicalOrExpression)
		if v, ok := constantOf(n.LogicalOrExpression); ok && v == 0 {
			th.computed(n.LogicalAndExpression)
		}
	case *cc.LogicalAndExpression:
		th.computed(n.LogicalAndExpression)
		if v, ok := constantOf(n.LogicalAndExpression); ok && v != 0 {
			th.computed(n.InclusiveOrExpression)
		}
	case *cc.CastExpression:
		if n.Case == cc.CastExpressionCast {
			th.computed(n.CastExpression)
		} else {
			th.computed(n.UnaryExpression)
		}
	case *cc.UnaryExpression:
		switch n.Case {
		case cc.UnaryExpressionPlus, cc.UnaryExpressionMinus, cc.UnaryExpressionCpl, cc.UnaryExpressionNot:
			th.computed(n.CastExpression)
		case cc.UnaryExpressionPostfix:
			th.computed(n.PostfixExpression)
		}
	case *cc.PrimaryExpression:
		if n.Case == cc.PrimaryExpressionExpr {
			th.computed(n.ExpressionList)
		}
	case *cc.ExpressionList:
		for l := n; l != nil; l = l.ExpressionList {
			th.computed(l.AssignmentExpression)
		}
	default:
		op, a, b, ok := binary(x)
		if !ok {
			return
		}
		th.computed(a)
		th.computed(b)
		v, oka := constantOf(a)
		w, okb := constantOf(b)
		if oka && okb && integral(a.Type()) && integral(b.Type()) {
			th.defined(x, op, number(w, b.Type()), th.r.promoted(a.Type()))
			th.wraps(x, op, number(v, a.Type()), number(w, b.Type()), x.Type())
		}
	}
}

// wraps warns of a sum, a difference or a product of two known numbers that their type cannot hold. It
// is taken as the kernel is compiled (-fno-strict-overflow): without the bits that are too many.
func (th *thread) wraps(x cc.ExpressionNode, op operator, a, b ex, t cc.Type) {
	if !a.known || !b.known || a.val.obj != nil || b.val.obj != nil || t == nil || !integral(t) || !cc.IsSignedInteger(t) {
		return
	}
	v, p, q := new(big.Int), big.NewInt(a.val.num), big.NewInt(b.val.num)
	switch op {
	case opAdd:
		v.Add(p, q)
	case opSub:
		v.Sub(p, q)
	case opMul:
		v.Mul(p, q)
	case opDiv:
		if b.val.num != -1 {
			return
		}
		v.Neg(p)
	default:
		return
	}
	limit := new(big.Int).Lsh(big.NewInt(1), uint(8*t.Size()-1))
	if v.Cmp(limit) < 0 && v.Cmp(new(big.Int).Neg(limit)) >= 0 {
		return
	}
	wrapped := truncate(int64(new(big.Int).And(v, new(big.Int).SetUint64(1<<64-1)).Uint64()), t)
	th.r.warn(th.here(th.r.whole(x)), diag.CUndefined, "this is %s, which %s cannot hold: the value becomes %d", v, shape(t), wrapped).
		Note("C gives it no meaning (C11, 6.5); it is taken as with -fwrapv, which the kernel is compiled with").
		WithFix("use a wider or an unsigned type")
}
