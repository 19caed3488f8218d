package outcome

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// negated holds the opposite of each operator.
var negated = [...]litmus.CmpOp{
	litmus.Eq: litmus.Ne, litmus.Ne: litmus.Eq, litmus.Lt: litmus.Ge, litmus.Ge: litmus.Lt, litmus.Le: litmus.Gt, litmus.Gt: litmus.Le,
}

// valueWords holds what a value is that compares so with another.
var valueWords = [...]string{
	litmus.Eq: "%s", litmus.Ne: "a value other than %s", litmus.Lt: "less than %s", litmus.Le: "at most %s", litmus.Gt: "more than %s", litmus.Ge: "at least %s",
}

// atom describes a comparison, or its negation if not is true.
func (x *explainer) atom(a *litmus.Atom, not bool) Part {
	op := a.Op
	if not {
		op = negated[op]
	}
	out := Part{Text: x.text(a, not)}
	if a.Says != "" {
		if out.Says = out.Text; !not {
			out.Text = x.written(a)
		}
		return out
	}
	loads := x.loads(&a.Loc)
	for _, e := range loads {
		out.Loads = append(out.Loads, int(e))
	}
	if a.Other != nil || a.Braces {
		right := "the values in braces"
		if a.Other != nil {
			right = x.place(a.Other)
		}
		out.Says = x.place(&a.Loc) + " is " + fmt.Sprintf(valueWords[op], right) + " at the end"
		return out
	}
	value := fmt.Sprintf(valueWords[op], a.Values[0].String())
	loc := x.location(&a.Loc)
	if len(loads) > 0 {
		ev := &x.s.Events[loads[0]]
		loc = int(ev.Loc)
		out.Says = fmt.Sprintf("%s reads %s from %s (%s)", x.thread(ev.Thread), value, x.s.AccessName(int(loads[0])), x.code(ev))
	} else {
		out.Says = x.place(&a.Loc) + " is " + value + " at the end"
	}
	if op == litmus.Eq && loc >= 0 && x.single(loads) {
		if from := x.writers(loc, &a.Values[0], loads); from != "" {
			out.Says += ": " + from
		}
	}
	return out
}

// written returns the statement of a .c file that an atom in words is about, as its author wrote
// it: "assert(r == 0)", and for a comment the expression in it, "text != 42". Without such a
// statement it returns the words.
func (x *explainer) written(a *litmus.Atom) string {
	for i := range x.s.Test.Threads {
		th := x.s.Test.Threads[i]
		for k := range th.Cells {
			in := th.Cells[k].Instr
			if th.ID != a.Loc.Thread || in == nil || in.Origin == nil || in.Origin.Text == "" || in.Span != a.Span {
				continue
			}
			return strings.TrimSpace(strings.TrimPrefix(in.Origin.Text, "bad:"))
		}
	}
	return x.text(a, false)
}

// place returns a register or location in words.
func (x *explainer) place(l *litmus.Loc) string {
	if !l.IsReg() {
		return bare(l)
	}
	return x.register(l) + " of " + x.threadOf(l.Thread)
}

// register returns the name of a register as its thread has it.
func (x *explainer) register(l *litmus.Loc) string { return x.s.RegName(x.reg(l)) }

func (x *explainer) reg(l *litmus.Loc) isa.Reg {
	if l.Reg >= 0 {
		return isa.Reg(l.Reg)
	}
	return x.s.Regs.Symbolic(l.Name)
}

// location returns the index of a location that is one granule; -1 for others, for a register and
// a whole array.
func (x *explainer) location(l *litmus.Loc) int {
	if l.IsReg() {
		return -1
	}
	return x.s.GranuleNamed(bare(l))
}

// single reports whether the loads read one granule: the parts of others come from several stores.
func (x *explainer) single(loads []int32) bool {
	if len(loads) == 0 {
		return true
	}
	from, to := x.s.Parts(int(loads[0]))
	return to == from+1
}

