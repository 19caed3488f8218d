package pin

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// condition returns a proposition about the final values of the registers and locations
// that a test lists, and about pending doorbells. It leaves out what has no value that
// a condition can name. Of the registers in truths only whether they are 0 matters,
// because tools put CR0 into registers in different ways.
func condition(c *execution.Candidate, truths []litmus.Loc) litmus.Prop {
	s := c.X.S
	var all []litmus.Prop
	for i := range s.Test.Locations {
		l := s.Test.Locations[i].Loc
		v, ok := final(c, l)
		if !ok {
			continue
		}
		truth := slices.ContainsFunc(truths, func(t litmus.Loc) bool { return t.String() == l.String() })
		not := truth && v.Num != 0
		if truth {
			v.Num = 0
		}
		var p litmus.Prop = &litmus.Atom{Loc: l, Op: litmus.Eq, Values: []litmus.Value{v}}
		if not {
			p = &litmus.Not{P: p}
		}
		all = append(all, p)
	}
	for th := range s.Members[event.Dbo] {
		if len(s.Members[event.Dbo][th]) == 0 {
			continue
		}
		var p litmus.Prop = &litmus.Pending{Thread: s.Test.Threads[th].ID}
		if !c.Pending(th) {
			p = &litmus.Not{P: p}
		}
		all = append(all, p)
	}
	switch len(all) {
	case 0:
		return &litmus.Const{Value: true}
	case 1:
		return all[0]
	}
	return &litmus.And{Ps: all}
}

// final returns the final value of a register or location, as a value of a condition.
func final(c *execution.Candidate, l litmus.Loc) (v litmus.Value, ok bool) {
	s := c.X.S
	if !l.IsReg() {
		for i := range s.Locs {
			if m := memory(&s.Locs[i]); m.Name == l.Name && m.Index == l.Index {
				return valueOf(s, s.Locs[i].Type.Shown(c.Final(i)))
			}
		}
		return v, false
	}
	for th, t := range s.Test.Threads {
		leaf := c.Leaf(th)
		if t.ID != l.Thread || leaf < 0 {
			continue
		}
		for r := range s.Threads[th].Ends[leaf].Regs {
			if namedReg(s, t.ID, r).String() != l.String() {
				continue
			}
			if held, known := c.Register(th, r); known {
				return valueOf(s, s.RegisterType(th, r).Shown(held))
			}
		}
	}
	return v, false
}

// valueOf returns a value as a test writes it; false for an address outside all
// locations.
func valueOf(s *event.Structure, v event.Value) (litmus.Value, bool) {
	if v.Loc == 0 {
		return litmus.Value{Num: v.Num, Index: -1}, true
	}
	if in := s.Locs[v.Loc-1].Object; in != "" && v.Num == 0 {
		return litmus.Value{Addr: in, Index: -1}, true
	}
	for i := range s.Locs {
		if s.Locs[i].Addr == v {
			m := memory(&s.Locs[i])
			return litmus.Value{Addr: m.Name, Index: m.Index}, true
		}
	}
	return litmus.Value{}, false
}
