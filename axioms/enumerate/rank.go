package enumerate

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// rank returns the value by which herd7 sorts states: the one that it stores, which can
// differ from the one that it prints. herd7 stores 64 bits for a word in memory. It
// stores a word of the init block without a sign, and a word that a program stores with
// one. So of two locations that are printed as -2, one can come before 0 and the other
// after all others. Only the order of lines depends on this.
func rank(c *execution.Candidate, e event.Expr) event.Value {
	return (&ranking{c, map[event.Expr]event.Value{}}).of(e)
}

// ranking computes ranks and remembers them, because expressions share their parts.
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

// stored returns the rank of the value of a write. A constant has already been cut to its
// size, and its sign is restored.
func (r *ranking) stored(write int) event.Value {
	s := r.c.X.S
	w := &s.Events[write]
	if v, ok := s.Pool.ConstValue(w.Value); ok {
		if w.Kind == event.WriteMem && s.GranuleSize(w.Loc) == event.Word.Size {
			return event.Word.Shown(v)
		}
		return v
	}
	return r.of(w.Value)
}
