package kernelc

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// The choices of a slot for operations of C11 are memory orders, or fences as calls in C.

// c11Call returns the first operation of C11 with a memory order in a statement; nil if there is none.
func c11Call(s Stmt) (found *Call) {
	eachCall(s, func(c *Call) {
		if _, ok := C11Order(c.Fun); ok && found == nil {
			found = c
		}
	})
	return found
}

// orderInC returns the memory order of an operation as C writes it.
func orderInC(fun string) string {
	order, _ := C11Order(fun)
	return OrderPrefix + order
}

// fencePart reads atomic_thread_fence(memory_order_acq_rel), and returns the primitive for it.
func (p *parser) fencePart() (name string, ok bool) {
	if p.tok.kind != tIdent || p.tok.text != "atomic_thread_fence" || p.peek().text != "(" {
		return "", false
	}
	p.next()
	p.next()
	order, at := p.tok.text, p.tokenSpan()
	name = fencePrefix + strings.TrimPrefix(order, OrderPrefix)
	if _, known := C11().Lookup(name); !known || !strings.HasPrefix(order, OrderPrefix) {
		p.errorSpan(at, diag.LitmusSlotChoice, "%s is no memory order of a fence", diag.Quote(order)).
			WithFix("use memory_order_acquire, memory_order_release, memory_order_acq_rel or memory_order_seq_cst")
		name = fencePrefix + "seq_cst"
	}
	if p.next(); !p.accept(")") {
		p.errorHere(diag.LitmusSlotChoice, "expected ')' after the memory order, found %s", p.found()).WithFix("write atomic_thread_fence(memory_order_acq_rel)")
	}
	return name, true
}

// reordered returns the default of a slot with another memory order.
func (p *parser) reordered(def Stmt, part rawPart) (Stmt, bool) {
	c := c11Call(def)
	if c == nil {
		p.errorSpan(part.span, diag.LitmusSlotChoice, "%s is a choice for an atomic operation of C11, and none stands before the slot", part.name).
			WithFix("put the slot behind the operation; where nothing stands, write atomic_thread_fence(%s)", part.name)
		return nil, false
	}
	to, ok := C11With(c.Fun, strings.TrimPrefix(part.name, OrderPrefix))
	if !ok {
		var all []string
		for _, o := range C11Orders(c.Fun) {
			all = append(all, OrderPrefix+o)
		}
		p.errorSpan(part.span, diag.LitmusSlotChoice, "the operation before the slot cannot have %s", part.name).WithFix("use %s", strings.Join(all, ", "))
		return nil, false
	}
	return exchange(def, c, rawPart{name: to, span: part.span}), true
}
