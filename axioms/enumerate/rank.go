package enumerate

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// rank is what herd7 sorts states by: the value as it keeps it, which need not
// be the one it prints. To it a word in memory is 64 bits wide; a word of the
// init block is kept without a sign and what is stored with one, so that of
// two locations shown as -2 one comes before 0 and the other after everything.
// Nothing but the order of lines depends on this.
func rank(c *execution.Candidate, e event.Expr) event.Value {
	return (&ranking{c, map[event.Expr]event.Value{}}).of(e)
}

// ranking remembers ranks: expressions share their parts.
type ranking struct {
	c    *execution.Candidate
	memo map[event.Expr]event.Value
}

func (r *ranking) of(e event.Expr) event.Value {
	if v, ok := r.memo[e]; ok {
		return v
	}
	v := r.compute(e)
	r.memo[e] = v
	return v
}

func (r *ranking) compute(e event.Expr) event.Value {
	n := &r.c.X.S.Pool.Nodes[e]
	switch n.Op {
	case event.Read:
		return r.stored(int(r.c.X.Rf[n.Arg]))
	case event.Low32:
		return r.of(n.A)
	case event.Add, event.Sub, event.And, event.Or, event.Xor:
		if v, ok := event.Apply(n.Op, r.of(n.A), r.of(n.B)); ok {
			return v
		}
	}
	v, _ := r.c.Eval(e)
	return v
}

func rankStored(c *execution.Candidate, write int) event.Value {
	return (&ranking{c, map[event.Expr]event.Value{}}).stored(write)
}

// stored is the rank of what a write stores. A constant has been cut to its
// size already, and is taken for one with a sign again.
func (r *ranking) stored(write int) event.Value {
	s := r.c.X.S
	w := &s.Events[write]
	if v, ok := s.Pool.ConstValue(w.Value); ok {
		if w.Kind == event.WriteMem && s.Locs[w.Loc].Size == event.Word.Size {
			return event.Word.Shown(v)
		}
		return v
	}
	return r.of(w.Value)
}
