package execution

import "github.com/fencewise/fencewise/programs/event"

// Complete computes everything that follows from the choices. The error is an
// *[IllFormed] if they make no execution.
func (x *Execution) Complete() (*Candidate, error) {
	if err := x.shape(); err != nil {
		return nil, err
	}
	n := len(x.S.Events)
	c := &Candidate{X: x, Executed: make([]bool, n), events: make([]int32, 0, n), vals: newValuation(x)}
	for _, step := range []func() *IllFormed{c.execute, c.sources, c.wholeReads, c.forks, c.orders, c.answers, c.finish} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// shape checks that all lists have the right length and all indices are in range.
func (x *Execution) shape() error {
	s := x.S
	switch {
	case len(x.Rf) != len(s.Events):
		return fault(BadShape, "%d sources for %d events", len(x.Rf), len(s.Events))
	case len(x.Choices) != len(s.FreeChoices):
		return fault(BadShape, "%d decisions for %d choices", len(x.Choices), len(s.FreeChoices))
	}
	if len(x.Outcomes) != len(s.Forks) {
		return fault(BadShape, "%d outcomes for %d forks", len(x.Outcomes), len(s.Forks))
	}
	for k, o := range x.Outcomes {
		if o < -1 || int(o) >= len(s.Forks[k].Conds) {
			return fault(BadShape, "fork %d has no outcome %d", k, o)
		}
	}
	for e, w := range x.Rf {
		if w < -1 || int(w) >= len(s.Events) {
			return fault(BadShape, "%s reads from event %d, which does not exist", Describe(s, e), w).at(e)
		}
	}
	for o := range event.NumOrders {
		if err := x.orderShape(o); err != nil {
			return err
		}
	}
	for i := range s.Slots {
		switch sl := &s.Slots[i]; {
		case sl.Fixed >= 0:
		case i >= len(x.Slots) || x.Slots[i] < 0 || x.Slots[i] >= len(sl.Choices):
			return fault(BadSlot, "slot %s has no choice", sl.Name)
		}
	}
	return nil
}

// execute finds out which events are executed.
func (c *Candidate) execute() *IllFormed {
	for i := range c.X.S.Events {
		g, err := c.vals.get(c.X.S.Events[i].Guard)
		if err != nil {
			return err
		}
		if g.IsTrue() {
			c.Executed[i] = true
			c.events = append(c.events, int32(i))
		}
	}
	return nil
}

// sources checks rf, and that every executed access has a value.
func (c *Candidate) sources() *IllFormed {
	s := c.X.S
	for e := range s.Events {
		ev, w := &s.Events[e], c.X.Rf[e]
		if !c.Executed[e] || ev.Kind != event.ReadMem {
			if w >= 0 {
				return fault(StraySource, "%s is no executed read but has a source", Describe(s, e)).at(e)
			}
		} else if w < 0 {
			return fault(NoSource, "%s reads from no write", Describe(s, e)).at(e)
		} else if src := &s.Events[w]; !c.Executed[w] || !src.IsWrite() || src.Loc != ev.Loc {
			return fault(BadSource, "%s reads from %s, which is no executed write to its location", Describe(s, e), Describe(s, int(w))).at(e)
		}
		if c.Executed[e] && ev.IsAccess() {
			if _, err := c.vals.get(ev.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

// forks checks the outcome of each fork against what decides it.
func (c *Candidate) forks() *IllFormed {
	s := c.X.S
	for k := range s.Forks {
		f, outcome := &s.Forks[k], c.X.Outcomes[k]
		here, err := c.vals.get(f.Guard)
		if err != nil {
			return err
		}
		if !here.IsTrue() {
			if outcome >= 0 {
				return fault(BadOutcome, "%s has an outcome of a fork that it does not come to", s.Threads[f.Thread].Name).thread(f.Thread)
			}
			continue
		}
		for i, cond := range f.Conds {
			holds, err := c.vals.get(cond)
			if err != nil {
				return err
			}
			if holds.IsTrue() != (int32(i) == outcome) {
				return fault(BadOutcome, "%s goes another way at %s than what it has read says", s.Threads[f.Thread].Name, f.Instr).thread(f.Thread)
			}
		}
	}
	return nil
}

// finish finds the end of each thread: one leaf, or with AllowCut one cut.
func (c *Candidate) finish() *IllFormed {
	s := c.X.S
	c.ends = make([]int, len(s.Threads))
	cut := make([]bool, len(s.Threads))
	for i := range s.Cuts {
		reached, err := c.vals.get(s.Cuts[i].Guard)
		switch {
		case err != nil:
			return err
		case !reached.IsTrue():
		case !c.X.AllowCut:
			err = fault(CutShort, "%s goes beyond what was unrolled, at %s", s.Threads[s.Cuts[i].Thread].Name, s.Cuts[i].At).thread(s.Cuts[i].Thread)
			err.Cut = i
			return err
		default:
			c.Cuts = append(c.Cuts, i)
			cut[s.Cuts[i].Thread] = true
		}
	}
	for t := range s.Threads {
		c.ends[t] = -1
		for i := range s.Threads[t].Ends {
			reached, err := c.vals.get(s.Threads[t].Ends[i].Guard)
			switch {
			case err != nil:
				return err
			case !reached.IsTrue():
			case c.ends[t] >= 0 || cut[t]:
				return fault(TwoEnds, "%s comes to two ends", s.Threads[t].Name).thread(t)
			default:
				c.ends[t] = i
			}
		}
		if c.ends[t] < 0 && !cut[t] {
			return fault(NoEnd, "%s comes to no end", s.Threads[t].Name).thread(t)
		}
	}
	return nil
}
