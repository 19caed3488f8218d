package encode

import (
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// Where threads are alike, an execution in which they exchange their parts is an execution,
// too. n threads have up to n! that differ in nothing else, and to refute one of them is to
// refute all. So the formula may say which thread comes first: each of them has a write to
// one location, and in every execution they can be renamed so that these writes are in
// coherence order as the threads are by number.
//
// docs/decisions/028-threads-that-are-alike.md has the argument in full.

// orderAlike adds that threads that are alike come in the order of their numbers.
func (x *Encoding) orderAlike() {
	if !x.opts.OrderAlike {
		return
	}
	x.work(x.n)
	for _, set := range x.S.AlikeThreads(x.kept()...) {
		x.work(len(x.S.Pool.Nodes))
		k := x.ordering(set.Events[0])
		if k < 0 {
			continue
		}
		tag := cnf.Tag{Part: cnf.PartAlike, Arg: x.S.Events[set.Events[0][k]].Loc}
		for i, a := range set.Events {
			for _, b := range set.Events[i+1:] {
				x.F.Add(tag, x.order[event.Co].before[int(a[k])*x.n+int(b[k])])
			}
		}
	}
}

// kept returns the expressions that the goal of the query is about.
func (x *Encoding) kept() []event.Expr {
	switch s := x.S; x.Query.Goal {
	case Cut:
		return nil
	case Any:
		return []event.Expr{s.Filter}
	case Holds, Violates, Either:
		return []event.Expr{s.Filter, s.Cond}
	default:
		panic("encode: no such goal")
	}
}

// ordering returns the index of the write by which threads are ordered, -1 if there is none.
// It is in the middle of those that a thread executes whenever it comes to an end, and that
// are of a store-conditional, because the order of these decides most of an execution. From
// there it restricts what comes before and what comes after; with the first or the last one,
// locks take two to four times as long.
func (x *Encoding) ordering(events []int32) int {
	var best []int
	rank := -1
	for k, i := range events {
		e := &x.S.Events[i]
		if e.Kind != event.WriteMem {
			continue
		}
		r := 0
		if x.inEveryEnd(e) {
			r += 2
		}
		if x.S.Exclusive(e) {
			r++
		}
		if r > rank {
			best, rank = best[:0], r
		}
		if r == rank {
			best = append(best, k)
		}
	}
	if len(best) == 0 {
		return -1
	}
	if rank < 2 { // which of them are executed differs: the first is the likeliest
		return best[0]
	}
	return best[len(best)/2]
}

// inEveryEnd reports whether the guard of every end of its thread contains that of an
// event.
func (x *Encoding) inEveryEnd(e *event.Event) bool {
	for _, end := range x.S.Threads[e.Thread].Ends {
		if !x.S.Pool.Conjunct(end.Guard, e.Guard) {
			return false
		}
	}
	return true
}
