package event

import (
	"fmt"
	"slices"
)

// Check verifies the invariants of the structure; an error is a bug.
func (s *Structure) Check() error {
	for _, check := range []func() error{s.checkExprs, s.checkForks, s.checkEvents, s.checkGranules, s.checkMembers, s.checkInterrupts, s.checkPairs, s.checkEnds} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// checkExprs verifies that expressions only refer to earlier ones and to what exists.
func (s *Structure) checkExprs() error {
	for i := range s.Pool.Nodes {
		n := &s.Pool.Nodes[i]
		ok := true
		switch n.Op {
		case Read:
			ok = int(n.Arg) < len(s.Events) && s.Events[n.Arg].IsRead()
		case Choice:
			ok = int(n.Arg) < len(s.FreeChoices)
		case SlotIs:
			ok = int(n.Arg) < len(s.Slots) && s.Slots[n.Arg].Fixed < 0 && int(n.Arg2) < len(s.Slots[n.Arg].Choices)
		case Final:
			ok = int(n.Arg) < s.NumGranules()
		case Pending:
			ok = int(n.Arg) < len(s.Members[Dbo])
		case Outcome:
			ok = int(n.Arg) < len(s.Forks) && int(n.Arg2) < len(s.Forks[n.Arg].Conds)
		case Const:
		default:
			if int(n.A) >= i || int(n.B) >= i || n.Op == Ite && (int(n.Arg) >= i || !s.boolean(Expr(n.Arg))) {
				return fmt.Errorf("expression %d refers forward", i)
			}
			if n.Op >= Not && n.Op != Ill && !(s.boolean(n.A) && (n.Op == Not || s.boolean(n.B))) {
				return fmt.Errorf("expression %d: an operand of %s is not boolean", i, n.Op)
			}
		}
		if !ok {
			return fmt.Errorf("expression %d: %s refers to something that does not exist", i, n.Op)
		}
	}
	return nil
}

// checkForks: guards and conditions are boolean, there is a condition for each outcome, and
// the events after a fork are those of its thread.
func (s *Structure) checkForks() error {
	for i := range s.Forks {
		f := &s.Forks[i]
		if !s.boolean(f.Guard) || f.Guard == False || len(f.Conds) == 0 || f.Thread < 0 || f.Thread >= len(s.Threads) || f.Instr == nil {
			return fmt.Errorf("fork %d: no guard, outcomes, thread or instruction", i)
		}
		if n := len(f.Conds); f.Kind > WaitFork || f.Kind == AccessFork && n != len(f.Locs) || f.Kind != AccessFork && (n != 2 || f.Locs != nil) {
			return fmt.Errorf("fork %d: %d outcomes of kind %d with %d locations", i, n, f.Kind, len(f.Locs))
		}
		for _, l := range f.Locs {
			if l < 0 || int(l) >= len(s.Locs) {
				return fmt.Errorf("fork %d: no location %d", i, l)
			}
		}
		if f.Next < s.NumGranules() || f.Next > len(s.Events) || f.Next < len(s.Events) && s.Events[f.Next].Thread < f.Thread {
			return fmt.Errorf("fork %d: event %d is not one of its thread or a later one", i, f.Next)
		}
		for _, c := range f.Conds {
			if !s.boolean(c) {
				return fmt.Errorf("fork %d: a condition is no boolean", i)
			}
		}
	}
	return nil
}

func (s *Structure) boolean(e Expr) bool {
	return e == False || e == True || e > True && s.Pool.Nodes[e].Op.IsBool()
}

// checkEvents verifies that initial writes come first and that each event has the fields of
// its kind.
func (s *Structure) checkEvents() error {
	for i := range s.Events {
		e := &s.Events[i]
		switch {
		case (e.Kind == InitWrite) != (i < s.NumGranules()):
			return fmt.Errorf("event %d: initial writes come first, one per granule", i)
		case e.Kind == InitWrite && (int(e.Loc) != i || e.Guard != True || e.Thread != -1):
			return fmt.Errorf("event %d: wrong fields of an initial write", i)
		case e.Kind != InitWrite && (e.Thread < 0 || e.Thread >= len(s.Threads) || e.Instr == nil):
			return fmt.Errorf("event %d: no thread or no instruction", i)
		case s.hasLocation(e) != (e.Loc >= 0) || int(e.Loc) >= s.NumGranules():
			return fmt.Errorf("event %d: accesses and barriers about a location have a location, and nothing else", i)
		case e.Doorbell() >= len(s.Threads):
			return fmt.Errorf("event %d: the thread of its doorbell does not exist", i)
		case e.Interrupt > len(s.Interrupts) || e.Interrupt > 0 && s.Interrupts[e.Interrupt-1].Thread != e.Thread:
			return fmt.Errorf("event %d: its run of a handler does not exist", i)
		case e.Kind == ReadMem && (s.Pool.Nodes[e.Value].Op != Read || int(s.Pool.Nodes[e.Value].Arg) != i):
			return fmt.Errorf("event %d: the value of a read is not its Read expression", i)
		case !s.boolean(e.Guard) || e.Guard == False:
			return fmt.Errorf("event %d: its guard is not boolean, or is never true", i)
		case e.Slot >= len(s.Slots) || e.Slot >= 0 && e.SlotChoice >= len(s.Slots[e.Slot].Choices):
			return fmt.Errorf("event %d: its slot or slot choice does not exist", i)
		}
	}
	return nil
}

// hasLocation reports whether an event should have a location.
func (s *Structure) hasLocation(e *Event) bool {
	return e.IsAccess() || e.Kind == FenceEvent && s.Lang.Located(e.Tags)
}

// checkInterrupts: each run of a handler begins with the event that takes the
// doorbell, under a choice.
func (s *Structure) checkInterrupts() error {
	for i := range s.Interrupts {
		in := &s.Interrupts[i]
		e := &s.Events[in.Irq]
		last := &s.Pool.Nodes[e.Guard]
		if last.Op == All {
			last = &s.Pool.Nodes[last.B]
		}
		switch after := int(in.After); {
		case e.Kind != IrqEvent || e.Interrupt != i+1 || e.Thread != in.Thread:
			return fmt.Errorf("interrupt %d does not begin with event %d", i, in.Irq)
		case after >= 0 && (!s.Po(after, int(in.Irq)) || s.Events[after].Interrupt > 0):
			return fmt.Errorf("interrupt %d is not taken after event %d of its thread", i, after)
		case last.Op != Choice || last.Arg != in.Choice:
			return fmt.Errorf("interrupt %d: taken without its choice", i)
		case !s.inTurn(i):
			return fmt.Errorf("interrupt %d is not the next one at its place", i)
		}
	}
	return nil
}

// inTurn reports whether the interrupts before this one at its place are the ones with a
// smaller count, in order.
func (s *Structure) inTurn(i int) bool {
	in, before := &s.Interrupts[i], 0
	for k := range i {
		p := &s.Interrupts[k]
		if p.Thread == in.Thread && p.Place == in.Place && s.Po(int(p.Irq), int(in.Irq)) {
			if before++; p.Count != before || p.After != in.After {
				return false
			}
		}
	}
	return in.Count == before+1
}

// checkPairs verifies that po is a partial order along the numbering, inside threads, and
// that every other static relation lies inside it and has the form that its entry in
// Statics declares.
func (s *Structure) checkPairs() (err error) {
	for r := range NumStatic {
		info, pairs := &Statics[r], &s.Static[r]
		if pairs.N == 0 && info.Optional && !(s.Lang.Reserves && slices.ContainsFunc(s.Events, func(e Event) bool { return info.From.Has(s, &e) })) {
			continue
		}
		if pairs.N != len(s.Events) {
			return fmt.Errorf("%s: %d rows for %d events", info.Name, pairs.N, len(s.Events))
		}
		check := func(i, j int) {
			a, b := &s.Events[i], &s.Events[j]
			switch {
			case i >= j || a.Thread != b.Thread || a.Thread < 0:
				err = fmt.Errorf("%s: (%d,%d) is not in program order", info.Name, i, j)
			case r == Po:
				if a.Slot < 0 && b.Slot < 0 && !pairs.Row(i).HasAll(pairs.Row(j)) {
					err = fmt.Errorf("po: (%d,%d) and not what follows %d", i, j, j)
				}
			case !info.From.Has(s, a):
				err = fmt.Errorf("%s: (%d,%d) does not start at %s", info.Name, i, j, info.From)
			case !info.To.Has(s, b):
				err = fmt.Errorf("%s: (%d,%d) does not end at %s", info.Name, i, j, info.To)
			case !s.Po(i, j):
				err = fmt.Errorf("%s: (%d,%d) is not in program order", info.Name, i, j)
			case info.SameLoc && a.Loc != b.Loc:
				err = fmt.Errorf("%s: (%d,%d) has two locations", info.Name, i, j)
			case r.Onward(s.Lang) && !s.goesOn(r, i, j):
				err = fmt.Errorf("%s: (%d,%d) and not what follows %d", info.Name, i, j, j)
			}
		}
		pairs.Each(check)
		for k := range s.Guarded {
			switch g := &s.Guarded[k]; {
			case g.Of != r:
			case !info.Dependency || g.Pairs.N != len(s.Events) || !s.boolean(g.Guard) || g.Guard == False:
				err = fmt.Errorf("%s: no dependency, or its guard is not boolean or never true", info.Name)
			default:
				g.Pairs.Each(check)
			}
		}
	}
	return err
}

// goesOn reports whether a static relation from event i also holds to all events after j.
// It can do so under a guard, after paths have joined. Where it depends on slots, events of slot choices may be missing: i may only be followed
// by j under another choice, as where the paths of a handler have joined.
func (s *Structure) goesOn(r Static, i, j int) bool {
	row, after := s.Static[r].Row(i), s.Static[Po].Row(j)
	if row.HasAll(after) {
		return true
	}
	row = slices.Clone(row)
	for k := range s.Guarded {
		if g := &s.Guarded[k]; g.Of == r {
			row.AddAll(g.Pairs.Row(i))
		}
	}
	if row.HasAll(after) {
		return true
	}
	all := Statics[r].BySlot
	after.Each(func(k int) { all = all && (row.Has(k) || s.Events[k].Slot >= 0) })
	return all
}

// checkEnds verifies that thread ends and cuts have boolean guards, and that all ends of a
// thread have the same registers.
func (s *Structure) checkEnds() error {
	for t := range s.Threads {
		for i, l := range s.Threads[t].Ends {
			if !s.boolean(l.Guard) {
				return fmt.Errorf("end %d of %s: its guard is not boolean", i, s.Threads[t].Name)
			}
			if len(l.Regs) != len(s.Threads[t].Ends[0].Regs) {
				return fmt.Errorf("end %d of %s: its registers are not those of end 0", i, s.Threads[t].Name)
			}
		}
	}
	for i, c := range s.Cuts {
		if !s.boolean(c.Guard) || c.Thread >= len(s.Threads) {
			return fmt.Errorf("cut %d: its guard is not boolean, or its thread does not exist", i)
		}
	}
	if !s.boolean(s.Cond) || !s.boolean(s.Filter) {
		return fmt.Errorf("the condition or the filter is not boolean")
	}
	return nil
}
