package unroll

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// proposition compiles a proposition over final states to a boolean expression.
func (b *builder) proposition(p litmus.Prop) event.Expr {
	pool := b.s.Pool
	switch p := p.(type) {
	case *litmus.Const:
		if p.Value {
			return event.True
		}
		return event.False
	case *litmus.Not:
		return pool.Make(event.Not, b.proposition(p.P), 0)
	case *litmus.And:
		e := event.True
		for _, q := range p.Ps {
			e = pool.Make(event.All, e, b.proposition(q))
		}
		return e
	case *litmus.Or:
		e := event.False
		for _, q := range p.Ps {
			e = pool.Make(event.Any, e, b.proposition(q))
		}
		return e
	case *litmus.Implies:
		return pool.Make(event.Any, pool.Make(event.Not, b.proposition(p.P), 0), b.proposition(p.Q))
	case *litmus.Pending:
		return b.noteAtom(p, b.pending(p))
	case *litmus.Waits:
		return b.noteAtom(p, b.someWait())
	case *litmus.Atom:
		return b.noteAtom(p, b.atom(p))
	default:
		panic(fmt.Sprintf("unroll: unknown proposition %T", p))
	}
}

func (b *builder) noteAtom(p litmus.Prop, is event.Expr) event.Expr {
	b.s.Atoms = append(b.s.Atoms, event.Atom{Prop: p, Holds: is})
	return is
}

// atom returns the condition that the final state satisfies an atom.
func (b *builder) atom(a *litmus.Atom) event.Expr {
	op := a.Op
	if op == litmus.Ne {
		op = litmus.Eq
	}
	pool := b.s.Pool
	if n := b.arrayLen(&a.Loc); n > 1 || a.Braces {
		return b.arrayAtom(a, n)
	}
	left := b.placeOf(&a.Loc)
	e := event.False
	for i := range left.count {
		guard, x := b.valueAt(&left, i)
		e = pool.Make(event.Any, e, pool.Make(event.All, guard, b.compareAll(op, a, x, left.typ)))
		if b.conditionTooLarge() {
			break
		}
	}
	if a.Op == litmus.Ne {
		return pool.Make(event.Not, e, 0)
	}
	return e
}

// arrayLen returns the number of elements if l names a whole array, else 0.
func (b *builder) arrayLen(l *litmus.Loc) int {
	if l.IsReg() || l.Index >= 0 {
		return 0
	}
	if n := b.names.find(l.Name); n != nil {
		return int(n.elems)
	}
	return 0
}

// arrayAtom returns the condition for a comparison of a whole array of n elements: with n
// values in braces, or with another array of n elements. Everything else is an error here;
// herd7 accepts it and finds that it never holds. An array of one element is shown as that
// element, and can also be compared without braces.
func (b *builder) arrayAtom(a *litmus.Atom, n int) event.Expr {
	switch {
	case n == 0:
		name := a.Loc.Name
		if a.Loc.IsReg() {
			name = a.Loc.String()
		}
		b.fail(diag.New(a.Span, diag.EventWholeArray, "%s is not an array, so it cannot be compared with {…}", name).
			WithFix("to allow one of several values, compare with each, and join the comparisons with \\/"))
		return event.False
	case a.Other != nil && b.arrayLen(a.Other) == n && (a.Op == litmus.Eq || a.Op == litmus.Ne): // t=[u]
	case !a.Braces || len(a.Values) != n:
		b.fail(diag.New(a.Span, diag.EventWholeArray, "%s is an array of %d elements, which can only be compared by = or != with another array of %[2]d", a.Loc.Name, n).
			WithFix("compare it with %d values in braces, or compare one of its elements, for example %s[0]", n, a.Loc.Name))
		return event.False
	}
	pool := b.s.Pool
	e := event.True
	for i := range n {
		l := b.location(a.Loc.Name, i, a.Loc.Span)
		x, t := pool.Leaf(event.Final, l, 0), b.s.Locs[l].Type
		if a.Other == nil {
			e = pool.Make(event.All, e, b.equalConst(x, t, b.value(&a.Values[i])))
			continue
		}
		k := b.location(a.Other.Name, i, a.Other.Span)
		e = pool.Make(event.All, e, b.compare(litmus.Eq, x, t, pool.Leaf(event.Final, k, 0), b.s.Locs[k].Type))
	}
	if a.Op == litmus.Ne {
		return pool.Make(event.Not, e, 0)
	}
	return e
}

