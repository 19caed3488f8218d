package unroll

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// locations collects the locations of the test, in the order of their first mention, and
// their initial values.
func (b *builder) locations() {
	t := b.s.Test
	for i := range t.Init {
		if in := &t.Init[i]; !in.Target.IsReg() {
			b.declare(in)
		}
	}
	if len(b.errs) > 0 { // some locations were not made
		return
	}
	for i := range t.Init {
		b.nameValues(t.Init[i].Values)
	}
	b.nameParameters()
	litmus.EachAtom(t.Cond.Prop, b.nameAtom)
	litmus.EachAtom(t.Filter, b.nameAtom)
	for i := range t.Locations {
		if l := &t.Locations[i].Loc; !l.IsReg() {
			n := b.names.find(l.Name)
			switch {
			case l.Index >= 0 || n == nil || n.elems == 0:
				b.location(l.Name, l.Index, l.Span)
			case n.field:
				b.fields(n)
			}
		}
	}
	b.typesInC()
	from := 0
	for i := range t.Init {
		in := &t.Init[i]
		switch {
		case in.Target.IsReg():
			continue
		case in.Struct != nil:
			from = b.setStruct(in, from)
			continue
		}
		for k := range in.Values {
			idx := in.Target.Index
			if in.Array > 0 {
				idx = k
			}
			l := b.location(in.Target.Name, idx, in.Span)
			b.s.Locs[l].Init = b.value(&in.Values[k])
		}
	}
}

// nameAtom makes the locations that an atom of the condition names. A location that only
// the condition names holds 0, as in herd7.
func (b *builder) nameAtom(a *litmus.Atom) {
	if !a.Loc.IsReg() {
		b.location(a.Loc.Name, a.Loc.Index, a.Loc.Span)
	}
	if a.Other != nil && !a.Other.IsReg() {
		b.location(a.Other.Name, a.Other.Index, a.Other.Span)
	}
	b.nameValues(a.Values)
}

func (b *builder) nameValues(vs []litmus.Value) {
	for i := range vs {
		if v := &vs[i]; v.Addr != "" {
			b.addressOf(v.Addr, v.Index, v.Span)
		}
	}
}

func (b *builder) declare(in *litmus.Init) {
	size, typ := 0, event.DeclaredType(in)
	switch {
	case in.Struct != nil:
		b.declareStruct(in)
		return
	case in.Type == "" && !in.Ptr:
	case b.s.Test.InC():
		if of := event.InitType(in); of.Size() > 0 {
			size, typ = of.Size(), event.KernelType(of)
		}
	case !in.Ptr:
		size, _ = litmus.CType(in.Type)
	case in.Array > 0:
		size = 8 // elements must have a size, and these are pointers
	}
	name := in.Target.Name
	if in.Array == 0 {
		l := b.location(name, in.Target.Index, in.Span)
		if size > 0 {
			b.s.Locs[l].Size, b.s.Locs[l].First = size, in.Span
		}
		b.s.Locs[l].Type = typ
		return
	}
	if size == 0 {
		size = 4
	}
	if !b.hasRoomFor(in.Span, in.Array) {
		return
	}
	base := int32(len(b.s.Locs))
	b.names.add(name, base, int32(in.Array))
	for k := range in.Array {
		b.s.Locs = append(b.s.Locs, event.Location{
			Name: name + "[" + strconv.Itoa(k) + "]", Size: size, First: in.Span, Type: typ,
			Array: k + 1, Addr: event.Value{Loc: base + 1, Num: int64(k * size)},
		})
	}
}

// location returns the index of the location with a name. It makes the location if it is
// new.
func (b *builder) location(name string, index int, at diag.Span) int32 {
	n := b.names.find(name)
	if n == nil || n.field {
		if o := b.owner(name); o != nil {
			return b.field(o, n, name, index, at)
		}
	}
	switch {
	case n != nil && n.elems > 0:
		index = max(index, 0)
		if index >= int(n.elems) {
			b.fail(noElement(name, index, int(n.elems), at))
			index = 0
		}
		return n.first + int32(index)
	case index >= 0:
		b.fail(noElement(name, index, 0, at))
	}
	if n != nil {
		return n.first
	}
	if !b.hasRoomFor(at, 1) {
		return 0
	}
	l := int32(len(b.s.Locs))
	b.names.add(name, l, 0)
	b.s.Locs = append(b.s.Locs, event.Location{Name: name, Addr: event.Address(l), Type: event.Word})
	return l
}

func noElement(name string, index, n int, at diag.Span) *diag.Diagnostic {
	if n == 0 {
		return diag.New(at, diag.EventArray, "%s is not an array", name).WithFix("declare it in the init block: int %s[%d];", name, index+1)
	}
	return diag.New(at, diag.EventArray, "%s has no element %d", name, index).Note("its elements are %s[0] to %s[%d]", name, name, n-1)
}

// value returns a value of the init block or of the condition.
func (b *builder) value(v *litmus.Value) event.Value {
	if v.Label != "" {
		b.fail(diag.New(v.Span, diag.EventLabelValue, "the code label %s cannot be used as a value", v.Label).
			Note("jumps to an address in a register are not modelled").WithFix("use a number or a location"))
		return event.Value{}
	}
	if v.Addr == "" {
		return event.Number(v.Num)
	}
	return b.addressOf(v.Addr, v.Index, v.Span)
}

// addressOf returns the address of a name. It makes the location if it is new.
func (b *builder) addressOf(name string, index int, at diag.Span) event.Value {
	if o := b.owner(name); o != nil {
		return b.addressIn(o, name, index, at)
	}
	return b.s.Locs[b.location(name, index, at)].Addr
}
