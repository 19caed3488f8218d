package unroll

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Addresses are opaque, so some computations on them have no meaning: for example the sum
// of two addresses, or the order of an address and a number. A path is cut before such a
// computation. Whether an execution can get there is decided before anything is concluded.
// In the remaining executions every computation has a value.

// findPointers determines whether an address can be anywhere but in the register to which
// the init block assigns it: in memory, or in a register computed from it. Most tests have
// no other addresses, and need no analysis of pointers.
func (b *builder) findPointers() {
	b.pointers = false
	for i := range b.s.Locs {
		b.pointers = b.pointers || b.s.Locs[i].Init.Loc != 0
	}
	b.bodies(func(t int, code []code) {
		for i := range code {
			c := &code[i]
			if b.pointers || c.slot >= 0 {
				continue
			}
			use := func(r isa.Reg) { b.pointers = b.pointers || b.startsAsAddress(t, r) }
			if c.op.Update && c.op.B.IsReg { // its value goes into register A
				use(c.op.B.Reg)
			}
			switch k := c.op.Kind; {
			case k == isa.Arith || k == isa.Compare || k == isa.ToCR:
				c.op.Reads(use)
			case k.Stores() && c.op.C.IsReg:
				use(c.op.C.Reg)
			} // other instructions leave an address where it is
		}
	})
}

func (b *builder) startsAsAddress(thread int, r isa.Reg) bool {
	for i := range b.inits {
		if in := &b.inits[i]; in.thread == thread && in.reg == r && in.val.Loc != 0 {
			return true
		}
	}
	return false
}

// mayBeAddress reports whether the value of an expression can be an address. Operands come
// before the expressions with them, so one pass over the expressions is enough. It is
// continued when there are more.
func (b *builder) mayBeAddress(e event.Expr) bool {
	for i := len(b.may); i <= int(e); i++ {
		n := &b.s.Pool.Nodes[i]
		may := false
		switch {
		case n.Op == event.Const:
			may = n.Val.Loc != 0
		case n.Op == event.Read: // no address fits less than a word
			may = b.pointers && b.sizeRead(n.Arg) >= 4 && !b.isDivided(b.s.Events[n.Arg].Loc)
		case n.Op == event.Final:
			may = b.pointers && b.s.Locs[n.Arg].Size >= 4 && !b.isDivided(n.Arg)
		case n.Op.IsBool() || n.Op.Leaf():
		case n.Op.Unary():
			may = b.may[n.A]
		default:
			may = b.may[n.A] || b.may[n.B]
		}
		b.may = append(b.may, may)
	}
	return b.may[e]
}

// meaningless returns the condition that e has no value although its operands have one;
// False if that is impossible.
func (b *builder) meaningless(e event.Expr) event.Expr {
	n := &b.s.Pool.Nodes[e]
	if n.Op.Leaf() || n.Op == event.Ite || n.Op == event.Eq32 || n.Op == event.Eq64 || n.Op == event.Same {
		return event.False
	}
	if n.Op == event.Not {
		return b.meaningless(n.A)
	}
	left := b.mayBeAddress(n.A)
	right := !n.Op.Unary() && b.mayBeAddress(n.B)
	switch {
	case !left && !right,
		n.Op == event.Add && !(left && right), // an address moved by a number
		n.Op == event.Sub && !right,
		!right && b.marks(n.Op, n.B), !left && b.marks(n.Op, n.A),
		n.Op == event.Low32 || n.Op == event.Ext32, event.Int8 <= n.Op && n.Op <= event.Uint16: // an address stays whole
		return event.False
	}
	return b.s.Pool.Make(event.Ill, e, 0)
}

// marks reports whether an operation with a number has a value for every address, as those on the low bits
// have.
func (b *builder) marks(op event.Op, number event.Expr) bool {
	if op != event.And && op != event.Or && op != event.Xor {
		return false
	}
	n := &b.s.Pool.Nodes[number]
	if n.Op != event.Const {
		return n.Op.IsBool() // 0 or 1
	}
	_, ok := event.Apply(op, event.Value{Loc: 1}, n.Val)
	return ok
}

// compute is Pool.Make for the result of an instruction. It records the condition that the
// result has no meaning, for keepMeaningful.
func (b *builder) compute(op event.Op, x, y event.Expr) event.Expr {
	e := b.s.Pool.Make(op, x, y)
	if ill := b.meaningless(e); ill != event.False {
		b.unchecked = append(b.unchecked, ill)
	}
	return e
}

// keepMeaningful cuts the path in the cases in which a result that was just computed has
// no meaning, and reports whether other cases remain. If every execution takes the path
// and the result never has a meaning, it is an error in the test.
func (u *unroller) keepMeaningful(p *path, c *code) bool {
	pool := u.b.s.Pool
	noted := u.b.unchecked
	u.b.unchecked = u.b.unchecked[:0]
	for _, ill := range noted {
		inParts := ill == u.b.inParts
		switch ill = u.b.settle(p.guard, ill); {
		case ill == event.False:
			continue
		case ill == event.True && u.certain(p) && inParts:
			u.b.fail(diag.New(c.instr.Span, diag.EventMeaning, "%s stores an address to a location that is accessed in parts", c.instr.Op).
				Note("an address has no bytes here").WithFix("access the location with doublewords only"))
			return false
		case ill == event.True && u.certain(p):
			u.b.fail(diag.New(c.instr.Span, diag.EventMeaning, "%s uses addresses in a computation that has no meaning", c.instr.Op).
				Note("a number can be added to an address, addresses of the same array can be subtracted, addresses can be compared for equality, and their two lowest bits can be set, cleared and tested"))
			return false
		case ill == event.True:
			u.addCut(p, event.Cut{Kind: event.NoMeaning, Guard: p.guard, At: c.instr.Span})
			return false
		}
		ill = u.fork(p, c, event.MeaningFork, ill)
		u.addCut(p, event.Cut{Kind: event.NoMeaning, Guard: pool.Make(event.All, p.guard, ill), At: c.instr.Span})
		p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, ill, 0))
	}
	return true
}
