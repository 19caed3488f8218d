package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// fork returns the condition under which a path goes one way of two at an instruction:
// the outcome of a new fork, or the condition itself where paths do not join or where it
// depends on nothing that is read.
func (u *unroller) fork(p *path, c *code, kind event.ForkKind, cond event.Expr) event.Expr {
	pool := u.b.s.Pool
	if !u.joinsPaths() || pool.IsChosen(cond) {
		return cond
	}
	k := u.addFork(p, c, event.Fork{Kind: kind, Conds: []event.Expr{cond, pool.Make(event.Not, cond, 0)}})
	return pool.Leaf(event.Outcome, k, 0)
}

// addFork adds a fork of a path at an instruction, and returns its number.
func (u *unroller) addFork(p *path, c *code, f event.Fork) int32 {
	s := u.b.s
	f.Guard, f.Next, f.Thread, f.Cell, f.Instr = p.guard, len(s.Events), u.thread, c.cell, c.instr
	s.Forks = append(s.Forks, f)
	return int32(len(s.Forks) - 1)
}

// canMerge reports whether two paths at one point can go on as one. What is live must
// be the same on both, or be a value that can be chosen between. Dependencies may become
// guarded (see guarded.go) if no value has to be chosen, as where what was read is of no use any
// more. The dependencies of what is live at the head of a loop around the point do not: a
// round that changes them would be different from every round before it. Neither do those of registers
// in programs with slots, where ctrl() may test them.
func (u *unroller) canMerge(m *merging) bool {
	b, p, q := u.b, m.p, m.q
	live := u.liveAt(p.pc)
	if p.res.read != q.res.read || p.res.lost != q.res.lost || !b.sameSet(p.res.deps, q.res.deps) {
		if live.Has(resBit) {
			return false
		}
	}
	if !u.sameLoops(p, q) {
		return false
	}
	if !m.joins(p.ctrl, q.ctrl) || !m.joins(p.via, q.via) || !m.frames(p.frames, q.frames) || !u.testedAlike(m) {
		return false
	}
	if p.tested != nil && p.pc == len(u.prog.code) { // nothing depends on a register any more
		return true
	}
	around := u.liveAround(p.pc)
	joins := func(bit int, x, y deps) bool {
		if around.Has(bit) || len(b.s.Slots) > 0 {
			return m.alike(x, y)
		}
		return m.joins(x, y)
	}
	chosen := false
	for i := range p.regs {
		x, y := &p.regs[i], &q.regs[i]
		if *x == *y || !live.Has(regBit(i)) {
			continue
		}
		chosen = chosen || x.val != y.val
		if x.val != y.val && around.Has(regBit(i)) || !joins(regBit(i), x.deps, y.deps) {
			return false
		}
	}
	for i := range p.cr {
		if x, y := p.cr[i], q.cr[i]; live.Has(crBit(i)) {
			if !joins(crBit(i), x.deps, y.deps) {
				return false
			}
			if x.deps, y.deps = (deps{}), (deps{}); x != y {
				return false
			}
		}
	}
	return !m.guarded || !chosen
}

// liveAround returns what is live at the heads of the loops around a point. It is not
// chosen between in the loop: a round in which a path sets a flag would be different from
// every round before it, and none could be left out.
func (u *unroller) liveAround(pc int) bitset.Set {
	around := make(bitset.Set, len(u.liveAt(pc)))
	for _, l := range u.prog.regions {
		if l.has(pc) {
			around.AddAll(u.liveAt(l.head))
		}
	}
	return around
}

// liveAt returns what is live at a point, and what only its dependencies matter of.
func (u *unroller) liveAt(pc int) bitset.Set { return u.b.liveness(u.thread, u.prog).in[pc] }

// sameLoops reports whether two paths are in the same rounds of the loops around them,
// and have done as much in them as far as it counts there.
func (u *unroller) sameLoops(p, q *path) bool {
	outer := -1
	for i, l := range u.prog.regions {
		if !l.has(p.pc) {
			continue
		}
		if outer < 0 {
			outer = i
		}
		if u.b.lastArrival(p, l.head) != u.b.lastArrival(q, l.head) ||
			l.turn > 0 && u.b.lastArrival(p, l.turn) != u.b.lastArrival(q, l.turn) {
			return false
		}
	}
	if outer < 0 {
		return true
	}
	if p.wrote != q.wrote || (p.back >= 0) != (q.back >= 0) {
		return false
	}
	if !u.storeAlike(p, q) {
		return false
	}
	around := u.prog.regions[outer]
	for _, l := range u.prog.regions {
		if around.has(l.head) && u.b.jumpsTo(p, l.head) != u.b.jumpsTo(q, l.head) {
			return false
		}
	}
	return true
}

// storeAlike reports whether two paths have stored to the same locations since they came
// to the innermost loop head around them.
func (u *unroller) storeAlike(p, q *path) bool {
	b := u.b
	for i := len(u.prog.regions) - 1; i >= 0; i-- {
		l := u.prog.regions[i]
		a := b.lastArrival(p, l.head)
		if !l.has(p.pc) || a == nil || p.wrote == a.wrote {
			continue
		}
		x, _ := u.writes(p.last, a.end)
		y, _ := u.writes(q.last, a.end)
		slices.Sort(x)
		slices.Sort(y)
		return slices.Equal(slices.Compact(x), slices.Compact(y))
	}
	return true
}

