package waiting

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results"
)

// Wait is a thread that waits forever.
type Wait struct {
	Thread int    // index into the structure's threads
	Cell   int    // of the thread's code
	Code   string // the instruction or statement; of a loop, the first one
	Line   int
	Number string // the line as rows show it, from a .c file; else ""
	Loop   bool
	Where  string // the calls that lead there, from a .c file: "line 4, in both called from line 9"
	Reads  []Read // what it reads again and again and waits for
	Bell   bool   // it waits for its doorbell

	Helps []Help // the stores that would let it go on
	Alone Alone  // if there are none
}

// Read is a location that a waiting thread reads, with its final value.
type Read struct {
	Loc   int32
	Value event.Value
	Last  int // the store that has stored it: an event of the structure
}

// Help is a store with which the thread would go on, if memory held in the end what it stores.
type Help struct {
	Store   int // an event of the structure
	Wrote   bool
	LastFor int // if Wrote: the store that overwrites it in the end; else -1
}

// Of returns the threads that wait forever in an execution, in their order.
func Of(c *execution.Candidate) []Wait {
	s := c.X.S
	var all []Wait
	for i := range s.Waits {
		w := &s.Waits[i]
		if !c.Holds(w.Guard) || !c.Holds(w.Holds) {
			continue
		}
		at := Wait{Thread: w.Thread, Cell: w.Cell, Code: w.Instr.String(), Line: w.Instr.Span.Line(), Number: w.Instr.Line(), Where: w.Instr.Where(), Loop: w.Loop}
		for _, l := range matter(c, w.Holds) {
			co := c.X.Order[event.Co][l]
			at.Reads = append(at.Reads, Read{l, c.Final(int(l)), int(co[len(co)-1])})
			at.Helps = append(at.Helps, helps(c, w, l)...)
		}
		at.alone(c)
		at.Bell = len(at.Reads) == 0 && !w.Loop
		all = append(all, at)
	}
	slices.SortFunc(all, func(a, b Wait) int { return a.Thread - b.Thread })
	return all
}

// helps lists the stores to a location with which a thread would go on: those that another
// store overwrites, and those that are not executed and store a constant. Of several with
// the same instruction it lists the first.
func helps(c *execution.Candidate, w *event.Wait, loc int32) []Help {
	s := c.X.S
	var all []Help
	co := c.X.Order[event.Co][loc]
	last := int(co[len(co)-1])
	for e := range s.Events {
		ev := &s.Events[e]
		h := Help{Store: e, Wrote: slices.Contains(co, int32(e)), LastFor: -1}
		if ev.Kind != event.WriteMem || ev.Loc != loc || e == last || !h.Wrote && ev.Thread == w.Thread {
			continue
		}
		if h.Wrote {
			h.LastFor = last
		}
		v, ok := stored(c, ev, h.Wrote)
		if !ok || slices.ContainsFunc(all, func(o Help) bool { return s.Events[o.Store].Instr == ev.Instr && (o.Wrote || !h.Wrote) }) {
			continue
		}
		if waits, ok := (&with{c: c, loc: loc, val: v}).value(w.Holds); ok && !waits.IsTrue() {
			all = append(all, h)
		}
	}
	return all
}

// stored returns what a store writes or, if it is not executed, would write whatever is read.
func stored(c *execution.Candidate, ev *event.Event, executed bool) (event.Value, bool) {
	if executed {
		v, err := c.Eval(ev.Value)
		return v, err == nil
	}
	return c.X.S.Pool.ConstValue(ev.Value)
}

// with evaluates expressions for an execution in which one location holds another value in
// the end.
type with struct {
	c   *execution.Candidate
	loc int32
	val event.Value
}

func (x *with) value(e event.Expr) (event.Value, bool) {
	n := &x.c.X.S.Pool.Nodes[e]
	switch {
	case n.Op == event.Final && n.Arg == x.loc:
		return x.val, true
	case n.Op.Leaf():
		v, err := x.c.Eval(e)
		return v, err == nil
	case n.Op == event.Ill:
		_, ok := x.value(n.A)
		return event.Truth(!ok), true
	}
	if n.Op == event.Ite {
		cond, ok := x.value(event.Expr(n.Arg))
		switch {
		case !ok:
			return cond, false
		case cond.IsTrue():
			return x.value(n.A)
		}
		return x.value(n.B)
	}
	a, ok := x.value(n.A)
	switch {
	case !ok:
		return a, false
	case n.Op == event.All && !a.IsTrue(), n.Op == event.Any && a.IsTrue():
		return a, true
	case n.Op.Unary():
		return event.Apply(n.Op, a, event.Value{})
	}
	b, ok := x.value(n.B)
	if !ok {
		return b, false
	}
	return event.Apply(n.Op, a, b)
}

// Record returns the wait for a record.
func (w *Wait) Record(s *event.Structure) results.Wait {
	r := results.Wait{Thread: s.Threads[w.Thread].Name, Line: w.Line, Code: w.Code, Where: w.Where, Loop: w.Loop, Reads: map[string]string{}, Doorbell: w.Bell}
	for _, at := range w.Reads {
		r.Reads[s.Locs[at.Loc].Name] = s.ShowAs(s.Locs[at.Loc].Type, at.Value)
	}
	return r
}
