package encode

import (
	"math/bits"
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/power"
)

// relations holds what is known of every node of the model: the pairs that may
// be in it, those that must be (their literal is the constant true), those
// whose truth the axioms can notice, and the literals of these. A set is held
// as the identity on its elements.
type relations struct {
	may, must, need []uint64    // by node, n rows of w words
	lits            [][]cnf.Lit // by node: n*n literals; nil when none is needed
	both            []cnf.Lit   // by pair: both events are executed; 0 until asked for
	done            []bool      // by node: the bounds are those of fixed and alive
	fixed           []uint64    // events that every execution contains
	alive           []uint64    // events that some execution may contain
	tmp             []uint64

	together []uint64 // by event: the events of its thread that it can be executed with
	accesses []uint64 // by location
}

// prepare sets up the rows for all nodes of the model.
func (x *Encoding) prepare() {
	r := &x.rels
	size := len(x.M.Nodes) * x.n * x.w
	if r.may == nil {
		r.may, r.must, r.need = x.mem.words.take(size), x.mem.words.take(size), x.mem.words.take(size)
		r.tmp = x.mem.words.take(2 * x.n * x.w)
		r.fixed, r.alive = x.mem.words.take(x.w), x.mem.words.take(x.w)
		r.lits = x.mem.tables.take(len(x.M.Nodes))
		r.both = x.mem.lits.take(x.n * x.n)
		r.done = x.mem.flags.take(len(x.M.Nodes))
		x.sameThread()
	} else {
		clear(r.need)
		clear(r.lits)
	}
	fixed, alive := r.fixed, r.alive
	r.fixed, r.alive = x.mem.words.take(x.w), x.mem.words.take(x.w)
	for i, l := range x.exec {
		switch x.fix(l) {
		case cnf.True:
			r.fixed[i>>6] |= 1 << (i & 63)
			r.alive[i>>6] |= 1 << (i & 63)
		case cnf.False:
		default:
			r.alive[i>>6] |= 1 << (i & 63)
		}
	}
	if !slices.Equal(fixed, r.fixed) || !slices.Equal(alive, r.alive) {
		clear(r.done)
	}
	for id := range r.done {
		if !r.done[id] {
			clear(x.rows(r.may, rel.ID(id)))
			clear(x.rows(r.must, rel.ID(id)))
		}
	}
}

// sameThread works out, for each event, the events of its thread that can be
// executed together with it, and the accesses of each location.
func (x *Encoding) sameThread() {
	r := &x.rels
	r.together = x.mem.words.take(x.n * x.w)
	r.accesses = x.mem.words.take(len(x.S.Locs) * x.w)
	copy(r.together, x.S.Po.Bits)
	x.each(x.S.Po.Bits, func(i, j int) { r.together[j*x.w+i>>6] |= 1 << (i & 63) })
	for i := range x.S.Events {
		e := &x.S.Events[i]
		if e.Thread >= 0 {
			r.together[i*x.w+i>>6] |= 1 << (i & 63)
		}
		if e.IsAccess() {
			r.accesses[int(e.Loc)*x.w+i>>6] |= 1 << (i & 63)
		}
	}
}

// rows is the matrix of one node in one of the bounds.
func (x *Encoding) rows(b []uint64, id rel.ID) []uint64 {
	k := x.n * x.w
	return b[int(id)*k : (int(id)+1)*k]
}

func (x *Encoding) has(b []uint64, id rel.ID, i, j int) bool {
	return b[(int(id)*x.n+i)*x.w+j>>6]>>(j&63)&1 != 0
}

