package encode

import (
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// In a program with accesses of mixed size an access is one event for each granule that it
// covers. What is chosen for the granules of an access is not independent:
//
//   - two stores that both cover several granules have one order. It is one variable.
//   - a read does not take one granule from a store and another one from a second store if
//     both stores cover both granules. It would see a part of one of them.

// orderLit returns the literal that a comes before b in a kind of order: that of the first
// granule which both of their accesses cover.
func (x *Encoding) orderLit(o event.Order, a, b int32) cnf.Lit {
	s, n := x.S, x.n
	if s.Mixed() && o == event.Co {
		known := cnf.Lit(0)
		s.EachShared(int(a), int(b), func(i, j int) {
			if known == 0 {
				known = x.order[o].before[i*n+j]
			}
		})
		if known != 0 {
			return known
		}
	}
	return x.F.Var(cnf.Meaning{Kind: orderNames[o].kind, A: a, B: b})
}

// wholeSources excludes reads that take two granules from two stores which both cover both.
func (x *Encoding) wholeSources() {
	s := x.S
	if !s.Mixed() {
		return
	}
	for r := range s.Events {
		if !s.Events[r].IsRead() {
			continue
		}
		tag := cnf.Tag{Part: cnf.PartSource, Arg: int32(r)}
		_, to := s.Parts(r)
		for other := r + 1; other < to; other++ {
			for _, w := range x.sources[r] {
				for _, v := range x.sources[other] {
					x.work(4)
					if s.Torn(int(w), int(v), r, other) {
						x.F.Add(tag, -x.rf[int(w)*x.n+r], -x.rf[int(v)*x.n+other])
					}
				}
			}
		}
	}
}
