package unroll

import (
	"cmp"
	"slices"

	"github.com/fencewise/fencewise/programs/isa"
)

// The order in which paths are followed lets those that have parted meet again: of all
// open paths the one that is farthest behind goes on, until it comes to a join point.
// Paths that are at the same point then are merged if they can be, see merge.go.
//
// docs/decisions/023-paths-join.md has the design.

// joinsPaths reports whether paths may join. Those of a thread with a handler do not:
// the runs of the handler depend on where the path has been (see interrupt.go).
func (u *unroller) joinsPaths() bool { return !u.b.opts.Tree && !u.hasHandler() }

// waitsForOthers reports whether the path has come to a point where others may join it:
// the target of a branch, or the end of the thread, where other paths are still open.
func (u *unroller) waitsForOthers(p *path) bool {
	return u.joinsPaths() && len(u.b.todo) > 0 && u.atJoin(p)
}

// atJoin reports whether the path is at the beginning of the target of a branch, or at the
// end of the thread.
func (u *unroller) atJoin(p *path) bool {
	if p.choice > 0 || p.part > 0 {
		return false
	}
	return p.pc == len(u.prog.code) || u.prog.code[p.pc].joins
}

// nextPath takes the path to be followed next out of the list of open paths, from index
// base on, after merging what can be merged.
func (u *unroller) nextPath(base int) *path {
	b := u.b
	if !u.joinsPaths() {
		p := b.todo[len(b.todo)-1]
		b.todo = b.todo[:len(b.todo)-1]
		return p
	}
	open := b.todo[base:]
	first := 0
	open[0].leave()
	for i := 1; i < len(open); i++ { // of several the one that was put there last
		open[i].leave()
		b.work++
		if u.compare(open[i], open[first]) <= 0 {
			first = i
		}
	}
	p := open[first]
	b.todo = slices.Delete(b.todo, base+first, base+first+1)
	if !u.atJoin(p) {
		return p
	}
	for merged := true; merged; {
		merged = false
		best, at, common := (*merging)(nil), 0, -1
		for i, q := range b.todo[base:] {
			if u.compare(p, q) != 0 || !u.atJoin(q) {
				continue
			}
			m := &merging{b: b, p: p, q: q}
			if !u.canMerge(m) {
				continue
			}
			if _, _, n := b.commonGuards(p.guard, q.guard); n > common {
				best, at, common = m, base+i, n
			}
		}
		if best != nil {
			b.todo = slices.Delete(b.todo, at, at+1)
			u.merge(best)
			b.release(best.q)
			merged = true
		}
	}
	return p
}

// compare orders two paths by how far they have come: negative where p is behind q. In
// a loop the one in an earlier round is behind.
func (u *unroller) compare(p, q *path) int {
	for _, l := range u.prog.regions {
		inP, inQ := l.has(p.pc), l.has(q.pc)
		switch {
		case inP && inQ:
			if c := cmp.Compare(u.b.jumpsTo(p, l.head), u.b.jumpsTo(q, l.head)); c != 0 {
				return c
			}
		case inP:
			if q.pc < l.head {
				return 1
			}
			return -1
		case inQ:
			if p.pc < l.head {
				return -1
			}
			return 1
		}
	}
	return cmp.Compare(p.pc, q.pc)
}

// jumpsTo returns how often a path has jumped back to a loop head.
func (b *builder) jumpsTo(p *path, head int) int {
	n := 0
	if last := b.lastArrival(p, head); last != nil {
		n = last.jumps
	}
	if p.pc == head && p.back >= 0 { // it has not arrived yet
		n++
	}
	return n
}

// region is the code from a loop head to the last branch back to it.
type region struct {
	head, end int
	turn      int // see turn.go; 0 for none
}

func (l region) has(pc int) bool { return l.head <= pc && pc <= l.end }

// findRegions finds the regions of the loops of a program, outer ones first. Two that
// overlap are made to nest: the outer one ends where the inner one does. It also marks
// the join points: the targets of branches.
func (p *program) findRegions() {
	for i := range p.code {
		c := &p.code[i]
		if c.slot >= 0 || c.op.Kind != isa.Branch && c.op.Kind != isa.CondBranch {
			if c.slot >= 0 && c.to < len(p.code) {
				p.code[c.to].joins = true
			}
			continue
		}
		if c.to < len(p.code) {
			p.code[c.to].joins = true
		}
		if c.to > i {
			continue
		}
		k := slices.IndexFunc(p.regions, func(l region) bool { return l.head == c.to })
		if k < 0 {
			p.regions = append(p.regions, region{head: c.to, end: i})
		} else {
			p.regions[k].end = max(p.regions[k].end, i)
		}
	}
	slices.SortFunc(p.regions, func(a, b region) int { return cmp.Compare(a.head, b.head) })
	for changed := true; changed; {
		changed = false
		for i := range p.regions {
			for k := i + 1; k < len(p.regions); k++ {
				if a, b := &p.regions[i], p.regions[k]; b.head <= a.end && a.end < b.end {
					a.end, changed = b.end, true
				}
			}
		}
	}
}