// loads returns the loads that a register has its final value from, if they are one
// instruction that always reads the same location; nil if the value is a computed one.
func (x *explainer) loads(l *litmus.Loc) []int32 {
	if !l.IsReg() {
		return nil
	}
	var from []int32
	for _, end := range x.s.Threads[x.index(l.Thread)].Ends {
		if !x.reads(end.Regs[x.reg(l)], &from) {
			return nil
		}
	}
	slices.Sort(from)
	from = slices.Compact(from)
	for _, e := range from {
		a, b := &x.s.Events[from[0]], &x.s.Events[e]
		if x.s.AccessName(int(from[0])) != x.s.AccessName(int(e)) || a.Cell != b.Cell || (a.Interrupt > 0) != (b.Interrupt > 0) {
			return nil
		}
	}
	return from
}

// reads collects the reads whose value an expression is; false if it is something else.
func (x *explainer) reads(e event.Expr, from *[]int32) bool {
	if load, ok := x.s.Loaded[e]; ok {
		*from = append(*from, load)
		return true
	}
	switch n := &x.s.Pool.Nodes[e]; n.Op {
	case event.Read:
		if x.s.Mixed() { // a part of a load; whole ones are above
			return false
		}
		*from = append(*from, n.Arg)
		return true
	case event.Ite:
		return x.reads(n.A, from) && x.reads(n.B, from)
	case event.Low8, event.Low16, event.Low32, event.Ext8, event.Ext16, event.Ext32:
		return x.reads(n.A, from)
	default:
		return false
	}
}

// maxWriters bounds the stores that a sentence names.
const maxWriters = 4

// writers names the stores of a value to a location that the loads can read, or if there are
// no loads, that can be the last: "the initial value or its own store (stw r5,0(r3))". It
// returns "" if they are too many, or if none is known.
func (x *explainer) writers(loc int, v *litmus.Value, loads []int32) string {
	var names []string
	for i := range x.s.Events {
		ev := &x.s.Events[i]
		if !ev.IsWrite() || int(ev.Loc) != loc || x.late(i, loads) {
			continue
		}
		if c, constant := x.s.Pool.ConstValue(ev.Value); constant && !x.equal(loc, c, v) {
			continue
		}
		name := ""
		switch {
		case ev.Thread < 0 && len(loads) == 0 && x.overwritten(loc):
			continue
		case ev.Thread < 0:
			name = "the initial value"
		case len(loads) > 0 && x.s.Events[loads[0]].Thread == ev.Thread:
			name = fmt.Sprintf("its own store (%s)", x.code(ev))
		default:
			name = fmt.Sprintf("the store of %s (%s)", x.thread(ev.Thread), x.code(ev))
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > maxWriters {
		return ""
	}
	return prose.Or(names)
}

// late reports whether all loads stand before a store in their thread, and cannot read it.
func (x *explainer) late(store int, loads []int32) bool {
	for _, l := range loads {
		if !x.s.Po(int(l), store) {
			return false
		}
	}
	return len(loads) > 0
}

// overwritten reports whether every execution has a store to a location.
func (x *explainer) overwritten(loc int) bool {
	return slices.ContainsFunc(x.s.Events, func(ev event.Event) bool {
		return ev.Kind == event.WriteMem && int(ev.Loc) == loc && ev.Guard == event.True
	})
}

// code returns the instruction of an event. What stands in a slot depends on the choice, so
// it returns the name of the slot instead.
func (x *explainer) code(ev *event.Event) string {
	if ev.Slot >= 0 {
		return "slot " + x.s.Slots[ev.Slot].Name
	}
	return ev.Instr.String()
}

// equal reports whether a granule shows a value as the one of a condition.
func (x *explainer) equal(loc int, is event.Value, v *litmus.Value) bool {
	if v.Addr != "" || v.Label != "" {
		return x.s.Show(is) == v.String()
	}
	is = x.s.Own(int32(loc), is)
	t := x.s.Locs[x.s.LocOf(int32(loc))].Type
	if !x.s.Whole(int32(loc)) {
		t = event.Type{Size: x.s.GranuleSize(int32(loc))}
	}
	return t.Shown(is) == t.Shown(event.Number(v.Num))
}

// bare returns a location without brackets around it.
func bare(l *litmus.Loc) string {
	if l.Index >= 0 {
		return l.String()
	}
	return l.Name
}
