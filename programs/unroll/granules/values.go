package granules

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// composed is a value that is put together from granules: the bitwise or of leaves, shifted to
// the right.
type composed struct {
	leaves []event.Expr
	masks  []uint64 // what each leaf can have
	shift  int
}

// compose returns the value of what a footprint covers, given the value of each granule.
func (x *splitter) compose(f Footprint, leaf func(k int, p *part) event.Expr) event.Expr {
	pool, b := x.s.Pool, x.layout.blockOf(f)
	want := x.layout.mask(b, f)
	c := composed{shift: x.layout.shift(b, f)}
	sum := event.False // the number 0
	for k, p := range x.layout.covered(b, f) {
		v := leaf(k, p)
		if f == b.Footprint && len(b.parts) == 1 {
			return v
		}
		e := v
		if p.mask&^want != 0 {
			e = pool.Make(event.And, v, pool.Number(int64(want)))
		}
		sum = pool.Make(event.Or, sum, e)
		c.leaves, c.masks = append(c.leaves, e), append(c.masks, p.mask&want)
	}
	sum = pool.Make(event.Shr, sum, pool.Number(int64(c.shift)))
	x.made[sum] = c
	return sum
}

// stored returns the value of a granule after a store.
func (x *splitter) stored(v event.Expr, f Footprint, p *part) event.Expr {
	pool, b := x.s.Pool, x.layout.blockOf(f)
	if f == b.Footprint && len(b.parts) == 1 {
		return v
	}
	placed := pool.Make(event.Shl, v, pool.Number(int64(x.layout.shift(b, f))))
	if p.mask == x.layout.mask(b, f) {
		return placed
	}
	return pool.Make(event.And, placed, pool.Number(int64(p.mask)))
}

// expressions makes the expressions, operands first.
func (x *splitter) expressions() {
	pool := x.s.Pool
	x.made, x.s.Loaded = map[event.Expr]composed{}, map[event.Expr]int32{}
	x.to = make([]event.Expr, len(x.old.Pool.Nodes))
	for i := range x.old.Pool.Nodes {
		n := &x.old.Pool.Nodes[i]
		switch {
		case n.Op == event.Read:
			from, _ := x.of(n.Arg)
			x.to[i] = x.compose(x.footprint(n.Arg), func(k int, _ *part) event.Expr {
				return pool.Leaf(event.Read, from+int32(k), 0)
			})
			x.s.Loaded[x.to[i]] = from
		case n.Op == event.Final:
			x.to[i] = x.final(int(n.Arg))
		case n.Op == event.Const:
			x.to[i] = pool.Const(n.Val)
		case n.Op.Leaf():
			x.to[i] = pool.Intern(*n)
		case n.Op == event.Ite:
			x.to[i] = pool.Ite(x.to[n.Arg], x.to[n.A], x.to[n.B])
		case n.Op == event.Eq64 || n.Op == event.Eq32:
			x.to[i] = x.equal(n.Op, x.to[n.A], x.to[n.B])
		default:
			x.to[i] = pool.Make(n.Op, x.to[n.A], x.to[n.B])
		}
	}
}

// final returns the value of a location in the final state.
func (x *splitter) final(loc int) event.Expr {
	return x.compose(whole(&x.old.Locs[loc]), func(_ int, p *part) event.Expr {
		return x.s.Pool.Leaf(event.Final, p.of, 0)
	})
}