// compareAll returns the condition that x, shown as type t, compares as op says with the
// right side of an atom.
func (b *builder) compareAll(op litmus.CmpOp, a *litmus.Atom, x event.Expr, t event.Type) event.Expr {
	pool := b.s.Pool
	if a.Other == nil {
		c := b.value(&a.Values[0])
		if op == litmus.Eq {
			return b.equalConst(x, t, c)
		}
		return b.compare(op, x, t, pool.Const(t.Shown(c)), t)
	}
	e := event.False
	if n := b.arrayLen(a.Other); n > 1 {
		b.fail(diag.New(a.Other.Span, diag.EventWholeArray, "%s is an array of %d elements, but it is compared with one value", a.Other.Name, n).
			WithFix("compare with one of its elements, for example %s[0]", a.Other.Name))
		return e
	}
	right := b.placeOf(a.Other)
	for i := range right.count {
		guard, y := b.valueAt(&right, i)
		e = pool.Make(event.Any, e, pool.Make(event.All, guard, b.compare(op, x, t, y, right.typ)))
		if b.conditionTooLarge() {
			break
		}
	}
	return e
}

// finalPlace is a location or register in the final state, with the type as which it is
// shown. The value of a register depends on the path that its thread took, so a register
// has one value for each end of the thread.
type finalPlace struct {
	typ   event.Type
	loc   int32 // -1 for a register
	ends  []event.ThreadEnd
	reg   isa.Reg
	count int
}

func (b *builder) placeOf(l *litmus.Loc) finalPlace {
	if !l.IsReg() {
		loc := b.location(l.Name, l.Index, l.Span)
		return finalPlace{typ: b.s.Locs[loc].Type, loc: loc, count: 1}
	}
	th, ok := b.thread(l)
	if !ok {
		return finalPlace{}
	}
	leaves := b.s.Threads[th].Ends
	return finalPlace{typ: event.RegisterType(b.s.Test, *l), loc: -1, ends: leaves, reg: b.reg(l), count: len(leaves)}
}

// valueAt returns the i-th value of a place, and the condition under which it has that
// value.
func (b *builder) valueAt(p *finalPlace, i int) (guard, x event.Expr) {
	if p.loc < 0 {
		return p.ends[i].Guard, p.ends[i].Regs[p.reg]
	}
	return event.True, b.s.Pool.Leaf(event.Final, p.loc, 0)
}

// equalConst returns the expression for x = c, where type t shows x. The
// constant is first converted to this type, as in C: for an int, 4294967295 is
// -1. If x has no more bits than the type, as most locations do, the bits are
// compared directly.
func (b *builder) equalConst(x event.Expr, t event.Type, c event.Value) event.Expr {
	pool := b.s.Pool
	if b.width(x) <= t.Bits() {
		return pool.Make(event.Eq64, x, pool.Const(t.Low(c)))
	}
	return pool.Make(event.Eq64, b.asShown(x, t), pool.Const(t.Shown(c)))
}

// compare returns the expression for a comparison of two numbers as their types
// show them. All 64 bits of an unsigned type are greater than any signed
// number.
func (b *builder) compare(op litmus.CmpOp, x event.Expr, t event.Type, y event.Expr, u event.Type) event.Expr {
	pool := b.s.Pool
	x, y = b.asShown(x, t), b.asShown(y, u)
	large, other := t == (event.Type{Size: 8, Signed: false}), u == (event.Type{Size: 8, Signed: false})
	if op == litmus.Eq {
		e := pool.Make(event.Eq64, x, y)
		switch {
		case large && !other:
			e = pool.Make(event.All, e, pool.Make(event.Not, b.negative(y, u), 0))
		case other && !large:
			e = pool.Make(event.All, e, pool.Make(event.Not, b.negative(x, t), 0))
		}
		return e
	}
	switch op {
	case litmus.Gt, litmus.Le:
		x, t, y, u, large, other = y, u, x, t, other, large
	case litmus.Lt, litmus.Ge:
	default:
		panic(fmt.Sprintf("unroll: unknown comparison %d", op))
	}
	less := pool.Make(event.Lt64, x, y)
	if large || other {
		less = pool.Make(event.LtU64, x, y)
	}
	e := less
	switch { // a negative number is less than every unsigned number
	case other && !large:
		e = pool.Make(event.Any, e, b.negative(x, t))
	case large && !other:
		e = pool.Make(event.All, e, pool.Make(event.Not, b.negative(y, u), 0))
	}
	if op == litmus.Ge || op == litmus.Le {
		e = pool.Make(event.Not, e, 0)
	}
	// An address is only ordered with addresses of the same array.
	return pool.Make(event.All, pool.Make(event.Not, b.meaningless(less), 0), e)
}

// negative returns the expression for "x, as type t shows it, is below 0".
func (b *builder) negative(x event.Expr, t event.Type) event.Expr {
	if !t.Signed {
		return event.False
	}
	pool := b.s.Pool
	e := pool.Make(event.Lt64, x, event.False) // the number 0
	return pool.Make(event.All, pool.Make(event.Not, b.meaningless(e), 0), e)
}
