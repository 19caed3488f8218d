package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// operator is a binary operator of C.
type operator struct {
	text  string
	level int
}

var (
	opMul = operator{"*", levelMul}
	opDiv = operator{"/", levelMul}
	opRem = operator{"%", levelMul}
	opAdd = operator{"+", levelAdd}
	opSub = operator{"-", levelAdd}
	opShl = operator{"<<", levelShift}
	opShr = operator{">>", levelShift}
	opLt  = operator{"<", levelLess}
	opGt  = operator{">", levelLess}
	opLe  = operator{"<=", levelLess}
	opGe  = operator{">=", levelLess}
	opEq  = operator{"==", levelEqual}
	opNe  = operator{"!=", levelEqual}
	opAnd = operator{"&", levelAnd}
	opXor = operator{"^", levelXor}
	opOr  = operator{"|", levelOr}
)

// binary returns the operator and the operands of an expression that has two.
func binary(x cc.ExpressionNode) (op operator, a, b cc.ExpressionNode, ok bool) {
	switch x := x.(type) {
	case *cc.MultiplicativeExpression:
		return map[cc.MultiplicativeExpressionCase]operator{cc.MultiplicativeExpressionMul: opMul, cc.MultiplicativeExpressionDiv: opDiv, cc.MultiplicativeExpressionMod: opRem}[x.Case], x.MultiplicativeExpression, x.CastExpression, true
	case *cc.AdditiveExpression:
		return map[cc.AdditiveExpressionCase]operator{cc.AdditiveExpressionAdd: opAdd, cc.AdditiveExpressionSub: opSub}[x.Case], x.AdditiveExpression, x.MultiplicativeExpression, true
	case *cc.ShiftExpression:
		return map[cc.ShiftExpressionCase]operator{cc.ShiftExpressionLsh: opShl, cc.ShiftExpressionRsh: opShr}[x.Case], x.ShiftExpression, x.AdditiveExpression, true
	case *cc.RelationalExpression:
		return map[cc.RelationalExpressionCase]operator{cc.RelationalExpressionLt: opLt, cc.RelationalExpressionGt: opGt, cc.RelationalExpressionLeq: opLe, cc.RelationalExpressionGeq: opGe}[x.Case], x.RelationalExpression, x.ShiftExpression, true
	case *cc.EqualityExpression:
		return map[cc.EqualityExpressionCase]operator{cc.EqualityExpressionEq: opEq, cc.EqualityExpressionNeq: opNe}[x.Case], x.EqualityExpression, x.RelationalExpression, true
	case *cc.AndExpression:
		return opAnd, x.AndExpression, x.EqualityExpression, true
	case *cc.ExclusiveOrExpression:
		return opXor, x.ExclusiveOrExpression, x.AndExpression, true
	case *cc.InclusiveOrExpression:
		return opOr, x.InclusiveOrExpression, x.ExclusiveOrExpression, true
	}
	return op, nil, nil, false
}

// binary returns a op b.
func (th *thread) binary(x cc.ExpressionNode, op operator, a, b ex) ex {
	t := x.Type()
	if t == nil || t.Kind() == cc.Float || t.Kind() == cc.Double || t.Kind() == cc.LongDouble {
		th.outside(th.r.at(x), "numbers with a fraction are not read").WithFix("use integers")
		return failed(nil)
	}
	if a.alias != nil || b.alias != nil {
		return th.aliased(x, op, a, b)
	}
	pa, pb := isPointer(a.typ), isPointer(b.typ)
	switch {
	case op == opAdd && pa:
		return th.offset(a, b, 1, t)
	case op == opAdd && pb:
		return th.offset(b, a, 1, t)
	case op == opSub && pa && !pb:
		return th.offset(a, b, -1, t)
	case op == opSub && pa && pb:
		return th.distance(x, a, b)
	}
	th.defined(x, op, b, th.r.promoted(a.typ))
	if v, ok := th.r.fold(op, a, b); ok {
		th.wraps(x, op, a, b, t)
		return number(v, t)
	}
	left, right := a.at(op.level), b.at(op.level+1)
	e := ex{text: left + " " + op.text + " " + right, level: op.level, typ: t, lname: lname(t), stable: a.stable && b.stable, reads: a.reads || b.reads}
	e.is01 = op.level == levelEqual || op.level == levelLess
	return e
}