// bounds computes may and must of every node marked in reach.
func (x *Encoding) bounds(reach []bool) {
	for _, c := range x.plan.comps {
		if !reach[c.nodes[0]] || x.rels.done[c.nodes[0]] {
			continue
		}
		for _, id := range c.nodes {
			x.rels.done[id] = x.plan.static[id]
		}
		if !c.rec {
			x.bound(c.nodes[0])
			continue
		}
		// Both bounds are least fixpoints: start from nothing, go round until
		// nothing grows.
		for grows := true; grows; {
			grows = false
			for _, id := range c.nodes {
				if x.M.Nodes[id].Op != rel.RecVar {
					x.bound(id)
				}
			}
			for _, id := range c.nodes {
				if x.M.Nodes[id].Op == rel.RecVar && x.bound(id) {
					grows = true
				}
			}
		}
	}
}

// bound computes the bounds of one node from those of its operands. For a
// recursion variable it reports whether they have grown.
func (x *Encoding) bound(id rel.ID) bool {
	n := &x.M.Nodes[id]
	r := &x.rels
	may, must := x.rows(r.may, id), x.rows(r.must, id)
	switch n.Op {
	case rel.SetBase, rel.RelBase:
		x.baseBound(n.Base, may, must)
	case rel.SetEmpty, rel.RelEmpty:
	case rel.SetUniv:
		for i := range x.n {
			x.setIdentity(may, must, i)
		}
	case rel.RelUniv:
		x.complement(may, must, nil, nil)
	case rel.Ident:
		copy(may, x.rows(r.may, n.A))
		copy(must, x.rows(r.must, n.A))
	case rel.RecVar:
		d := x.M.Groups[n.Group].Defs[n.Member]
		a := copyGrows(may, x.rows(r.may, d))
		return copyGrows(must, x.rows(r.must, d)) || a
	case rel.Union, rel.SetUnion:
		or(may, x.rows(r.may, n.A), x.rows(r.may, n.B))
		or(must, x.rows(r.must, n.A), x.rows(r.must, n.B))
	case rel.Inter, rel.SetInter:
		and(may, x.rows(r.may, n.A), x.rows(r.may, n.B))
		and(must, x.rows(r.must, n.A), x.rows(r.must, n.B))
	case rel.Diff, rel.SetDiff:
		surely := r.must
		if x.plan.structural[n.B] {
			surely = r.may // a pair of executed events is in it exactly when it may be
		}
		andNot(may, x.rows(r.may, n.A), x.rows(surely, n.B))
		andNot(must, x.rows(r.must, n.A), x.rows(r.may, n.B))
	case rel.Compl, rel.SetCompl:
		surely := r.must
		if x.plan.structural[n.A] {
			surely = r.may
		}
		if n.Op == rel.SetCompl {
			for i := range x.n {
				x.setIdentity(may, must, i)
			}
			andNot(may, may, x.rows(surely, n.A))
			andNot(must, must, x.rows(r.may, n.A))
		} else {
			x.complement(may, must, x.rows(surely, n.A), x.rows(r.may, n.A))
		}
	case rel.Cross:
		x.cross(may, x.rows(r.may, n.A), x.rows(r.may, n.B))
		x.cross(must, x.rows(r.must, n.A), x.rows(r.must, n.B))
	case rel.Domain, rel.Range:
		x.project(n.Op == rel.Domain, may, x.rows(r.may, n.A))
		x.project(n.Op == rel.Domain, must, x.rows(r.must, n.A))
	case rel.Inverse:
		x.invert(may, x.rows(r.may, n.A))
		x.invert(must, x.rows(r.must, n.A))
	case rel.Seq:
		x.compose(may, x.rows(r.may, n.A), x.rows(r.may, n.B))
		x.compose(must, x.rows(r.must, n.A), x.rows(r.must, n.B))
	case rel.Plus, rel.Star:
		copy(may, x.rows(r.may, n.A))
		copy(must, x.rows(r.must, n.A))
		x.close(may)
		x.close(must)
		if n.Op == rel.Star {
			x.reflexive(may, must)
		}
	case rel.Opt:
		copy(may, x.rows(r.may, n.A))
		copy(must, x.rows(r.must, n.A))
		x.reflexive(may, must)
	}
	return false
}

