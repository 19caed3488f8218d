package csource

import (
	"fmt"

	"modernc.org/cc/v4"
)

// finalProp returns the condition of a litmus test that says that an expression over the final
// state is true, or with negated false. ok is false if there is none.
func (th *thread) finalProp(x cc.ExpressionNode, negated bool) (prop string, ok bool) {
	switch x := x.(type) {
	case *cc.PrimaryExpression:
		if x.Case == cc.PrimaryExpressionExpr {
			return th.finalProp(x.ExpressionList, negated)
		}
	case *cc.ExpressionList:
		if x.ExpressionList == nil {
			return th.finalProp(x.AssignmentExpression, negated)
		}
		return "", false
	case *cc.UnaryExpression:
		if x.Case == cc.UnaryExpressionNot {
			return th.finalProp(x.CastExpression, !negated)
		}
	case *cc.LogicalAndExpression:
		return th.finalBoth(x.LogicalAndExpression, x.InclusiveOrExpression, !negated, negated)
	case *cc.LogicalOrExpression:
		return th.finalBoth(x.LogicalOrExpression, x.LogicalAndExpression, negated, negated)
	}
	if op, a, b, is := binary(x); is {
		if text := comparison(op, negated); text != "" {
			return th.finalComparison(text, a, b)
		}
		return "", false
	}
	if p, ok := th.finalPending(x); ok {
		if negated {
			return "~" + p, true
		}
		return p, true
	}
	p, ok := th.finalPlace(x)
	if !ok {
		return "", false
	}
	if negated {
		return th.r.orUnset(p+"=0", p), true
	}
	return th.r.orUnset(p+"!=0", p), true
}

// finalBoth joins the conditions of two expressions, by "and" or by "or".
func (th *thread) finalBoth(x, y cc.ExpressionNode, and, negated bool) (string, bool) {
	p, ok := th.finalProp(x, negated)
	q, ok2 := th.finalProp(y, negated)
	op := ` \/ `
	if and {
		op = ` /\ `
	}
	return "(" + p + op + q + ")", ok && ok2
}

// comparison returns the comparison of litmus tests, or the opposite one; "" for other operators.
func comparison(op operator, negated bool) string {
	table := map[operator][2]string{opEq: {"=", "!="}, opNe: {"!=", "="}, opLt: {"<", ">="}, opGe: {">=", "<"}, opGt: {">", "<="}, opLe: {"<=", ">"}}
	pair := table[op]
	if negated {
		return pair[1]
	}
	return pair[0]
}

// finalComparison compares a place with a constant or another place.
func (th *thread) finalComparison(op string, a, b cc.ExpressionNode) (string, bool) {
	mirror := map[string]string{"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
	if _, ok := constantOf(a); ok {
		a, b, op = b, a, mirror[op]
	}
	p, ok := th.finalPlace(a)
	if !ok {
		return "", false
	}
	v, is := constantOf(b)
	if d := identified(b); d != nil && !is {
		if k := th.variable(d); k != nil && k.known && k.val.obj == nil {
			v, is = k.val.num, true
		}
	}
	if !th.r.exact(a.Type(), b.Type()) && !(is && v >= 0 && (op == "=" || op == "!=")) {
		return "", false
	}
	if is {
		return th.r.orUnset(fmt.Sprintf("%s%s%d", p, op, v), p), true
	}
	q, ok := th.finalPlace(b)
	return th.r.orUnset(p+op+q, p, q), ok
}

// exact reports whether C compares two values as the numbers that they are: it does not if one of them
// can be negative and is converted to a type without a sign.
func (r *reader) exact(a, b cc.Type) bool {
	if a == nil || b == nil || isPointer(a) || isPointer(b) || !integral(a) || !integral(b) {
		return true
	}
	return cc.IsSignedInteger(r.common(a, b)) || !cc.IsSignedInteger(r.promoted(a)) && !cc.IsSignedInteger(r.promoted(b))
}

// keeps reports whether each value of one type is the same in another.
func keeps(from, to cc.Type) bool {
	if !integral(from) || !integral(to) || to.Kind() == cc.Bool {
		return from.Size() == to.Size() && isPointer(from) && isPointer(to)
	}
	signed := cc.IsSignedInteger(from)
	return signed == cc.IsSignedInteger(to) && from.Size() <= to.Size() || !signed && from.Size() < to.Size()
}

// finalPlace returns the place in memory that an expression reads.
func (th *thread) finalPlace(x cc.ExpressionNode) (string, bool) {
	switch y := x.(type) {
	case *cc.PrimaryExpression:
		if y.Case == cc.PrimaryExpressionExpr {
			return th.finalPlace(y.ExpressionList)
		}
		if d := identified(y); d != nil && d.IsParam() && th.final {
			return th.r.finalLocal(d.Name(), th.at)
		}
	case *cc.ExpressionList:
		if y.ExpressionList == nil {
			return th.finalPlace(y.AssignmentExpression)
		}
	case *cc.CastExpression:
		if c, ok := y.CastExpression.(*cc.PostfixExpression); ok && c.Case == cc.PostfixExpressionCall { // a macro of our headers
			return th.finalPlace(c)
		}
		if y.Case == cc.CastExpressionCast && y.Type() != nil && y.CastExpression.Type() != nil && keeps(y.CastExpression.Type().Decay(), y.Type()) {
			return th.finalPlace(y.CastExpression)
		}
		return "", false
	case *cc.PostfixExpression:
		if y.Case == cc.PostfixExpressionCall {
			return th.finalRead(y)
		}
	}
	return th.finalAt(x)
}

// finalRead returns the place that a call such as READ_ONCE(x) reads.
func (th *thread) finalRead(x *cc.PostfixExpression) (string, bool) {
	args := arguments(x)
	switch called(x.PostfixExpression) {
	case atomicPrefix + "load", placePrefix + "READ_ONCE", pointerPrefix + "smp_load_acquire", "atomic_read", "atomic64_read", "atomic_long_read":
		return th.finalPointer(args[0])
	}
	return "", false
}

// finalPointer returns the place to which a constant address points.
func (th *thread) finalPointer(a cc.ExpressionNode) (string, bool) {
	n := len(th.lines)
	p := th.expr(a)
	t := counter(elem(a.Type()))
	if len(th.lines) > n || !p.known || p.val.obj == nil || t == nil {
		th.lines = th.lines[:n]
		return "", false
	}
	c := p.val.obj.cellAt(p.val.num, t.Size())
	if c == nil {
		return "", false
	}
	th.uses[p.val.obj] = true
	return p.val.obj.place(c), true
}

// finalAt returns the place that an expression names.
func (th *thread) finalAt(x cc.ExpressionNode) (string, bool) {
	if !pure(x) {
		return "", false
	}
	errs, n := len(th.r.errs), len(th.lines)
	l, ok := th.place(x)
	if len(th.r.errs) > errs || len(th.lines) > n {
		th.r.errs, th.lines = th.r.errs[:errs], th.lines[:n]
		return "", false
	}
	if !ok || l.v != nil || !l.addr.known || l.addr.val.obj == nil || !scalar(l.typ) {
		return "", false
	}
	c := l.addr.val.obj.cellAt(l.addr.val.num, l.typ.Size())
	if c == nil {
		return "", false
	}
	return l.addr.val.obj.place(c), true
}
