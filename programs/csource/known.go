package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// What is known of a variable while the file is read holds on the way that is being
// written. Where ways meet, what was set on one of them is forgotten.

// jumps notes that something jumps to a label.
type jumps struct {
	used bool
	from int // how many variables had been set at the first jump
}

// jumpTo emits a jump to a label.
func (th *thread) jumpTo(j *jumps, label string) {
	if !j.used {
		*j = jumps{true, len(th.log)}
	}
	th.emit(th.at, "goto "+label+";")
	th.dead = true
}

// join emits a label if something jumps there.
func (th *thread) join(j *jumps, label string) {
	if !j.used {
		return
	}
	if !th.init { // where main is executed, there is one way
		th.forgetSince(j.from)
	}
	th.dead = false
	th.add(newLine(th.indent, label+": ;", diag.Span{}, false))
}

// forgetSince forgets what was set after the first n settings.
func (th *thread) forgetSince(n int) {
	for _, v := range th.log[min(n, len(th.log)):] {
		v.known = false
	}
}

// either writes two ways of which one is taken, and returns what they emit.
func (th *thread) either(f, g func()) (first, second []line) {
	type old struct {
		v     *variable
		known bool
		val   value
	}
	start := len(th.log)
	before := map[*variable]old{}
	for fr := th.fr; fr != nil; fr = fr.outer {
		for _, v := range fr.vars {
			before[v] = old{v, v.known, v.val}
		}
		if fr.result != nil {
			before[fr.result] = old{fr.result, fr.result.known, fr.result.val}
		}
	}
	first = th.capture(f)
	dead := th.dead
	th.dead = false
	for v, o := range before {
		v.known, v.val = o.known, o.val
	}
	second = th.capture(g)
	th.dead = dead && th.dead
	th.forgetSince(start)
	return first, second
}

// forget forgets the variables that a part of the current function sets.
func (th *thread) forget(n any) {
	walk(n, func(n any) bool {
		var target cc.ExpressionNode
		switch x := n.(type) {
		case *cc.AssignmentExpression:
			if x.Case != cc.AssignmentExpressionCond {
				target = x.UnaryExpression
			}
		case *cc.UnaryExpression:
			if x.Case == cc.UnaryExpressionInc || x.Case == cc.UnaryExpressionDec {
				target = x.UnaryExpression
			}
		case *cc.PostfixExpression:
			if x.Case == cc.PostfixExpressionInc || x.Case == cc.PostfixExpressionDec {
				target = x.PostfixExpression
			}
		}
		if d := identified(target); d != nil && th.fr.vars[d] != nil && !th.fr.vars[d].fixed {
			th.fr.vars[d].known = false
		}
		return true
	})
	// A function that returns sets its result.
	if th.fr.result != nil {
		th.fr.result.known = false
	}
}

// identified returns the declaration of the variable that an expression is.
func identified(x cc.ExpressionNode) *cc.Declarator {
	switch x := x.(type) {
	case *cc.PrimaryExpression:
		switch x.Case {
		case cc.PrimaryExpressionIdent:
			d, _ := x.ResolvedTo().(*cc.Declarator)
			return d
		case cc.PrimaryExpressionExpr:
			return identified(x.ExpressionList)
		}
	case *cc.ExpressionList:
		if x.ExpressionList == nil {
			return identified(x.AssignmentExpression)
		}
	case *cc.CastExpression:
		if x.Case == cc.CastExpressionUnary {
			return identified(x.UnaryExpression)
		}
	}
	return nil
}
