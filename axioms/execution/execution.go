package execution

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// Execution holds the choices that make one execution out of an event structure.
type Execution struct {
	S       *event.Structure
	Choices []bool  // of S.Choices
	Slots   []int   // slot choice per slot; ignored for fixed slots, may be nil if all slots are fixed
	Rf      []int32 // per event: the write that a read reads from; -1 for others

	// Outcomes holds the outcome of each of S.Forks; -1 for one that the execution does
	// not come to, and for an access at a fork that is to no location of the test.
	Outcomes []int32

	// Order holds, for each kind of order and each object of the kind, the executed
	// members of the object in the order that is chosen. An initial member is first.
	// It may be nil for a kind of which the program has no member.
	Order [event.NumOrders][][]int32

	// AllowCut accepts an execution in which threads are cut short; see
	// Candidate.Cuts.
	AllowCut bool
}

// New returns an execution in which nothing is chosen yet: no free choice is
// taken, no read has a source, all orders are empty.
func New(s *event.Structure) *Execution {
	x := &Execution{S: s, Choices: make([]bool, len(s.FreeChoices)), Rf: make([]int32, len(s.Events)), Outcomes: make([]int32, len(s.Forks))}
	for k := range x.Outcomes {
		x.Outcomes[k] = -1
	}
	for e := range x.Rf {
		x.Rf[e] = -1
	}
	for o := range s.Members {
		if s.Members[o] != nil {
			x.Order[o] = make([][]int32, len(s.Members[o]))
		}
	}
	return x
}

// Clone returns a copy that shares nothing but the structure.
func (x *Execution) Clone() *Execution {
	y := *x
	y.Choices, y.Slots, y.Rf, y.Outcomes = slices.Clone(x.Choices), slices.Clone(x.Slots), slices.Clone(x.Rf), slices.Clone(x.Outcomes)
	for o := range x.Order {
		y.Order[o] = slices.Clone(x.Order[o])
		for k := range y.Order[o] {
			y.Order[o][k] = slices.Clone(y.Order[o][k])
		}
	}
	return &y
}

// Eval returns the value of an expression under the choices made so far. The error is an
// *[IllFormed], for one if the value depends on a read without a source.
func (x *Execution) Eval(e event.Expr) (event.Value, error) { return newValuation(x).of(e) }

// Candidate is a well-formed execution with everything that follows from its choices.
type Candidate struct {
	X        *Execution
	Executed []bool // per event
	Cuts     []int  // indices into S.Cuts that were reached; nil without AllowCut

	events []int32 // the executed events, in order
	ends   []int   // per thread: index of its leaf; -1 if it was cut
	vals   *valuation
}

// Events lists the executed events in order.
func (c *Candidate) Events() []int32 { return c.events }

// Value returns what an executed event reads or writes, and 0 for other events.
func (c *Candidate) Value(e int) event.Value {
	ev := &c.X.S.Events[e]
	if !c.Executed[e] || !ev.IsAccess() {
		return event.Value{}
	}
	v, _ := c.vals.of(ev.Value) // known to be defined
	return v
}

// Final returns what a location holds in the end: the value of its coherence-last write.
func (c *Candidate) Final(loc int) event.Value {
	if c.X.S.Finals != nil {
		v, _ := c.vals.of(c.X.S.Finals[loc]) // known to be defined
		return v
	}
	co := c.X.Order[event.Co][loc]
	return c.Value(int(co[len(co)-1]))
}

// Branches lists the branches that a thread comes to and that can go either way, in program
// order: indices into S.Forks.
func (c *Candidate) Branches(thread int) []int {
	var all []int
	for k := range c.X.S.Forks {
		if f := &c.X.S.Forks[k]; f.Thread == thread && (f.Kind == event.BranchFork || f.Kind == event.ConditionFork) && c.X.Outcomes[k] >= 0 {
			all = append(all, k)
		}
	}
	return all
}

// Pending reports whether a doorbell of the thread is pending in the end: it
// was rung, and since then neither taken nor cleared.
func (c *Candidate) Pending(thread int) bool { return c.X.pending(thread) }

// Part returns the candidate as if the given events, which are in order, were executed and
// no others. It need not be well-formed.
func (c *Candidate) Part(events []int) *Candidate {
	part := &Candidate{X: c.X, Executed: make([]bool, len(c.Executed)), events: make([]int32, len(events)), vals: c.vals}
	for i, e := range events {
		part.Executed[e], part.events[i] = true, int32(e)
	}
	return part
}

// Leaf returns the index of the leaf at which a thread ended, or -1 if it was cut.
func (c *Candidate) Leaf(thread int) int { return c.ends[thread] }

// Register returns what a register holds at the end of its thread. It is known for the
// registers that the test observes.
func (c *Candidate) Register(thread int, r isa.Reg) (event.Value, bool) {
	leaf := c.ends[thread]
	if leaf < 0 {
		return event.Value{}, false
	}
	e, ok := c.X.S.Threads[thread].Ends[leaf].Regs[r]
	if !ok {
		return event.Value{}, false
	}
	v, err := c.vals.of(e)
	return v, err == nil
}

// Eval returns the value of an expression of the structure in the execution. The error
// says why it has none: an operation has no meaning for its operands, or the value
// depends on a read that is not executed.
func (c *Candidate) Eval(e event.Expr) (event.Value, error) { return c.vals.of(e) }

// Holds reports whether a proposition, such as S.Cond or S.Filter, is true in the
// execution. A proposition without a value (see Eval) does not hold.
func (c *Candidate) Holds(e event.Expr) bool {
	v, err := c.vals.of(e)
	return err == nil && v.IsTrue()
}

// EachGuarded calls f for the pairs of a static relation that hold between executed events because of
// the ways that the threads took.
func (c *Candidate) EachGuarded(r event.Static, f func(bitset.Pairs)) {
	for i := range c.X.S.Guarded {
		if g := &c.X.S.Guarded[i]; g.Of == r && c.Holds(g.Guard) {
			f(g.Pairs)
		}
	}
}

// Relates reports whether a static relation holds between two events if both are executed.
func (c *Candidate) Relates(r event.Static, i, j int) bool {
	s := c.X.S
	holds := s.RelatesIn(r, i, j, c.X.Slots)
	s.EachGuard(r, i, j, func(guard event.Expr) { holds = holds || c.Holds(guard) })
	return holds
}

// Same reports whether two executions execute the same events and relate them in the
// same way.
func (x *Execution) Same(c *Candidate) bool {
	for i := range x.S.BySlot {
		if slot := x.S.BySlot[i].Slot; x.S.SlotChoice(slot, x.Slots) != x.S.SlotChoice(slot, c.X.Slots) {
			return false
		}
	}
	return x.S == c.X.S && slices.Equal(x.Rf, c.X.Rf) && x.SameOrders(c.X)
}

// SameOrders reports whether two executions choose the same orders, by the numbers of
// the events.
func (x *Execution) SameOrders(y *Execution) bool {
	for o := range x.Order {
		if !slices.EqualFunc(x.Order[o], y.Order[o], slices.Equal[[]int32]) {
			return false
		}
	}
	return true
}
