package enumerate

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// values evaluates expressions while sources are still being chosen; values that depend
// on open choices are unknown. It is for pruning only: axioms/execution computes the
// values of a candidate.
type values struct {
	s        *event.Structure
	rf       []int32
	choices  []bool
	outcomes []int32

	round uint32   // number of the current evaluation; entries of older ones are invalid
	at    []uint32 // per expression: the last evaluation that computed it
	is    []knowledge
	val   []event.Value
}

type knowledge uint8

const (
	unknown knowledge = iota // also while being computed: a value that depends on itself never becomes known
	known
	undefined // its operands are known, and the operation has no meaning for them
)

func newValues(x *execution.Execution) *values {
	s := x.S
	n := len(s.Pool.Nodes)
	return &values{s: s, rf: x.Rf, choices: x.Choices, outcomes: x.Outcomes, at: make([]uint32, n), is: make([]knowledge, n), val: make([]event.Value, n)}
}

// forget begins a new evaluation, after choices have changed.
func (v *values) forget() {
	v.round++
	if v.round == 0 {
		clear(v.at)
		v.round = 1
	}
}

// truth reports whether a guard is known, and whether it holds.
func (v *values) truth(e event.Expr) (holds, isKnown bool) {
	k := v.get(e)
	return k == known && v.val[e].IsTrue(), k == known
}

func (v *values) get(e event.Expr) knowledge {
	if v.at[e] == v.round {
		return v.is[e]
	}
	v.at[e], v.is[e] = v.round, unknown
	n := &v.s.Pool.Nodes[e]
	val, ok := v.compute(n)
	switch {
	case ok:
		v.val[e], v.is[e] = val, known
	case !n.Op.Leaf() && !n.Op.IsBool() || n.Op.Compares():
		v.is[e] = v.fault(n)
	}
	return v.is[e]
}

// fault says why an operation has no value: undefined if its operands are known, else
// unknown.
func (v *values) fault(n *event.Node) knowledge {
	if n.Op == event.Ite { // the operand that counts is undefined, or not known
		c := event.Expr(n.Arg)
		if k := v.get(c); k != known {
			return k
		}
		if v.val[c].IsTrue() {
			return v.get(n.A)
		}
		return v.get(n.B)
	}
	a, b := v.get(n.A), known
	if !n.Op.Unary() {
		b = v.get(n.B)
	}
	if a != unknown && b != unknown {
		return undefined
	}
	return unknown
}

func (v *values) compute(n *event.Node) (event.Value, bool) {
	switch n.Op {
	case event.Const:
		return n.Val, true
	case event.Read:
		if w := v.rf[n.Arg]; w >= 0 {
			e := v.s.Events[w].Value
			return v.val[e], v.get(e) == known
		}
		return event.Value{}, false
	case event.Choice:
		return event.Truth(v.choices[n.Arg]), true
	case event.Outcome:
		return event.Truth(v.outcomes[n.Arg] == n.Arg2), true
	case event.Ite:
		c := event.Expr(n.Arg)
		if v.get(c) != known {
			return event.Value{}, false
		}
		x := n.B
		if v.val[c].IsTrue() {
			x = n.A
		}
		k := v.get(x) == known
		return v.val[x], k
	case event.SlotIs, event.Final, event.Pending: // slots are fixed; final states come last
		return event.Value{}, false
	case event.Ill:
		k := v.get(n.A)
		return event.Truth(k == undefined), k != unknown
	}
	a := v.get(n.A)
	if n.Op == event.All {
		// A false conjunct decides, even if one before it is unknown: if that one has
		// no value in the end, no execution exists either.
		if a == known && !v.val[n.A].IsTrue() || v.get(n.B) == known && !v.val[n.B].IsTrue() {
			return event.Truth(false), true
		}
	}
	switch {
	case a != known:
		return event.Value{}, false
	case n.Op == event.Any && v.val[n.A].IsTrue():
		return v.val[n.A], true
	case n.Op.Unary():
		return event.Apply(n.Op, v.val[n.A], event.Value{})
	case v.get(n.B) != known:
		return event.Value{}, false
	}
	return event.Apply(n.Op, v.val[n.A], v.val[n.B])
}