func copyGrows(dst, src []uint64) bool {
	grows := false
	for i, w := range src {
		if dst[i] != w {
			dst[i], grows = w, true
		}
	}
	return grows
}

func or(dst, a, b []uint64) {
	for i := range dst {
		dst[i] = a[i] | b[i]
	}
}

func and(dst, a, b []uint64) {
	for i := range dst {
		dst[i] = a[i] & b[i]
	}
}

func andNot(dst, a, b []uint64) {
	for i := range dst {
		dst[i] = a[i] &^ b[i]
	}
}

func (x *Encoding) setIdentity(may, must []uint64, i int) {
	k, bit := i*x.w+i>>6, uint64(1)<<(i&63)
	if x.rels.alive[i>>6]&bit != 0 {
		may[k] |= bit
	}
	if x.rels.fixed[i>>6]&bit != 0 {
		must[k] |= bit
	}
}

func (x *Encoding) reflexive(may, must []uint64) {
	for i := range x.n {
		x.setIdentity(may, must, i)
	}
}

// complement is every pair of executed events that is not in the relation:
// minusMust is what surely is in it, minusMay what may be; nil for nothing.
func (x *Encoding) complement(may, must, minusMust, minusMay []uint64) {
	r := &x.rels
	for i := range x.n {
		alive := r.alive[i>>6]>>(i&63)&1 != 0
		fixed := r.fixed[i>>6]>>(i&63)&1 != 0
		for k := range x.w {
			o := i*x.w + k
			may[o], must[o] = 0, 0
			if alive {
				may[o] = r.alive[k]
			}
			if fixed {
				must[o] = r.fixed[k]
			}
			if minusMust != nil {
				may[o] &^= minusMust[o]
				must[o] &^= minusMay[o]
			}
		}
	}
}

func (x *Encoding) diagonal(a []uint64, i int) bool { return a[i*x.w+i>>6]>>(i&63)&1 != 0 }

func (x *Encoding) cross(dst, a, b []uint64) {
	set := x.rels.tmp[:x.w]
	clear(set)
	for i := range x.n {
		if x.diagonal(b, i) {
			set[i>>6] |= 1 << (i & 63)
		}
	}
	for i := range x.n {
		row := dst[i*x.w : (i+1)*x.w]
		if x.diagonal(a, i) {
			copy(row, set)
		} else {
			clear(row)
		}
	}
}

func (x *Encoding) project(domain bool, dst, a []uint64) {
	clear(dst)
	x.each(a, func(i, j int) {
		if !domain {
			i = j
		}
		dst[i*x.w+i>>6] |= 1 << (i & 63)
	})
}

func (x *Encoding) invert(dst, a []uint64) {
	clear(dst)
	x.each(a, func(i, j int) { dst[j*x.w+i>>6] |= 1 << (i & 63) })
}

// each calls f for every pair of a matrix.
func (x *Encoding) each(a []uint64, f func(i, j int)) {
	for i := range x.n {
		for k, w := range a[i*x.w : (i+1)*x.w] {
			for ; w != 0; w &= w - 1 {
				f(i, k<<6|bits.TrailingZeros64(w))
			}
		}
	}
}