// defined reports a division by 0, and a shift by more bits than a number has.
func (th *thread) defined(x cc.ExpressionNode, op operator, b ex, t cc.Type) {
	switch {
	case !b.known || b.val.obj != nil:
	case (op == opDiv || op == opRem) && b.val.num == 0:
		th.r.fail(th.here(th.r.whole(x)), diag.CUndefined, "this divides by 0").Note("C gives it no meaning (C11, 6.5.5)").WithFix("divide by something else")
	case op.level == levelShift && (b.val.num < 0 || b.val.num >= 8*t.Size()):
		th.r.fail(th.here(th.r.whole(x)), diag.CUndefined, "this shifts a number of %d bits by %d", 8*t.Size(), b.val.num).
			Note("C gives it no meaning (C11, 6.5.7)").WithFix("shift by 0 to %d, or a wider number: 1UL << n", 8*t.Size()-1)
	}
}

// aliased compares the address of a variable that is not in memory: it is not 0.
func (th *thread) aliased(x cc.ExpressionNode, op operator, a, b ex) ex {
	switch {
	case a.alias == b.alias && op == opEq, (a.alias == nil || b.alias == nil) && op == opNe:
		return number(1, x.Type())
	case a.alias == b.alias && op == opNe, (a.alias == nil || b.alias == nil) && op == opEq:
		return number(0, x.Type())
	}
	th.outside(th.r.at(x), "the address of this variable cannot be computed with").WithFix("make it a global variable")
	return failed(x.Type())
}

// fold computes with values that are known. Addresses in one object can be compared.
func (r *reader) fold(op operator, a, b ex) (int64, bool) {
	if !a.known || !b.known {
		return 0, false
	}
	x, y := a.val.num, b.val.num
	if a.val.obj != b.val.obj {
		if a.val.obj != nil && b.val.obj != nil || x == 0 || y == 0 { // two objects, or an object and NULL
			switch op {
			case opEq:
				return 0, true
			case opNe:
				return 1, true
			}
		}
		return 0, false
	}
	unsigned := true // addresses have no sign
	if a.val.obj == nil && !isPointer(a.typ) && !isPointer(b.typ) {
		t := r.common(a.typ, b.typ)
		if op.level == levelShift {
			t = r.promoted(a.typ)
		} else {
			y = truncate(y, t)
		}
		x, unsigned = truncate(x, t), !cc.IsSignedInteger(t)
	}
	if v, ok := compare(op, x, y, unsigned); ok || a.val.obj != nil {
		return v, ok
	}
	return compute(op, x, y, unsigned)
}

// compare compares two numbers of one type.
func compare(op operator, x, y int64, unsigned bool) (int64, bool) {
	less := x < y
	if unsigned {
		less = uint64(x) < uint64(y)
	}
	is := map[operator]bool{opEq: x == y, opNe: x != y, opLt: less, opGe: !less, opGt: !less && x != y, opLe: less || x == y}
	holds, ok := is[op]
	if holds {
		return 1, ok
	}
	return 0, ok
}

// compute computes with two numbers of one type.
func compute(op operator, x, y int64, unsigned bool) (int64, bool) {
	switch op {
	case opAdd:
		return x + y, true
	case opSub:
		return x - y, true
	case opMul:
		return x * y, true
	case opAnd:
		return x & y, true
	case opOr:
		return x | y, true
	case opXor:
		return x ^ y, true
	case opShl:
		return x << (y & 63), y >= 0 && y < 64
	case opShr:
		if unsigned {
			return int64(uint64(x) >> (y & 63)), y >= 0 && y < 64
		}
		return x >> (y & 63), y >= 0 && y < 64
	case opDiv, opRem:
		return divide(op, x, y, unsigned)
	}
	return 0, false
}

// divide returns a quotient or a remainder, where C defines it.
func divide(op operator, x, y int64, unsigned bool) (int64, bool) {
	switch {
	case y == 0, !unsigned && y == -1:
		return 0, false
	case unsigned && op == opDiv:
		return int64(uint64(x) / uint64(y)), true
	case unsigned:
		return int64(uint64(x) % uint64(y)), true
	case op == opDiv:
		return x / y, true
	}
	return x % y, true
}

