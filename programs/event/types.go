package event

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Type is the type as which a register or location is shown in a final state, and which a
// condition compares: a number of Size bytes, with or without a sign.
type Type struct {
	Size   int
	Signed bool
}

// Word is the type of registers and locations that the init block does not declare: a C
// int.
var Word = Type{4, true}

// PointerType is the type of declarations with a star.
var PointerType = Type{8, false}

// Declared returns the type that the init block, or in C a declaration, gives to a
// register or location,
// and what a message calls the type. Types in the list of locations are ignored, as
// in herd7.
func Declared(t *litmus.Test, l litmus.Loc) (typ Type, name string) {
	if t.InC() {
		return declaredInC(t, l)
	}
	for i := range t.Init {
		in := &t.Init[i]
		x := &in.Target
		if in.Owns(l.Name) && !l.IsReg() {
			if f, _, ok := in.Place(l.Name, l.Index); ok && f != nil {
				return FieldType(t, f), f.Type
			}
		}
		switch {
		case x.Thread != l.Thread || x.Reg != l.Reg || x.Name != l.Name || in.Type == "" && !in.Ptr:
		case in.Ptr:
			return PointerType, "pointer"
		default:
			return DeclaredType(in), in.Type
		}
	}
	return Word, "int"
}

// RegisterType returns the type that the init block gives to a register.
func RegisterType(t *litmus.Test, l litmus.Loc) Type {
	typ, _ := Declared(t, l)
	return typ
}

// FieldType returns the type as which a field of a struct is shown.
func FieldType(t *litmus.Test, f *litmus.Field) Type {
	switch {
	case f.Ptr:
		return PointerType
	case t.InC():
		return KernelType(kernelc.Type{Name: f.Type})
	}
	return NamedType(f.Type)
}

// DeclaredType returns the type that an item of the init block declares.
func DeclaredType(in *litmus.Init) Type {
	if in.Ptr {
		return PointerType
	}
	return NamedType(in.Type)
}

// NamedType returns the type with a C name. A long has 32 bits, as in herd7. Names that
// herd7 refuses have their C meaning on 64-bit POWER. A word that is no name of a type is
// taken for int.
func NamedType(name string) Type {
	size, signed := litmus.CType(name)
	if size == 0 || litmus.Unqualified(name) == "long" {
		return Word
	}
	return Type{size, signed}
}

// Bits returns the width of the type.
func (t Type) Bits() int { return 8 * t.Size }

// Shown returns a value as a final state shows it with this type. Addresses do not change.
// The number of an unsigned type of 64 bits is uint64(Num).
func (t Type) Shown(v Value) Value {
	if v.Loc != 0 || t.Size >= 8 {
		return v
	}
	unused := 64 - t.Bits()
	if t.Signed {
		return Number(v.Num << unused >> unused)
	}
	return Number(int64(uint64(v.Num) << unused >> unused))
}

// Low returns the low bits of a constant, as many as the type has.
func (t Type) Low(v Value) Value { return Type{t.Size, false}.Shown(v) }

// Conversion returns the operator that converts a number to the type. For types smaller
// than a word there are two: one for machine arithmetic, which has no meaning on addresses,
// and one that leaves addresses unchanged.
func (t Type) Conversion(addresses bool) Op {
	switch {
	case t.Size == 4 && t.Signed:
		return Ext32
	case t.Size == 4:
		return Low32
	case t.Size == 2 && t.Signed && addresses:
		return Int16
	case t.Size == 2 && addresses:
		return Uint16
	case t.Size == 1 && t.Signed && addresses:
		return Int8
	case t.Size == 1 && addresses:
		return Uint8
	case t.Signed:
		return SignExtend(t.Size)
	}
	return ZeroExtend(t.Size)
}

// RegisterType returns the type as which a final state shows a register of a thread.
func (s *Structure) RegisterType(thread int, r isa.Reg) Type {
	l := litmus.Loc{Thread: s.Test.Threads[thread].ID, Reg: int(r), Index: -1}
	if s.Regs.IsSymbolic(r) {
		l.Reg, l.Name = -1, s.Regs.Symbol(r)
	}
	return RegisterType(s.Test, l)
}

// ShowAs returns the text of a value of a type, with locations by name.
func (s *Structure) ShowAs(t Type, v Value) string {
	v = t.Shown(v)
	if v.Loc == 0 && t == (Type{8, false}) {
		return strconv.FormatUint(uint64(v.Num), 10)
	}
	return s.Show(v)
}

// ShowAt returns the text of a value that an event about a granule reads or writes. It is
// shown as in a final state, but with all 64 bits if the location has them and the type of
// the location would cut off some. The value of a part of a location has no sign.
func (s *Structure) ShowAt(granule int32, v Value) string {
	v = s.Own(granule, v)
	if !s.Whole(granule) {
		return s.ShowAs(Type{8, false}, v)
	}
	loc := s.LocOf(granule)
	t := s.Locs[loc].Type
	if s.Locs[loc].Size > t.Size && v.Num>>t.Bits() != 0 {
		t = Type{8, true}
	}
	return s.ShowAs(t, v)
}
