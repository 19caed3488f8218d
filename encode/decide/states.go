package decide

import (
	"context"
	"errors"
	"fmt"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Observable is part of a final state: a register of a thread, a location, or
// whether the doorbell of a thread is pending.
type Observable struct {
	Thread  int // -1 for a location
	Reg     isa.Reg
	Loc     int32
	Pending bool // of the thread; the value is 1 or 0
}

// Observables lists what the final states of a test show.
func Observables(s *event.Structure) []Observable {
	var all []Observable
	for _, o := range enumerate.Observe(s) {
		if thread, ok := o.Pending(); ok {
			all = append(all, Observable{Thread: thread, Pending: true})
		}
		if thread, r, ok := o.Register(); ok {
			all = append(all, Observable{Thread: thread, Reg: r})
		}
		for _, l := range o.Locations() {
			all = append(all, Observable{Thread: -1, Loc: int32(l)})
		}
	}
	return all
}

// State is one final state: the values of the observables, in their order.
type State struct {
	Values  []event.Value
	Holds   bool                 // the proposition of the test holds in it
	Witness *execution.Candidate // an execution that ends so, judged by axioms/eval
}

// States finds every final state of the executions that the model allows, each
// with an execution that the evaluator has judged. reason is empty if the list is
// complete. Otherwise it says why it is not.
//
// The search takes the observables one by one and tries each of their values. It
// enters a branch only with an execution that lies there, so the number of
// queries is at most the number of values tried along the states that exist.
func (d *Decider) States(ctx context.Context, s *event.Structure, observe []Observable) (states []State, reason string, err error) {
	return d.FirstStates(ctx, s, observe, 0)
}

// FirstStates is States, but finds at most limit states; 0 is no limit.
func (d *Decider) FirstStates(ctx context.Context, s *event.Structure, observe []Observable, limit int) (states []State, reason string, err error) {
	v := &survey{d: d, observe: observe, limit: limit, final: make([]event.Expr, len(observe)), seen: map[string]bool{}}
	for i, o := range observe {
		switch {
		case o.Pending && s.Members[event.Dbo] == nil:
			v.final[i] = event.False
		case o.Pending:
			v.final[i] = s.Pool.Leaf(event.Pending, int32(o.Thread), 0)
		case o.Thread < 0:
			v.final[i] = s.Final(int(o.Loc))
		}
	}
	for _, taken := range d.InterruptSets(s) {
		err := v.of(ctx, encode.Query{Structure: s, Goal: encode.Any, Taken: taken})
		var stop stopped
		if errors.As(err, &stop) {
			return v.states, string(stop), nil
		}
		if reason, err := GaveUp(err); reason != "" {
			return v.states, reason, nil
		} else if err != nil {
			return nil, "", err
		}
	}
	return v.states, "", nil
}

// of finds the final states of the executions that meet a query.
func (v *survey) of(ctx context.Context, q encode.Query) (err error) {
	defer limit.Catch(&err)
	x, err := v.d.encoder.Start(ctx, q, v.d.encoding())
	if err != nil {
		return err
	}
	v.x, v.dims = x, v.dims[:0]
	v.dimensions()
	for {
		x.P.Extend()
		if x.P.Failed() {
			return nil
		}
		if _, more, err := x.Next(); err != nil {
			return err
		} else if !more {
			break
		}
		if err := x.Add(); err != nil {
			return err
		}
	}
	v.session = v.d.solver.Session(x.F, x.P, v.d.limits())
	defer v.session.Close()
	return v.visit(ctx, 0, nil)
}

// stopped is the error that ends a survey before it is complete.
type stopped string

func (s stopped) Error() string { return string(s) }

// survey searches for all final states.
type survey struct {
	d       *Decider
	small   *Decider // see judge
	x       *encode.Encoding
	session *solve.Session
	observe []Observable
	limit   int          // of states; 0 for no limit
	final   []event.Expr // of what does not depend on how a thread ends
	dims    []dimension
	path    []cnf.Lit
	values  []event.Value // of the observables, along the path
	leaf    []int         // of the threads, along the path
	states  []State
	seen    map[string]bool
}

// dimension is something that states can differ in: how a thread ends, or the
// value of an observable, which can depend on how its thread ends.
type dimension struct {
	thread int // whose end it is; -1 for a value
	index  int // of the observable
	ends   []cnf.Lit
	byEnd  [][]encode.Alternative // by leaf of the thread; one entry for a location
}

// dimensions lists the dimensions of the states, in the order in which they are
// searched.
func (v *survey) dimensions() {
	s := v.x.S
	v.leaf = make([]int, len(s.Threads))
	v.values = make([]event.Value, len(v.observe))
	asked := make([]bool, len(s.Threads))
	for i, o := range v.observe {
		if o.Thread < 0 || o.Pending {
			v.dims = append(v.dims, dimension{thread: -1, index: i, byEnd: [][]encode.Alternative{v.x.Outcomes(v.final[i])}})
			continue
		}
		leaves := s.Threads[o.Thread].Ends
		if !asked[o.Thread] && len(leaves) > 1 {
			v.dims = append(v.dims, dimension{thread: o.Thread, ends: v.x.Ends(o.Thread)})
		}
		asked[o.Thread] = true
		dim := dimension{thread: -1, index: i}
		for _, l := range leaves {
			dim.byEnd = append(dim.byEnd, v.x.Outcomes(l.Regs[o.Reg]))
		}
		v.dims = append(v.dims, dim)
	}
}

// visit walks the dimensions from k on. known holds the values of the formula's
// variables in an execution that agrees with the path so far; nil if no such
// execution is known.
func (v *survey) visit(ctx context.Context, k int, known []bool) error {
	if known == nil {
		a, err := v.session.Ask(ctx, v.path...)
		switch {
		case err != nil:
			return err
		case a.Status == solve.Unsat:
			return nil
		case a.Status == solve.Unknown:
			return stopped(a.Reason)
		}
		known = append([]bool(nil), a.Values...)
	}
	if k == len(v.dims) {
		return v.record(ctx, known)
	}
	dim := &v.dims[k]
	if dim.thread >= 0 {
		for e, l := range dim.ends {
			v.leaf[dim.thread] = e
			if err := v.down(ctx, k, l, known); err != nil {
				return err
			}
		}
		return nil
	}
	outcomes := dim.byEnd[0]
	if o := v.observe[dim.index]; o.Thread >= 0 && !o.Pending {
		outcomes = dim.byEnd[v.leaf[o.Thread]]
	}
	for _, o := range outcomes {
		v.values[dim.index] = o.Value
		if err := v.down(ctx, k, o.Lit, known); err != nil {
			return err
		}
	}
	return nil
}

// down follows one alternative.
func (v *survey) down(ctx context.Context, k int, l cnf.Lit, known []bool) error {
	if l == cnf.False {
		return nil
	}
	if known[l.Var()] != (l > 0) {
		known = nil
	}
	if l == cnf.True {
		return v.visit(ctx, k+1, known)
	}
	v.path = append(v.path, l)
	err := v.visit(ctx, k+1, known)
	v.path = v.path[:len(v.path)-1]
	return err
}

// record has the execution judged and adds its state to the list.
func (v *survey) record(ctx context.Context, known []bool) error {
	key := fmt.Sprint(v.values)
	if v.seen[key] { // a thread can end in the same state in several ways
		return nil
	}
	if v.limit > 0 && len(v.states) == v.limit {
		return stopped("there are more")
	}
	v.seen[key] = true
	c, err := v.judge().judged(ctx, v.x, known)
	if err != nil {
		return err
	}
	for i, o := range v.observe {
		if got := v.observed(c, o); got != v.values[i] {
			return &Disagreement{Test: v.x.S.Test.Name, Model: v.d.model.Name,
				What: fmt.Sprintf("observable %d is %s in the solution and %s in the execution", i, v.values[i], got)}
		}
	}
	v.states = append(v.states, State{append([]event.Value(nil), v.values...), c.Holds(v.x.S.Cond), c})
	return nil
}

// judge returns the decider whose evaluator judges the next execution: by the whole model
// the first one, and the others by the model as it is for the program, which takes less time.
func (v *survey) judge() *Decider {
	if len(v.states) == 0 {
		return v.d
	}
	if v.small == nil {
		small := *v.d
		if m := v.d.smaller(v.x.S); m != v.d.model {
			small.judge = eval.New(m)
		}
		v.small = &small
	}
	return v.small
}

// observed returns the value of an observable in an execution.
func (v *survey) observed(c *execution.Candidate, o Observable) event.Value {
	if o.Pending {
		return event.Truth(c.Pending(o.Thread))
	}
	if o.Thread < 0 {
		return c.Final(int(o.Loc))
	}
	val, _ := c.Register(o.Thread, o.Reg)
	return val
}
