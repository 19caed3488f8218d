package reason

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/event"
)

// values computes what accesses read and write in every execution that contains a
// reason: what follows from the program's constants and from the reads-from pairs of
// the reason.
type values struct {
	s    *event.Structure
	rf   map[int]int // from a read to its source
	only *execution.Candidate
	open map[event.Expr]bool // being worked out
}

func newValues(s *event.Structure, r *eval.Reason) *values {
	v := &values{s: s, rf: map[int]int{}, open: map[event.Expr]bool{}}
	if r.Only != nil {
		v.only, _ = r.Only.Complete()
		return v
	}
	note := func(grounds ...eval.Ground) {
		for _, p := range grounds[0].Pairs {
			missing := func(g eval.Ground) bool { return !slices.Contains(g.Pairs, p) }
			if p.Base == vocabulary.RelRf && !slices.ContainsFunc(grounds, missing) {
				v.rf[p.To] = p.From
			}
		}
	}
	note(r.Rest)
	for i := range r.Steps {
		note(r.Steps[i].Grounds...)
	}
	return v
}

// of returns the value of an access; false if it can have several.
func (v *values) of(e int) (event.Value, bool) {
	if v.only != nil {
		return v.only.Value(e), true
	}
	return v.expr(v.s.Events[e].Value)
}

func (v *values) expr(e event.Expr) (val event.Value, ok bool) {
	n := &v.s.Pool.Nodes[e]
	switch n.Op {
	case event.Const:
		return n.Val, true
	case event.Read:
		w, known := v.rf[int(n.Arg)]
		if !known || v.open[e] {
			return val, false
		}
		v.open[e] = true
		defer delete(v.open, e)
		return v.expr(v.s.Events[w].Value)
	}
	if n.Op == event.Ite { // the same in both arms, or not known
		a, okA := v.expr(n.A)
		b, okB := v.expr(n.B)
		return a, okA && okB && a == b
	}
	if n.Op.Leaf() {
		return val, false
	}
	a, ok := v.expr(n.A)
	b := event.Value{}
	if ok && !n.Op.Unary() {
		b, ok = v.expr(n.B)
	}
	if !ok {
		return val, false
	}
	return event.Apply(n.Op, a, b)
}
