package csource

import (
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// atomicPrefix begins the names of the functions behind <stdatomic.h>.
const atomicPrefix = "__fw_atomic_"

// bytesPrefix begins the names of operations that add bytes to an address, as the built-in functions of GCC
// do, and not elements, as those of <stdatomic.h>.
const bytesPrefix = "bytes_"

// orders holds the names of memory orders by their numbers.
var orders = []string{"relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst"}

// allowed holds the memory orders that an operation can have.
var allowed = map[string][]string{
	"load":         {"relaxed", "consume", "acquire", "seq_cst"},
	"store":        {"relaxed", "release", "seq_cst"},
	"thread_fence": orders,
}

// atomicCall translates a call of an operation of C11 on an atomic object.
func (th *thread) atomicCall(x *cc.PostfixExpression, what string, args []cc.ExpressionNode) ex {
	at := th.here(th.r.at(x))
	switch what {
	case "init":
		l, v := th.target(args[0]), th.expr(args[1])
		l.atomic = false
		th.store(l, th.convert(v, l.typ))
		return number(0, nil)
	case "signal_fence":
		th.effect(th.at, "__c11_signal_fence();")
		return number(0, nil)
	case "thread_fence":
		if o := th.order(what, args[0], at); o != "relaxed" {
			th.effect(th.at, "__c11_thread_fence_"+strings.Replace(o, "consume", "acquire", 1)+"();")
		}
		return number(0, nil)
	case "compare_exchange":
		return th.compareExchange(args, at)
	}
	what, bytes := strings.CutPrefix(what, bytesPrefix)
	l := th.target(args[0])
	n := len(th.lines)
	switch what {
	case "load":
		if th.init {
			l.atomic = false
			return th.load(l)
		}
		return th.result("__c11_load_"+th.order(what, args[1], at)+"("+th.pointer(l)+")", l.typ)
	case "store":
		v := th.convert(th.expr(args[1]), l.typ)
		if len(th.lines) > n {
			l.addr = th.keepAt(n, l.addr)
		}
		if th.init {
			l.atomic = false
			th.store(l, v)
			return number(0, nil)
		}
		th.effect(th.at, "__c11_store_"+th.order(what, args[2], at)+"("+th.pointer(l)+", "+th.word(v)+");")
		return number(0, nil)
	}
	v := th.expr(args[1])
	if len(th.lines) > n {
		l.addr = th.keepAt(n, l.addr)
	}
	if th.init {
		th.notConstant(at)
		return failed(l.typ)
	}
	if isPointer(l.typ) && what != "exchange" && !bytes {
		v = th.scaled(v, l.typ)
	} else if !isPointer(l.typ) || what == "exchange" {
		v = th.convert(v, l.typ)
	}
	return th.result("__c11_"+what+"_"+strings.Replace(th.order(what, args[2], at), "consume", "acquire", 1)+"("+th.pointer(l)+", "+th.word(v)+")", l.typ)
}

// target returns the place to which an argument points.
func (th *thread) target(a cc.ExpressionNode) lvalue {
	t := elem(a.Type())
	if t == nil {
		t = th.r.ast.Int
	}
	l := th.pointed(th.expr(a), t, true)
	if l.v != nil || !scalar(t) {
		th.outside(th.r.at(a), "an atomic operation needs the address of an integer or a pointer in memory").WithFix("make the variable global")
		return lvalue{addr: number(0, nil), typ: th.r.ast.Int}
	}
	return l
}

// pointer returns the address of a place as an argument of a primitive, with its type.
func (th *thread) pointer(l lvalue) string {
	want := name(l.typ)
	if isPointer(l.typ) {
		want = "long"
	}
	th.pin(&l.addr, l.typ)
	if l.addr.lname == want+" *" {
		return l.addr.at(levelTernary)
	}
	return "(" + want + " *)" + l.addr.at(levelUnary)
}

// word returns a value as an argument of a primitive.
func (th *thread) word(e ex) string {
	if e.alias != nil {
		th.outside(th.at, "the address of this variable cannot be stored").WithFix("make the variable global")
	}
	return e.at(levelTernary)
}

// scaled returns how many bytes a number of elements has.
func (th *thread) scaled(n ex, t cc.Type) ex {
	size := int64(1)
	if e := elem(t); e != nil && e.Size() > 0 {
		size = e.Size()
	}
	if n.known {
		return number(n.val.num*size, th.r.ast.Long)
	}
	return ex{text: n.at(levelMul) + " * " + number(size, nil).text, level: levelMul, typ: th.r.ast.Long, lname: "long", reads: n.reads}
}

// order returns the memory order that an argument names.
func (th *thread) order(what string, a cc.ExpressionNode, at diag.Span) string {
	e := th.expr(a)
	if !e.known || e.val.obj != nil || e.val.num < 0 || e.val.num >= int64(len(orders)) {
		th.r.fail(at, diag.COutside, "the memory order is not a constant").WithFix("write memory_order_seq_cst, or another constant")
		return "seq_cst"
	}
	name := orders[e.val.num]
	list := allowed[what]
	for _, o := range list {
		if o == name {
			return name
		}
	}
	if list != nil {
		th.r.fail(at, diag.CFrontEnd, "a %s cannot have memory_order_%s", what, name).Note("C11, 7.17.7, allows %s", strings.Join(list, ", "))
	}
	return name
}

// compareExchange translates atomic_compare_exchange.
func (th *thread) compareExchange(args []cc.ExpressionNode, at diag.Span) ex {
	if len(args) != 5 {
		return failed(th.r.ast.Int)
	}
	vals := th.values([]cc.ExpressionNode{args[0], args[1], args[2]})
	t := elem(args[0].Type())
	if t == nil || !scalar(t) {
		t = th.r.ast.Int
	}
	l := th.pointed(vals[0], t, true)
	success, failure := th.order("compare_exchange", args[3], at), th.order("compare_exchange", args[4], at)
	if failure == "release" || failure == "acq_rel" {
		th.r.warn(at, diag.CFrontEnd, "a compare_exchange that fails cannot have memory_order_%s", failure).
			Note("C11, 7.17.7.4, forbids it; compilers treat it as relaxed, or strengthen the operation; it is taken as memory_order_relaxed").
			WithFix("write memory_order_relaxed as its last argument")
		failure = "relaxed"
	}
	success, failure = strings.Replace(success, "consume", "acquire", 1), strings.Replace(failure, "consume", "acquire", 1)
	expected := lvalue{typ: t, addr: vals[1]}
	if vals[1].alias != nil {
		expected = lvalue{v: vals[1].alias, typ: t}
	}
	if th.init || l.v != nil {
		th.notConstant(at)
		return failed(th.r.ast.Int)
	}
	old := expected.v
	if old == nil || isPointer(t) { // it needs a register of the right type
		old = th.temp(t)
		old.lname = plainName(t)
		th.locals[len(th.locals)-1] = declaration(old.lname, old.reg)
		e := th.load(expected)
		th.add(newLine(th.indent, old.reg+" = "+th.asWord(e, t).text+";", th.at, e.reads))
	} else if th.needsValue(old); old.known {
		old.known = false
	}
	done := th.temp(th.r.ast.Int)
	th.effect(th.at, done.reg+" = __c11_compare_exchange_strong_"+success+"_"+failure+"("+th.pointer(l)+", &"+old.reg+", "+th.asWord(th.convert(vals[2], t), t).at(levelTernary)+");")
	if old != expected.v {
		write := th.capture(func() {
			th.store(expected, ex{text: old.reg, level: levelPostfix, typ: t, lname: old.lname, stable: true})
		})
		th.ifElse(th.at, ex{text: "!" + done.reg, level: levelUnary}, write, nil)
		if expected.v != nil {
			expected.v.known = false
		}
	}
	e := th.read(done)
	e.stable = true
	return e
}

// plainName returns the type of a register that an operation writes: an address is a long.
func plainName(t cc.Type) string {
	if isPointer(t) {
		return "long"
	}
	return lname(t)
}

// asWord returns an address as a number.
func (th *thread) asWord(e ex, t cc.Type) ex {
	if !isPointer(t) || e.lname == "long" || e.known && e.val.obj == nil {
		return e
	}
	return ex{text: "(long)" + e.at(levelUnary), level: levelUnary, typ: t, lname: "long", reads: e.reads, stable: e.stable}
}

// atomicUpdate is x op= e for an atomic x. It returns the new value.
func (th *thread) atomicUpdate(x cc.ExpressionNode, l lvalue, op operator, e ex) ex {
	names := map[operator]string{opAdd: "add", opSub: "sub", opAnd: "and", opOr: "or", opXor: "xor"}
	if names[op] == "" {
		th.outside(th.r.at(x), "this operator on an atomic object is not read").WithFix("use atomic_compare_exchange_strong")
		return failed(l.typ)
	}
	if isPointer(l.typ) {
		e = th.scaled(e, l.typ)
	}
	return th.result("__c11_"+names[op]+"_fetch_seq_cst("+th.pointer(l)+", "+th.word(e)+")", l.typ)
}

// atomicStep is ++x, --x, x++ or x-- for an atomic x.
func (th *thread) atomicStep(x cc.ExpressionNode, l lvalue, op operator, postfix bool) ex {
	one := number(1, th.r.ast.Int)
	if isPointer(l.typ) {
		one = th.scaled(one, l.typ)
	}
	what := map[operator]string{opAdd: "add", opSub: "sub"}[op]
	call := "__c11_" + what + "_fetch_seq_cst("
	if postfix {
		call = "__c11_fetch_" + what + "_seq_cst("
	}
	return th.result(call+th.pointer(l)+", "+one.text+")", l.typ)
}

// isAtomic reports whether a type is one of <stdatomic.h>.
func isAtomic(t cc.Type) bool {
	if t == nil {
		return false
	}
	a := t.Attributes()
	return a != nil && a.IsAttrSet("fw_atomic")
}

// atomicAt reports whether the declared variable or member itself is atomic.
func (r *reader) atomicAt(d *cc.Declarator) bool {
	return d != nil && r.atomicDecl[d] && d.Pointer == nil
}

// atomicTarget reports whether what an address points to was declared atomic.
func (r *reader) atomicTarget(x cc.ExpressionNode) bool {
	if isAtomic(elem(x.Type())) {
		return true
	}
	var d *cc.Declarator
	if d = identified(x); d == nil {
		if p, ok := x.(*cc.PostfixExpression); ok && p.Field() != nil {
			d = p.Field().Declarator()
		}
	}
	if d == nil || !r.atomicDecl[d] {
		return false
	}
	return d.Pointer != nil && d.Pointer.Pointer == nil || d.Type().Kind() == cc.Array
}

// specifiersAtomic reports whether a declaration begins with _Atomic.
func specifiersAtomic(s *cc.DeclarationSpecifiers) bool {
	for ; s != nil; s = s.DeclarationSpecifiers {
		if q := s.TypeQualifier; q != nil && q.Case == cc.TypeQualifierAtomic {
			return true
		}
		if t := s.TypeSpecifier; t != nil && t.AtomicTypeSpecifier != nil {
			return true
		}
	}
	return false
}

// listAtomic is specifiersAtomic for a member.
func listAtomic(s *cc.SpecifierQualifierList) bool {
	for ; s != nil; s = s.SpecifierQualifierList {
		if q := s.TypeQualifier; q != nil && q.Case == cc.TypeQualifierAtomic {
			return true
		}
		if t := s.TypeSpecifier; t != nil && t.AtomicTypeSpecifier != nil {
			return true
		}
	}
	return false
}
