package enumerate

import (
	"encoding/binary"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// tally sorts executions by their final states.
type tally struct {
	o       *Outcome
	counts  bool
	index   map[string]int // by the values of a state: its index in o.States
	reached []bool         // per cut
	flags   *flags         // nil if they were not asked for

	values []event.Value // of the candidate that was read last
	key    []byte
}

func newTally(s *event.Structure, counts bool) *tally {
	return &tally{o: &Outcome{S: s, Observed: observe(s)}, counts: counts, index: map[string]int{}, reached: make([]bool, len(s.Cuts))}
}

// allReached reports whether consistent executions are known that reach these cuts.
func (t *tally) allReached(cuts []int) bool {
	for _, c := range cuts {
		if !t.reached[c] && t.o.S.Cuts[c].LosesExecutions() {
			return false
		}
	}
	return true
}

// wanted reports whether it matters that the candidate is consistent, so that it has to be
// judged.
func (t *tally) wanted(c *execution.Candidate) bool {
	if len(c.Cuts) > 0 {
		return true
	}
	if !c.Holds(t.o.S.Filter) { // one is enough to know that it is the filter
		return !t.o.Filtered && len(t.o.States) == 0
	}
	if !t.read(c) {
		t.o.Undefined++
		return false
	}
	_, seen := t.index[string(t.key)]
	return t.counts || !seen || t.flags.asks()
}

// add counts a consistent execution. The last call of wanted must have been for it.
func (t *tally) add(c *execution.Candidate) {
	if len(c.Cuts) > 0 {
		for _, cut := range c.Cuts {
			t.reached[cut] = true
		}
		return
	}
	if !c.Holds(t.o.S.Filter) {
		t.o.Filtered = true
		return
	}
	if t.flags.asks() {
		t.flags.look()
	}
	i, seen := t.index[string(t.key)]
	if seen && !t.counts {
		return
	}
	if !seen {
		i = len(t.o.States)
		t.index[string(t.key)] = i
		t.o.States = append(t.o.States, State{Values: slices.Clone(t.values), Holds: c.Holds(t.o.S.Cond), ranks: t.ranks(c)})
	}
	st := &t.o.States[i]
	st.Count++
	if st.Holds {
		t.o.Positive++
	} else {
		t.o.Negative++
	}
}

// read reads the observed values of a candidate. It returns false if a register holds the
// result of an operation without meaning.
func (t *tally) read(c *execution.Candidate) bool {
	t.values, t.key = t.values[:0], t.key[:0]
	put := func(ty event.Type, v event.Value) {
		v = ty.Shown(v)
		t.values = append(t.values, v)
		t.key = binary.LittleEndian.AppendUint32(t.key, uint32(v.Loc))
		t.key = binary.LittleEndian.AppendUint64(t.key, uint64(v.Num))
	}
	for i := range t.o.Observed {
		ob := &t.o.Observed[i]
		switch {
		case ob.pending:
			put(ob.Type, event.Truth(c.Pending(ob.thread)))
		case ob.thread >= 0:
			v, ok := c.Register(ob.thread, ob.reg)
			if !ok {
				return false
			}
			put(ob.Type, v)
		}
		for _, l := range ob.locs {
			put(ob.Type, c.Final(l))
		}
	}
	if t.o.S.Waits != nil && c.Holds(t.o.S.Cond) { // nothing observed says that
		t.key = append(t.key, 1)
	}
	return true
}

// ranks returns the sort key of the final state of a candidate.
func (t *tally) ranks(c *execution.Candidate) []event.Value {
	var all []event.Value
	s := t.o.S
	for i := range t.o.Observed {
		ob := &t.o.Observed[i]
		switch {
		case ob.pending:
			all = append(all, event.Truth(c.Pending(ob.thread)))
		case ob.thread >= 0:
			all = append(all, rank(c, s.Threads[ob.thread].Ends[c.Leaf(ob.thread)].Regs[ob.reg]))
		}
		for _, l := range ob.locs {
			if s.Finals != nil {
				all = append(all, rank(c, s.Finals[l]))
				continue
			}
			co := c.X.Order[event.Co][l]
			all = append(all, rankStored(c, int(co[len(co)-1])))
		}
	}
	return all
}

func (t *tally) outcome(g *search) *Outcome {
	t.o.sort()
	t.o.Filtered = t.o.Filtered && len(t.o.States) == 0
	for i, r := range t.reached {
		if r && t.o.S.Cuts[i].LosesExecutions() {
			t.o.CutReached = append(t.o.CutReached, t.o.S.Cuts[i])
		}
	}
	t.o.Candidates, t.o.Limit = min(g.tried, g.opts.MaxCandidates), g.limit
	t.o.Undefined += g.undefined
	t.o.Flags = t.flags.names()
	return t.o
}
