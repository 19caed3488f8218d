package csource

import (
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// called checks the arguments of a call.
func (c *checker) called(x *cc.PostfixExpression) {
	name := called(x.PostfixExpression)
	args := arguments(x)
	switch {
	case name == "":
		return
	case strings.HasPrefix(name, atomicPrefix):
		c.atomicCalled(name, args)
		return
	}
	if name == strings.TrimSuffix(badCall, "(") && len(args) == 0 {
		c.r.fail(c.known(c.r.at(x)), diag.CMark, "this bad outcome has no condition").WithFix("write /*@ bad: r0 == 1 && r1 == 0 */, or /*@ bad: 1 */ for a place that must not be reached")
		return
	}
	if prim, _, ok := primitiveOf(name); ok && c.r.isPrimitive(x.PostfixExpression, name) {
		c.primitiveCalled(x, prim, args)
		return
	}
	ft := functionType(x.PostfixExpression)
	if ft == nil {
		if p, ok := x.PostfixExpression.(*cc.PrimaryExpression); ok && p.Case == cc.PrimaryExpressionExpr && ident(p) != nil && ident(p).ResolvedTo() == nil {
			c.r.fail(c.at(p), diag.CName, "nothing declares %s", diag.Quote(name)).WithFix("declare it, or include the header that does")
		}
		return
	}
	params := ft.Parameters()
	if len(params) == 1 && params[0].Type().Kind() == cc.Void {
		params = nil
	}
	if f := c.r.funcs[name]; f == nil && len(params) == 0 && ft.MaxArgs() != 0 { // f() says nothing about its parameters
		return
	}
	if len(args) < len(params) || len(args) > len(params) && !ft.IsVariadic() {
		c.r.fail(c.known(c.r.at(x)), diag.CFrontEnd, "%s has %s, and %s given", name, count(len(params), "parameter"), are(len(args))).
			WithFix("give it %s", count(len(params), "argument"))
		return
	}
	for i, p := range params {
		c.fits(p.Type().Decay(), args[i])
	}
}

// functionType returns the type of a function that is called; nil if it is not known.
func functionType(x cc.ExpressionNode) *cc.FunctionType {
	if id := ident(x); id != nil && id.ResolvedTo() == nil {
		return nil
	}
	t := x.Type()
	if t == nil {
		return nil
	}
	if t.Kind() == cc.Ptr {
		t = elem(t)
	}
	ft, _ := t.(*cc.FunctionType)
	return ft
}

// isPrimitive reports whether a name is that of a primitive and not of a function of the user.
func (r *reader) isPrimitive(x cc.ExpressionNode, name string) bool {
	if r.funcs[name] != nil {
		return false
	}
	id := ident(x)
	if id == nil {
		return false
	}
	d, ok := id.ResolvedTo().(*cc.Declarator)
	return ok && !r.at(d).Known()
}

// primitiveCalled checks the arguments of a primitive of the kernel.
func (c *checker) primitiveCalled(x *cc.PostfixExpression, prim string, args []cc.ExpressionNode) {
	mac, ok := c.r.prims.Lookup(prim)
	if !ok || strings.HasPrefix(called(x.PostfixExpression), waitPrefix) {
		return
	}
	at := c.known(c.r.at(x))
	if len(args) != len(mac.Params) {
		c.r.fail(at, diag.KernelCArguments, "%s has %s, and %s given", prim, count(len(mac.Params), "parameter"), are(len(args))).
			WithFix("write %s(%s)", prim, strings.Join(mac.Params, ", "))
		return
	}
	var target cc.Type // of what the primitive accesses
	for i, p := range mac.Params {
		if p == "X" {
			target = c.target(at, prim, args[i])
		}
	}
	for i, p := range mac.Params {
		t := args[i].Type()
		switch {
		case p == "X" || !checked(t):
		case target != nil && scalar(target) && valueOf(prim, p):
			c.fits(target, args[i])
		case p == "O":
			if target != nil && scalar(target) && t.Kind() == cc.Ptr {
				c.fits(target.Pointer(), args[i])
			}
		case p != "C" && t.Kind() == cc.Void:
			c.fits(c.r.ast.Long, args[i])
		}
	}
}

// valueOf reports whether a parameter of a primitive has the type of what the primitive accesses.
func valueOf(prim, param string) bool {
	if strings.Contains(prim, "_bit") || strings.HasPrefix(prim, "srcu_") || strings.Contains(prim, "spin_") {
		return false
	}
	return param == "V" || param == "W" || param == "N"
}

// target checks the argument that is the address of what a primitive accesses, and returns the type of
// that; nil if it is not known.
func (c *checker) target(at diag.Span, prim string, arg cc.ExpressionNode) cc.Type {
	t := arg.Type()
	if !checked(t) || c.undeclared(arg) {
		return nil
	}
	t = t.Decay()
	what := accessedBy(prim)
	if t.Kind() != cc.Ptr {
		c.r.fail(at, diag.CType, "%s needs the address of %s, and this is of type %s", prim, what, shape(t)).WithFix("write %s(&…)", prim)
		return nil
	}
	e := elem(t)
	inner := counter(e)
	switch {
	case what == anyNumber && e.Kind() == cc.Void:
		c.r.fail(at, diag.CType, "%s does not know the size of what it accesses: this points to void", prim).WithFix("write a cast to a pointer to a number")
	case what == anyNumber && !scalar(e) && e.Kind() != cc.Void:
		c.r.fail(at, diag.CType, "%s accesses one number or pointer, and this is %s", prim, shape(e)).WithFix("access a member")
	case what == anyNumber:
		return e
	case strings.HasPrefix(what, "an atomic"):
		if inner == e || !integral(inner) || inner.Size() != atomicSize(prim) {
			c.r.fail(at, diag.CType, "%s needs the address of %s, and this points to %s", prim, what, shape(e)).WithFix("declare the variable as %s", strings.TrimPrefix(what, "an "))
			return nil
		}
		return inner
	case inner == e && what == "a lock":
		c.r.fail(at, diag.CType, "%s needs the address of a lock, and this points to %s", prim, shape(e)).WithFix("declare the variable with DEFINE_SPINLOCK, or as spinlock_t")
	}
	return nil
}

// anyNumber is what primitives such as READ_ONCE access.
const anyNumber = "a number or a pointer"

// accessedBy says what a primitive accesses.
func accessedBy(prim string) string {
	switch {
	case strings.HasPrefix(prim, "atomic64_"):
		return "an atomic64_t"
	case strings.HasPrefix(prim, "atomic_long_"):
		return "an atomic_long_t"
	case strings.HasPrefix(prim, "atomic_"):
		return "an atomic_t"
	case strings.Contains(prim, "spin_"):
		return "a lock"
	case strings.Contains(prim, "srcu") && !strings.HasPrefix(prim, "srcu_dereference"):
		return "an srcu_struct"
	case strings.Contains(prim, "_bit") || strings.HasPrefix(prim, "xor_unlock"):
		return "words of bits"
	}
	return anyNumber
}

// atomicSize returns the size of what an operation on an atomic variable of the kernel accesses.
func atomicSize(prim string) int64 {
	if strings.HasPrefix(prim, "atomic64_") || strings.HasPrefix(prim, "atomic_long_") {
		return 8
	}
	return 4
}

// atomicCalled checks the arguments of an operation of <stdatomic.h>.
func (c *checker) atomicCalled(name string, args []cc.ExpressionNode) {
	op := strings.TrimPrefix(name, atomicPrefix)
	if strings.HasSuffix(op, "_fence") || len(args) == 0 {
		return
	}
	t := args[0].Type()
	if !checked(t) || c.undeclared(args[0]) {
		return
	}
	if t = t.Decay(); t.Kind() != cc.Ptr {
		c.r.fail(c.at(args[0]), diag.CType, "an atomic operation needs an address, and this is of type %s", shape(t)).WithFix("write & before the variable")
		return
	}
	e := elem(t)
	if !scalar(e) || len(args) < 2 {
		return
	}
	switch op {
	case "store", "init", "exchange":
		c.fits(e, args[1])
	case "compare_exchange":
		if u := args[1].Type(); checked(u) && u.Decay().Kind() != cc.Ptr {
			c.r.fail(c.at(args[1]), diag.CType, "the value that is expected is given by its address").WithFix("write & before the variable")
		} else {
			c.fits(e.Pointer(), args[1])
		}
		if len(args) > 2 {
			c.fits(e, args[2])
		}
	case "load":
	default:
		c.number(args[1])
	}
}

// primitiveOf returns the primitive that a function stands for, and whether it takes a place.
func primitiveOf(name string) (prim string, place, ok bool) {
	for _, p := range []string{placePrefix, pointerPrefix, waitPrefix} {
		if rest, found := strings.CutPrefix(name, p); found {
			return rest, p == placePrefix, true
		}
	}
	_, ok = primitives().Lookup(name)
	return name, false, ok
}
