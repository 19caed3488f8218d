package encode

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/encode/cnf"
)

// Executed returns the literal "event e is executed".
func (x *Encoding) Executed(e int) cnf.Lit { return x.exec[e] }

// Fact returns the literal of a pair of a base relation that the execution chooses
// (rf, co, dbo, db) or that slots decide. It is False if no execution has the pair.
func (x *Encoding) Fact(b vocabulary.Base, from, to int) cnf.Lit {
	if r, ok := b.Static(); ok {
		return x.staticLit(r, from, to, 0)
	}
	var of []cnf.Lit
	switch o, ok := b.Order(); {
	case ok:
		of = x.order[o].lits
	case b == vocabulary.RelRf:
		of = x.rf
	case b == vocabulary.RelDB:
		of = x.db
	default:
		panic(fmt.Sprintf("encode: no execution chooses base relation %d", b))
	}
	if of == nil { // no doorbells
		return cnf.False
	}
	if l := of[from*x.n+to]; l != 0 {
		return l
	}
	return cnf.False
}
