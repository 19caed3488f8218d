package csource

import (
	"modernc.org/cc/v4"
)

// A struct is copied member by member, in the order of its members: each is one plain load and one plain
// store of the size of the member. Of a union its widest member is copied.

// maxCopied bounds the members of a struct that is copied.
const maxCopied = 64

// wholeOf returns the value of a struct or a union at a place.
func wholeOf(l lvalue) ex {
	return ex{text: "0", level: levelPostfix, typ: l.typ, stable: true, whole: &l}
}

// aggregateType reports whether a type is a struct or a union.
func aggregateType(t cc.Type) bool {
	return t != nil && (t.Kind() == cc.Struct || t.Kind() == cc.Union)
}

// copyWhole copies a struct or a union from one place to another.
func (th *thread) copyWhole(to, from lvalue) {
	at := th.here(th.at)
	o := &object{}
	switch {
	case !th.r.flatten(o, "", to.typ, 0) || len(o.cells) > maxCopied:
		th.outside(at, "a value of type %s is not copied as a whole: it has too many or unusual members", shape(to.typ)).WithFix("copy the members that matter one by one")
		return
	case th.r.hasAtomic(to.typ):
		th.outside(at, "a value of type %s is not copied as a whole: it has an atomic member", shape(to.typ)).WithFix("copy the members one by one, with atomic_load and atomic_store")
		return
	}
	if !th.init {
		to.addr, from.addr = th.keep(to.addr), th.keep(from.addr)
	}
	for i := range o.cells {
		c := &o.cells[i]
		t := th.r.cellType(c)
		p := t.Pointer()
		e := th.load(lvalue{addr: th.shift(from.addr, c.off, p), typ: t})
		th.store(lvalue{addr: th.shift(to.addr, c.off, p), typ: t}, e)
	}
}

// cellType returns the type of a scalar; an address is a long.
func (r *reader) cellType(c *cell) cc.Type {
	switch c.lname {
	case "_Bool", "unsigned char":
		return r.ast.UChar
	case "signed char":
		return r.ast.SChar
	case "short":
		return r.ast.Short
	case "unsigned short":
		return r.ast.UShort
	case "int":
		return r.ast.Int
	case "unsigned int":
		return r.ast.UInt
	case "long":
		return r.ast.Long
	}
	return r.ast.ULong
}

// hasAtomic reports whether a struct or a union has an atomic member.
func (r *reader) hasAtomic(t cc.Type) bool {
	var n int
	var field func(int) *cc.Field
	switch x := t.(type) {
	case *cc.ArrayType:
		return r.hasAtomic(x.Elem())
	case *cc.StructType:
		n, field = x.NumFields(), x.FieldByIndex
	case *cc.UnionType:
		n, field = x.NumFields(), x.FieldByIndex
	default:
		return isAtomic(t)
	}
	for i := range n {
		if f := field(i); r.hasAtomic(f.Type()) || r.atomicAt(f.Declarator()) {
			return true
		}
	}
	return false
}

// valuePlace returns the place of a struct that is the value of an expression such as a call.
func (th *thread) valuePlace(x cc.ExpressionNode) (lvalue, bool) {
	if c, ok := x.(*cc.PostfixExpression); ok && c.Case == cc.PostfixExpressionCall && aggregateType(x.Type()) {
		if e := th.call(c); e.whole != nil {
			return *e.whole, true
		}
	}
	return lvalue{}, false
}
