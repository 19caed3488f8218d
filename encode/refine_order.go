package encode

import (
	"math/bits"
	"slices"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// object is an object of a kind of order.
type object struct {
	o event.Order
	k int
}

// leavesOrder reports whether the order of that many members is left to a refiner.
func (x *Encoding) leavesOrder(members int) bool {
	return x.opts.Transitive > 0 && members > x.opts.Transitive
}

// Partial reports whether an order was left to a refiner, so that a solution need not be an
// execution.
func (x *Encoding) Partial() bool { return len(x.intransitive) > 0 }

// Whole reports whether the formula has all stages of the model.
func (x *Encoding) Whole() bool { return x.stage == len(x.plan.stages) }

// Complete makes the orders transitive that were left to a refiner, and propagates.
func (x *Encoding) Complete() (err error) {
	defer limit.Catch(&err)
	for _, ob := range x.intransitive {
		x.transitiveIn(x.order[ob.o].before, ob.tag(), x.ordered(ob))
	}
	x.intransitive = x.intransitive[:0]
	x.P.Extend()
	return nil
}

// ordered returns the members of an object that the program does not put first.
func (x *Encoding) ordered(ob object) []int32 {
	members := x.S.Members[ob.o][ob.k]
	if event.Orders[ob.o].Initial {
		return members[1:]
	}
	return members
}

// tag returns the tag of the clauses about an object.
func (ob object) tag() cnf.Tag { return cnf.Tag{Part: orderNames[ob.o].part, Arg: int32(ob.k)} }

// maxTriples bounds the clauses that are added at once for one object.
const maxTriples = 20_000

// Order adds clauses that exclude a solution in which an order is not transitive, and returns
// how many. If it adds none, the solution is an execution.
func (z *Refiner) Order(values []bool) (clauses int, err error) {
	defer limit.Catch(&err)
	before := z.x.F.Clauses()
	for _, ob := range z.x.intransitive {
		z.transitive(ob, values)
	}
	return z.x.F.Clauses() - before, nil
}

// transitive adds clauses for executed members of an object of which the solution has a before
// c, c before b and b before a. If it adds none, the order of the executed members is total.
func (z *Refiner) transitive(ob object, values []bool) {
	x := z.x
	holds := func(l cnf.Lit) bool { return values[l.Var()] == (l > 0) }
	var members []int32
	for _, e := range x.ordered(ob) {
		if holds(x.exec[e]) {
			members = append(members, e)
		}
	}
	n := len(members)
	w := bitset.Words(n)
	lit := func(i, j int) cnf.Lit { return x.order[ob.o].before[int(members[i])*x.n+int(members[j])] }
	after, before := make(bitset.Set, n*w), make(bitset.Set, n*w) // by member
	count, list := make([]int, n), make([]int, n)                 // by member: how many are after it
	for i := range n {
		x.work(n)
		list[i] = i
		for j := range n {
			if i != j && holds(lit(i, j)) {
				after[i*w:][:w].Add(j)
				before[j*w:][:w].Add(i)
				count[i]++
			}
		}
	}
	slices.SortStableFunc(list, func(i, j int) int { return count[j] - count[i] })
	added := 0
	for k, a := range list {
		x.work(n)
		for _, b := range list[k+1:] {
			if !after[b*w:][:w].Has(a) {
				continue
			}
			// b is before a, and no more are after b than after a. So some c after a is
			// not after b.
			for q := range w {
				if m := after[a*w+q] & before[b*w+q]; m != 0 {
					c := q<<6 | bits.TrailingZeros64(m)
					x.F.Add(ob.tag(), -lit(a, c), -lit(c, b), -lit(b, a))
					if added++; added == maxTriples {
						return
					}
					break
				}
			}
		}
	}
}
