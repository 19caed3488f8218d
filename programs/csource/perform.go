package csource

import "modernc.org/cc/v4"

// perform executes an expression whose value nothing uses.
func (th *thread) perform(x cc.ExpressionNode) {
	switch x := x.(type) {
	case nil:
	case *cc.ExpressionList:
		for l := x; l != nil; l = l.ExpressionList {
			th.perform(l.AssignmentExpression)
		}
	case *cc.AssignmentExpression:
		if x.Case == cc.AssignmentExpressionCond {
			th.perform(x.ConditionalExpression)
			return
		}
		th.assignment(x, false)
	case *cc.PrimaryExpression:
		switch x.Case {
		case cc.PrimaryExpressionExpr:
			th.perform(x.ExpressionList)
		case cc.PrimaryExpressionStmt:
			th.items(x.CompoundStatement)
		default:
			th.discard(th.expr(x))
		}
	case *cc.CastExpression:
		if x.Case == cc.CastExpressionCast {
			th.perform(x.CastExpression)
			return
		}
		th.perform(x.UnaryExpression)
	case *cc.UnaryExpression:
		switch x.Case {
		case cc.UnaryExpressionInc:
			th.incDec(x, x.UnaryExpression, opAdd, false, false)
		case cc.UnaryExpressionDec:
			th.incDec(x, x.UnaryExpression, opSub, false, false)
		default:
			th.discard(th.expr(x))
		}
	case *cc.PostfixExpression:
		switch x.Case {
		case cc.PostfixExpressionInc:
			th.incDec(x, x.PostfixExpression, opAdd, true, false)
		case cc.PostfixExpressionDec:
			th.incDec(x, x.PostfixExpression, opSub, true, false)
		case cc.PostfixExpressionCall:
			th.discard(th.call(x))
		default:
			th.discard(th.expr(x))
		}
	case *cc.ConditionalExpression:
		th.performEither(x)
	default:
		if _, ok := constantOf(x); !ok {
			th.discard(th.expr(x))
		}
	}
}

// performEither executes c ? x : y.
func (th *thread) performEither(x *cc.ConditionalExpression) {
	c := th.condition(x.LogicalOrExpression)
	if c.known {
		if c.val.num != 0 || c.val.obj != nil {
			th.perform(x.ExpressionList)
		} else {
			th.perform(x.ConditionalExpression)
		}
		return
	}
	then, otherwise := th.either(func() { th.perform(x.ExpressionList) }, func() { th.perform(x.ConditionalExpression) })
	th.ifElse(th.at, c, then, otherwise)
}

func (th *thread) postfix(x *cc.PostfixExpression) ex {
	switch x.Case {
	case cc.PostfixExpressionCall:
		return th.call(x)
	case cc.PostfixExpressionInc:
		return th.incDec(x, x.PostfixExpression, opAdd, true, true)
	case cc.PostfixExpressionDec:
		return th.incDec(x, x.PostfixExpression, opSub, true, true)
	case cc.PostfixExpressionPrimary:
		return th.expr(x.PrimaryExpression)
	case cc.PostfixExpressionComplit:
		if scalar(x.Type().Undecay()) {
			return th.literalValue(x)
		}
	}
	return th.rvalue(x)
}

func (th *thread) unary(x *cc.UnaryExpression) ex {
	switch x.Case {
	case cc.UnaryExpressionPostfix:
		return th.expr(x.PostfixExpression)
	case cc.UnaryExpressionInc:
		return th.incDec(x, x.UnaryExpression, opAdd, false, true)
	case cc.UnaryExpressionDec:
		return th.incDec(x, x.UnaryExpression, opSub, false, true)
	case cc.UnaryExpressionAddrof:
		return th.address(x.CastExpression, x.Type())
	case cc.UnaryExpressionDeref:
		return th.rvalue(x)
	case cc.UnaryExpressionPlus:
		return th.convert(th.expr(x.CastExpression), x.Type())
	case cc.UnaryExpressionMinus:
		e := th.expr(x.CastExpression)
		if e.known && e.val.obj == nil {
			return number(-e.val.num, x.Type())
		}
		return ex{text: "-" + e.at(levelPostfix), level: levelUnary, typ: x.Type(), lname: lname(x.Type()), reads: e.reads, stable: e.stable}
	case cc.UnaryExpressionCpl:
		e := th.expr(x.CastExpression)
		if e.known && e.val.obj == nil {
			return number(^e.val.num, x.Type())
		}
		return ex{text: "~" + e.at(levelUnary), level: levelUnary, typ: x.Type(), lname: lname(x.Type()), reads: e.reads, stable: e.stable}
	case cc.UnaryExpressionNot:
		return th.negation(th.condition(x.CastExpression), x.Type())
	}
	th.outside(th.r.at(x), "this operator is not read from .c files").WithFix("write it without this operator")
	return failed(x.Type())
}

// address returns &x.
func (th *thread) address(x cc.ExpressionNode, t cc.Type) ex {
	l, ok := th.place(x)
	if !ok {
		if x.Type() != nil && x.Type().Kind() == cc.Function {
			return th.expr(x)
		}
		th.outside(th.r.at(x), "the address of this is not read")
		return failed(t)
	}
	if l.v != nil {
		return ex{text: "0", level: levelPostfix, typ: t, alias: l.v, stable: true}
	}
	a := l.addr
	a.typ = t
	return a
}

// statementExpr returns the value of ({ … }).
func (th *thread) statementExpr(x *cc.PrimaryExpression) ex {
	outer := th.wanted
	th.wanted = x.CompoundStatement
	defer func() { th.wanted = outer }()
	return th.itemsValue(x.CompoundStatement)
}