// promoted returns the type in which a number is computed with: at least an int.
func (r *reader) promoted(t cc.Type) cc.Type {
	switch {
	case t == nil:
		return r.ast.Long
	case t.Kind() == cc.Bool || t.Size() < 4:
		return r.ast.Int
	case t.Kind() == cc.Enum:
		return integer4(r.ast, cc.IsSignedInteger(t), t.Size())
	}
	return t
}

// integer4 returns an integer type of at least 4 bytes.
func integer4(ast *cc.AST, signed bool, size int64) cc.Type {
	switch {
	case size <= 4 && signed:
		return ast.Int
	case size <= 4:
		return ast.UInt
	case signed:
		return ast.Long
	}
	return ast.ULong
}

// common returns the type in which two numbers are computed with (C11, 6.3.1.8).
func (r *reader) common(a, b cc.Type) cc.Type {
	a, b = r.promoted(a), r.promoted(b)
	size := max(a.Size(), b.Size())
	unsigned := a.Size() == size && !cc.IsSignedInteger(a) || b.Size() == size && !cc.IsSignedInteger(b)
	return integer4(r.ast, !unsigned, size)
}

// offset returns the address that is n elements after p, or before it with a sign of -1.
func (th *thread) offset(p, n ex, sign int64, t cc.Type) ex {
	size := int64(1)
	if e := elem(p.typ); e != nil && e.Size() > 0 {
		size = e.Size()
	}
	return th.bytes(p, n, sign*size, t)
}

// bytes returns the address that is n times size bytes after p.
func (th *thread) bytes(p, n ex, size int64, t cc.Type) ex {
	if n.known && n.val.obj == nil {
		return th.shift(p, n.val.num*size, t)
	}
	target, _ := targetSize(p.lname)
	op, by := " + ", size
	if size < 0 {
		op, by = " - ", -size
	}
	text, ln := p.at(levelAdd), p.lname
	if target != by {
		if ln != "char *" {
			text, ln = "(char *)"+p.at(levelUnary), "char *"
		}
		if by != 1 {
			n = ex{text: n.at(levelMul) + " * " + number(by, nil).text, level: levelMul, stable: n.stable, reads: n.reads}
		}
	}
	return ex{text: text + op + n.at(levelAdd+1), level: levelAdd, typ: t, lname: ln, stable: p.stable && n.stable, reads: p.reads || n.reads, base: p.object()}
}

// shift returns the address that is some bytes after p.
func (th *thread) shift(p ex, by int64, t cc.Type) ex {
	switch {
	case p.known && p.val.obj != nil:
		return th.addressOf(p.val.obj, p.val.num+by, t)
	case p.known:
		return number(p.val.num+by, t)
	case by == 0:
		p.typ = t
		return p
	}
	text, ln := p.at(levelAdd), p.lname
	size, _ := targetSize(p.lname)
	if size == 0 || by%size != 0 {
		text, ln, size = "(char *)"+p.at(levelUnary), "char *", 1
	}
	op := " + "
	if by < 0 {
		op, by = " - ", -by
	}
	return ex{text: text + op + number(by/size, nil).text, level: levelAdd, typ: t, lname: ln, stable: p.stable, reads: p.reads, base: p.base}
}

// targetSize returns the size of what a pointer of the litmus test points to.
func targetSize(lname string) (int64, bool) {
	switch lname {
	case "char *", "unsigned char *", "signed char *", "_Bool *":
		return 1, true
	case "short *", "unsigned short *":
		return 2, true
	case "int *", "unsigned int *":
		return 4, true
	case "long *", "unsigned long *":
		return 8, true
	}
	return 0, false
}

// distance returns how many elements are between two addresses.
func (th *thread) distance(x cc.ExpressionNode, a, b ex) ex {
	size := int64(1)
	if e := elem(a.typ); e != nil && e.Size() > 0 {
		size = e.Size()
	}
	if a.known && b.known && a.val.obj == b.val.obj {
		return number((a.val.num-b.val.num)/size, x.Type())
	}
	th.r.fail(th.here(th.r.at(x)), diag.COutside, "the difference of two addresses is not read").WithFix("use an index")
	return failed(x.Type())
}
