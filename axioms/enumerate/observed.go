package enumerate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Observed is one component of a final state: a register, a location, an array or one
// element of it, or whether a thread's doorbell is pending (1 or 0).
type Observed struct {
	Loc  litmus.Loc // of a doorbell only the thread
	Type event.Type

	thread  int // index into Structure.Threads; -1 for memory
	reg     isa.Reg
	locs    []int // indices into Structure.Locs; all elements of an array
	whole   bool  // it is an array, not one of its elements
	pending bool
}

// IsArray reports whether it is a whole array of two or more elements. herd7 prints an
// array of one element without braces.
func (o *Observed) IsArray() bool { return o.whole && len(o.locs) > 1 }

// name returns the name that precedes the value in a printed state.
func (o *Observed) name() string {
	if o.pending {
		return fmt.Sprintf("pending(P%d)", o.Loc.Thread)
	}
	if o.whole {
		return o.Loc.Name
	}
	return o.Loc.String()
}

// observe lists the components of a final state in herd7's order: everything that the
// condition or the list of locations names. The filter adds nothing.
func observe(s *event.Structure) []Observed {
	var all []Observed
	add := func(o Observed) {
		if !slices.ContainsFunc(all, func(p Observed) bool { return order(&p, &o) == 0 }) {
			all = append(all, o)
		}
	}
	for _, l := range s.Test.Locations {
		add(find(s, l.Loc))
	}
	atoms(s.Test.Cond.Prop, func(p litmus.Prop) {
		switch p := p.(type) {
		case *litmus.Atom:
			add(find(s, p.Loc))
			if p.Other != nil {
				add(find(s, *p.Other))
			}
		case *litmus.Pending:
			add(Observed{Loc: litmus.Loc{Thread: p.Thread}, Type: event.Word, thread: threadOf(s, p.Thread), pending: true})
		}
	})
	slices.SortFunc(all, func(a, b Observed) int { return order(&a, &b) })
	return all
}

// find returns what a name of the test stands for in the structure.
func find(s *event.Structure, l litmus.Loc) Observed {
	o := Observed{Loc: l, Type: event.Word, thread: -1}
	if l.IsReg() {
		o.Type = event.RegisterType(s.Test, l)
		o.thread = threadOf(s, l.Thread)
		o.reg = register(s, o.thread, l)
		return o
	}
	for i := range s.Locs {
		switch sl := &s.Locs[i]; {
		case sl.Array == 0 && sl.Name == l.Name,
			sl.Array == max(l.Index, 0)+1 && l.Index >= 0 && arrayName(sl) == l.Name,
			sl.Array > 0 && l.Index < 0 && arrayName(sl) == l.Name:
			o.locs = append(o.locs, i)
			o.Type, o.whole = sl.Type, sl.Array > 0 && l.Index < 0
		}
	}
	return o
}

// threadOf returns the index of the thread with a given number.
func threadOf(s *event.Structure, id int) int {
	return slices.IndexFunc(s.Test.Threads, func(t *litmus.Thread) bool { return t.ID == id })
}

func arrayName(l *event.Location) string {
	if l.Array == 0 {
		return ""
	}
	return l.Name[:strings.LastIndexByte(l.Name, '[')]
}

// register returns the register that l names. It finds a symbolic register by name among
// those that the leaves of its thread have.
func register(s *event.Structure, thread int, l litmus.Loc) isa.Reg {
	if l.Reg >= 0 {
		return isa.Reg(l.Reg)
	}
	for _, leaf := range s.Threads[thread].Ends {
		for r := range leaf.Regs {
			if s.Regs.IsSymbolic(r) && s.Regs.Symbol(r) == l.Name {
				return r
			}
		}
	}
	return -1
}

// order compares two components in herd7's printing order: registers by thread and
// number, symbolic registers after them by name, then locations by name, then elements
// of arrays. Doorbells, which herd7 does not know, come last, by thread.
func order(a, b *Observed) int {
	class := func(o *Observed) int {
		switch {
		case o.pending:
			return 3
		case o.thread >= 0:
			return 0
		case o.Loc.Index < 0:
			return 1
		}
		return 2
	}
	symbolic := func(o *Observed) int {
		if o.Loc.Reg < 0 {
			return 1
		}
		return 0
	}
	x, y := &a.Loc, &b.Loc
	if c := cmp.Compare(class(a), class(b)); c != 0 || class(a) > 0 {
		return cmp.Or(c, cmp.Compare(x.Thread, y.Thread), strings.Compare(x.Name, y.Name), cmp.Compare(x.Index, y.Index))
	}
	c := cmp.Or(cmp.Compare(x.Thread, y.Thread), cmp.Compare(symbolic(a), symbolic(b)))
	if c != 0 || x.Reg < 0 {
		return cmp.Or(c, strings.Compare(x.Name, y.Name))
	}
	return cmp.Compare(x.Reg, y.Reg)
}

// atoms calls f for every atom of a proposition: an *Atom or a *Pending.
func atoms(p litmus.Prop, f func(litmus.Prop)) {
	switch p := p.(type) {
	case *litmus.Atom, *litmus.Pending:
		f(p)
	case *litmus.Not:
		atoms(p.P, f)
	case *litmus.And:
		for _, q := range p.Ps {
			atoms(q, f)
		}
	case *litmus.Or:
		for _, q := range p.Ps {
			atoms(q, f)
		}
	case *litmus.Implies:
		atoms(p.P, f)
		atoms(p.Q, f)
	}
}
