package event

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// locations collects the locations of the test in the order in which they are
// first named, with their initial values.
func (b *builder) locations() {
	t := b.s.Test
	b.loc = map[string]int32{}
	b.arrays = map[string]int{}
	for i := range t.Init {
		if in := &t.Init[i]; !in.Target.IsReg() {
			b.declare(in)
		}
	}
	if len(b.errs) > 0 { // what follows would speak of locations that were not made
		return
	}
	for i := range t.Init {
		for _, v := range t.Init[i].Values {
			if v.Addr != "" {
				b.location(v.Addr, v.Index, v.Span)
			}
		}
	}
	b.nameLocations(t)
	for i := range t.Init {
		in := &t.Init[i]
		if in.Target.IsReg() {
			continue
		}
		for k, v := range in.Values {
			idx := in.Target.Index
			if in.Array > 0 {
				idx = k
			}
			l := b.location(in.Target.Name, idx, in.Span)
			b.s.Locs[l].Init = b.value(v)
		}
	}
}

// nameLocations makes sure that what the condition speaks of exists: a
// location that only the condition names holds 0, as in herd7.
func (b *builder) nameLocations(t *litmus.Test) {
	visit := func(p litmus.Prop) {
		eachAtom(p, func(a *litmus.Atom) {
			if !a.Loc.IsReg() {
				b.location(a.Loc.Name, a.Loc.Index, a.Loc.Span)
			}
			if a.Other != nil && !a.Other.IsReg() {
				b.location(a.Other.Name, a.Other.Index, a.Other.Span)
			}
			for _, v := range a.Values {
				if v.Addr != "" {
					b.location(v.Addr, v.Index, v.Span)
				}
			}
		})
	}
	visit(t.Cond.Prop)
	visit(t.Filter)
	for _, l := range t.Locations {
		if !l.Loc.IsReg() && !(l.Loc.Index < 0 && b.arrays[l.Loc.Name] > 0) {
			b.location(l.Loc.Name, l.Loc.Index, l.Loc.Span)
		}
	}
}

func (b *builder) declare(in *litmus.Init) {
	size, unsigned := typeSize(in.Type)
	if in.Ptr {
		size = 0
	}
	name := in.Target.Name
	if in.Array == 0 {
		l := b.location(name, in.Target.Index, in.Span)
		if size > 0 {
			b.s.Locs[l].Size, b.s.Locs[l].First = size, in.Span
		}
		b.s.Locs[l].Unsigned = unsigned
		return
	}
	if in.Ptr {
		size = 8
	}
	if size == 0 {
		size = 4
	}
	if !b.room(in.Span, in.Array) {
		return
	}
	b.arrays[name] = in.Array
	base := int32(len(b.s.Locs))
	b.loc[name] = base
	for k := range in.Array {
		b.s.Locs = append(b.s.Locs, Location{
			Name: name + "[" + strconv.Itoa(k) + "]", Size: size, First: in.Span, Unsigned: unsigned,
			Array: k + 1, Addr: Value{Loc: base + 1, Num: int64(k * size)},
		})
	}
}

// location is the index of the named location, which is made when it is new.
func (b *builder) location(name string, index int, at diag.Span) int32 {
	n := b.arrays[name]
	l, known := b.loc[name]
	if index >= 0 || n > 0 {
		index = max(index, 0)
		if index >= n {
			b.fail(noElement(name, index, n, at))
			index = 0
			if n == 0 && !known {
				return b.location(name, -1, at)
			}
		}
		return l + int32(index)
	}
	if !known {
		if !b.room(at, 1) {
			return 0
		}
		l = int32(len(b.s.Locs))
		b.loc[name] = l
		b.s.Locs = append(b.s.Locs, Location{Name: name, Addr: Address(l)})
	}
	return l
}

func noElement(name string, index, n int, at diag.Span) *diag.Diagnostic {
	if n == 0 {
		return diag.New(at, diag.EventArray, "%s is no array", name).WithFix("declare it in the init block: int %s[%d];", name, index+1)
	}
	return diag.New(at, diag.EventArray, "%s has no element %d", name, index).Note("it has %d, counted from 0", n)
}

// value is a value of the init block or the condition.
func (b *builder) value(v litmus.Value) Value {
	if v.Label != "" {
		b.fail(diag.New(v.Span, diag.EventLabelValue, "the code label %s is no value here", v.Label).
			Note("jumps to an address in a register are not modelled").WithFix("use a number or a location"))
		return Value{}
	}
	if v.Addr == "" {
		return Number(v.Num)
	}
	return b.s.Locs[b.location(v.Addr, v.Index, v.Span)].Addr
}

// initRegs is what the registers of each thread hold at the start.
func (b *builder) initRegs() []map[power.Reg]Value {
	regs := make([]map[power.Reg]Value, len(b.s.Test.Threads))
	for i := range b.s.Test.Init {
		in := &b.s.Test.Init[i]
		if !in.Target.IsReg() || len(in.Values) == 0 {
			continue
		}
		th, ok := b.thread(in.Target)
		if !ok {
			continue
		}
		if regs[th] == nil {
			regs[th] = map[power.Reg]Value{}
		}
		regs[th][b.reg(in.Target)] = b.value(in.Values[0])
	}
	return regs
}

// reg is the register that a litmus location names.
func (b *builder) reg(l litmus.Loc) power.Reg {
	if l.Reg >= 0 {
		return power.Reg(l.Reg)
	}
	return b.s.regs.Symbolic(l.Name)
}

// thread is the index of the thread that a register belongs to.
func (b *builder) thread(l litmus.Loc) (int, bool) {
	for i, t := range b.s.Test.Threads {
		if t.ID == l.Thread {
			return i, true
		}
	}
	b.fail(diag.New(l.Span, diag.EventThread, "there is no thread P%d", l.Thread).
		Note("the last one is %s", b.s.Test.Threads[len(b.s.Test.Threads)-1].Name))
	return 0, false
}
