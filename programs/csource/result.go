package csource

import (
	"modernc.org/cc/v4"
)

// What the function of a thread returns is in memory of its own, if the thread that joins it asks for it.

// takeResult stores what a thread has returned where the second argument of pthread_join points.
func (th *thread) takeResult(child *thread, to cc.ExpressionNode) {
	if v, ok := constantOf(to); ok && v == 0 || th.onlyJoined(to) {
		return
	}
	t := elem(to.Type())
	if t == nil || !scalar(t) {
		t = th.r.ast.Long
	}
	if child.ran {
		th.outside(th.here(th.r.at(to)), "what this thread returns is not read here").WithFix("join the thread where it is created, or use a global variable")
		return
	}
	if child.out == nil {
		o := &object{typ: th.r.ast.Long, size: 8, cells: []cell{{"", 0, 8, "long"}}, at: child.at, init: map[int64]value{}}
		child.out = th.r.addObject(o, "value")
	}
	place := th.pointed(th.expr(to), t, false)
	if th.init {
		th.notConstant(th.at)
		return
	}
	th.store(place, th.convert(th.load(th.returned(child)), t))
}

// returned returns the place of what a thread returns.
func (th *thread) returned(child *thread) lvalue {
	return lvalue{addr: th.addressOf(child.out, 0, th.r.ast.Long.Pointer()), typ: th.r.ast.Long}
}

// giveResult stores what the function of the thread returns.
func (th *thread) giveResult(e ex) {
	l := th.returned(th)
	th.store(l, th.convert(e, l.typ))
}

// onlyJoined reports whether an argument is the address of a variable that nothing but pthread_join has.
func (th *thread) onlyJoined(x cc.ExpressionNode) bool {
	var d *cc.Declarator
	walk(x, func(n any) bool {
		if p, ok := n.(*cc.PrimaryExpression); ok && d == nil {
			d = identified(p)
		}
		return d == nil
	})
	if d == nil || th.fr == nil || addressOf(x, d) == nil || th.fr.vars[d] == nil {
		return false
	}
	others := false
	walk(th.fr.fn.CompoundStatement, func(n any) bool {
		if c, ok := n.(*cc.PostfixExpression); ok && c.Case == cc.PostfixExpressionCall && (called(c.PostfixExpression) == "pthread_join" || called(c.PostfixExpression) == "__fw_thread_join") {
			return false
		}
		if p, ok := n.(*cc.PrimaryExpression); ok && identified(p) == d {
			others = true
		}
		return !others
	})
	return !others
}
