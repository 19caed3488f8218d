package herdlog

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// herd7 gives symbolic registers numbers before it runs a test, and its log
// shows these: in each thread the names, in order, get the lowest of r1 to r31
// that neither an instruction of the thread nor the test elsewhere names.

// symbol is a symbolic register of a thread.
type symbol struct {
	thread int // its ID
	name   string
}

// allocate returns the numbers of the symbolic registers of a test. A register
// without a number keeps its name.
func allocate(s *event.Structure) map[symbol]int {
	t := s.Test
	numbers := map[symbol]int{}
	for _, th := range t.Threads {
		var names []string
		taken := [32]bool{0: true}
		use := func(o *litmus.Operand) {
			switch {
			case o.Kind == litmus.OpReg && o.Num >= 0 && o.Num < 32:
				taken[o.Num] = true
			case o.Kind == litmus.OpSym && !slices.Contains(names, o.Text):
				names = append(names, o.Text)
			}
		}
		for i := range th.Cells {
			for _, in := range instrs(s, &th.Cells[i]) {
				for k := range in.Args {
					if use(&in.Args[k]); in.Args[k].Base != nil {
						use(in.Args[k].Base)
					}
				}
			}
		}
		if len(names) == 0 {
			continue
		}
		eachLoc(t, func(l litmus.Loc) {
			if l.Thread == th.ID && l.Reg >= 0 {
				taken[l.Reg] = true
			}
		})
		slices.Sort(names)
		free := 1
		for _, name := range names {
			for free < len(taken) && taken[free] {
				free++
			}
			if free == len(taken) {
				break
			}
			taken[free] = true
			numbers[symbol{th.ID, name}] = free
		}
	}
	return numbers
}

// eachLoc calls f for each place that a test names outside its instructions.
func eachLoc(t *litmus.Test, f func(litmus.Loc)) {
	for i := range t.Init {
		f(t.Init[i].Target)
	}
	for _, l := range t.Locations {
		f(l.Loc)
	}
	for _, l := range appendAtoms(appendAtoms(nil, t.Filter), t.Cond.Prop) {
		f(l)
	}
}

// allocated returns a proposition with numbers for its symbolic registers.
func allocated(p litmus.Prop, name func(litmus.Loc) litmus.Loc) litmus.Prop {
	all := func(ps []litmus.Prop) (out []litmus.Prop) {
		for _, q := range ps {
			out = append(out, allocated(q, name))
		}
		return out
	}
	switch p := p.(type) {
	case *litmus.Atom:
		a := *p
		if a.Loc = name(p.Loc); p.Other != nil {
			other := name(*p.Other)
			a.Other = &other
		}
		return &a
	case *litmus.Not:
		return &litmus.Not{P: allocated(p.P, name), Span: p.Span}
	case *litmus.And:
		return &litmus.And{Ps: all(p.Ps), Span: p.Span}
	case *litmus.Or:
		return &litmus.Or{Ps: all(p.Ps), Span: p.Span}
	case *litmus.Implies:
		return &litmus.Implies{P: allocated(p.P, name), Q: allocated(p.Q, name), Span: p.Span}
	}
	return p
}
