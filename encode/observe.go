package encode

import (
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// Alternative is one value of an expression, with the literal "it has this
// value".
type Alternative struct {
	Lit   cnf.Lit
	Value event.Value
}

// Ends returns one literal for each way in which thread t can end, in the order
// of its leaves.
func (x *Encoding) Ends(t int) []cnf.Lit {
	var ends []cnf.Lit
	for _, l := range x.S.Threads[t].Ends {
		ends = append(ends, x.truth(l.Guard))
	}
	return ends
}

// Outcomes returns the values that an expression can have, with their literals.
// The literals have a meaning only in executions that contain the reads in the
// expression. Like Ends, Outcomes can add clauses, so call it before the last
// propagation.
func (x *Encoding) Outcomes(e event.Expr) []Alternative {
	if x.S.Pool.Nodes[e].Op.IsBool() {
		l := x.truth(e)
		return []Alternative{{l, event.Truth(true)}, {-l, event.Truth(false)}}
	}
	lits := x.values(e)
	out := make([]Alternative, len(lits))
	for i, l := range lits {
		out[i] = Alternative{l, x.domain[e][i]}
	}
	return out
}

// Domain returns the values that an expression can have, in the order in which
// its variables number them.
func (x *Encoding) Domain(e event.Expr) []event.Value { return x.domain[e] }