func (x *Encoding) compose(dst, a, b []uint64) {
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
func (x *Encoding) close(a []uint64) {
	for k := range x.n {
		via := a[k*x.w : (k+1)*x.w]
		for i := range x.n {
			if a[i*x.w+k>>6]>>(k&63)&1 != 0 {
				for q, v := range via {
					a[i*x.w+q] |= v
				}
			}
		}
	}
}

// baseBound fills in a base set or relation.
func (x *Encoding) baseBound(b rel.Base, may, must []uint64) {
	switch b {
	case rel.RelRf:
		x.literalBound(x.rf, may, must)
		return
	case rel.RelCo:
		x.literalBound(x.co, may, must)
		return
	}
	s := x.S
	var pairs *event.Pairs
	switch b {
	case rel.RelPo:
		pairs = &s.Po
	case rel.RelAddr:
		pairs = &s.Addr
	case rel.RelData:
		pairs = &s.Data
	case rel.RelCtrl:
		pairs = &s.Ctrl
	case rel.RelRmw:
		pairs = &s.Rmw
	}
	r := &x.rels
	switch {
	case rel.Vocabulary[b].Set:
		for i := range s.Events {
			if member(&s.Events[i], b) {
				x.setIdentity(may, must, i)
			}
		}
		return
	case pairs != nil:
		copy(may, pairs.Bits)
	case b == rel.RelInt:
		copy(may, r.together)
	case b == rel.RelExt:
		x.external(may)
	case b == rel.RelLoc:
		x.external(may)
		for i := range s.Events {
			row := may[i*x.w : (i+1)*x.w]
			if !s.Events[i].IsAccess() {
				clear(row)
				continue
			}
			own := r.accesses[int(s.Events[i].Loc)*x.w:]
			for k := range row {
				row[k] = (row[k] | r.together[i*x.w+k]) & own[k]
			}
			row[i>>6] |= 1 << (i & 63)
		}
	}
	for i := range x.n {
		alive := r.alive[i>>6]>>(i&63)&1 != 0
		fixed := r.fixed[i>>6]>>(i&63)&1 != 0
		for k := range x.w {
			o := i*x.w + k
			may[o] &= r.alive[k]
			if !alive {
				may[o] = 0
			}
			if fixed {
				must[o] = may[o] & r.fixed[k]
			}
		}
	}
}

// literalBound bounds a relation whose pairs are literals of the formula.
func (x *Encoding) literalBound(lits []cnf.Lit, may, must []uint64) {
	for i := range x.n {
		for j, l := range lits[i*x.n : (i+1)*x.n] {
			if l == 0 {
				continue
			}
			switch x.fix(l) {
			case cnf.False:
			case cnf.True:
				must[i*x.w+j>>6] |= 1 << (j & 63)
				fallthrough
			default:
				may[i*x.w+j>>6] |= 1 << (j & 63)
			}
		}
	}
}

// external relates events of different threads. Initial writes are in no
// thread: they are external to every thread's events and to none of their own
// kind.
func (x *Encoding) external(may []uint64) {
	r := &x.rels
	thread := r.tmp[:x.w]
	for from := 0; from < x.n; {
		to := from
		clear(thread)
		for ; to < x.n && x.S.Events[to].Thread == x.S.Events[from].Thread; to++ {
			thread[to>>6] |= 1 << (to & 63)
		}
		for i := from; i < to; i++ {
			for k := range x.w {
				may[i*x.w+k] = allOnes(x.n, k) &^ thread[k]
			}
		}
		from = to
	}
}

// allOnes is word k of the set of all n events.
func allOnes(n, k int) uint64 {
	if left := n - 64*k; left < 64 {
		return 1<<left - 1
	}
	return ^uint64(0)
}

var fenceSet = map[rel.Base]power.FenceKind{
	rel.SetSYNC: power.Sync, rel.SetLWSYNC: power.LwSync, rel.SetEIEIO: power.Eieio, rel.SetISYNC: power.Isync,
}

// member says which events a base set contains.
func member(e *event.Event, b rel.Base) bool {
	switch b {
	case rel.SetM:
		return e.IsAccess()
	case rel.SetR:
		return e.IsRead()
	case rel.SetW:
		return e.IsWrite()
	case rel.SetF:
		return e.Kind == event.FenceEvent
	case rel.SetIW:
		return e.Kind == event.InitWrite
	case rel.SetEX:
		return e.Excl
	}
	f, ok := fenceSet[b]
	return ok && e.Kind == event.FenceEvent && e.Fence == f
}
