package csource

import (
	"fmt"
	"strings"
	"sync"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// The primitives of the kernel are those of the table of package kernelc. For the front end they
// are functions without a prototype; those that take a place (READ_ONCE(x)) or whose type
// depends on their argument are macros that call such functions.

const (
	placePrefix   = "__fw_place_"   // the first argument is the address of the place
	pointerPrefix = "__fw_pointer_" // the first argument is a pointer
	waitPrefix    = "__fw_wait_"    // …, a variable VAL and a condition about it
)

var primitives = sync.OnceValue(kernelc.Embedded)

// primitive translates a call of a primitive.
func (th *thread) primitive(x *cc.PostfixExpression, prim string, byPlace bool, args []cc.ExpressionNode) ex {
	fn := called(x.PostfixExpression)
	if fn == waitPrefix+prim {
		return th.wait(prim, args)
	}
	mac, ok := th.r.prims.Lookup(prim)
	if !ok {
		th.r.fail(th.here(th.r.at(x)), diag.CFunction, "nothing says what %s does", diag.Quote(prim))
		return failed(x.Type())
	}
	if len(args) != len(mac.Params) {
		th.r.fail(th.here(th.r.at(x)), diag.KernelCArguments, "%s has %d arguments, but %d are given", prim, len(mac.Params), len(args)).WithFix("write %s(%s)", prim, strings.Join(mac.Params, ", "))
		return failed(x.Type())
	}
	if prim == "ppc_msgsnd" {
		return th.msgsnd(args[0])
	}
	vals := th.values(args)
	if th.init {
		return th.initialPrimitive(prim, vals, args)
	}
	t := x.Type()
	texts := make([]string, len(args))
	for i, v := range vals {
		e := counter(elem(args[i].Type()))
		switch {
		case v.alias != nil:
			if !v.alias.known {
				th.needsValue(v.alias)
			}
			texts[i], v.alias.known = "&"+v.alias.reg, false
		case i == 0 && byPlace:
			t = e
			texts[i] = th.deref(v, e)
		case e != nil && scalar(e) && !(v.known && v.val.obj == nil):
			texts[i] = th.pointer(lvalue{addr: v, typ: e})
			if i == 0 && strings.HasPrefix(fn, pointerPrefix) && !strings.Contains(fn, "try_cmpxchg") {
				t = e
			}
		default:
			texts[i] = th.word(v)
		}
	}
	call := prim + "(" + strings.Join(texts, ", ") + ")"
	if !mac.HasValue() {
		th.effect(th.at, call+";")
		return number(0, nil)
	}
	return th.result(call, t)
}

// counter returns the type of the only scalar of a struct such as atomic_t, and other types as
// they are.
func counter(t cc.Type) cc.Type {
	s, ok := t.(*cc.StructType)
	if !ok || s.NumFields() != 1 {
		return t
	}
	return counter(s.FieldByIndex(0).Type())
}

// wait translates a primitive that waits until a value meets a condition. If the condition does more
// than compare the value with constants, the wait becomes the loop that the kernel has for it: a load,
// the condition, and for an acquire the barrier after it.
func (th *thread) wait(prim string, args []cc.ExpressionNode) ex {
	p := th.expr(args[0])
	t := counter(elem(args[0].Type()))
	d := identified(args[1])
	if t == nil || !scalar(t) || d == nil || th.init || p.alias != nil {
		th.notConstant(th.at)
		return failed(th.r.ast.Int)
	}
	place := lvalue{addr: p, typ: t}
	th.fr.vars[d] = &variable{reg: "VAL", lname: plainName(t), typ: t, open: true}
	var c ex
	start := len(th.log)
	ls := th.capture(func() { c = th.condition(args[2]) })
	if len(ls) == 0 && !c.reads {
		return th.result(prim+"("+th.pointer(place)+", "+c.text+")", t)
	}
	th.forgetSince(start)
	th.forget(args[2])
	val := th.temp(t)
	val.open = true
	th.fr.vars[d] = val
	place.addr = th.keep(place.addr)
	th.inRounds++
	body := th.capture(func() {
		th.effect(th.at, val.reg+" = "+th.loaded("READ_ONCE("+th.deref(place.addr, t)+")", t, val)+";")
		c := th.condition(args[2])
		th.ifElse(th.at, c, []line{newLine(th.indent+1, "break;", th.at, false)}, nil)
	})
	th.inRounds--
	th.block(th.at, "while (1)", body, false)
	th.forgetSince(start)
	if strings.HasSuffix(prim, "_acquire") {
		th.effect(th.at, "smp_acquire__after_ctrl_dep();")
	}
	e := th.read(val)
	e.stable = true
	return e
}

// loaded returns a loaded word as a value of a register.
func (th *thread) loaded(text string, t cc.Type, v *variable) string {
	if isPointer(t) {
		return "(" + v.lname + ")" + text
	}
	return text
}

// msgsnd translates ppc_msgsnd(42): the number is that of a comment /*@ cpu 42 */.
func (th *thread) msgsnd(cpu cc.ExpressionNode) ex {
	e := th.expr(cpu)
	if !e.known || e.val.obj != nil {
		th.outside(th.at, "the CPU of this doorbell is not a constant").WithFix("write ppc_msgsnd(42)")
		return number(0, nil)
	}
	to := th.r.cpus[e.val.num]
	if to == nil {
		th.outside(th.at, "no function is that of CPU %d", e.val.num).WithFix("write /*@ cpu %d */ before a function", e.val.num)
		return number(0, nil)
	}
	th.effect(th.at, fmt.Sprintf("ppc_msgsnd(P%d);", to.index))
	return number(0, nil)
}

// initialPrimitive executes a primitive while the file is read.
func (th *thread) initialPrimitive(prim string, vals []ex, args []cc.ExpressionNode) ex {
	place := func() lvalue {
		t := counter(elem(args[0].Type()))
		if t == nil || !scalar(t) {
			th.notConstant(th.at)
			t = th.r.ast.Int
		}
		return lvalue{addr: vals[0], typ: t}
	}
	switch prim {
	case "READ_ONCE", "atomic_read", "atomic64_read", "atomic_long_read", "smp_load_acquire":
		return th.load(place())
	case "WRITE_ONCE", "atomic_set", "atomic64_set", "atomic_long_set", "smp_store_release", "RCU_INIT_POINTER", "rcu_assign_pointer":
		l := place()
		th.store(l, th.convert(vals[1], l.typ))
	case "smp_mb", "smp_wmb", "smp_rmb", "barrier":
	default:
		th.notConstant(th.at)
	}
	return number(0, nil)
}

// primitivesHeader returns the header that declares primitives to the front end: those of the given names
// and those that our headers name, or all if named is nil.
func primitivesHeader(named map[string]bool) string {
	if named == nil {
		return allPrimitives()
	}
	ours := namesInHeaders()
	return declare(func(name string) bool { return named[name] || ours[name] })
}

var allPrimitives = sync.OnceValue(func() string { return declare(func(string) bool { return true }) })

// declare returns the declarations of some primitives.
func declare(some func(name string) bool) string {
	var b strings.Builder
	b.WriteString("#ifndef FW_PRIMITIVES_H\n#define FW_PRIMITIVES_H\n")
	table := primitives()
	for _, name := range table.Names() {
		if !some(name) {
			continue
		}
		m, _ := table.Lookup(name)
		if strings.HasPrefix(name, "__") && !strings.Contains(name, "bit") {
			continue
		}
		params := strings.Join(m.Params, ", ")
		rest := ""
		if len(m.Params) > 1 {
			rest = ", " + strings.Join(m.Params[1:], ", ")
		}
		fn, result := "", ""
		switch {
		case strings.Contains(name, "_cond_load_"), strings.Contains(name, "_cond_read_"):
			fmt.Fprintf(&b, "long %s%s(const volatile void *, ...);\n#define %[2]s(X, C) ({ %[3]s VAL; (%[3]s)%[1]s%[2]s((X), VAL, (C)); })\n", waitPrefix, name, waited(name))
			continue
		case kernelc.TakesPlace(name):
			fn, result = placePrefix+name, "(__typeof__(X))"
			rest = strings.ReplaceAll("(&(X)"+rest+")", ", ", ", ")
		case generic(name):
			fn, result = pointerPrefix+name, "(__typeof__(*(X)))"
			rest = "((X)" + rest + ")"
		}
		if n := len(m.Params); n > 0 && m.Params[n-1] == "F" && strings.Contains(name, "save") { // it sets the variable after the lock
			value := name + "(" + params + ")"
			fmt.Fprintf(&b, "int %s%s();\n#define %s ((F) = 0, %[1]s%[2]s(%[4]s))\n", pointerPrefix, name, value, params)
			continue
		}
		switch {
		case fn == "" && !m.HasValue():
			fmt.Fprintf(&b, "void %s();\n", name)
		case fn == "" && (strings.HasPrefix(name, "atomic64_") || strings.HasPrefix(name, "atomic_long_")) && !boolean(name):
			fmt.Fprintf(&b, "long %s();\n", name)
		case fn == "":
			fmt.Fprintf(&b, "int %s();\n", name)
		case !m.HasValue():
			fmt.Fprintf(&b, "void %s(const volatile void *, ...);\n#define %s(%s) %[1]s%[4]s\n", fn, name, params, rest)
		case boolean(name):
			fmt.Fprintf(&b, "int %s(const volatile void *, ...);\n#define %s(%s) %[1]s%[4]s\n", fn, name, params, rest)
		default:
			fmt.Fprintf(&b, "long %s(const volatile void *, ...);\n#define %s(%s) (%[5]s%[1]s%[4]s)\n", fn, name, params, rest, result)
		}
	}
	b.WriteString("#endif\n")
	return b.String()
}

// waited returns the type of the value for which a primitive waits.
func waited(name string) string {
	switch {
	case strings.HasPrefix(name, "atomic64_"), strings.HasPrefix(name, "atomic_long_"):
		return "long"
	case strings.HasPrefix(name, "atomic_"):
		return "int"
	}
	return "__typeof__(*(X))"
}

// generic reports whether the type of what a primitive accesses is that of its argument.
func generic(name string) bool {
	for _, p := range []string{"smp_load_", "smp_store_", "virt_load_", "virt_store_", "xchg", "cmpxchg", "try_cmpxchg"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// boolean reports whether the value of a primitive is 0 or 1.
func boolean(name string) bool {
	for _, part := range []string{"try_cmpxchg", "_and_test", "_negative", "_unless", "_not_zero"} {
		if strings.Contains(name, part) && !strings.Contains(name, "fetch_add_unless") {
			return true
		}
	}
	return false
}
