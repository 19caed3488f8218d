package event

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// eachAtom calls f for every atom of a proposition; p may be nil.
func (b *builder) eachAtom(p litmus.Prop, f func(*builder, *litmus.Atom)) {
	switch p := p.(type) {
	case *litmus.Atom:
		f(b, p)
	case *litmus.Not:
		b.eachAtom(p.P, f)
	case *litmus.And:
		for _, q := range p.Ps {
			b.eachAtom(q, f)
		}
	case *litmus.Or:
		for _, q := range p.Ps {
			b.eachAtom(q, f)
		}
	case *litmus.Implies:
		b.eachAtom(p.P, f)
		b.eachAtom(p.Q, f)
	}
}

// prop compiles a proposition over final states to a boolean expression.
func (b *builder) prop(p litmus.Prop) Expr {
	pool := b.s.Pool
	switch p := p.(type) {
	case *litmus.Const:
		if p.Value {
			return True
		}
		return False
	case *litmus.Not:
		return pool.Make(Not, b.prop(p.P), 0)
	case *litmus.And:
		e := True
		for _, q := range p.Ps {
			e = pool.Make(All, e, b.prop(q))
		}
		return e
	case *litmus.Or:
		e := False
		for _, q := range p.Ps {
			e = pool.Make(Any, e, b.prop(q))
		}
		return e
	case *litmus.Implies:
		return pool.Make(Any, pool.Make(Not, b.prop(p.P), 0), b.prop(p.Q))
	case *litmus.Pending:
		return b.noted(p, b.pending(p))
	case *litmus.Atom:
		return b.noted(p, b.atom(p))
	}
	return False
}

func (b *builder) noted(p litmus.Prop, is Expr) Expr {
	b.s.Atoms = append(b.s.Atoms, Atom{p, is})
	return is
}

// atom is true where the final state satisfies the atom.
func (b *builder) atom(a *litmus.Atom) Expr {
	op := a.Op
	if op == litmus.Ne {
		op = litmus.Eq
	}
	pool := b.s.Pool
	if n := b.elements(&a.Loc); n > 0 || a.Braces {
		return b.arrayAtom(a, n)
	}
	left := b.place(&a.Loc)
	e := False
	for i := range left.ways {
		guard, x := b.way(&left, i)
		e = pool.Make(Any, e, pool.Make(All, guard, b.compareAll(op, a, &x)))
		if b.full() {
			break
		}
	}
	if a.Op == litmus.Ne {
		return pool.Make(Not, e, 0)
	}
	return e
}

// elements is how many elements the array has that l names as a whole; 0 where
// it names something else.
func (b *builder) elements(l *litmus.Loc) int {
	if l.IsReg() || l.Index >= 0 {
		return 0
	}
	if n := b.names.find(l.Name); n != nil {
		return int(n.elems)
	}
	return 0
}

// arrayAtom compares a whole array with its contents, written in braces: one
// value for each of its n elements. Nothing else can be compared with either;
// herd7 accepts it and finds it never true.
func (b *builder) arrayAtom(a *litmus.Atom, n int) Expr {
	switch {
	case n == 0:
		name := a.Loc.Name
		if a.Loc.IsReg() {
			name = a.Loc.String()
		}
		b.fail(diag.New(a.Span, diag.EventWholeArray, "%s is no array, and {…} is the contents of one", name).
			WithFix("for one of several values write them apart, joined by \\/"))
		return False
	case !a.Braces || len(a.Values) != n:
		b.fail(diag.New(a.Span, diag.EventWholeArray, "%s is an array of %d", a.Loc.Name, n).
			WithFix("compare it with %d values in braces, or one of its elements, such as %s[0]", n, a.Loc.Name))
		return False
	}
	pool := b.s.Pool
	e := True
	for i := range a.Values {
		l := b.location(a.Loc.Name, i, a.Loc.Span)
		x := b.readings(pool.Leaf(Final, l, 0), &b.s.Locs[l])
		y := readings{n: 1, x: [2]Expr{pool.Const(b.value(&a.Values[i]))}}
		e = pool.Make(All, e, b.compare(litmus.Eq, &x, &y))
	}
	if a.Op == litmus.Ne {
		return pool.Make(Not, e, 0)
	}
	return e
}

