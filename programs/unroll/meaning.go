package unroll

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Addresses are opaque, so some computations on them have no meaning: the sum
// of two, the order of an address and a number. An execution that comes to one
// is not followed further; whether one can is asked before anything is
// concluded. What is computed in the executions that remain always has a value.

// findPointers notes whether an address can be anywhere but in the register
// that the init block put it in: in memory, or in a register computed from one.
// Most tests only access memory through such registers, and need no question
// asked.
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
			if c.op.Update && c.op.B.IsReg { // goes to register A
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

// mayBeAddress reports whether an expression can have an address as its value.
// Operands come before what is made of them, so one pass over the expressions
// is enough, continued when there are more.
func (b *builder) mayBeAddress(e event.Expr) bool {
	for i := len(b.may); i <= int(e); i++ {
		n := &b.s.Pool.Nodes[i]
		may := false
		switch {
		case n.Op == event.Const:
			may = n.Val.Loc != 0
		case n.Op == event.Read: // no address fits less than a word
			may = b.pointers && b.s.Locs[b.s.Events[n.Arg].Loc].Size >= 4
		case n.Op == event.Final:
			may = b.pointers && b.s.Locs[n.Arg].Size >= 4
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

// meaningless is the boolean "e has no value though its operands have";
// False where that cannot be.
func (b *builder) meaningless(e event.Expr) event.Expr {
	n := &b.s.Pool.Nodes[e]
	if n.Op.Leaf() || n.Op == event.Eq32 || n.Op == event.Eq64 {
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
		n.Op == event.Low32 || n.Op == event.Ext32, event.Int8 <= n.Op && n.Op <= event.Uint16: // an address stays whole
		return event.False
	}
	return b.s.Pool.Make(event.Ill, e, 0)
}

// compute is Pool.Make for what an instruction computes: it notes where the
// result has no meaning, for means to look at.
func (b *builder) compute(op event.Op, x, y event.Expr) event.Expr {
	e := b.s.Pool.Make(op, x, y)
	if ill := b.meaningless(e); ill != event.False {
		b.unchecked = append(b.unchecked, ill)
	}
	return e
}

// keepMeaningful cuts the path where something that was just made has no meaning, and
// reports whether it goes on. On a path that every execution takes, a
// computation that never has a meaning is an error in the test.
func (u *unroller) keepMeaningful(p *path, c *code) bool {
	pool := u.b.s.Pool
	noted := u.b.unchecked
	u.b.unchecked = u.b.unchecked[:0]
	for _, ill := range noted {
		switch ill = u.b.settle(p.guard, ill); {
		case ill == event.False:
			continue
		case ill == event.True && p.guard == u.startGuard:
			u.b.fail(diag.New(c.instr.Span, diag.EventMeaning, "%s computes something on addresses that has no meaning", c.instr.Op).
				Note("addresses can be moved by a number, subtracted within one array, and compared for equality"))
			return false
		case ill == event.True:
			u.addCut(p, event.Cut{Kind: event.NoMeaning, Guard: p.guard, At: c.instr.Span})
			return false
		}
		u.addCut(p, event.Cut{Kind: event.NoMeaning, Guard: pool.Make(event.All, p.guard, ill), At: c.instr.Span})
		p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, ill, 0))
	}
	return true
}
