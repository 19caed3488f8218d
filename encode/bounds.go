package encode

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// relations holds, for every node of the model, the pairs that may be in it, the
// pairs that must be in it (their literal is the constant true), the pairs that
// the axioms need to know about, and the literals of these. A set is stored as the
// identity on its elements.
type relations struct {
	may, must, need bitset.Set // by node, n rows of w words
	tables          []table    // by node: the literals of its demanded pairs
	both            []cnf.Lit  // by pair: both events are executed; 0 until asked for
	decided         bool       // both bounds are equal; only may is kept
	done            []bool     // by node: the bounds are those of fixed and alive
	fixed           bitset.Set // events that every execution contains
	alive           bitset.Set // events that some execution may contain
	tmp             bitset.Set

	together bitset.Set // by event: the events of its thread that it can be executed with
	accesses bitset.Set // by location: the events that access it or are about it
}

// prepare clears the rows of the nodes marked in reach whose bounds have to be
// computed again.
func (x *Encoding) prepare(reach []bool) {
	r := &x.rels
	size := len(x.M.Nodes) * x.n * x.w
	if r.may == nil {
		r.may, r.must, r.need = x.mem.words.take(size), x.mem.words.take(size), x.mem.words.take(size)
		r.tmp = x.mem.words.take(2 * x.n * x.w)
		r.fixed, r.alive = x.mem.words.take(x.w), x.mem.words.take(x.w)
		r.tables = x.mem.derived.take(len(x.M.Nodes))
		r.both = x.mem.lits.take(x.n * x.n)
		r.done = x.mem.flags.take(len(x.M.Nodes))
		x.sameThread()
	}
	fixed, alive := r.fixed, r.alive
	r.fixed, r.alive = x.mem.words.take(x.w), x.mem.words.take(x.w)
	for i, l := range x.exec {
		switch x.simplify(l) {
		case cnf.True:
			r.fixed.Add(i)
			r.alive.Add(i)
		case cnf.False:
		default:
			r.alive.Add(i)
		}
	}
	if !slices.Equal(fixed, r.fixed) || !slices.Equal(alive, r.alive) {
		clear(r.done)
	}
	if !r.decided && slices.Equal(r.fixed, r.alive) && x.allFixed(x.rf, x.rfPairs) && x.ordersFixed() &&
		x.allFixed(x.db, x.dbPairs) && x.staticsFixed() {
		r.decided, r.must = true, r.may
	}
	for id := range r.done {
		if reach[id] && !r.done[id] {
			clear(x.rows(r.may, rel.ID(id)))
			if !r.decided {
				clear(x.rows(r.must, rel.ID(id)))
			}
		}
	}
}

// ordersFixed reports whether every pair of every chosen order is decided.
func (x *Encoding) ordersFixed() bool {
	for o := range x.order {
		if !x.allFixed(x.order[o].lits, x.order[o].pairs) {
			return false
		}
	}
	return true
}

// allFixed reports whether the literals of the pairs are all decided.
func (x *Encoding) allFixed(lits []cnf.Lit, pairs []int32) bool {
	for _, k := range pairs {
		if l := x.simplify(lits[k]); l != cnf.True && l != cnf.False {
			return false
		}
	}
	return true
}

// sameThread finds, for each event, the events of its thread that can be executed
// together with it, and the events of each location.
func (x *Encoding) sameThread() {
	r := &x.rels
	r.together = x.mem.words.take(x.n * x.w)
	r.accesses = x.mem.words.take(x.S.NumGranules() * x.w)
	copy(r.together, x.S.Static[event.Po].Bits)
	x.eachPair(x.S.Static[event.Po].Bits, func(i, j int) { x.addPair(r.together, j, i) })
	for i := range x.S.Events {
		e := &x.S.Events[i]
		if e.Thread >= 0 {
			x.addPair(r.together, i, i)
		}
		if x.S.Mixed() && e.Thread >= 0 {
			from, to := x.S.Parts(i)
			for j := from; j < to; j++ {
				x.addPair(r.together, i, j)
			}
		}
		if e.Loc >= 0 {
			x.addPair(r.accesses, int(e.Loc), i)
		}
	}
}