// eventsOn returns the events on the paths that end with an event or join.
func (b *builder) eventsOn(last int32) bitset.Set {
	on := make(bitset.Set, bitset.Words(len(b.s.Events)))
	b.meter.Work(len(on))
	b.walkBack(last, -1, func(e int32) { on.Add(int(e)) })
	return on
}

// walkBack calls f once for each event on the paths from an event or join back to
// another, which it excludes and which all these paths have.
func (b *builder) walkBack(from, to int32, f func(e int32)) {
	if len(b.joins) == 0 {
		for e := from; e != to && e != -1; e = b.edges[e].parent {
			b.work++
			f(e)
		}
		return
	}
	seen := map[int32]bool{}
	todo := []int32{from}
	for len(todo) > 0 {
		e := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if e == to || e == -1 || seen[e] {
			continue
		}
		seen[e] = true
		b.work++
		if e < -1 {
			todo = append(todo, b.joins[-2-e]...)
			continue
		}
		f(e)
		todo = append(todo, b.edges[e].parent)
	}
}

// merge makes the first of two paths the one that either of them goes on as.
func (u *unroller) merge(m *merging) {
	b, pool, p, q := u.b, u.b.s.Pool, m.p, m.q
	live := u.liveAt(p.pc)
	common, restP, restQ := b.splitGuards(p.guard, q.guard)
	m.restP, m.restQ = restP, restQ
	for i := range p.regs {
		x, y := &p.regs[i], &q.regs[i]
		switch {
		case *x == *y:
		case !live.Has(regBit(i)):
			*x = regValue{}
		default:
			x.val, x.deps = pool.Ite(restP, x.val, y.val), m.join(x.deps, y.deps)
		}
	}
	for i := range p.cr {
		if live.Has(crBit(i)) {
			p.cr[i].deps = m.join(p.cr[i].deps, q.cr[i].deps)
		} else if p.cr[i] != q.cr[i] {
			p.cr[i] = field{}
		}
	}
	if !live.Has(resBit) {
		p.res = reservation{read: -1}
	}
	u.mergeTested(m)
	p.ctrl = m.join(p.ctrl, q.ctrl)
	if p.last != q.last {
		p.last = b.join([]int32{p.last, q.last})
	}
	p.merged = true
	p.back = max(p.back, q.back)
	p.wrote = max(p.wrote, q.wrote)
	p.guard = pool.Make(event.All, common, b.either(restP, restQ))
	b.merges++
}

// certain reports whether every execution takes a path, and comes to the start of it if it
// is one of a handler. What is wrong there is an error in the test. Of a path that others
// have joined this is not claimed, as it is not of one that has parted from others.
func (u *unroller) certain(p *path) bool { return p.guard == u.startGuard && !p.merged }

// conjuncts appends the conjuncts of a guard to a list, the first one first.
func (b *builder) conjuncts(list []event.Expr, guard event.Expr) []event.Expr {
	at := len(list)
	for guard != event.True {
		b.work++
		if n := &b.s.Pool.Nodes[guard]; n.Op == event.All {
			list, guard = append(list, n.B), n.A
		} else {
			list, guard = append(list, guard), event.True
		}
	}
	slices.Reverse(list[at:])
	return list
}

// allOf returns the guard with the given conjuncts, the first one first.
func (b *builder) allOf(list []event.Expr) event.Expr {
	e := event.True
	for _, c := range list {
		e = b.s.Pool.Make(event.All, e, c)
	}
	return e
}

// commonGuards returns the conjuncts of two guards, and how many of them both begin with.
func (b *builder) commonGuards(x, y event.Expr) (xs, ys []event.Expr, common int) {
	xs, ys = b.conjuncts(nil, x), b.conjuncts(nil, y)
	for common < len(xs) && common < len(ys) && xs[common] == ys[common] {
		common++
	}
	return xs, ys, common
}

// splitGuards takes two guards apart: what they begin with in common, and the rest of
// each.
func (b *builder) splitGuards(x, y event.Expr) (common, restX, restY event.Expr) {
	xs, ys, n := b.commonGuards(x, y)
	return b.allOf(xs[:n]), b.allOf(xs[n:]), b.allOf(ys[n:])
}

// either returns the condition that one of two rests of guards holds, which exclude each
// other. Where one says only that the first conjunct of the other is false, the other
// need not say that it is true.
func (b *builder) either(x, y event.Expr) event.Expr {
	pool := b.s.Pool
	xs, ys := b.conjuncts(nil, x), b.conjuncts(nil, y)
	switch {
	case len(xs) == 0 || len(ys) == 0 || x == pool.Make(event.Not, y, 0):
		return event.True
	case xs[0] != pool.Make(event.Not, ys[0], 0):
	case len(xs) == 1:
		y = b.allOf(ys[1:])
	case len(ys) == 1:
		x = b.allOf(xs[1:])
	}
	return pool.Make(event.Any, x, y)
}
