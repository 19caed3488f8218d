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
	Name  string // of the location, or of a part of it
	Value string
	Last  int // the store that has stored it: an event of the structure; -1 for several
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
		granules := matter(c, w.Holds)
		at.read(c, granules)
		for _, g := range granules {
			for _, h := range helps(c, w, g) {
				if !slices.ContainsFunc(at.Helps, func(o Help) bool { return o.Store == h.Store || sameInstr(s, o, h) }) {
					at.Helps = append(at.Helps, h)
				}
			}
		}
		at.alone(c)
		at.Bell = len(at.Reads) == 0 && !w.Loop
		all = append(all, at)
	}
	slices.SortFunc(all, func(a, b Wait) int { return a.Thread - b.Thread })
	return all
}

// read notes which granules the thread reads again and again. All granules of a location are named
// as the location.
func (w *Wait) read(c *execution.Candidate, granules []int32) {
	s := c.X.S
	for _, g := range granules {
		co, loc := c.X.Order[event.Co][g], s.LocOf(g)
		last := int(co[len(co)-1])
		all := s.GranulesOf(int(loc))
		if slices.ContainsFunc(all, func(g int32) bool { return !slices.Contains(granules, g) }) {
			w.Reads = append(w.Reads, Read{loc, s.GranuleName(g), s.Show(s.Own(g, c.Value(last))), s.AccessOf(last)})
			continue
		}
		k := slices.IndexFunc(w.Reads, func(r Read) bool { return r.Loc == loc })
		switch {
		case k < 0:
			w.Reads = append(w.Reads, Read{loc, s.Locs[loc].Name, s.ShowAs(s.Locs[loc].Type, c.Final(int(loc))), s.AccessOf(last)})
		case w.Reads[k].Last != s.AccessOf(last):
			w.Reads[k].Last = -1
		}
	}
}

// helps lists the stores to a granule with which a thread would go on: those that another
// store overwrites, and those that are not executed and store a constant. Of several with
// the same instruction it lists the first.
func helps(c *execution.Candidate, w *event.Wait, loc int32) []Help {
	s := c.X.S
	var all []Help
	co := c.X.Order[event.Co][loc]
	last := int(co[len(co)-1])
	for e := range s.Events {
		ev := &s.Events[e]
		h := Help{Store: s.AccessOf(e), Wrote: slices.Contains(co, int32(e)), LastFor: -1}
		if ev.Kind != event.WriteMem || ev.Loc != loc || e == last || !h.Wrote && ev.Thread == w.Thread {
			continue
		}
		if h.Wrote {
			h.LastFor = s.AccessOf(last)
		}
		v, ok := stored(c, ev, h.Wrote)
		if !ok || slices.ContainsFunc(all, func(o Help) bool { return sameInstr(s, o, h) }) {
			continue
		}
		if waits, ok := (&with{c: c, vals: written(c, e, h.Wrote, v)}).value(w.Holds); ok && !waits.IsTrue() {
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

// sameInstr reports whether two stores are of one instruction, of which the first is to be named.
func sameInstr(s *event.Structure, first, other Help) bool {
	return s.Events[first.Store].Instr == s.Events[other.Store].Instr && (first.Wrote || !other.Wrote)
}

// written returns the values of all granules to which the access of a store stores, of which the
// event e stores v.
func written(c *execution.Candidate, e int, executed bool, v event.Value) map[int32]event.Value {
	s := c.X.S
	all := map[int32]event.Value{s.Events[e].Loc: v}
	if s.Granules == nil {
		return all
	}
	for o := range s.Events {
		if o != e && s.AccessOf(o) == s.AccessOf(e) {
			if v, ok := stored(c, &s.Events[o], executed); ok {
				all[s.Events[o].Loc] = v
			}
		}
	}
	return all
}

// with evaluates expressions for an execution in which some granules hold other values in
// the end.
type with struct {
	c    *execution.Candidate
	vals map[int32]event.Value // by granule
}

func (x *with) has(granule int32) bool {
	_, ok := x.vals[granule]
	return ok
}

func (x *with) value(e event.Expr) (event.Value, bool) {
	n := &x.c.X.S.Pool.Nodes[e]
	switch {
	case n.Op == event.Final && x.has(n.Arg):
		return x.vals[n.Arg], true
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
		r.Reads[at.Name] = at.Value
	}
	return r
}
