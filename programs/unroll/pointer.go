package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// inLoop reports whether an instruction is in a loop. A round of a loop can be left out
// because of what it stores to, so that a store to several locations is several paths
// there.
func (u *unroller) inLoop(pc int) bool {
	return slices.ContainsFunc(u.prog.regions, func(l region) bool { return l.has(pc) })
}

// target is a place that an access can be to, under a condition.
type target struct {
	at   place
	addr regValue   // the address of the place, with what the access's address depends on
	here event.Expr // the condition
}

// accessAny executes an access whose address is not known. What the guard of the path
// says of the address already is not asked again: the second access through one pointer
// forks nothing.
func (u *unroller) accessAny(p *path, c *code, addr regValue) *path {
	targets, only := u.targets(p, c, addr)
	switch {
	case only != nil:
		return u.accessAt(p, c, only.at, only.addr)
	case u.joinsPaths() && len(targets) > 0 && (c.op.Kind == isa.Load || c.op.Kind == isa.LocFence || c.op.Kind == isa.Store && !u.inLoop(p.pc)):
		return u.accessEach(p, c, addr, targets)
	}
	b, pool := u.b, u.b.s.Pool
	none := p.guard
	if u.joinsPaths() && len(targets) > 0 {
		fork := u.forkTo(p, c, targets)
		for k := range targets {
			targets[k].here = pool.Leaf(event.Outcome, fork, int32(k))
		}
	}
	for _, t := range targets {
		none = pool.Make(event.All, none, pool.Make(event.Not, t.here, 0))
		q := b.fork(p)
		q.guard = pool.Make(event.All, q.guard, t.here)
		if u.accessAt(q, c, t.at, t.addr) != nil {
			b.todo = append(b.todo, q)
		} else {
			b.release(q)
		}
	}
	u.addCut(p, event.Cut{Kind: event.BadAddress, Guard: none, At: c.instr.Span})
	return nil
}

// targets lists the locations that an access can be to. only is not nil if it is to this
// one for sure.
func (u *unroller) targets(p *path, c *code, addr regValue) (all []target, only *target) {
	b, pool := u.b, u.b.s.Pool
	b.presize()
	can := b.pointeesOf(addr.val)
	others := false // there are locations of other sizes
	for i := range b.s.Locs {
		l := &b.s.Locs[i]
		if !can.has(l.Addr) {
			continue
		}
		if l.Size != 0 && l.Size != int(c.op.Size) && !b.isWhole(c, int32(i)) {
			others = true
			continue
		}
		t := target{at: place{loc: int32(i)}, addr: regValue{val: pool.Const(l.Addr), deps: addr.deps}}
		t.here = b.settle(p.guard, pool.Make(event.Eq64, addr.val, t.addr.val))
		if t.here == event.False {
			continue
		}
		if l.Size == 0 {
			u.checkSize(int32(i), c)
		}
		if t.here == event.True {
			return nil, &t
		}
		all = append(all, t)
	}
	if b.mixed {
		return u.partTargets(p, c, addr, can, all)
	}
	b.misfit = b.misfit || others && len(all) == 0
	b.mayMisfit = b.mayMisfit || others || len(b.partsOf(can, c.op.Size)) > 0
	return all, nil
}

// forkTo adds a fork with an outcome for each of the locations that an access can be to,
// and returns its number.
func (u *unroller) forkTo(p *path, c *code, targets []target) int32 {
	f := event.Fork{Kind: event.AccessFork}
	for k := range targets {
		f.Conds, f.Locs = append(f.Conds, targets[k].here), append(f.Locs, targets[k].at.loc)
	}
	return u.addFork(p, c, f)
}

// accessEach executes an access whose address is not known as one event for each location
// that it can be to. They exclude each other, and the path goes on after them
// all.
func (u *unroller) accessEach(p *path, c *code, addr regValue, targets []target) *path {
	b, pool := u.b, u.b.s.Pool
	fork := u.forkTo(p, c, targets)
	var src regValue // what a store writes
	stored := make([]event.Expr, len(targets))
	if c.op.Kind == isa.Store {
		src = b.arg(p, &c.op.C)
		for k, t := range targets {
			stored[k] = u.stored(c, t.at, src.val)
		}
		if !u.keepMeaningful(p, c) {
			return nil
		}
	}
	before, last := p.guard, p.last
	read := regValue{}
	none := event.True
	var lasts []int32
	for k, t := range targets {
		here := pool.Leaf(event.Outcome, fork, int32(k))
		none = pool.Make(event.All, none, pool.Make(event.Not, here, 0))
		p.guard, p.last = pool.Make(event.All, before, here), last
		switch c.op.Kind {
		case isa.Store:
			u.store(p, c, t.at, stored[k], edges{addr: addr.deps, data: src.deps, rmw: u.pairOf(p, c, t.at)})
			p.wrote--
		case isa.LocFence:
			u.locFence(p, c, t.at.loc)
		default: // a load
			x := u.read(p, c, t.at, addr.deps)
			read.deps = b.union(read.deps, x.deps)
			if k == 0 {
				read.val = x.val
			} else {
				read.val = pool.Ite(here, x.val, read.val)
			}
		}
		lasts = append(lasts, p.last)
	}
	switch c.op.Kind {
	case isa.Store:
		p.wrote++
	case isa.Load:
		p.set(c.op.Dst, read)
		b.noteTested(p, c.op.Dst)
	}
	p.guard = before
	u.addCut(p, event.Cut{Kind: event.BadAddress, Guard: pool.Make(event.All, before, none), At: c.instr.Span})
	p.guard = pool.Make(event.All, before, pool.Make(event.Not, none, 0))
	p.last = b.join(lasts)
	if c.op.Update { // from the address alone, not from what was accessed
		p.set(c.op.A.Reg, addr)
	}
	p.pc++
	return p
}