// rows returns the matrix of a node in one of the bounds.
func (x *Encoding) rows(b bitset.Set, id rel.ID) bitset.Set {
	k := x.n * x.w
	return b[int(id)*k : (int(id)+1)*k]
}

// inBound reports whether a bound of a node contains (i, j).
func (x *Encoding) inBound(b bitset.Set, id rel.ID, i, j int) bool {
	return b[(int(id)*x.n+i)*x.w+j>>6]>>(j&63)&1 != 0
}

// bounds computes may and must for every node marked in reach.
func (x *Encoding) bounds(reach []bool) {
	for _, c := range x.plan.comps {
		if !reach[c.nodes[0]] || x.rels.done[c.nodes[0]] {
			continue
		}
		for _, id := range c.nodes {
			x.rels.done[id] = x.plan.static[id]
		}
		if !c.rec {
			x.boundNode(c.nodes[0])
			continue
		}
		// Both bounds are least fixpoints: start with nothing and repeat until
		// nothing grows.
		for grows := true; grows; {
			grows = false
			for _, id := range c.nodes {
				if x.M.Nodes[id].Op != rel.RecVar {
					x.boundNode(id)
				}
			}
			for _, id := range c.nodes {
				if x.M.Nodes[id].Op == rel.RecVar && x.boundNode(id) {
					grows = true
				}
			}
		}
	}
}

// boundNode computes the bounds of one node from those of its operands. For a
// recursion variable it reports whether they have grown.
func (x *Encoding) boundNode(id rel.ID) bool {
	r := &x.rels
	grows := x.boundSide(id, true)
	if !r.decided {
		grows = x.boundSide(id, false) || grows
	}
	return grows
}

// boundSide computes one bound of a node, may or must. Where an operand is
// subtracted it uses the other bound.
func (x *Encoding) boundSide(id rel.ID, may bool) (grows bool) {
	r := &x.rels
	own, other, events := r.may, r.must, r.alive
	if !may {
		own, other, events = r.must, r.may, r.fixed
	}
	n := &x.M.Nodes[id]
	x.work(x.n * x.w)
	dst := x.rows(own, id)
	a, b := x.rows(own, n.A), x.rows(own, n.B)
	switch n.Op {
	case rel.SetBase, rel.RelBase:
		x.baseBound(n.Base, dst, events, may)
	case rel.SetEmpty, rel.RelEmpty:
	case rel.SetUniv:
		x.identity(dst, events)
	case rel.RelUniv:
		x.product(dst, events)
	case rel.Ident:
		copy(dst, a)
	case rel.RecVar:
		return copyGrows(dst, x.rows(own, x.M.Groups[n.Group].Defs[n.Member]))
	case rel.Union, rel.SetUnion:
		dst.Union(a, b)
	case rel.Inter, rel.SetInter:
		dst.Intersection(a, b)
	case rel.Diff, rel.SetDiff:
		dst.Difference(a, x.subtracted(n.B, other))
	case rel.SetCompl:
		clear(dst)
		x.identity(dst, events)
		dst.Difference(dst, x.subtracted(n.A, other))
	case rel.Compl:
		x.product(dst, events)
		dst.Difference(dst, x.subtracted(n.A, other))
	case rel.Cross:
		x.cross(dst, a, b)
	case rel.Domain, rel.Range:
		x.project(n.Op == rel.Domain, dst, a)
	case rel.Inverse:
		x.invert(dst, a)
	case rel.Seq:
		x.compose(dst, a, b)
	case rel.Plus, rel.Star:
		copy(dst, a)
		x.close(dst)
		if n.Op == rel.Star {
			x.identity(dst, events)
		}
	case rel.Opt:
		copy(dst, a)
		x.identity(dst, events)
	case rel.Brackets:
		x.literalBound(x.brackets[id].lits, x.brackets[id].pairs, dst, may)
	default:
		panic(fmt.Sprintf("encode: node %d is of unknown kind %d", id, n.Op))
	}
	return false
}

