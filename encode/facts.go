package encode

import (
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
)

// Executed is the literal "event e is executed".
func (x *Encoding) Executed(e int) cnf.Lit { return x.exec[e] }

// Fact returns the literal of a pair of a base relation that the execution chooses (rf, co,
// dbo, db) or that slots decide (ctrl). It is False if no execution has the pair.
func (x *Encoding) Fact(b rel.Base, from, to int) cnf.Lit {
	if b == rel.RelCtrl {
		return x.ctrlLit(from, to, 0)
	}
	of := map[rel.Base][]cnf.Lit{rel.RelRf: x.rf, rel.RelCo: x.co, rel.RelDbo: x.dbo, rel.RelDB: x.db}[b]
	if of == nil {
		return cnf.False
	}
	if l := of[from*x.n+to]; l != 0 {
		return l
	}
	return cnf.False
}
