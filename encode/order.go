package encode

import (
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// order holds the literals of one kind of chosen order, by pair of events.
type order struct {
	lits   []cnf.Lit // "a comes before b, and both are executed"; 0 where that is impossible
	before []cnf.Lit // "a comes before b", executed or not; 0 for an initial member and for what is exclusive
	pairs  []int32   // the pairs that have a literal in lits, as from*n + to
}

// orderNames holds the kind of the variables and the part of the clauses of each
// kind of order.
var orderNames = [event.NumOrders]struct {
	kind cnf.Kind
	part cnf.Part
}{
	event.Co:  {cnf.Coherence, cnf.PartOrder},
	event.Dbo: {cnf.DoorbellOrder, cnf.PartDoorbell},
}

// writes returns the writes to a location, the initial one first.
func (x *Encoding) writes(loc int) []int32 { return x.S.Members[event.Co][loc] }

// orders encodes the orders of all objects of a kind.
func (x *Encoding) orders(o event.Order) {
	x.prepareOrder(o)
	for k := range x.S.Members[o] {
		x.orderOf(o, k)
	}
}

// prepareOrder allocates the tables of a kind of order.
func (x *Encoding) prepareOrder(o event.Order) {
	pairs := 0
	for _, members := range x.S.Members[o] {
		pairs += len(members) * len(members)
	}
	x.order[o] = order{x.mem.lits.take(x.n * x.n), x.mem.lits.take(x.n * x.n), x.mem.ints.take(pairs)[:0]}
}

// orderOf encodes the order of one object: a total order of its members, with an
// initial one first and with the pairs that the program fixes. The order variables
// relate all members, executed or not: every order of the executed members extends
// to the others. order.lits restricts it to executed members.
func (x *Encoding) orderOf(o event.Order, k int) {
	n, names, s := x.n, orderNames[o], x.S
	before, members := x.order[o].before, s.Members[o][k]
	tag := cnf.Tag{Part: names.part, Arg: int32(k)}
	if event.Orders[o].Initial {
		for _, e := range members[1:] {
			x.setOrder(o, members[0], e, x.exec[e])
		}
		members = members[1:]
	}
	for i, a := range members {
		for _, b := range members[i+1:] {
			x.work(4)
			if x.exclusive(int(a), int(b)) {
				continue
			}
			var l cnf.Lit
			switch {
			case s.Fixed(o, a, b):
				l = cnf.True
			case s.Fixed(o, b, a):
				l = cnf.False
			default:
				l = x.orderLit(o, a, b)
			}
			before[int(a)*n+int(b)], before[int(b)*n+int(a)] = l, -l
			m := cnf.Meaning{Kind: cnf.BothExecuted, A: a, B: b}
			both := x.bothExec(int(a), int(b), m, tag)
			if o == event.Co {
				x.inSequence(tag, a, b, both, l)
			}
			x.setOrder(o, a, b, x.and(m, tag, both, l))
			x.setOrder(o, b, a, x.and(m, tag, both, -l))
		}
	}
	if x.leavesOrder(len(members)) {
		x.intransitive = append(x.intransitive, object{o, k})
		return
	}
	x.transitiveIn(before, tag, members)
}

// setOrder stores the literal of a pair of executed members.
func (x *Encoding) setOrder(o event.Order, a, b int32, l cnf.Lit) {
	k := a*int32(x.n) + b
	x.order[o].lits[k] = l
	x.order[o].pairs = append(x.order[o].pairs, k)
}

// transitiveIn makes an order of members transitive. The order has literals for
// both directions of a pair, and none for two events that exclude each other.
func (x *Encoding) transitiveIn(before []cnf.Lit, tag cnf.Tag, members []int32) {
	o := func(a, b int32) cnf.Lit { return before[int(a)*x.n+int(b)] }
	for i, a := range members {
		for j, b := range members[i+1:] {
			x.work(len(members) - i)
			for _, c := range members[i+j+2:] {
				if o(a, b) == 0 || o(b, c) == 0 || o(a, c) == 0 {
					continue
				}
				x.F.Add(tag, -o(a, b), -o(b, c), -o(c, a))
				x.F.Add(tag, -o(b, a), -o(c, b), -o(a, c))
			}
		}
	}
}
