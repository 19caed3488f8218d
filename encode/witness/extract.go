package witness

import (
	"fmt"
	"sort"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// Extract returns the execution of s that a solution describes. values holds the
// value of each variable of f. Extract reads only the decisions; the evaluator
// computes everything else. An error says that the decisions describe no execution,
// which is an error in the formula.
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
			a, b := m.A, m.B
			if !values[v] {
				a, b = b, a
			}
			if m.Kind == cnf.DoorbellOrder {
				first.Add(int(a), int(b))
				break
			}
			s.EachShared(int(a), int(b), func(i, j int) { first.Add(i, j) }) // one variable is for the whole accesses
		}
	}
	r := &run{x: x, memo: make([]value, len(s.Pool.Nodes))}
	if err := r.forks(f, values); err != nil {
		return nil, err
	}
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

// executed returns the members of an object that are executed.
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

// sort puts the executed members of an object in order. Pairs that the program
// fixes have no variables in the formula. If the given order has a cycle, the result
// violates it somewhere; then the evaluator rejects the execution, or finds that it
// differs from the solution.
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

// run evaluates the program's expressions, given the choices and the reads-from
// relation of an execution.
type run struct {
	x    *execution.Execution
	memo []value // by expression
}

// value is what is known of an expression.
type value struct {
	state state
	v     event.Value // if known
}

type state uint8

const (
	unseen      state = iota
	computing         // it is being computed
	known             // it has a value
	missing           // it has no value, because of a read without a source or of itself
	meaningless       // it has no value, because its operands have values without a result
)

// value evaluates an expression. It returns false if the expression has no value:
// it is undefined, or computed from a read that has no source, or from itself.
func (r *run) value(e event.Expr) (event.Value, bool) {
	switch r.memo[e].state {
	case computing, missing, meaningless:
		return event.Value{}, false
	case known:
		return r.memo[e].v, true
	case unseen:
	default:
		panic(fmt.Sprintf("witness: no such state: %d", r.memo[e].state))
	}
	r.memo[e].state = computing
	v, ok := r.compute(e)
	switch {
	case ok:
		r.memo[e] = value{known, v}
	case r.isMeaningless(e):
		r.memo[e] = value{state: meaningless}
	default:
		r.memo[e] = value{state: missing}
	}
	return v, ok
}

// isMeaningless reports whether an operation has no value because of the values of
// its operands, or because an operand has none for that reason.
func (r *run) isMeaningless(e event.Expr) bool {
	n := &r.x.S.Pool.Nodes[e]
	if n.Op.Leaf() || n.Op == event.Ite || n.Op.IsBool() && !n.Op.Compares() {
		return false
	}
	settled := func(o event.Expr) bool {
		r.value(o)
		return r.memo[o].state == known || r.memo[o].state == meaningless
	}
	return settled(n.A) && (n.Op.Unary() || settled(n.B))
}

// compute evaluates an expression from its operands.
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
	case event.Outcome:
		return event.Truth(r.x.Outcomes[n.Arg] == n.Arg2), true
	case event.Ite:
		c, ok := r.value(event.Expr(n.Arg))
		switch {
		case !ok:
			return c, false
		case c.IsTrue():
			return r.value(n.A)
		}
		return r.value(n.B)
	case event.Final, event.Pending:
		return event.Value{}, false
	case event.Ill:
		_, ok := r.value(n.A)
		return event.Truth(!ok), ok || r.memo[n.A].state == meaningless
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

// connective evaluates "and" and "or". One operand can decide the result, even if
// the other contains a read that is not executed.
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
