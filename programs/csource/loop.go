package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// maxRounds bounds the rounds of a loop that are written out.
const maxRounds = 1024

// iteration executes a loop. Rounds are written out as long as it is known whether there is
// another one.
func (th *thread) iteration(s *cc.IterationStatement) {
	switch s.Case {
	case cc.IterationStatementWhile:
		th.loop(s, nil, s.ExpressionList, nil)
	case cc.IterationStatementDo:
		th.doWhile(s)
	case cc.IterationStatementFor:
		th.perform(s.ExpressionList)
		th.loop(s, nil, s.ExpressionList2, s.ExpressionList3)
	case cc.IterationStatementForDecl:
		th.declaration(s.Declaration)
		th.loop(s, nil, s.ExpressionList, s.ExpressionList2)
	}
}

// loop executes while (cond) { … post }.
func (th *thread) loop(s *cc.IterationStatement, _ any, cond, post cc.ExpressionNode) {
	at := th.at
	th.exits = append(th.exits, exit{brk: th.label("end")})
	me := len(th.exits) - 1
	for round := 0; ; round++ {
		th.at = at
		if _, always := constantOf(cond); cond == nil || always && !th.init || round == maxRounds && !th.init || round > maxInitRounds {
			break
		}
		n, set := len(th.lines), len(th.log)
		c := th.known1(cond)
		if !c.known {
			th.lines, th.log = th.lines[:n], th.log[:set]
			break
		}
		if c.val.num == 0 && c.val.obj == nil {
			th.join(&th.exits[me].toBreak, th.exits[me].brk)
			th.exits = th.exits[:me]
			return
		}
		th.exits[me].cont, th.exits[me].toNext = th.label("next"), jumps{}
		th.statement(s.Statement)
		th.join(&th.exits[me].toNext, th.exits[me].cont)
		if th.dead {
			th.join(&th.exits[me].toBreak, th.exits[me].brk)
			th.exits = th.exits[:me]
			return
		}
		th.at = at
		th.perform(post)
	}
	if th.init {
		th.notConstant(at)
		th.exits = th.exits[:me]
		return
	}
	th.forget(s)
	start := len(th.log)
	th.inRounds++
	th.dead = th.rounds(s, me, cond, post)
	th.inRounds--
	th.forgetSince(start)
	th.join(&th.exits[me].toBreak, th.exits[me].brk)
	th.exits = th.exits[:me]
}

// maxInitRounds bounds the rounds of a loop that is executed while the file is read.
const maxInitRounds = 100000

// known1 returns the value of a condition if it is known without doing anything.
func (th *thread) known1(x cc.ExpressionNode) ex {
	if !pure(x) {
		return ex{}
	}
	return th.condition(x)
}

// pure reports whether an expression neither calls nor assigns. What sizeof is asked about is not
// executed.
func pure(x cc.ExpressionNode) bool {
	is := true
	walk(x, func(n any) bool {
		switch n := n.(type) {
		case *cc.AssignmentExpression:
			is = is && n.Case == cc.AssignmentExpressionCond
		case *cc.PostfixExpression:
			is = is && n.Case != cc.PostfixExpressionCall && n.Case != cc.PostfixExpressionInc && n.Case != cc.PostfixExpressionDec &&
				n.Case != cc.PostfixExpressionComplit // the front end takes its value as 0
		case *cc.UnaryExpression:
			if n.Case == cc.UnaryExpressionSizeofExpr || n.Case == cc.UnaryExpressionSizeofType || n.Case == cc.UnaryExpressionAlignofExpr || n.Case == cc.UnaryExpressionAlignofType {
				return false
			}
			is = is && n.Case != cc.UnaryExpressionInc && n.Case != cc.UnaryExpressionDec
		case *cc.PrimaryExpression:
			is = is && n.Case != cc.PrimaryExpressionStmt
		}
		return is
	})
	return is
}

// rounds emits a loop whose number of rounds is not known. It reports whether only a break
// leaves the loop.
func (th *thread) rounds(s *cc.IterationStatement, me int, cond, post cc.ExpressionNode) (endless bool) {
	at := th.at
	var c ex
	head := th.capture(func() {
		if cond != nil {
			c = th.condition(cond)
		}
	})
	again := c.known && (c.val.num != 0 || c.val.obj != nil) || cond == nil
	if len(head) == 0 && post == nil { // while (c) { … }
		th.exits[me].cont = ""
		body := th.capture(func() { th.statement(s.Statement) })
		text := "1"
		if !again {
			text = c.text
		}
		th.block(at, "while ("+text+")", body, c.reads)
		return again
	}
	body := head
	if !again {
		test := th.capture(func() {
			th.add(newLine(th.indent, "if ("+th.negation(c, th.r.ast.Int).text+") {", at, c.reads))
			th.add(newLine(th.indent+1, "break;", at, false))
			th.add(newLine(th.indent, "}", diag.Span{}, false))
		})
		body = append(body, test...)
	}
	next := ""
	if post != nil {
		next = th.label("next")
	}
	th.exits[me].cont, th.exits[me].toNext = next, jumps{}
	body = append(body, th.capture(func() {
		th.statement(s.Statement)
		if post != nil {
			th.join(&th.exits[me].toNext, next)
			th.at = at
			th.perform(post)
		}
	})...)
	th.block(at, "while (1)", body, false)
	return again
}