// equal returns a comparison for equality. One of a composed value with a constant is a
// comparison for each granule: the possible values of the whole need not be listed.
func (x *splitter) equal(op event.Op, a, b event.Expr) event.Expr {
	pool := x.s.Pool
	if _, ok := pool.ConstValue(a); ok {
		a, b = b, a
	}
	k, isConst := pool.ConstValue(b)
	c, isComposed := x.made[a]
	if !isConst || !isComposed {
		return pool.Make(op, a, b)
	}
	all := uint64(0)
	for _, m := range c.masks {
		all |= m
	}
	v := uint64(k.Num)
	if op == event.Eq32 {
		if all>>c.shift>>32 != 0 {
			return pool.Make(op, a, b)
		}
		v &= 1<<32 - 1
	}
	if k.Loc != 0 || v<<c.shift>>c.shift != v || v<<c.shift&^all != 0 {
		return event.False // no address is put together from granules
	}
	e := event.True
	for i, leaf := range c.leaves {
		e = pool.Make(event.All, e, pool.Make(event.Eq64, leaf, pool.Number(int64(v<<c.shift&c.masks[i]))))
	}
	return e
}

// rewrite replaces everything in the structure that names an expression or an event.
func (x *splitter) rewrite() {
	s, old := x.s, x.old
	for i := range old.Events {
		o := &old.Events[i]
		if o.Kind == event.InitWrite {
			continue
		}
		from, to := x.of(int32(i))
		for e := from; e < to; e++ {
			ev := &s.Events[e]
			ev.Guard = x.to[o.Guard]
			switch o.Kind {
			case event.ReadMem:
				ev.Value = s.Pool.Leaf(event.Read, e, 0)
			case event.WriteMem:
				ev.Value = x.stored(x.to[o.Value], x.footprint(int32(i)), x.parts[e])
			default: // no access
				ev.Value = x.to[o.Value]
			}
		}
	}
	for g := range s.Granules { // the initial write of granule g is event g
		s.Events[g].Value = s.Pool.Const(s.Granules[g].Init)
	}
	for i := range s.Locs {
		s.Finals = append(s.Finals, x.final(i))
	}
	s.Threads = slices.Clone(old.Threads)
	for t := range s.Threads {
		ends := slices.Clone(s.Threads[t].Ends)
		for i := range ends {
			ends[i].Guard = x.to[ends[i].Guard]
			regs := ends[i].Regs
			ends[i].Regs = nil
			if regs != nil {
				ends[i].Regs = make(map[isa.Reg]event.Expr, len(regs))
			}
			for r, v := range regs {
				ends[i].Regs[r] = x.to[v]
			}
		}
		s.Threads[t].Ends = ends
	}
	s.Forks = slices.Clone(old.Forks)
	for i := range s.Forks {
		f := &s.Forks[i]
		f.Guard, f.Conds, f.Next = x.to[f.Guard], slices.Clone(f.Conds), int(x.next(int32(f.Next)))
		for k := range f.Conds {
			f.Conds[k] = x.to[f.Conds[k]]
		}
	}
	s.Cuts = slices.Clone(old.Cuts)
	for i := range s.Cuts {
		s.Cuts[i].Guard = x.to[s.Cuts[i].Guard]
	}
	s.Waits = slices.Clone(old.Waits)
	for i := range s.Waits {
		w := &s.Waits[i]
		w.Guard, w.Holds, w.Next = x.to[w.Guard], x.to[w.Holds], int(x.next(int32(w.Next)))
	}
	s.Interrupts = slices.Clone(old.Interrupts)
	for i := range s.Interrupts {
		in := &s.Interrupts[i]
		in.Irq, _ = x.of(in.Irq)
		if in.After >= 0 {
			_, end := x.of(in.After)
			in.After = end - 1
		}
	}
	s.Visits = slices.Clone(old.Visits)
	for i := range s.Visits {
		s.Visits[i].Guard, s.Visits[i].At = x.to[s.Visits[i].Guard], x.next(s.Visits[i].At)
	}
	s.Atoms = slices.Clone(old.Atoms)
	for i := range s.Atoms {
		s.Atoms[i].Holds = x.to[s.Atoms[i].Holds]
	}
	s.Cond, s.Filter = x.to[old.Cond], x.to[old.Filter]
}

// next returns the number of the first event made from an old one or from those after it.
func (x *splitter) next(e int32) int32 {
	if int(e) < len(x.old.Locs) {
		return int32(len(x.s.Granules))
	}
	return x.first[e]
}
