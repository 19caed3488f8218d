package csource

import (
	"modernc.org/cc/v4"
)

// literal returns the place of a compound literal such as (struct pair){ 1, 2 }: a number or a pointer is in a
// register, as a variable of a function whose address is only passed on, and all else is an object.
func (th *thread) literal(x *cc.PostfixExpression) lvalue {
	t := x.Type().Undecay()
	if scalar(t) {
		v := &variable{reg: th.name("literal"), lname: lname(t), typ: t, open: true}
		th.declare(v)
		th.set(v, th.literalValue(x))
		return lvalue{v: v, typ: t}
	}
	o := th.r.newObject("literal", t, th.here(th.r.at(x)))
	o.owner, o.declared = th, "the literal"
	th.storeParts(o, func(f func(*cc.Initializer, int64)) { listed(x.InitializerList, f) })
	return lvalue{addr: th.addressOf(o, 0, t.Pointer()), typ: t}
}

// literalValue returns the value of a compound literal that is a number or a pointer.
func (th *thread) literalValue(x *cc.PostfixExpression) ex {
	e := number(0, x.Type())
	listed(x.InitializerList, func(i *cc.Initializer, _ int64) { e = th.convert(th.expr(i.AssignmentExpression), x.Type()) })
	return e
}