// doWhile executes do { … } while (cond).
func (th *thread) doWhile(s *cc.IterationStatement) {
	at := th.at
	th.exits = append(th.exits, exit{brk: th.label("end"), cont: th.label("next")})
	me := len(th.exits) - 1
	if v, ok := constantOf(s.ExpressionList); ok && v == 0 { // do { … } while (0), as in macros
		th.statement(s.Statement)
		th.join(&th.exits[me].toNext, th.exits[me].cont)
	} else {
		if th.init {
			th.notConstant(at)
		}
		th.forget(s)
		start := len(th.log)
		body := th.capture(func() {
			th.statement(s.Statement)
			th.join(&th.exits[me].toNext, th.exits[me].cont)
			th.at = th.wider(th.r.between(s.Token2, s.Token4))
			if th.dead {
				return
			}
			c := th.condition(s.ExpressionList)
			if c.known && c.val.num != 0 {
				return
			}
			th.add(newLine(th.indent, "if ("+th.negation(c, th.r.ast.Int).text+") {", th.at, c.reads))
			th.add(newLine(th.indent+1, "break;", at, false))
			th.add(newLine(th.indent, "}", diag.Span{}, false))
		})
		th.block(at, "while (1)", body, false)
		th.dead = false
		th.forgetSince(start)
	}
	th.join(&th.exits[me].toBreak, th.exits[me].brk)
	th.exits = th.exits[:me]
}

// switchOf executes a switch: a jump for each case.
func (th *thread) switchOf(s *cc.SelectionStatement) {
	at := th.at
	e := th.expr(s.ExpressionList)
	if th.init && !e.known {
		th.notConstant(at)
		return
	}
	v := e
	if !e.known {
		v = th.keep(e)
	}
	if th.cases == nil {
		th.cases = map[*cc.LabeledStatement]string{}
	}
	th.exits = append(th.exits, exit{brk: th.label("end"), isSwitch: true})
	me := len(th.exits) - 1
	otherwise, start, found := (*cc.LabeledStatement)(nil), len(th.log), false
	for _, l := range labels(s.Statement) {
		label := th.label("case")
		th.cases[l] = label
		switch l.Case {
		case cc.LabeledStatementDefault:
			otherwise = l
		case cc.LabeledStatementCaseLabel, cc.LabeledStatementRange:
			k, last, ok := th.caseOf(l, th.r.promoted(v.typ))
			if !ok {
				th.outside(th.r.at(l), "the value of this case is not a constant")
			}
			if v.known {
				if th.cases[l] = ""; within(v.val.num, k, last, th.r.promoted(v.typ)) && !found {
					found, th.cases[l] = true, label
					th.emit(at, "goto "+label+";")
				}
				continue
			}
			test := v.at(levelEqual) + " == " + number(k, th.r.promoted(v.typ)).at(levelEqual+1)
			if l.Case == cc.LabeledStatementRange {
				test = v.at(levelLess) + " <= " + number(last, th.r.promoted(v.typ)).at(levelLess+1)
			}
			if l.Case == cc.LabeledStatementRange && (k != 0 || cc.IsSignedInteger(th.r.promoted(v.typ))) {
				test += " && " + v.at(levelLess) + " >= " + number(k, th.r.promoted(v.typ)).at(levelLess+1)
			}
			th.add(newLine(th.indent, "if ("+test+") {", at, false))
			th.add(newLine(th.indent+1, "goto "+label+";", at, false))
			th.add(newLine(th.indent, "}", diag.Span{}, false))
		default:
			panic("csource: a label that is no case")
		}
	}
	switch {
	case found:
		if otherwise != nil {
			th.cases[otherwise] = ""
		}
	case otherwise == nil:
		th.jumpTo(&th.exits[me].toBreak, th.exits[me].brk)
	default:
		th.emit(at, "goto "+th.cases[otherwise]+";")
	}
	th.dead = true
	before := th.fr.jumps
	if !th.init {
		th.fr.jumps = true // nothing that the cases set is known
		th.forgetSince(start)
		th.forget(s)
	}
	th.statement(s.Statement)
	th.fr.jumps = before
	th.join(&th.exits[me].toBreak, th.exits[me].brk)
	th.exits = th.exits[:me]
}

// labels returns the cases of a switch, not those of switches inside.
func labels(s *cc.Statement) (all []*cc.LabeledStatement) {
	walk(s, func(n any) bool {
		switch n := n.(type) {
		case *cc.SelectionStatement:
			return n.Case != cc.SelectionStatementSwitch
		case *cc.LabeledStatement:
			if n.Case != cc.LabeledStatementLabel {
				all = append(all, n)
			}
		}
		return true
	})
	return all
}

// hasLabels reports whether a function has labels of goto.
func hasLabels(b *cc.CompoundStatement) bool {
	found := false
	walk(b, func(n any) bool {
		if l, ok := n.(*cc.LabeledStatement); ok && l.Case == cc.LabeledStatementLabel {
			found = true
		}
		return !found
	})
	return found
}

// caseOf returns the first and the last value of a case.
func (th *thread) caseOf(l *cc.LabeledStatement, t cc.Type) (first, last int64, ok bool) {
	first, ok = constantOf(l.ConstantExpression)
	last = first
	if l.Case == cc.LabeledStatementRange && ok {
		last, ok = constantOf(l.ConstantExpression2)
	}
	return truncate(first, t), truncate(last, t), ok
}

// within reports whether a value of a type is in a range.
func within(v, first, last int64, t cc.Type) bool {
	if t != nil && cc.IsIntegerType(t) && !cc.IsSignedInteger(t) {
		return uint64(first) <= uint64(v) && uint64(v) <= uint64(last)
	}
	return first <= v && v <= last
}
