package enumerate

import (
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/programs/event"
)

// rank is what herd7 sorts states by: the value as it keeps it, which need not
// be the one it prints. To it a word in memory is 64 bits wide; a word of the
// init block is kept without a sign and what is stored with one, so that of
// two locations shown as -2 one comes before 0 and the other after everything.
// Nothing but the order of lines depends on this.
func rank(c *eval.Candidate, e event.Expr) event.Value {
	s := c.X.S
	n := &s.Pool.Nodes[e]
	switch n.Op {
	case event.Read:
		return rankStored(c, int(c.X.Rf[n.Arg]))
	case event.Low32:
		return rank(c, n.A)
	case event.Add, event.Sub, event.And, event.Or, event.Xor:
		if v, ok := event.Apply(n.Op, rank(c, n.A), rank(c, n.B)); ok {
			return v
		}
	}
	v, _ := c.Eval(e)
	return v
}

// rankStored is rank for what a write stores. A constant has been cut to its
// size already, and is taken for one with a sign again.
func rankStored(c *eval.Candidate, write int) event.Value {
	s := c.X.S
	w := &s.Events[write]
	if v, ok := s.Pool.ConstValue(w.Value); ok {
		if w.Kind == event.WriteMem && s.Locs[w.Loc].Size == word.Size {
			return word.cast(v)
		}
		return v
	}
	return rank(c, w.Value)
}
