package csource

import (
	"modernc.org/cc/v4"
)

// compound returns the operator of an assignment such as +=.
var compound = map[cc.AssignmentExpressionCase]operator{
	cc.AssignmentExpressionMul: opMul, cc.AssignmentExpressionDiv: opDiv, cc.AssignmentExpressionMod: opRem, cc.AssignmentExpressionAdd: opAdd, cc.AssignmentExpressionSub: opSub,
	cc.AssignmentExpressionLsh: opShl, cc.AssignmentExpressionRsh: opShr, cc.AssignmentExpressionAnd: opAnd, cc.AssignmentExpressionXor: opXor, cc.AssignmentExpressionOr: opOr,
}

// assignment assigns, and returns what was assigned if that is used.
func (th *thread) assignment(x *cc.AssignmentExpression, used bool) ex {
	errs := len(th.r.errs)
	l, ok := th.place(x.UnaryExpression)
	switch {
	case !ok && len(th.r.errs) > errs:
		return failed(x.Type())
	case !ok:
		th.outside(th.r.at(x), "this cannot be assigned to")
		return failed(x.Type())
	}
	n := len(th.lines)
	e := th.expr(x.AssignmentExpression)
	if len(th.lines) > n && l.v == nil {
		l.addr = th.keepAt(n, l.addr)
	}
	if x.Case != cc.AssignmentExpressionAssign && l.v == nil && l.atomic && !th.init {
		return th.unlessUsed(th.atomicUpdate(x, l, compound[x.Case], e), used)
	}
	if x.Case != cc.AssignmentExpressionAssign {
		e = th.update(x, l, compound[x.Case], e)
	} else {
		e = th.convert(e, l.typ)
	}
	if e.reads && l.v == nil && used { // it is computed once
		e = th.keep(e)
	}
	th.store(l, e)
	if !used {
		return number(0, nil)
	}
	if l.v != nil {
		return th.read(l.v)
	}
	return e
}

// update returns the new value of a place in l op= e, or l++.
func (th *thread) update(x cc.ExpressionNode, l lvalue, op operator, e ex) ex {
	old := th.load(l)
	if isPointer(l.typ) {
		sign := int64(1)
		if op == opSub {
			sign = -1
		}
		return th.offset(old, e, sign, l.typ)
	}
	th.defined(x, op, e, th.r.promoted(l.typ))
	r := th.arith(op, old, e, l.typ)
	return th.convert(r, l.typ)
}

// arith returns a op b, computed in the type that C says.
func (th *thread) arith(op operator, a, b ex, t cc.Type) ex {
	if v, ok := th.r.fold(op, a, b); ok {
		return number(v, t)
	}
	wide := th.r.common(a.typ, b.typ)
	if op.level == levelShift {
		wide = th.r.promoted(a.typ)
	}
	return ex{text: a.at(op.level) + " " + op.text + " " + b.at(op.level+1), level: op.level, typ: wide, lname: lname(wide), reads: a.reads || b.reads}
}

// incDec is ++x, --x, x++ or x--. It returns the value if that is used.
func (th *thread) incDec(x cc.ExpressionNode, of cc.ExpressionNode, op operator, postfix, used bool) ex {
	l, ok := th.place(of)
	if !ok {
		th.outside(th.r.at(x), "this cannot be assigned to")
		return failed(x.Type())
	}
	one := number(1, th.r.ast.Int)
	if l.v == nil && l.atomic && !th.init {
		return th.unlessUsed(th.atomicStep(x, l, op, postfix), used)
	}
	if l.v == nil {
		l.addr = th.keep(l.addr)
	}
	old := th.load(l)
	if postfix && used {
		old = th.keep(old)
	}
	var e ex
	if isPointer(l.typ) {
		sign := int64(1)
		if op == opSub {
			sign = -1
		}
		e = th.offset(old, one, sign, l.typ)
	} else {
		e = th.convert(th.arith(op, old, one, l.typ), l.typ)
	}
	if !postfix && used && l.v == nil {
		e = th.keep(e)
	}
	th.store(l, e)
	switch {
	case !used:
		return number(0, nil)
	case postfix:
		return old
	case l.v != nil:
		return th.read(l.v)
	}
	return e
}

// unlessUsed returns a value; if it is not used, it only has it computed.
func (th *thread) unlessUsed(e ex, used bool) ex {
	if used {
		return e
	}
	th.discard(e)
	return number(0, nil)
}
