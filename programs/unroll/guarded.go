package unroll

import (
	"math"
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// Where two paths join, a read that both have executed can be one that later events depend
// on after one of them only:
//
//	r = READ_ONCE(*x);
//	if (c && r) ...
//
// After the two ways through the branch on c, later events depend on r only if c was true. Such
// a dependency is guarded: it holds if the path came the way on which r was tested.

// guardedDep is a read, or the write of a stwcx., on which what follows depends only where the
// guard is true. Among the elements of deps, entry k of builder.guarded is math.MinInt32 + k.
type guardedDep struct {
	of    int32
	guard event.Expr
}

// maxSlotTests separates the two kinds of negative elements of deps.
const maxSlotTests = 1 << 30

// guardedBy returns the guarded dependency that an element of deps stands for, if it is one.
func (b *builder) guardedBy(x int32) (guardedDep, bool) {
	if x >= -maxSlotTests {
		return guardedDep{}, false
	}
	return b.guarded[x-math.MinInt32], true
}

// element returns the element of deps for a guarded dependency.
func (b *builder) element(d guardedDep) int32 {
	if d.guard == event.True {
		return d.of
	}
	k := slices.Index(b.guarded, d)
	if b.work += len(b.guarded) / 16; k < 0 {
		k = len(b.guarded)
		b.guarded = append(b.guarded, d)
	}
	return math.MinInt32 + int32(k)
}

// merging compares what two paths depend on, and joins it. The events on each are found when
// needed.
type merging struct {
	b            *builder
	p, q         *path
	onP, onQ     bitset.Set
	compared     bool
	restP, restQ event.Expr // what of their guards is not common to both
	guarded      bool       // joins has met dependencies that get guards
}

// events finds the events on the two paths.
func (m *merging) events() {
	if !m.compared {
		m.onP, m.onQ, m.compared = m.b.eventsOn(m.p.last), m.b.eventsOn(m.q.last), true
	}
}

// alike reports whether two sets of dependencies, one of each path, can become their
// union as they are: what is in one of them only is not on the other path.
func (m *merging) alike(x, y deps) bool {
	b := m.b
	if b.sameSet(x, y) {
		return true
	}
	m.events()
	return b.only(x, y, m.onQ) && b.only(y, x, m.onP)
}

// only reports whether no element of x that is not in y is among the given events. What
// ctrl() in slots tests must be the same, and so must guarded dependencies.
func (b *builder) only(x, y deps, events bitset.Set) bool {
	ys := b.elements(y)
	for _, r := range b.elements(x) {
		if _, in := slices.BinarySearch(ys, r); !in && (r < 0 || events.Has(int(r))) {
			return false
		}
	}
	return true
}

// joins reports whether two sets of dependencies can become one in which some are guarded.
func (m *merging) joins(x, y deps) bool {
	b := m.b
	if b.opts.AlikeDeps {
		return m.alike(x, y)
	}
	if b.sameSet(x, y) {
		return true
	}
	m.guarded = m.guarded || !m.alike(x, y)
	return slices.Equal(b.slotTestsIn(x), b.slotTestsIn(y))
}

// slotTestsIn returns the slot tests of a set.
func (b *builder) slotTestsIn(d deps) []int32 {
	xs := b.elements(d)
	from, _ := slices.BinarySearch(xs, -maxSlotTests)
	to, _ := slices.BinarySearch(xs, 0)
	return xs[from:to]
}

// join returns the dependencies of the joined path, from those of the two paths.
func (m *merging) join(x, y deps) deps {
	b := m.b
	if m.alike(x, y) {
		return b.union(x, y)
	}
	b.s.GuardedDeps = true
	pool := b.s.Pool
	guards, others := b.guards(x), b.guards(y)
	all := slices.Clone(b.slotTestsIn(x))
	add := func(of int32, inX, inY event.Expr) {
		switch {
		case inX == event.False && !m.onP.Has(int(of)):
			inX = inY
		case inY == event.False && !m.onQ.Has(int(of)):
		case inX != inY:
			inX = pool.Make(event.Any, pool.Make(event.All, m.restP, inX), pool.Make(event.All, m.restQ, inY))
		}
		all = append(all, b.element(guardedDep{of, inX}))
	}
	for _, g := range guards {
		add(g.of, g.guard, guardOf(others, g.of))
	}
	for _, g := range others {
		if guardOf(guards, g.of) == event.False {
			add(g.of, event.False, g.guard)
		}
	}
	slices.Sort(all)
	at := len(b.reads)
	b.reads = append(b.reads, all...)
	b.work += len(all)
	return deps{int32(at), int32(len(all))}
}

// guards returns, for each read in a set, the guard under which later events depend on it.
func (b *builder) guards(d deps) []guardedDep {
	var all []guardedDep
	for _, x := range slices.Backward(b.elements(d)) { // those without a guard first
		g, guarded := b.guardedBy(x)
		switch {
		case !guarded && x < 0:
			continue
		case !guarded:
			g = guardedDep{x, event.True}
		}
		k := slices.IndexFunc(all, func(o guardedDep) bool { return o.of == g.of })
		if k < 0 {
			all = append(all, g)
		} else {
			all[k].guard = b.s.Pool.Make(event.Any, all[k].guard, g.guard)
		}
	}
	return all
}

// guardOf returns the guard of a read in a list; False if it is not in it.
func guardOf(list []guardedDep, of int32) event.Expr {
	for _, g := range list {
		if g.of == of {
			return g.guard
		}
	}
	return event.False
}

// noteGuarded adds that an event depends on a read, or on the success of a stwcx., where a guard is true.
func (b *builder) noteGuarded(s *event.Structure, d guardedDep, e int, reads, success event.Static) {
	r := reads
	if b.isSuccess(d.of) {
		r = success
	}
	k := slices.IndexFunc(s.Guarded, func(g event.GuardedPairs) bool { return g.Of == r && g.Guard == d.guard })
	if k < 0 {
		k = len(s.Guarded)
		s.Guarded = append(s.Guarded, event.GuardedPairs{Of: r, Guard: d.guard, Pairs: bitset.NewPairs(len(s.Events))})
	}
	s.Guarded[k].Pairs.Add(int(d.of), e)
}
