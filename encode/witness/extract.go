package witness

import (
	"fmt"
	"sort"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// Extract is the execution of s that the solution values (by variable of f)
// describes. Only decisions are read; anything else that the solution says is
// for the evaluator to find out. The error says that the decisions describe
// no execution at all, which is a fault of whoever made the formula.
func Extract(s *event.Structure, f *cnf.Formula, values []bool) (*execution.Execution, error) {
	n := len(s.Events)
	x := &execution.Execution{
		S:       s,
		Choices: make([]bool, len(s.Choices)),
		Slots:   make([]int, len(s.Slots)),
		Rf:      make([]int32, n),
		Co:      make([][]int32, len(s.Locs)),
	}
	for i := range x.Rf {
		x.Rf[i] = -1
	}
	for i := range s.Slots {
		x.Slots[i] = s.Slots[i].Fixed
	}
	first := bitset.NewPairs(n) // first.Has(a, b): a is before b in coherence, or in the order of a doorbell
	for v := 2; v < len(f.Meaning) && v < len(values); v++ {
		m := f.Meaning[v]
		switch m.Kind {
		case cnf.Choice:
			x.Choices[m.A] = values[v]
		case cnf.Selector:
			if values[v] {
				x.Slots[m.A] = int(m.B)
			}
		case cnf.ReadsFrom:
			if values[v] {
				if x.Rf[m.B] >= 0 {
					return nil, fmt.Errorf("witness: event %d reads from both %d and %d", m.B, x.Rf[m.B], m.A)
				}
				x.Rf[m.B] = m.A
			}
		case cnf.Coherence, cnf.DoorbellOrder:
			if values[v] {
				first.Add(int(m.A), int(m.B))
			} else {
				first.Add(int(m.B), int(m.A))
			}
		}
	}
	r := &run{x: x, memo: make([]value, len(s.Pool.Nodes))}
	for i := range s.Events {
		e := &s.Events[i]
		if !e.IsWrite() {
			continue
		}
		if g, ok := r.value(e.Guard); !ok {
			return nil, fmt.Errorf("witness: whether event %d is executed depends on a value out of thin air", i)
		} else if g.IsTrue() {
			x.Co[e.Loc] = append(x.Co[e.Loc], int32(i))
		}
	}
	for _, ws := range x.Co {
		order(ws, first)
	}
	if err := r.doorbells(first); err != nil {
		return nil, err
	}
	return x, nil
}

// doorbells reads off the orders of doorbells. A thread's own events are in
// program order, for which the formula has no variables.
func (r *run) doorbells(first bitset.Pairs) error {
	s := r.x.S
	if s.Bells == nil {
		return nil
	}
	r.x.Dbo = make([][]int32, len(s.Bells))
	for t, bell := range s.Bells {
		for _, e := range bell {
			g, ok := r.value(s.Events[e].Guard)
			if !ok {
				return fmt.Errorf("witness: whether event %d is executed depends on a value out of thin air", e)
			}
			if g.IsTrue() {
				r.x.Dbo[t] = append(r.x.Dbo[t], e)
			}
		}
		own := func(e int32) bool { return s.Events[e].Kind != event.MsgsndEvent }
		rank := make(map[int32]int)
		for _, a := range r.x.Dbo[t] {
			for _, b := range r.x.Dbo[t] {
				if first.Has(int(a), int(b)) || own(a) && own(b) && s.Po(int(a), int(b)) {
					rank[b]++
				}
			}
		}
		sort.SliceStable(r.x.Dbo[t], func(i, j int) bool { return rank[r.x.Dbo[t][i]] < rank[r.x.Dbo[t][j]] })
	}
	return nil
}

// order sorts the writes of one location, the initial one first. If the given
// order has a cycle, the result violates it somewhere, and the evaluator will
// find an execution that it does not accept or that differs from the solution.
func order(ws []int32, first bitset.Pairs) {
	before := func(w int32) (k int) {
		for _, v := range ws[1:] {
			if first.Has(int(v), int(w)) {
				k++
			}
		}
		return k
	}
	if len(ws) < 3 {
		return
	}
	own := ws[1:]
	rank := make(map[int32]int, len(own))
	for _, w := range own {
		rank[w] = before(w)
	}
	sort.SliceStable(own, func(i, j int) bool { return rank[own[i]] < rank[own[j]] })
}

// run evaluates the program's expressions under the choices and the
// reads-from relation of an execution.
type run struct {
	x    *execution.Execution
	memo []value // by expression
}

type value struct {
	state uint8 // 0 not known, 1 being computed, 2 known, 3 without a value, 4 without a meaning
	v     event.Value
}

// value is what an expression evaluates to; false when it has no value, being
// undefined, computed from a read that has no source, or from itself.
func (r *run) value(e event.Expr) (event.Value, bool) {
	switch r.memo[e].state {
	case 1, 3, 4:
		return event.Value{}, false
	case 2:
		return r.memo[e].v, true
	}
	r.memo[e].state = 1
	v, ok := r.compute(e)
	switch {
	case ok:
		r.memo[e] = value{2, v}
	case r.meaningless(e):
		r.memo[e] = value{state: 4}
	default:
		r.memo[e] = value{state: 3}
	}
	return v, ok
}

// meaningless reports whether an operation that has no value lacks it because
// of the values of its operands, or because one of those does.
func (r *run) meaningless(e event.Expr) bool {
	n := &r.x.S.Pool.Nodes[e]
	if n.Op.Leaf() || n.Op.IsBool() && !n.Op.Compares() {
		return false
	}
	known := func(o event.Expr) bool {
		r.value(o)
		return r.memo[o].state == 2 || r.memo[o].state == 4
	}
	return known(n.A) && (n.Op.Unary() || known(n.B))
}

func (r *run) compute(e event.Expr) (event.Value, bool) {
	s := r.x.S
	n := &s.Pool.Nodes[e]
	switch n.Op {
	case event.Const:
		return n.Val, true
	case event.Read:
		w := r.x.Rf[n.Arg]
		if w < 0 {
			return event.Value{}, false
		}
		return r.value(s.Events[w].Value)
	case event.Choice:
		return event.Truth(r.x.Choices[n.Arg]), true
	case event.SlotIs:
		return event.Truth(r.x.Slots[n.Arg] == int(n.Arg2)), true
	case event.Final, event.Pending:
		return event.Value{}, false
	case event.Ill:
		_, ok := r.value(n.A)
		return event.Truth(!ok), ok || r.memo[n.A].state == 4
	case event.All, event.Any:
		return r.connective(n)
	}
	a, ok := r.value(n.A)
	if !ok {
		return a, false
	}
	var b event.Value
	if !n.Op.Unary() {
		if b, ok = r.value(n.B); !ok {
			return b, false
		}
	}
	return event.Apply(n.Op, a, b)
}

// connective evaluates "and" and "or": one operand can settle them, even when
// the other reads what is not executed.
func (r *run) connective(n *event.Node) (event.Value, bool) {
	settles := n.Op == event.Any
	a, okA := r.value(n.A)
	if okA && a.IsTrue() == settles {
		return a, true
	}
	b, okB := r.value(n.B)
	if okB && b.IsTrue() == settles {
		return b, true
	}
	return event.Truth(!settles), okA && okB
}
