package decide

import (
	"context"
	"errors"
	"fmt"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/power"
)

// Observable is a register of a thread or a location, of which the final
// value is asked, or whether a doorbell of a thread is pending.
type Observable struct {
	Thread  int // -1 for a location
	Reg     power.Reg
	Loc     int32
	Pending bool // of the thread; the value is 1 or 0
}

// Observables is what the final states of a test consist of, for the solver.
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
// with an execution that the evaluator has judged. reason is empty when the
// list is complete; otherwise it says what is in the way.
//
// The search goes through the observables one by one and takes every value in
// turn. Before it goes down a branch it has an execution in hand that lies
// there, so the questions asked are at most the values tried along the states
// there are.
func (d *Decider) States(ctx context.Context, s *event.Structure, observe []Observable) (states []State, reason string, err error) {
	return d.FirstStates(ctx, s, observe, 0)
}

// FirstStates is States, but gives up after as many as are wanted; 0 is no limit.
func (d *Decider) FirstStates(ctx context.Context, s *event.Structure, observe []Observable, most int) (states []State, reason string, err error) {
	final := make([]event.Expr, len(observe))
	for i, o := range observe {
		switch {
		case o.Pending && s.Bells == nil:
			final[i] = event.False
		case o.Pending:
			final[i] = s.Pool.Leaf(event.Pending, int32(o.Thread), 0)
		case o.Thread < 0:
			final[i] = s.Pool.Leaf(event.Final, o.Loc, 0)
		}
	}
	v := &survey{d: d, ctx: ctx, observe: observe, most: most, final: final, seen: map[string]bool{}}
	for _, taken := range d.InterruptSets(s) {
		d.encoder.Taken = taken
		if err := v.of(s); err != nil {
			var stop stopped
			if errors.As(err, &stop) {
				return v.states, string(stop), nil
			}
			if r := limit.As(err); r != nil {
				return v.states, r.What, nil
			}
			return nil, "", err
		}
	}
	return v.states, "", nil
}

// of finds the final states of one choice of interrupts.
func (v *survey) of(s *event.Structure) (err error) {
	defer limit.Catch(&err)
	v.d.judge.Within(v.ctx)
	x, err := v.d.encoder.Start(v.ctx, s, encode.Any)
	if err != nil {
		reason, err := GaveUp(err)
		if err == nil {
			err = stopped(reason)
		}
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
	v.session = v.d.solver.Session(x.F, x.P)
	defer v.session.Close()
	return v.visit(0, nil)
}

// stopped ends a survey before it is complete.
type stopped string

func (s stopped) Error() string { return string(s) }

// survey is the search for all final states.
type survey struct {
	d       *Decider
	ctx     context.Context
	x       *encode.Encoding
	session *solve.Session
	observe []Observable
	most    int          // states that are wanted; 0 for all
	final   []event.Expr // of what does not depend on how a thread ends
	dims    []dimension
	path    []cnf.Lit
	values  []event.Value // of the observables, along the path
	leaf    []int         // of the threads, along the path
	states  []State
	seen    map[string]bool
}

// dimension is one thing that states differ in: how a thread ends, or the value
// of an observable, which can depend on how its thread ends.
type dimension struct {
	thread int // how it ends; -1 for a value
	index  int // of the observable
	ends   []cnf.Lit
	byEnd  [][]encode.Alternative // by leaf of the thread; one entry for a location
}

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
		leaves := s.Threads[o.Thread].Leaves
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

// visit goes through the dimensions from k on. known is the values of the
// formula's variables in an execution that agrees with the path so far; nil
// when none is in hand.
func (v *survey) visit(k int, known []bool) error {
	if known == nil {
		a, err := v.session.Ask(v.ctx, v.path...)
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
		return v.record(known)
	}
	dim := &v.dims[k]
	if dim.thread >= 0 {
		for e, l := range dim.ends {
			v.leaf[dim.thread] = e
			if err := v.down(k, l, known); err != nil {
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
		if err := v.down(k, o.Lit, known); err != nil {
			return err
		}
	}
	return nil
}

// down follows one alternative.
func (v *survey) down(k int, l cnf.Lit, known []bool) error {
	if l == cnf.False {
		return nil
	}
	if known[l.Var()] != (l > 0) {
		known = nil
	}
	if l == cnf.True {
		return v.visit(k+1, known)
	}
	v.path = append(v.path, l)
	err := v.visit(k+1, known)
	v.path = v.path[:len(v.path)-1]
	return err
}

// record has the execution judged and notes its state.
func (v *survey) record(known []bool) error {
	key := fmt.Sprint(v.values)
	if v.seen[key] { // a thread can end in the same state in several ways
		return nil
	}
	if v.most > 0 && len(v.states) == v.most {
		return stopped("there are more")
	}
	v.seen[key] = true
	c, err := v.d.judged(v.x, known)
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
