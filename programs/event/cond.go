package event

import (
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// eachAtom calls f for every atom of a proposition; p may be nil.
func eachAtom(p litmus.Prop, f func(*litmus.Atom)) {
	switch p := p.(type) {
	case *litmus.Atom:
		f(p)
	case *litmus.Not:
		eachAtom(p.P, f)
	case *litmus.And:
		for _, q := range p.Ps {
			eachAtom(q, f)
		}
	case *litmus.Or:
		for _, q := range p.Ps {
			eachAtom(q, f)
		}
	case *litmus.Implies:
		eachAtom(p.P, f)
		eachAtom(p.Q, f)
	}
}

// observe notes which registers the final state is asked for.
func (b *builder) observe() {
	b.observed = make([]map[power.Reg]bool, len(b.s.Test.Threads))
	see := func(l litmus.Loc) {
		if !l.IsReg() {
			return
		}
		if th, ok := b.thread(l); ok {
			if b.observed[th] == nil {
				b.observed[th] = map[power.Reg]bool{}
			}
			b.observed[th][b.reg(l)] = true
		}
	}
	atom := func(a *litmus.Atom) {
		see(a.Loc)
		if a.Other != nil {
			see(*a.Other)
		}
	}
	eachAtom(b.s.Test.Cond.Prop, atom)
	eachAtom(b.s.Test.Filter, atom)
	for _, l := range b.s.Test.Locations {
		see(l.Loc)
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
	case *litmus.Atom:
		return b.atom(p)
	}
	return False
}

// atom is true where the final state satisfies the atom.
func (b *builder) atom(a *litmus.Atom) Expr {
	if a.Op == litmus.Ne { // which of a set means none of its values
		eq := *a
		eq.Op = litmus.Eq
		return b.s.Pool.Make(Not, b.atom(&eq), 0)
	}
	return b.final(a.Loc, func(left []Expr) Expr {
		if a.Other != nil {
			return b.final(*a.Other, func(right []Expr) Expr { return b.compare(a.Op, left, right) })
		}
		e := False
		for _, v := range a.Values {
			e = b.s.Pool.Make(Any, e, b.compare(a.Op, left, []Expr{b.s.Pool.Const(b.value(v))}))
		}
		return e
	})
}

// final applies f to what a location holds in the final state, which for a
// register depends on the path that its thread took. It may be read in several
// ways, see readings.
func (b *builder) final(l litmus.Loc, f func([]Expr) Expr) Expr {
	pool := b.s.Pool
	if !l.IsReg() {
		loc := b.location(l.Name, l.Index, l.Span)
		return f(b.readings(pool.Leaf(Final, loc, 0), &b.s.Locs[loc]))
	}
	th, ok := b.thread(l)
	if !ok {
		return False
	}
	r := b.reg(l)
	e := False
	for _, leaf := range b.s.Threads[th].Leaves {
		if b.full() {
			break
		}
		e = pool.Make(Any, e, pool.Make(All, leaf.Guard, f([]Expr{leaf.Regs[r]})))
	}
	return e
}

// readings is the numbers that a condition may mean by what a location holds.
// A byte of all ones is 255, and -1 too unless the location is declared
// unsigned; likewise a half-word. Words are different, because for them the
// sign is not a matter of the type but of how herd7 prints, see compare.
func (b *builder) readings(x Expr, l *Location) []Expr {
	if l.Size >= 4 || l.Unsigned {
		return []Expr{x}
	}
	return []Expr{x, b.s.Pool.Make(signExtend(l.Size), x, 0)}
}

// compare is true where one of the readings on the left compares so with one
// of those on the right. Order is a matter of signed numbers: the last reading
// of each.
//
// Numbers are compared as herd7 prints them: one that fits 32 bits is taken as
// signed, so that a word of all ones is both -1 and 4294967295.
func (b *builder) compare(op litmus.CmpOp, left, right []Expr) Expr {
	pool := b.s.Pool
	if op == litmus.Eq {
		e := False
		for _, l := range left {
			for _, r := range right {
				e = pool.Make(Any, e, b.equal(l, r))
			}
		}
		return e
	}
	l := pool.Make(Signed, left[len(left)-1], 0)
	r := pool.Make(Signed, right[len(right)-1], 0)
	switch op {
	case litmus.Lt:
		return pool.Make(Lt64, l, r)
	case litmus.Ge:
		return pool.Make(Not, pool.Make(Lt64, l, r), 0)
	case litmus.Gt:
		return pool.Make(Lt64, r, l)
	default: // Le
		return pool.Make(Not, pool.Make(Lt64, r, l), 0)
	}
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
