package encode

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
)

// clauseBytes estimates the memory of a short clause, with its place in the
// propagator.
const clauseBytes = 36

// checkMemory returns an error if the formula would not fit into memory, before
// any of it is made. The definition of an execution alone takes clauses for each
// pair of stores that a load can read from, and for each three stores to one
// location.
func (x *Encoding) checkMemory() error {
	clauses, most, at := 0, 0, 0
	for loc, ws := range x.S.Members[event.Co] {
		w := len(ws) - 1 // without the initial one
		n := w * (w - 1) * (w - 2) / 3
		if x.leavesOrder(w) {
			n = w * w
		}
		for r := range x.sources {
			if int(x.S.Events[r].Loc) == loc {
				k := len(x.sources[r])
				if n += k * k / 2; k <= maxRepeatedSources {
					n += k * k
				}
			}
		}
		if clauses += n; n > most {
			most, at = n, loc
		}
	}
	why := x.F.Meter.Lacks(clauses * clauseBytes)
	if why == nil {
		return nil
	}
	return &TooBig{fmt.Sprintf("%s takes about %d million clauses, %d MB, for the orders and sources of its %d stores to %s alone; %v",
		x.S.Test.Name, clauses/1_000_000, clauses*clauseBytes>>20, len(x.writes(at))-1, x.S.GranuleName(int32(at)), why)}
}
