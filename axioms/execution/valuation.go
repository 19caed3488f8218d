package execution

import "github.com/fencewise/fencewise/programs/event"

// valuation computes the values of expressions from the choices. It computes a value
// only where it is needed: guards are the left operands of what they guard, so that a
// read on a path that was not taken is never evaluated.
type valuation struct {
	x    *Execution
	mark []progress // per expression
	vals []event.Value
	errs map[event.Expr]*IllFormed
}

type progress uint8

const (
	untouched progress = iota
	underway           // being computed: meeting it again means that it depends on itself
	known
	failed
)

func newValuation(x *Execution) *valuation {
	n := len(x.S.Pool.Nodes)
	return &valuation{x: x, mark: make([]progress, n), vals: make([]event.Value, n)}
}

// of returns the value of e. The error is an *IllFormed. Its type is error, so that
// callers can compare it with nil.
func (v *valuation) of(e event.Expr) (event.Value, error) {
	val, err := v.get(e)
	if err != nil {
		return event.Value{}, err
	}
	return val, nil
}

func (v *valuation) get(e event.Expr) (event.Value, *IllFormed) {
	switch v.mark[e] {
	case known:
		return v.vals[e], nil
	case failed:
		return event.Value{}, v.errs[e]
	case underway:
		return event.Value{}, fault(ThinAir, "the value of %s depends on itself", v.x.S.Pool.Nodes[e].Op)
	}
	v.mark[e] = underway
	val, err := v.compute(e)
	if err != nil {
		v.mark[e] = failed
		if v.errs == nil {
			v.errs = map[event.Expr]*IllFormed{}
		}
		v.errs[e] = err
		return event.Value{}, err
	}
	v.mark[e], v.vals[e] = known, val
	return val, nil
}

func (v *valuation) compute(e event.Expr) (event.Value, *IllFormed) {
	n := v.x.S.Pool.Nodes[e]
	switch n.Op {
	case event.Const:
		return n.Val, nil
	case event.Read:
		return v.read(int(n.Arg))
	case event.Choice:
		return event.Truth(v.x.Choices[n.Arg]), nil
	case event.SlotIs:
		return event.Truth(v.x.Slots[n.Arg] == int(n.Arg2)), nil
	case event.Outcome:
		return event.Truth(v.x.Outcomes[n.Arg] == n.Arg2), nil
	case event.Ite:
		c, err := v.get(event.Expr(n.Arg))
		switch {
		case err != nil:
			return c, err
		case c.IsTrue():
			return v.get(n.A)
		}
		return v.get(n.B)
	case event.Final:
		co := v.x.Order[event.Co][n.Arg]
		if len(co) == 0 {
			return event.Value{}, fault(BadOrder, "the order of the %s is empty", v.x.S.MembersOf(event.Co, int(n.Arg))).of(event.Co, int(n.Arg))
		}
		return v.get(v.x.S.Events[co[len(co)-1]].Value)
	case event.Pending:
		return event.Truth(v.x.pending(int(n.Arg))), nil
	case event.Ill:
		_, err := v.get(n.A)
		if err != nil && err.Fault != Undefined {
			return event.Value{}, err
		}
		return event.Truth(err != nil), nil
	}
	a, err := v.get(n.A)
	if err != nil {
		return a, err
	}
	switch {
	case n.Op == event.All && !a.IsTrue(), n.Op == event.Any && a.IsTrue():
		return a, nil
	case n.Op.Unary():
		return v.apply(n.Op, a, event.Value{})
	}
	b, err := v.get(n.B)
	if err != nil {
		return b, err
	}
	return v.apply(n.Op, a, b)
}

func (v *valuation) apply(op event.Op, a, b event.Value) (event.Value, *IllFormed) {
	val, ok := event.Apply(op, a, b)
	if !ok {
		return val, fault(Undefined, "%s has no meaning for %s and %s", op, v.x.S.Show(a), v.x.S.Show(b))
	}
	return val, nil
}

// read returns the value of a read, which is that of its source.
func (v *valuation) read(r int) (event.Value, *IllFormed) {
	w := v.x.Rf[r]
	if w < 0 {
		return event.Value{}, fault(NoSource, "%s reads from no write", Describe(v.x.S, r)).at(r)
	}
	val, err := v.get(v.x.S.Events[w].Value)
	if err != nil && err.Fault == ThinAir && err.Event < 0 {
		err = fault(ThinAir, "the value that %s returns depends on itself", Describe(v.x.S, r)).at(r)
	}
	return val, err
}