// compareAll is true where x compares so with what stands on the right.
func (b *builder) compareAll(op litmus.CmpOp, a *litmus.Atom, x *readings) Expr {
	pool := b.s.Pool
	if a.Other == nil {
		y := readings{n: 1, x: [2]Expr{pool.Const(b.value(&a.Values[0]))}}
		return b.compare(op, x, &y)
	}
	e := False
	if n := b.elements(a.Other); n > 0 {
		b.fail(diag.New(a.Other.Span, diag.EventWholeArray, "%s is an array of %d", a.Other.Name, n).
			WithFix("name one of its elements, such as %s[0]", a.Other.Name))
		return e
	}
	right := b.place(a.Other)
	for i := range right.ways {
		guard, y := b.way(&right, i)
		e = pool.Make(Any, e, pool.Make(All, guard, b.compare(op, x, &y)))
		if b.full() {
			break
		}
	}
	return e
}

// place is a location or register in the final state. What a register holds
// there depends on the path that its thread took: one way for each end.
type place struct {
	loc    int32 // -1 for a register
	leaves []Leaf
	reg    power.Reg
	ways   int
}

func (b *builder) place(l *litmus.Loc) place {
	if !l.IsReg() {
		return place{loc: b.location(l.Name, l.Index, l.Span), ways: 1}
	}
	th, ok := b.thread(l)
	if !ok {
		return place{}
	}
	leaves := b.s.Threads[th].Leaves
	return place{loc: -1, leaves: leaves, reg: b.reg(l), ways: len(leaves)}
}

// way is what a place holds in the i-th way, and when it comes to that.
func (b *builder) way(p *place, i int) (guard Expr, x readings) {
	if p.loc < 0 {
		return p.leaves[i].Guard, readings{n: 1, x: [2]Expr{p.leaves[i].Regs[p.reg]}}
	}
	return True, b.readings(b.s.Pool.Leaf(Final, p.loc, 0), &b.s.Locs[p.loc])
}

// readings is the numbers that a condition may mean by what a location holds.
type readings struct {
	n int
	x [2]Expr
}

// readings: a byte of all ones is 255, and -1 too unless the location is
// declared unsigned; likewise a half-word. Words are different, because for
// them the sign is not a matter of the type but of how herd7 prints, see
// compare.
func (b *builder) readings(x Expr, l *Location) readings {
	if l.Size >= 4 || l.Unsigned {
		return readings{n: 1, x: [2]Expr{x}}
	}
	return readings{n: 2, x: [2]Expr{x, b.s.Pool.Make(signExtend(l.Size), x, 0)}}
}

// compare is true where one of the readings on the left compares so with one
// of those on the right. Order is a matter of signed numbers: the last reading
// of each.
//
// Numbers are compared as herd7 prints them: one that fits 32 bits is taken as
// signed, so that a word of all ones is both -1 and 4294967295.
func (b *builder) compare(op litmus.CmpOp, left, right *readings) Expr {
	pool := b.s.Pool
	if op == litmus.Eq {
		e := False
		for _, l := range left.x[:left.n] {
			for _, r := range right.x[:right.n] {
				e = pool.Make(Any, e, b.equal(l, r))
			}
		}
		return e
	}
	l := pool.Make(Signed, left.x[left.n-1], 0)
	r := pool.Make(Signed, right.x[right.n-1], 0)
	if op == litmus.Gt || op == litmus.Le {
		l, r = r, l
	}
	less := pool.Make(Lt64, l, r)
	e := less
	if op == litmus.Ge || op == litmus.Le {
		e = pool.Make(Not, less, 0)
	}
	// An address is in no order with anything but addresses of its array.
	return pool.Make(All, pool.Make(Not, b.meaningless(less), 0), e)
}

// equal leaves out Signed where a constant shows that it makes no difference:
// the small positive numbers and the addresses of most conditions.
func (b *builder) equal(l, r Expr) Expr {
	pool := b.s.Pool
	if v, ok := pool.ConstValue(r); !ok || v.Loc == 0 && v.Num>>31 != 0 {
		l, r = pool.Make(Signed, l, 0), pool.Make(Signed, r, 0)
	}
	return pool.Make(Eq64, l, r)
}