// subtracted returns the pairs to remove for a node under a difference or
// complement: the other bound or, if membership depends only on whether both
// events are executed, the pairs that may be in it.
func (x *Encoding) subtracted(id rel.ID, other bitset.Set) bitset.Set {
	if x.plan.structural[id] {
		return x.rows(x.rels.may, id)
	}
	return x.rows(other, id)
}

// copyGrows copies src to dst and reports whether dst has changed.
func copyGrows(dst, src bitset.Set) bool {
	grows := false
	for i, w := range src {
		if dst[i] != w {
			dst[i], grows = w, true
		}
	}
	return grows
}

// identity adds each of the events, related to itself.
func (x *Encoding) identity(dst, events bitset.Set) {
	for k, w := range events {
		for ; w != 0; w &= w - 1 {
			i := k<<6 | bits.TrailingZeros64(w)
			dst[i*x.w+k] |= w & -w
		}
	}
}

// product fills dst with all pairs of the events.
func (x *Encoding) product(dst, events bitset.Set) {
	for i := range x.n {
		row := dst[i*x.w : (i+1)*x.w]
		if events.Has(i) {
			copy(row, events)
		} else {
			clear(row)
		}
	}
}

// cross fills dst with the pairs from the set a to the set b.
func (x *Encoding) cross(dst, a, b bitset.Set) {
	set := x.rels.tmp[:x.w]
	clear(set)
	for i := range x.n {
		if x.hasPair(b, i, i) {
			set.Add(i)
		}
	}
	for i := range x.n {
		row := dst[i*x.w : (i+1)*x.w]
		if x.hasPair(a, i, i) {
			copy(row, set)
		} else {
			clear(row)
		}
	}
}

// project fills dst with the domain or the range of a.
func (x *Encoding) project(domain bool, dst, a bitset.Set) {
	clear(dst)
	x.eachPair(a, func(i, j int) {
		if !domain {
			i = j
		}
		x.addPair(dst, i, i)
	})
}

// invert fills dst with the inverse of a.
func (x *Encoding) invert(dst, a bitset.Set) {
	clear(dst)
	x.eachPair(a, func(i, j int) { x.addPair(dst, j, i) })
}

// eachPair calls f for every pair of a matrix.
func (x *Encoding) eachPair(a bitset.Set, f func(i, j int)) {
	x.work(x.n * x.w)
	for i := range x.n {
		for k, w := range a[i*x.w : (i+1)*x.w] {
			for ; w != 0; w &= w - 1 {
				f(i, k<<6|bits.TrailingZeros64(w))
			}
		}
	}
}

// compose fills dst with a;b.
func (x *Encoding) compose(dst, a, b bitset.Set) {
	if x.w == 1 {
		for i := range x.n {
			var row uint64
			for w := a[i]; w != 0; w &= w - 1 {
				row |= b[bits.TrailingZeros64(w)]
			}
			dst[i] = row
		}
		return
	}
	for i := range x.n {
		x.work(x.n)
		row := dst[i*x.w : (i+1)*x.w]
		clear(row)
		for k, w := range a[i*x.w : (i+1)*x.w] {
			for ; w != 0; w &= w - 1 {
				m := k<<6 | bits.TrailingZeros64(w)
				for q, v := range b[m*x.w : (m+1)*x.w] {
					row[q] |= v
				}
			}
		}
	}
}

// close makes a relation transitive in place (Warshall's algorithm).
func (x *Encoding) close(a bitset.Set) {
	for k := range x.n {
		x.work(x.n)
		via := a[k*x.w : (k+1)*x.w]
		for i := range x.n {
			if x.hasPair(a, i, k) {
				for q, v := range via {
					a[i*x.w+q] |= v
				}
			}
		}
	}
}

