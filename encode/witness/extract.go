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
	x := execution.New(s)
	x.Slots = make([]int, len(s.Slots))
	for i := range s.Slots {
		x.Slots[i] = s.Slots[i].Fixed
	}
	first := bitset.NewPairs(len(s.Events)) // first.Has(a, b): a is before b in the order of their object
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
	for o := range event.NumOrders {
		for k, members := range s.Members[o] {
			list, err := r.executed(members)
			if err != nil {
				return nil, err
			}
			x.Order[o][k] = list
			r.sort(o, list, first)
		}
	}
	return x, nil
}

// executed returns those members of an object that are executed.
func (r *run) executed(members []int32) (list []int32, err error) {
	for _, e := range members {
		g, ok := r.value(r.x.S.Events[e].Guard)
		if !ok {
			return nil, fmt.Errorf("witness: whether event %d is executed depends on a value out of thin air", e)
		}
		if g.IsTrue() {
			list = append(list, e)
		}
	}
	return list, nil
}

// sort puts the executed members of an object in order. What the program fixes of
// the order has no variables in the formula. If the given order has a cycle, the
// result violates it somewhere, and the evaluator will find an execution that it
// does not accept or that differs from the solution.
func (r *run) sort(o event.Order, list []int32, first bitset.Pairs) {
	if len(list) < 2 {
		return
	}
	if event.Orders[o].Initial {
		list = list[1:]
	}
	rank := make(map[int32]int, len(list))
	for _, a := range list {
		for _, b := range list {
			if first.Has(int(a), int(b)) || r.x.S.Fixed(o, a, b) {
				rank[b]++
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return rank[list[i]] < rank[list[j]] })
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
