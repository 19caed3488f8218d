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
	pool := b.s.Pool
	return b.final(a.Loc, func(left Expr) Expr {
		if a.Other != nil {
			return b.final(*a.Other, func(right Expr) Expr {
				return b.compare(a.Op, pool.Make(Signed, left, 0), pool.Make(Signed, right, 0))
			})
		}
		if a.Op == litmus.Ne { // of a set: none of its values
			return pool.Make(Not, b.oneOf(litmus.Eq, left, a.Values), 0)
		}
		return b.oneOf(a.Op, left, a.Values)
	})
}

// oneOf is true where left compares so with one of the values.
func (b *builder) oneOf(op litmus.CmpOp, left Expr, values []litmus.Value) Expr {
	e := False
	for _, v := range values {
		e = b.s.Pool.Make(Any, e, b.compareValue(op, left, b.value(v)))
	}
	return e
}

// final applies f to what a location holds in the final state: for a register
// that depends on the path its thread took.
func (b *builder) final(l litmus.Loc, f func(Expr) Expr) Expr {
	pool := b.s.Pool
	if !l.IsReg() {
		return f(pool.Leaf(Final, b.location(l.Name, l.Index, l.Span), 0))
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
		e = pool.Make(Any, e, pool.Make(All, leaf.Guard, f(leaf.Regs[r])))
	}
	return e
}

// compareValue compares with a number as herd7 prints it: a value that fits 32
// bits is taken as signed, so that a word of all ones is both -1 and
// 4294967295 in a condition.
func (b *builder) compareValue(op litmus.CmpOp, left Expr, v Value) Expr {
	pool := b.s.Pool
	small := v.Loc != 0 || (v.Num >= 0 && v.Num>>31 == 0)
	if !small || op > litmus.Ne {
		left = pool.Make(Signed, left, 0)
		v, _ = Apply(Signed, v, Value{})
	}
	return b.compare(op, left, pool.Const(v))
}

func (b *builder) compare(op litmus.CmpOp, l, r Expr) Expr {
	pool := b.s.Pool
	switch op {
	case litmus.Eq:
		return pool.Make(Eq64, l, r)
	case litmus.Ne:
		return pool.Make(Not, pool.Make(Eq64, l, r), 0)
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
