package unroll

import (
	"math"

	"github.com/fencewise/fencewise/programs/event"
)

// interval is the set of numbers from lo to hi.
type interval struct{ lo, hi int64 }

var (
	anyNumber = interval{math.MinInt64, math.MaxInt64}
	noNumber  = interval{1, 0}
)

func (s interval) empty() bool { return s.lo > s.hi }

func (s interval) within(t interval) bool { return s.empty() || t.lo <= s.lo && s.hi <= t.hi }

func (s interval) join(t interval) interval {
	switch {
	case s.empty():
		return t
	case t.empty():
		return s
	}
	return interval{min(s.lo, t.lo), max(s.hi, t.hi)}
}

// maxRanges is the maximum number of passes that compute the ranges of locations.
const maxRanges = 64

// ranges computes the interval in which the value of an expression lies. So a condition
// need not truncate small values to the width of their type: most tests are about counters
// and flags.
//
// A location holds the value of one of its writes, which may depend on reads. No value
// depends on itself, so no value is derived through more reads than there are writes. So
// this number of passes is enough, starting from empty ranges. An address counts as any
// number.
type ranges struct {
	b    *builder
	locs []interval // by location; nil until they are known
	memo []interval // by expression: the results of the last pass
}

// of returns the range of an expression. It must not be called before the last event is
// made.
func (r *ranges) of(e event.Expr) interval {
	if r.locs == nil {
		r.locations()
	}
	r.extend(int(e))
	return r.memo[e]
}

func (r *ranges) locations() {
	s := r.b.s
	r.locs = make([]interval, len(s.Locs))
	if r.b.mixed { // a store to a part of a location changes its value in a way that is not followed here
		for i := range s.Locs {
			r.locs[i] = intervalOf(event.Type{Size: s.Locs[i].Size, Signed: false})
		}
		return
	}
	writes, last := 0, 0
	for i := range s.Locs {
		r.locs[i] = noNumber
	}
	for i := range s.Events {
		if s.Events[i].IsWrite() {
			writes++
			last = max(last, int(s.Events[i].Value))
		}
	}
	passes := min(writes, maxRanges)
	for range passes {
		r.b.meter.Work(4 * last)
		r.memo = r.memo[:0]
		r.extend(last)
		if !r.grow() {
			r.memo = r.memo[:0]
			return
		}
	}
	if passes < writes { // they might grow further
		for i := range r.locs {
			r.locs[i] = intervalOf(event.Type{Size: s.Locs[i].Size, Signed: false})
		}
	}
	r.memo = r.memo[:0]
}

// grow adds the ranges of stored values to the ranges of locations. It reports whether one
// of these became larger.
func (r *ranges) grow() (larger bool) {
	s := r.b.s
	for i := range s.Events {
		if w := &s.Events[i]; w.IsWrite() {
			old := r.locs[w.Loc]
			r.locs[w.Loc] = old.join(r.memo[w.Value])
			larger = larger || r.locs[w.Loc] != old
		}
	}
	return larger
}

// extend computes the ranges of all expressions up to e, operands first.
func (r *ranges) extend(e int) {
	nodes := r.b.s.Pool.Nodes
	for i := len(r.memo); i <= e; i++ {
		r.memo = append(r.memo, r.node(&nodes[i]))
	}
}

func (r *ranges) node(n *event.Node) interval {
	switch {
	case n.Op == event.Const && n.Val.Loc == 0:
		return interval{n.Val.Num, n.Val.Num}
	case n.Op == event.Read:
		if r.b.mixed {
			return intervalOf(event.Type{Size: r.b.sizeRead(n.Arg), Signed: false})
		}
		return r.locs[r.b.s.Events[n.Arg].Loc]
	case n.Op == event.Final:
		return r.locs[n.Arg]
	case n.Op.IsBool(), n.Op == event.Same, n.Op == event.Less, n.Op == event.LessU:
		return interval{0, 1}
	case n.Op == event.Const || n.Op.Leaf():
		return anyNumber
	}
	x := r.memo[n.A]
	y := x
	if !n.Op.Unary() {
		y = r.memo[n.B]
	}
	if n.Op == event.Ite {
		return x.join(y)
	}
	if x.empty() || y.empty() { // nothing is read yet
		return noNumber
	}
	if bits, sign := n.Op.Width(); bits > 0 {
		all := intervalOf(event.Type{Size: bits / 8, Signed: sign})
		if x.within(all) {
			return x
		}
		if x == anyNumber && bits == 32 && r.b.mayBeAddress(n.A) { // an address stays whole
			return anyNumber
		}
		return all
	}
	return combine(n.Op, x, y)
}

// combine returns the range of the results of an operation on two ranges.
func combine(op event.Op, x, y interval) interval {
	lo, hi := min(x.lo, y.lo), max(x.hi, y.hi)
	switch op {
	case event.Add:
		if x.small() && y.small() {
			return interval{x.lo + y.lo, x.hi + y.hi}
		}
	case event.Sub:
		if x.small() && y.small() {
			return interval{x.lo - y.hi, x.hi - y.lo}
		}
	case event.And:
		switch {
		case lo >= 0:
			return interval{0, min(x.hi, y.hi)}
		case x.lo >= 0:
			return interval{0, x.hi}
		case y.lo >= 0:
			return interval{0, y.hi}
		}
	case event.Or, event.Xor:
		if lo >= 0 {
			all := int64(1)
			for all <= hi && all > 0 {
				all <<= 1
			}
			return interval{0, all - 1} // if hi has 63 bits, all overflows to -1<<63, and all-1 is the largest number
		}
	}
	return anyNumber
}

// small reports whether the sum of any two numbers of such intervals does not overflow.
func (s interval) small() bool { return -1<<62 <= s.lo && s.hi < 1<<62 }

// intervalOf returns the numbers that a type shows.
func intervalOf(t event.Type) interval {
	switch {
	case t.Size >= 8:
		return anyNumber
	case t.Signed:
		return interval{-1 << (t.Bits() - 1), 1<<(t.Bits()-1) - 1}
	}
	return interval{0, 1<<t.Bits() - 1}
}
