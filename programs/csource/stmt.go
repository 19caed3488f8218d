package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// items executes the statements of a block.
func (th *thread) items(b *cc.CompoundStatement) { th.itemsValue(b) }

// itemsValue executes the statements of a block and returns the value of the last one, if
// that is an expression.
func (th *thread) itemsValue(b *cc.CompoundStatement) (last ex) {
	last = number(0, nil)
	end := th.r.token(b.Token)
	for l := b.BlockItemList; l != nil; l = l.BlockItemList {
		item := l.BlockItem
		from := th.r.at(item)
		th.emptySlots(end, from)
		if from.Known() {
			th.at = from
		}
		switch item.Case {
		case cc.BlockItemDecl:
			th.declaration(item.Declaration)
			end = th.r.token(item.Declaration.Token)
		case cc.BlockItemStmt:
			if s := item.Statement; l.BlockItemList == nil && s.Case == cc.StatementExpr && s.ExpressionStatement.ExpressionList != nil && th.wanted == b {
				last = th.expr(s.ExpressionStatement.ExpressionList)
				return last
			}
			th.statement(item.Statement)
			end = th.endOf(item.Statement)
		case cc.BlockItemLabel:
			th.outside(from, "a label declaration is not read").WithFix("remove it")
		default:
			th.outside(from, "a function inside a function is not read").WithFix("move it outside")
		}
	}
	th.emptySlots(end, th.r.token(b.Token2))
	return last
}

// endOf returns the place of the last token of a statement.
func (th *thread) endOf(s *cc.Statement) diag.Span {
	switch s.Case {
	case cc.StatementExpr:
		return th.r.token(s.ExpressionStatement.Token)
	case cc.StatementCompound:
		return th.r.token(s.CompoundStatement.Token2)
	case cc.StatementJump:
		j := s.JumpStatement
		for _, t := range []cc.Token{j.Token3, j.Token2, j.Token} {
			if len(t.Src()) > 0 {
				return th.r.token(t)
			}
		}
	case cc.StatementLabeled:
		return th.endOf(s.LabeledStatement.Statement)
	case cc.StatementSelection:
		if s.SelectionStatement.Statement2 != nil {
			return th.endOf(s.SelectionStatement.Statement2)
		}
		return th.endOf(s.SelectionStatement.Statement)
	case cc.StatementIteration:
		if s.IterationStatement.Case == cc.IterationStatementDo {
			return th.r.token(s.IterationStatement.Token5)
		}
		return th.endOf(s.IterationStatement.Statement)
	case cc.StatementAsm:
		return th.r.token(s.AsmStatement.Token)
	}
	return th.r.at(s)
}

// statement executes a statement.
func (th *thread) statement(s *cc.Statement) {
	if th.dead && !anyLabel(s) {
		return
	}
	if at := th.r.extent(s); at.Known() {
		th.at = at
	}
	th.begin()
	th.work()
	switch s.Case {
	case cc.StatementCompound:
		th.items(s.CompoundStatement)
	case cc.StatementExpr:
		x := s.ExpressionStatement
		if x.ExpressionList == nil {
			return
		}
		n := len(th.lines)
		th.perform(x.ExpressionList)
		th.slotAfter(n, th.r.token(x.Token))
	case cc.StatementSelection:
		th.selection(s.SelectionStatement)
	case cc.StatementIteration:
		th.iteration(s.IterationStatement)
	case cc.StatementJump:
		th.jump(s.JumpStatement)
	case cc.StatementLabeled:
		th.labeled(s.LabeledStatement)
	case cc.StatementAsm:
		th.asm(s.AsmStatement)
	default:
		th.outside(th.r.at(s), "this statement is not read from .c files")
	}
}

// begin notes that nothing of the current statement is done yet.
func (th *thread) begin() { th.fresh, th.freshIndent = th.at, th.indent }

// wider returns a place, or that of the current statement if it is not known.
func (th *thread) wider(at diag.Span) diag.Span {
	if at.Known() {
		return at
	}
	return th.at
}