// baseBound computes one bound of a base set or relation.
func (x *Encoding) baseBound(b vocabulary.Base, dst, events bitset.Set, may bool) {
	if b.IsSet() {
		for i := range x.S.Events {
			if member(x.S, &x.S.Events[i], b) && events.Has(i) {
				x.addPair(dst, i, i)
			}
		}
		return
	}
	if r, ok := b.Static(); ok {
		copy(dst, x.S.Static[r].Bits)
		x.openPairs(r, dst, may)
		x.among(events, dst)
		return
	}
	if o, ok := b.Order(); ok {
		x.literalBound(x.order[o].lits, x.order[o].pairs, dst, may)
		return
	}
	switch b {
	case vocabulary.RelRf:
		x.literalBound(x.rf, x.rfPairs, dst, may)
	case vocabulary.RelDB:
		x.literalBound(x.db, x.dbPairs, dst, may)
	case vocabulary.RelDiffer:
		x.differBound(dst, events, may)
	case vocabulary.RelInt:
		copy(dst, x.rels.together)
		x.among(events, dst)
	case vocabulary.RelExt:
		x.external(dst)
		x.among(events, dst)
	case vocabulary.RelLoc:
		x.sameLocation(dst)
		x.among(events, dst)
	case vocabulary.RelSi:
		for i := range x.S.Events {
			if x.S.Events[i].IsAccess() {
				from, to := x.S.Parts(i)
				for j := from; j < to; j++ {
					x.addPair(dst, i, j)
				}
			}
		}
		x.among(events, dst)
	default:
		panic(fmt.Sprintf("encode: base relation %d is unknown", b))
	}
}

// among removes the pairs that are not pairs of the events.
func (x *Encoding) among(events, dst bitset.Set) {
	for i := range x.n {
		row := dst[i*x.w : (i+1)*x.w]
		if !events.Has(i) {
			clear(row)
			continue
		}
		for k := range row {
			row[k] &= events[k]
		}
	}
}

// literalBound computes one bound of a relation whose pairs are literals of the
// formula.
func (x *Encoding) literalBound(lits []cnf.Lit, pairs []int32, dst bitset.Set, may bool) {
	for _, k := range pairs {
		if l := x.simplify(lits[k]); l == cnf.True || may && l != cnf.False {
			i, j := int(k)/x.n, int(k)%x.n
			x.addPair(dst, i, j)
		}
	}
}

// sameLocation relates the events with one location that can be in one
// execution.
func (x *Encoding) sameLocation(dst bitset.Set) {
	r := &x.rels
	x.external(dst)
	for i := range x.S.Events {
		row := dst[i*x.w : (i+1)*x.w]
		e := &x.S.Events[i]
		if e.Loc < 0 {
			clear(row)
			continue
		}
		own := r.accesses[int(e.Loc)*x.w:]
		for k := range row {
			row[k] = (row[k] | r.together[i*x.w+k]) & own[k]
		}
		row.Add(i)
	}
}

// external fills dst with the pairs of events of different threads. Initial writes
// belong to no thread: they are external to the events of every thread, but not to
// each other.
func (x *Encoding) external(dst bitset.Set) {
	r := &x.rels
	thread := r.tmp[:x.w]
	for from := 0; from < x.n; {
		to := from
		clear(thread)
		for ; to < x.n && x.S.Events[to].Thread == x.S.Events[from].Thread; to++ {
			thread.Add(to)
		}
		for i := from; i < to; i++ {
			row := dst[i*x.w : (i+1)*x.w]
			row.Fill(x.n)
			row.Difference(row, thread)
		}
		from = to
	}
}

// member reports whether a base set contains an event.
func member(s *event.Structure, e *event.Event, b vocabulary.Base) bool {
	switch b {
	case vocabulary.SetM:
		return e.IsAccess()
	case vocabulary.SetR:
		return e.IsRead()
	case vocabulary.SetW:
		return e.IsWrite()
	case vocabulary.SetF:
		return e.Kind == event.FenceEvent && e.Loc < 0
	case vocabulary.SetIW:
		return e.Kind == event.InitWrite
	case vocabulary.SetMsgsnd:
		return e.Kind == event.MsgsndEvent
	case vocabulary.SetIrq:
		return e.Kind == event.IrqEvent
	case vocabulary.SetMsgclr:
		return e.Kind == event.MsgclrEvent
	case vocabulary.SetShown:
		return e.IsAccess() && s.Shown(int(e.Loc))
	default:
		tag, ok := b.Tag()
		if !ok {
			panic(fmt.Sprintf("encode: base set %d is unknown", b))
		}
		return e.Tags.Has(tag)
	}
}
