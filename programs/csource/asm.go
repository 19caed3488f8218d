package csource

import (
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// Inline assembly becomes inline assembly of the litmus test, whose operands are registers, values and
// places of that test. What its instructions do is decided where it is compiled for a machine.

// assembly is one statement of inline assembly while its operands are translated.
type assembly struct {
	th     *thread
	lists  [3][]string // outputs, inputs, clobbers
	after  []func()    // what is done with the outputs
	failed bool
}

// asm translates inline assembly.
func (th *thread) asm(s *cc.AsmStatement) {
	at := th.wider(th.r.through(s, s.Token))
	for q := s.Asm.AsmQualifierList; q != nil; q = q.AsmQualifierList {
		if q.AsmQualifier.Token.SrcStr() == "goto" {
			th.outside(th.r.at(s), "asm goto is not read").WithFix("use a primitive, or set a variable and test it")
			return
		}
	}
	th.at = at
	a := &assembly{th: th}
	list := 0
	for l := s.Asm.AsmArgList; l != nil; l, list = l.AsmArgList, list+1 {
		for x := l.AsmExpressionList; x != nil; x = x.AsmExpressionList {
			if list > 2 {
				th.outside(th.r.at(s), "asm goto is not read").WithFix("use a primitive, or set a variable and test it")
				return
			}
			a.operand(list, x)
		}
	}
	if a.failed {
		return
	}
	text := "asm volatile(" + s.Asm.Token3.SrcStr()
	used := len(a.lists)
	for used > 0 && len(a.lists[used-1]) == 0 {
		used--
	}
	for _, all := range a.lists[:used] {
		text += " : " + strings.Join(all, ", ")
	}
	th.r.asm = true
	th.effect(at, text+");")
	for _, f := range a.after {
		f()
	}
}

// operand translates one operand: [name] "=r"(x), or a clobber.
func (a *assembly) operand(list int, x *cc.AsmExpressionList) {
	if list == 2 {
		a.lists[list] = append(a.lists[list], cc.NodeSource(x.AssignmentExpression))
		return
	}
	call, ok := x.AssignmentExpression.(*cc.PostfixExpression)
	if !ok || call.Case != cc.PostfixExpressionCall || len(arguments(call)) != 1 || !textOf(call.PostfixExpression) {
		a.refuse(x.AssignmentExpression, "this is no operand of inline assembly").WithFix("write \"=r\"(x) or \"r\"(x)")
		return
	}
	constraint := cc.NodeSource(call.PostfixExpression)
	of := arguments(call)[0]
	name := ""
	if x.AsmIndex != nil {
		name = "[" + cc.NodeSource(x.AsmIndex.ExpressionList) + "] "
	}
	register := strings.ContainsAny(constraint, "rb")
	var text string
	switch {
	case !register && strings.ContainsAny(constraint, "mZQ"):
		text = a.memory(of)
	case list == 0 && register:
		text = a.output(of, strings.Contains(constraint, "+"))
	default:
		text = a.input(of)
	}
	a.lists[list] = append(a.lists[list], name+constraint+"("+text+")")
}

// refuse reports an operand that is not read.
func (a *assembly) refuse(x cc.Node, format string, args ...any) *diag.Diagnostic {
	a.failed = true
	return a.th.outside(a.th.r.whole(x), format, args...)
}

// memory translates an operand in memory.
func (a *assembly) memory(x cc.ExpressionNode) string {
	l, ok := a.th.place(x)
	switch {
	case !ok || !scalar(l.typ):
		a.refuse(x, "this operand of inline assembly is no variable or member in memory").WithFix("use a number or a pointer in memory")
	case l.v != nil:
		a.refuse(x, "this operand of inline assembly is a variable that is not in memory").WithFix("make the variable global, or use the constraint \"r\"")
	default:
		l.addr = a.th.keep(l.addr)
		return a.th.deref(l.addr, l.typ)
	}
	return "0"
}

// output translates an operand in a register that the assembly writes; both says that it reads it, too.
func (a *assembly) output(x cc.ExpressionNode, both bool) string {
	th := a.th
	l, ok := th.place(x)
	if !ok || !scalar(l.typ) {
		a.refuse(x, "inline assembly cannot assign to this").WithFix("use a variable with a number or a pointer")
		return "0"
	}
	if isPointer(l.typ) {
		a.refuse(x, "an address that inline assembly returns is not read").WithFix("use a number")
		return "0"
	}
	v := th.temp(l.typ)
	v.open = true
	if both {
		th.add(newLine(th.indent, v.reg+" = "+th.load(l).text+";", th.at, l.v == nil))
	}
	if l.v == nil {
		l.addr = th.keep(l.addr)
	}
	a.after = append(a.after, func() {
		e := th.read(v)
		e.stable = true
		th.store(l, e)
	})
	return v.reg
}

// input translates an operand that the assembly only reads.
func (a *assembly) input(x cc.ExpressionNode) string {
	e := a.th.expr(x)
	if e.alias != nil || e.typ != nil && !scalar(e.typ) && !isPointer(e.typ) {
		a.refuse(x, "inline assembly cannot read this").WithFix("make the variable global")
		return "0"
	}
	if e.reads {
		e = a.th.keep(e)
	}
	return e.at(levelTernary)
}
