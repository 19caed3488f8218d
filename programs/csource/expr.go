package csource

import (
	"fmt"
	"math"
	"strconv"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// The levels of operators, weakest first, for parentheses.
const (
	levelTernary = iota + 1
	levelLogOr
	levelLogAnd
	levelOr
	levelXor
	levelAnd
	levelEqual
	levelLess
	levelShift
	levelAdd
	levelMul
	levelUnary
	levelPostfix
)

// ex is an expression of the litmus test.
type ex struct {
	text   string
	level  int
	typ    cc.Type
	lname  string // what its type is called there
	known  bool   // its value is val
	val    value
	stable bool      // no later statement changes its value
	reads  bool      // it accesses memory
	alias  *variable // it is the address of this variable, which is not in memory
	whole  *lvalue   // it is the value of a struct or a union that is there
	place  diag.Span // of an address: the expression that names what is there
	base   *object   // it is an address in this object, if that is known though the value is not
	is01   bool      // its value is 0 or 1
	not    *ex       // it is !not
}

// at returns the text at a place that needs a level.
func (e ex) at(level int) string {
	if e.level < level {
		return "(" + e.text + ")"
	}
	return e.text
}

// number returns a constant of a type.
func number(v int64, t cc.Type) ex {
	v = truncate(v, t)
	e := ex{text: strconv.FormatInt(v, 10), level: levelPostfix, typ: t, lname: lname(t), known: true, val: value{num: v}, stable: true}
	unsigned := t != nil && cc.IsIntegerType(t) && !cc.IsSignedInteger(t) && t.Size() >= 4
	switch { // C has no negative constants: -2147483648 would be a long
	case v == math.MinInt32 && t != nil && t.Size() == 4 && !unsigned:
		e.text, e.level = "-2147483647 - 1", levelAdd
		return e
	case v == math.MinInt64 && !unsigned:
		e.text, e.level = "-9223372036854775807L - 1", levelAdd
		return e
	}
	switch {
	case unsigned && t.Size() == 4:
		e.text = strconv.FormatUint(uint64(uint32(v)), 10) + "U"
		return e
	case unsigned:
		e.text = strconv.FormatUint(uint64(v), 10) + "UL"
		return e
	case t != nil && !isPointer(t) && t.Size() == 8:
		e.text += "L"
	}
	if v < 0 {
		e.level = levelUnary
	}
	return e
}

// constant returns a known value of a type.
func (th *thread) constant(v value, t cc.Type) ex {
	if v.obj == nil {
		return number(v.num, t)
	}
	return th.addressOf(v.obj, v.num, t)
}

// addressOf returns the address of a byte of an object.
func (th *thread) addressOf(o *object, off int64, t cc.Type) ex {
	th.uses[o] = true
	e := ex{text: o.name, level: levelPostfix, typ: t, lname: o.pointee() + " *", known: true, val: value{num: off, obj: o}, stable: true}
	if off == 0 {
		return e
	}
	if o.plain() && off%o.cells[0].size == 0 {
		e.text = fmt.Sprintf("%s + %d", o.name, off/o.cells[0].size)
	} else {
		p := o.name
		if e.lname != "char *" {
			p = "(char *)" + p
		}
		e.text, e.lname = fmt.Sprintf("%s + %d", p, off), "char *"
	}
	e.level = levelAdd
	return e
}

// textAddress stands for the address of a text in quotes, whose characters are not read.
const textAddress = 1 << 40

// failed stands for an expression that is wrong; the error has been reported.
func failed(t cc.Type) ex { return number(0, t) }

// outside reports a construct that is not read.
func (th *thread) outside(at diag.Span, format string, args ...any) *diag.Diagnostic {
	return th.r.fail(th.here(at), diag.COutside, format, args...)
}

// here returns a place, or that of the current statement if it is not known.
func (th *thread) here(at diag.Span) diag.Span {
	if at.Known() {
		return at
	}
	return th.at
}

// expr returns the value of an expression. What has to be done before it is emitted.
func (th *thread) expr(x cc.ExpressionNode) ex {
	if v, ok := constantOf(x); ok {
		th.computed(x)
		return number(v, x.Type())
	}
	switch x := x.(type) {
	case *cc.ConstantExpression:
		return th.expr(x.ConditionalExpression)
	case *cc.ExpressionList:
		return th.list(x)
	case *cc.PrimaryExpression:
		return th.primary(x)
	case *cc.PostfixExpression:
		return th.postfix(x)
	case *cc.UnaryExpression:
		return th.unary(x)
	case *cc.CastExpression:
		if x.Case == cc.CastExpressionCast {
			return th.cast(x)
		}
		return th.expr(x.UnaryExpression)
	case *cc.ConditionalExpression:
		return th.ternary(x)
	case *cc.LogicalOrExpression:
		return th.logical(x.LogicalOrExpression, x.LogicalAndExpression, false, x.Type())
	case *cc.LogicalAndExpression:
		return th.logical(x.LogicalAndExpression, x.InclusiveOrExpression, true, x.Type())
	case *cc.AssignmentExpression:
		return th.assignment(x, true)
	}
	if op, a, b, ok := binary(x); ok {
		l, r := th.two(a, b)
		return th.binary(x, op, l, r)
	}
	th.outside(th.r.at(x), "this expression is not read from .c files")
	return failed(x.Type())
}

// constantOf returns the value of a constant expression.
func constantOf(x cc.ExpressionNode) (int64, bool) {
	if x == nil || x.Type() == nil || !scalar(x.Type()) {
		return 0, false
	}
	n := int64(0)
	switch v := x.Value().(type) {
	case cc.Int64Value:
		n = int64(v)
	case cc.UInt64Value:
		n = int64(v)
	default:
		return 0, false
	}
	return n, pure(x) // the front end gives assignments values, too
}

// two returns the values of two expressions, the left one first.
func (th *thread) two(x, y cc.ExpressionNode) (ex, ex) {
	a := th.expr(x)
	n := len(th.lines)
	b := th.expr(y)
	if len(th.lines) > n {
		a = th.keepAt(n, a)
	}
	return a, b
}

// keepAt has a value computed before the statements from number n on.
func (th *thread) keepAt(n int, a ex) ex {
	if a.stable || a.alias != nil {
		return a
	}
	later := append([]line(nil), th.lines[n:]...)
	th.lines = th.lines[:n]
	a = th.keep(a)
	th.lines = append(th.lines, later...)
	return a
}

// keep puts a value in a register of its own.
func (th *thread) keep(a ex) ex {
	if a.stable || a.alias != nil {
		return a
	}
	v := th.temp(a.typ)
	if isPointer(a.typ) {
		v.lname = a.lname
		th.locals[len(th.locals)-1] = declaration(v.lname, v.reg)
	}
	th.add(newLine(th.indent, v.reg+" = "+a.text+";", th.at, a.reads))
	e := th.read(v)
	e.stable = true
	return e
}

// list returns the last value of a, b.
func (th *thread) list(x *cc.ExpressionList) ex {
	var e ex
	for l := x; l != nil; l = l.ExpressionList {
		if e.text != "" {
			th.discard(e)
		}
		e = th.expr(l.AssignmentExpression)
	}
	return e
}

// discard has a value computed that nothing uses, if that does something.
func (th *thread) discard(e ex) {
	if e.reads {
		th.effect(th.at, e.text+";")
	}
}

func (th *thread) primary(x *cc.PrimaryExpression) ex {
	switch x.Case {
	case cc.PrimaryExpressionIdent:
		return th.rvalue(x)
	case cc.PrimaryExpressionExpr:
		return th.expr(x.ExpressionList)
	case cc.PrimaryExpressionStmt:
		return th.statementExpr(x)
	case cc.PrimaryExpressionGeneric:
		th.outside(th.r.at(x), "_Generic is not read").WithFix("write the expression that it selects")
	case cc.PrimaryExpressionFloat:
		th.outside(th.r.at(x), "numbers with a fraction are not read").WithFix("use integers")
	case cc.PrimaryExpressionString, cc.PrimaryExpressionLString:
		return number(textAddress, nil)
	default:
		th.outside(th.r.at(x), "this expression is not read from .c files")
	}
	return failed(x.Type())
}

func (th *thread) cast(x *cc.CastExpression) ex {
	t := x.Type()
	if t.Kind() == cc.Void {
		e := th.expr(x.CastExpression)
		th.discard(e)
		return number(0, nil)
	}
	if !scalar(t) {
		th.outside(th.r.at(x), "a cast to %s is not read", t).WithFix("copy the members one by one")
		return failed(t)
	}
	return th.convert(th.expr(x.CastExpression), t)
}

// convert returns a value as one of another type.
func (th *thread) convert(e ex, t cc.Type) ex {
	if t == nil || e.typ == nil {
		e.typ = t
		return e
	}
	switch {
	case e.alias != nil:
		e.typ = t
		return e
	case e.known && e.val.obj == nil && scalar(t):
		return number(truncate(e.val.num, t), t)
	case isPointer(t) && isPointer(e.typ):
		e.typ = t // how it is accessed is decided there
		return e
	case isPointer(t) || isPointer(e.typ):
		n := lname(t)
		if e.lname == n {
			e.typ = t
			return e
		}
		c := ex{text: "(" + n + ")" + e.at(levelUnary), level: levelUnary, typ: t, lname: n, stable: e.stable, reads: e.reads, known: e.known, val: e.val, base: e.base}
		if t.Size() < 8 {
			c.known = false
		}
		return c
	case scalar(t) && name(t) == e.lname:
		e.typ = t
		return e
	case scalar(t):
		return ex{text: "(" + name(t) + ")" + e.at(levelUnary), level: levelUnary, typ: t, lname: name(t), stable: e.stable, reads: e.reads}
	}
	e.typ = t
	return e
}

// condition returns an expression that is not 0 where x holds.
func (th *thread) condition(x cc.ExpressionNode) ex {
	e := th.expr(x)
	if e.alias != nil { // the address of a variable
		return number(1, th.r.ast.Int)
	}
	return e
}

// ternary returns c ? x : y.
func (th *thread) ternary(x *cc.ConditionalExpression) ex {
	if x.Case != cc.ConditionalExpressionCond {
		return th.expr(x.LogicalOrExpression)
	}
	c := th.condition(x.LogicalOrExpression)
	if c.known {
		if c.val.num != 0 || c.val.obj != nil {
			if x.ExpressionList == nil {
				return c
			}
			return th.convertTo(th.expr(x.ExpressionList), x.Type())
		}
		return th.convertTo(th.expr(x.ConditionalExpression), x.Type())
	}
	if x.ExpressionList == nil { // c ?: y
		c = th.keep(c)
	}
	var a, b ex
	if t := x.Type(); !scalar(t) && t.Kind() != cc.Void {
		th.outside(th.r.whole(x), "a choice between two values of type %s is not read", shape(t)).WithFix("write if and else")
		return failed(nil)
	}
	first, second := th.either(func() {
		if a = c; x.ExpressionList != nil {
			a = th.expr(x.ExpressionList)
		}
	}, func() { b = th.expr(x.ConditionalExpression) })
	t := x.Type()
	if isPointer(t) && a.alias == nil && b.alias == nil {
		a, b = alikeNamed(a, b, t)
	}
	if t.Kind() != cc.Void && len(first) == 0 && len(second) == 0 && a.alias == nil && b.alias == nil {
		return ex{text: c.at(levelLogOr) + " ? " + a.at(levelTernary) + " : " + b.at(levelTernary), level: levelTernary, typ: t, lname: choiceName(t, a, b), reads: c.reads || a.reads || b.reads}
	}
	var v *variable
	if t.Kind() != cc.Void {
		v = th.temp(t)
	}
	end := func(ls []line, e ex) []line {
		at := newLine(th.indent+1, "", th.at, e.reads)
		switch {
		case v != nil:
			at.text = v.reg + " = " + e.text + ";"
		case e.reads:
			at.text = e.text + ";"
		default:
			return ls
		}
		return append(ls, th.from(at))
	}
	th.ifElse(th.at, c, end(first, a), end(second, b))
	if v == nil {
		return number(0, nil)
	}
	e := th.read(v)
	e.stable = true
	return e
}

// convertTo is convert for a result whose type the front end has found.
func (th *thread) convertTo(e ex, t cc.Type) ex {
	if t == nil || t.Kind() == cc.Void {
		return e
	}
	return th.convert(e, t)
}

// alikeNamed returns two addresses of one type in the litmus test. A number that is known fits to both.
func alikeNamed(a, b ex, t cc.Type) (ex, ex) {
	isNumber := func(e ex) bool { return e.known && e.val.obj == nil }
	if a.lname == b.lname || isNumber(a) || isNumber(b) {
		return a, b
	}
	return named(a, lname(t)), named(b, lname(t))
}

// named returns an address as one of a type of the litmus test.
func named(e ex, lname string) ex {
	if e.lname != lname {
		e.text, e.level, e.lname = "("+lname+")"+e.at(levelUnary), levelUnary, lname
	}
	return e
}

// choiceName returns the type of c ? a : b in the litmus test.
func choiceName(t cc.Type, a, b ex) string {
	if isPointer(t) {
		if a.val.obj == nil && a.known {
			return b.lname
		}
		return a.lname
	}
	return lname(t)
}

// ifElse emits an if.
func (th *thread) ifElse(at diag.Span, c ex, then, otherwise []line) {
	th.add(newLine(th.indent, "if ("+c.text+") {", at, c.reads))
	th.lines = append(th.lines, then...)
	if len(otherwise) > 0 {
		th.add(newLine(th.indent, "} else {", diag.Span{}, false))
		th.lines = append(th.lines, otherwise...)
	}
	th.add(newLine(th.indent, "}", diag.Span{}, false))
}

// logical returns x && y or x || y.
func (th *thread) logical(x, y cc.ExpressionNode, and bool, t cc.Type) ex {
	a := th.condition(x)
	if a.known {
		if (a.val.num != 0 || a.val.obj != nil) != and {
			if and {
				return number(0, t)
			}
			return number(1, t)
		}
		return th.truth(th.condition(y), t)
	}
	var b ex
	ls, _ := th.either(func() { b = th.condition(y) }, func() {})
	op, level := " || ", levelLogOr
	if and {
		op, level = " && ", levelLogAnd
	}
	if len(ls) == 0 {
		return ex{text: a.at(level) + op + b.at(level+1), level: level, typ: t, lname: "int", reads: a.reads || b.reads, stable: a.stable && b.stable, is01: true}
	}
	v := th.temp(t)
	th.add(newLine(th.indent, v.reg+" = "+th.truth(a, t).text+";", th.at, a.reads))
	ls = append(ls, th.from(newLine(th.indent+1, v.reg+" = "+th.truth(b, t).text+";", th.at, b.reads)))
	test := v.reg
	if !and {
		test = "!" + v.reg
	}
	th.add(newLine(th.indent, "if ("+test+") {", th.at, false))
	th.lines = append(th.lines, ls...)
	th.add(newLine(th.indent, "}", diag.Span{}, false))
	e := th.read(v)
	e.stable = true
	return e
}

// negation returns !e.
func (th *thread) negation(e ex, t cc.Type) ex {
	switch {
	case e.alias != nil, e.known && (e.val.num != 0 || e.val.obj != nil):
		return number(0, t)
	case e.known:
		return number(1, t)
	case e.not != nil && e.not.is01:
		return *e.not
	}
	return ex{text: "!" + e.at(levelUnary), level: levelUnary, typ: t, lname: "int", reads: e.reads, stable: e.stable, is01: true, not: &e}
}

// truth returns 1 for what is not 0.
func (th *thread) truth(e ex, t cc.Type) ex {
	if e.known {
		if e.val.num != 0 || e.val.obj != nil {
			return number(1, t)
		}
		return number(0, t)
	}
	if e.is01 {
		return e
	}
	return ex{text: e.at(levelEqual) + " != 0", level: levelEqual, typ: t, lname: "int", reads: e.reads, stable: e.stable, is01: true}
}