// selection executes an if or a switch.
func (th *thread) selection(s *cc.SelectionStatement) {
	if s.Case == cc.SelectionStatementSwitch {
		th.switchOf(s)
		return
	}
	at := th.at
	c := th.condition(s.ExpressionList)
	if c.known {
		switch {
		case c.val.num != 0 || c.val.obj != nil:
			th.statement(s.Statement)
		case s.Statement2 != nil:
			th.statement(s.Statement2)
		}
		return
	}
	then, otherwise := th.either(func() { th.statement(s.Statement) }, func() {
		if s.Statement2 != nil {
			th.statement(s.Statement2)
		}
	})
	th.ifElse(at, c, then, otherwise)
}

// jump executes goto, break, continue or return.
func (th *thread) jump(j *cc.JumpStatement) {
	at := th.at
	switch j.Case {
	case cc.JumpStatementReturn:
		th.returns(j)
	case cc.JumpStatementBreak:
		if k := len(th.exits) - 1; k >= 0 {
			th.jumpTo(&th.exits[k].toBreak, th.exits[k].brk)
		}
	case cc.JumpStatementContinue:
		for k := len(th.exits) - 1; k >= 0; k-- {
			e := &th.exits[k]
			if e.isSwitch {
				continue
			}
			if e.cont == "" {
				th.emit(at, "continue;")
				th.dead = true
			} else {
				th.jumpTo(&e.toNext, e.cont)
			}
			break
		}
	case cc.JumpStatementGoto:
		if th.init {
			th.notConstant(at)
		}
		th.emit(at, "goto "+th.userLabel(j.Token2.SrcStr())+";")
		th.dead = true
	default:
		th.outside(at, "a goto to a computed address is not read").WithFix("use a label")
	}
}

// returns executes a return.
func (th *thread) returns(j *cc.JumpStatement) {
	fr := th.fr
	if j.ExpressionList != nil {
		switch ft := fr.fn.Declarator.Type().(*cc.FunctionType); {
		case fr.whole != nil:
			th.store(*fr.whole, th.expr(j.ExpressionList))
		case fr.outer == nil && th.out != nil:
			th.giveResult(th.expr(j.ExpressionList))
		case fr.result != nil:
			th.set(fr.result, th.expr(j.ExpressionList))
		case isLast(fr.fn, j) && scalar(ft.Result()) && fr.outer != nil:
			if fr.value = th.expr(j.ExpressionList); fr.value.reads && !th.init { // here, and not where the caller uses it
				fr.value = th.keep(fr.value)
			}
		default:
			th.perform(j.ExpressionList)
		}
	}
	if isLast(fr.fn, j) {
		return
	}
	th.jumpTo(&fr.toOut, fr.out)
}

// isLast reports whether a return is the last statement of its function, outside of all others.
func isLast(f *cc.FunctionDefinition, j *cc.JumpStatement) bool {
	for l := f.CompoundStatement.BlockItemList; l != nil; l = l.BlockItemList {
		if l.BlockItemList == nil && l.BlockItem.Case == cc.BlockItemStmt {
			s := l.BlockItem.Statement
			return s.Case == cc.StatementJump && s.JumpStatement == j
		}
	}
	return false
}

// userLabel returns the label of the litmus test for one of the current function.
func (th *thread) userLabel(name string) string {
	if th.fr.labels == nil {
		th.fr.labels = map[string]string{}
	}
	if th.fr.labels[name] == "" {
		th.fr.labels[name] = th.label(name)
	}
	return th.fr.labels[name]
}

func (th *thread) labeled(s *cc.LabeledStatement) {
	switch s.Case {
	case cc.LabeledStatementLabel:
		th.dead = false
		th.add(newLine(th.indent, th.userLabel(s.Token.SrcStr())+": ;", diag.Span{}, false))
	default: // case 1: and default: have a label of their own
		if l, ok := th.cases[s]; ok && l == "" {
			break // the value of the switch is known, and is another
		} else if ok {
			th.dead = false
			th.add(newLine(th.indent, l+": ;", diag.Span{}, false))
		} else {
			th.outside(th.r.at(s), "this label is in no switch")
		}
	}
	th.statement(s.Statement)
}

// anyLabel reports whether something can jump into a statement.
func anyLabel(s *cc.Statement) bool {
	found := false
	walk(s, func(n any) bool {
		if _, ok := n.(*cc.LabeledStatement); ok {
			found = true
		}
		return !found
	})
	return found
}
