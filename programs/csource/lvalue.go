package csource

import (
	"fmt"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// lvalue is a place that holds a value: a register, or memory at an address.
type lvalue struct {
	v      *variable // not nil for a register
	addr   ex        // else the address
	typ    cc.Type
	atomic bool // accesses in C's own syntax are seq_cst
}

// place returns what an expression names.
func (th *thread) place(x cc.ExpressionNode) (lvalue, bool) {
	l, ok := th.named(x)
	if ok && l.v == nil {
		l.addr.place = th.r.whole(x)
	}
	return l, ok
}

// named is place without the place in the file.
func (th *thread) named(x cc.ExpressionNode) (lvalue, bool) {
	switch x := x.(type) {
	case *cc.PrimaryExpression:
		switch x.Case {
		case cc.PrimaryExpressionExpr:
			return th.place(x.ExpressionList)
		case cc.PrimaryExpressionIdent:
			return th.ident(x)
		}
	case *cc.ExpressionList:
		if x.ExpressionList == nil {
			return th.place(x.AssignmentExpression)
		}
	case *cc.UnaryExpression:
		if x.Case == cc.UnaryExpressionDeref {
			return th.pointed(th.expr(x.CastExpression), x.Type().Undecay(), th.r.atomicTarget(x.CastExpression)), true
		}
		if x.Case == cc.UnaryExpressionPostfix {
			return th.place(x.PostfixExpression)
		}
	case *cc.PostfixExpression:
		return th.member(x)
	case *cc.CastExpression: // what the macros of our headers return
		if x.Case == cc.CastExpressionUnary {
			return th.place(x.UnaryExpression)
		}
	}
	return lvalue{}, false
}

// pointed returns the place at an address.
func (th *thread) pointed(p ex, t cc.Type, atomic bool) lvalue {
	if p.alias != nil {
		return lvalue{v: p.alias, typ: t}
	}
	return lvalue{addr: p, typ: t, atomic: atomic || isAtomic(t)}
}

// ident returns the place of a variable.
func (th *thread) ident(x *cc.PrimaryExpression) (lvalue, bool) {
	d, ok := x.ResolvedTo().(*cc.Declarator)
	if !ok {
		return lvalue{}, false
	}
	if v := th.variable(d); v != nil {
		switch {
		case v.obj != nil:
			return lvalue{addr: th.addressOf(v.obj, 0, d.Type().Pointer()), typ: d.Type(), atomic: th.r.atomicAt(d) || isAtomic(d.Type())}, true
		case v.alias != nil: // the parameter itself, an address
			return lvalue{}, false
		}
		return lvalue{v: v, typ: d.Type()}, true
	}
	if d.Type().Kind() == cc.Function {
		return lvalue{}, false
	}
	o := th.global(d)
	if o == nil {
		return lvalue{}, false
	}
	return lvalue{addr: th.addressOf(o, 0, d.Type().Pointer()), typ: d.Type(), atomic: th.r.atomicAt(d) || isAtomic(d.Type())}, true
}

// variable returns the variable of the current function that a declaration names; nil for
// others.
func (th *thread) variable(d *cc.Declarator) *variable {
	if th.fr == nil {
		return nil
	}
	return th.fr.vars[d]
}

// global returns the object of a variable outside of functions, or of a static one.
func (th *thread) global(d *cc.Declarator) *object {
	table := th.r.objectOf
	if d.IsThreadLocal() {
		table = th.objects
	}
	if o := table[d]; o != nil {
		return o
	}
	if n := th.r.defined(d.Name()); n != nil && n != d && !d.IsThreadLocal() && d.Linkage() != cc.None {
		if o := table[n]; o != nil {
			return o
		}
		d = n
	}
	var o *object
	if n := th.r.perCPU[d]; n > 0 {
		o = th.r.newPerCPU(d.Name(), d.Type(), n, th.r.at(d))
	} else {
		o = th.r.newObject(d.Name(), d.Type(), th.r.at(d))
	}
	table[d] = o
	o.constant = (isConst(d.Type()) || holdsFunctions(d.Type()) && !th.r.changed(d)) && (th.r.inits[d] != nil || d.Linkage() != cc.External)
	th.r.initialize(o, d)
	return o
}

// member returns the place of a[i], s.f or p->f.
func (th *thread) member(x *cc.PostfixExpression) (lvalue, bool) {
	switch x.Case {
	case cc.PostfixExpressionIndex:
		p, i := th.two(x.PostfixExpression, x.ExpressionList)
		if !isPointer(p.typ) && isPointer(i.typ) {
			p, i = i, p
		}
		if p.alias != nil && i.known && i.val.num == 0 {
			return lvalue{v: p.alias, typ: x.Type()}, true
		}
		t := x.Type().Undecay()
		return th.pointed(th.offset(p, i, 1, t.Pointer()), t, th.r.atomicTarget(x.PostfixExpression)), true
	case cc.PostfixExpressionSelect, cc.PostfixExpressionPSelect:
		f := x.Field()
		if f == nil {
			return lvalue{}, false
		}
		if f.IsBitfield() {
			th.outside(th.r.token(x.Token2), "the bit-field %s is not read", f.Name()).WithFix("use an integer with masks")
			return lvalue{}, false
		}
		var p ex
		if x.Case == cc.PostfixExpressionPSelect {
			p = th.expr(x.PostfixExpression)
		} else {
			s, ok := th.place(x.PostfixExpression)
			if !ok {
				s, ok = th.valuePlace(x.PostfixExpression)
			}
			if !ok || s.v != nil {
				th.outside(th.r.at(x), "this struct is no variable").WithFix("give it a name, or use a pointer")
				return lvalue{}, false
			}
			p = s.addr
		}
		if p.alias != nil {
			th.outside(th.r.at(x), "this struct is not in memory").WithFix("make it a global variable")
			return lvalue{}, false
		}
		return th.pointed(th.shift(p, memberOffset(x), f.Type().Pointer()), f.Type(), th.r.atomicAt(f.Declarator())), true
	case cc.PostfixExpressionPrimary:
		return th.place(x.PrimaryExpression)
	case cc.PostfixExpressionComplit:
		return th.literal(x), true
	}
	return lvalue{}, false
}

// memberOffset returns the offset of a member in what is before the dot or the arrow.
func memberOffset(x *cc.PostfixExpression) int64 {
	t := x.PostfixExpression.Type()
	if x.Case == cc.PostfixExpressionPSelect {
		t = elem(t)
	}
	off, ok := offsetIn(t, x.Token2.SrcStr())
	if !ok {
		panic(fmt.Sprintf("csource: %s has no member %s", t, x.Token2.SrcStr()))
	}
	return off
}

// offsetIn returns the offset of the member of a struct or a union with a name. The members of
// members without a name are its own.
func offsetIn(t cc.Type, name string) (int64, bool) {
	var n int
	var field func(int) *cc.Field
	switch x := t.(type) {
	case *cc.StructType:
		n, field = x.NumFields(), x.FieldByIndex
	case *cc.UnionType:
		n, field = x.NumFields(), x.FieldByIndex
	}
	for i := range n {
		f := field(i)
		if f.Name() == name {
			return f.Offset(), true
		}
		if f.Name() == "" {
			if off, ok := offsetIn(f.Type(), name); ok {
				return f.Offset() + off, true
			}
		}
	}
	return 0, false
}

// rvalue returns the value of a place.
func (th *thread) rvalue(x cc.ExpressionNode) ex {
	if id, ok := x.(*cc.PrimaryExpression); ok && id.Case == cc.PrimaryExpressionIdent {
		if d, ok := id.ResolvedTo().(*cc.Declarator); ok {
			if v := th.variable(d); v != nil && v.alias != nil {
				return ex{text: "0", level: levelPostfix, typ: d.Type(), alias: v.alias, stable: true}
			}
			if d.Type().Kind() == cc.Function {
				return th.function(d)
			}
		}
	}
	errs := len(th.r.errs)
	l, ok := th.place(x)
	if !ok {
		if len(th.r.errs) == errs {
			th.outside(th.r.at(x), "this expression is not read from .c files")
		}
		return failed(x.Type())
	}
	return th.load(l)
}

// load returns the value at a place.
func (th *thread) load(l lvalue) ex {
	switch {
	case l.v != nil:
		return th.read(l.v)
	case l.typ.Kind() == cc.Array:
		a := l.addr
		a.typ = l.typ.(*cc.ArrayType).Elem().Pointer()
		return a
	case l.typ.Kind() == cc.Function:
		return l.addr
	case aggregateType(l.typ):
		return wholeOf(l)
	case !scalar(l.typ):
		th.outside(th.at, "a value of type %s is not read as a whole", shape(l.typ)).WithFix("copy the members one by one")
		return failed(nil)
	}
	if th.init {
		th.pin(&l.addr, l.typ)
		if v, ok := th.initial(l.addr, l.typ.Size()); ok {
			return th.constant(v, l.typ)
		}
		th.notConstant(th.at)
		return failed(l.typ)
	}
	if o := l.addr.val.obj; l.addr.known && o != nil && o.constant && o.cellAt(l.addr.val.num, l.typ.Size()) != nil {
		return th.constant(o.init[l.addr.val.num], l.typ)
	}
	if l.atomic {
		return th.result("__c11_load_seq_cst("+th.pointer(l)+")", l.typ)
	}
	return ex{text: th.deref(l.addr, l.typ), level: levelUnary, typ: l.typ, lname: loadedName(l.typ), reads: true}
}

// result returns the value of a call of a primitive.
func (th *thread) result(call string, t cc.Type) ex {
	e := ex{text: call, level: levelPostfix, typ: t, lname: loadedName(t), reads: true}
	if th.r.opts.Apart && !th.init {
		e = th.keep(e)
		th.lines[len(th.lines)-1].apart = true
		return e
	}
	return e
}

// deref returns the text of an access to a value of a type at an address.
func (th *thread) deref(p ex, t cc.Type) string {
	want := name(t)
	if isPointer(t) {
		want = "long"
	}
	th.pin(&p, t)
	if p.lname == want+" *" {
		return "*" + p.at(levelUnary)
	}
	return "*(" + want + " *)" + p.at(levelUnary)
}

// pin reports an access through an address that is surely none, unless it stands for what is wrong, and
// an access outside of the object to which its address belongs.
func (th *thread) pin(p *ex, t cc.Type) {
	at := th.at
	if p.place.Known() {
		at = p.place
	}
	o := p.val.obj
	switch {
	case !p.known || len(th.r.errs) > 0:
	case o == nil && p.val.num>>20 == textAddress>>20:
		th.outside(at, "the characters of a text are not read").WithFix("use an array of numbers")
	case o == nil:
		th.outside(at, "this accesses memory at the address %d", p.val.num).WithFix("use the address of a variable")
	case p.val.num < 0 || p.val.num+max(t.Size(), 1) > o.size:
		d := th.r.fail(th.here(at), diag.CUndefined, "this accesses memory outside of %s", diag.Quote(o.name))
		if n := int64(len(o.cells)); o.plain() && n > 1 {
			d.Note("%s has the elements 0 to %d, and this is element %d", o.name, n-1, floorDiv(p.val.num, o.cells[0].size))
		} else {
			d.Note("%s has %d bytes, and this begins at byte %d and has %d", o.name, o.size, p.val.num, t.Size())
		}
		d.WithFix("use an index or an address inside of it")
	}
}

// floorDiv returns a quotient, rounded down.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// read returns the value of a register.
func (th *thread) read(v *variable) ex {
	if v.known {
		return th.constant(v.val, v.typ)
	}
	th.needsValue(v)
	return ex{text: v.reg, level: levelPostfix, typ: v.typ, lname: v.lname}
}

// store stores a value at a place.
func (th *thread) store(l lvalue, e ex) {
	if l.v != nil {
		th.set(l.v, e)
		return
	}
	if e.whole != nil && aggregateType(l.typ) {
		th.copyWhole(l, *e.whole)
		return
	}
	if !scalar(l.typ) {
		th.outside(th.at, "a value of type %s is not stored as a whole", shape(l.typ)).WithFix("copy the members one by one")
		return
	}
	if e.alias != nil {
		th.outside(th.at, "the address of this variable cannot be stored").WithFix("make the variable global")
		return
	}
	if th.init {
		th.pin(&l.addr, l.typ)
		if !e.known || !th.setInitial(l.addr, l.typ.Size(), e.val) {
			th.notConstant(th.at)
		}
		return
	}
	if l.atomic {
		th.effect(th.at, "__c11_store_seq_cst("+th.pointer(l)+", "+th.word(e)+");")
		return
	}
	th.effect(th.at, th.deref(l.addr, l.typ)+" = "+e.text+";")
}

// set gives a register a value.
func (th *thread) set(v *variable, e ex) {
	if e.alias != nil {
		th.outside(th.at, "the address of this variable cannot be kept in a pointer that changes").WithFix("make the variable global")
		return
	}
	e = th.convert(e, v.typ)
	if isPointer(v.typ) && !e.known && e.lname != v.lname {
		e = ex{text: "(" + v.lname + ")" + e.at(levelUnary), level: levelUnary, typ: e.typ, lname: v.lname, reads: e.reads}
	}
	v.known, v.val = e.known && !v.open && !th.fr.jumps, e.val
	th.log = append(th.log, v)
	th.add(newLine(th.indent, v.reg+" = "+e.text+";", th.at, e.reads))
	th.isSetNow(v)
}
