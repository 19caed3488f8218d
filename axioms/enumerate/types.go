package enumerate

import (
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Type is how a value is printed: as a number of so many bytes, with or
// without a sign.
type Type struct {
	Size   int
	Signed bool
}

// word is the type of what the test does not declare: herd7 takes it for int.
var word = Type{4, true}

// typeOf is the type that the init block declares for a location or register.
// Types in the list of locations mean nothing, as in herd7.
func typeOf(t *litmus.Test, l litmus.Loc) Type {
	for i := range t.Init {
		in := &t.Init[i]
		x := &in.Target
		same := x.Thread == l.Thread && x.Reg == l.Reg && x.Name == l.Name
		switch {
		case !same || x.Index != l.Index && in.Array == 0:
		case in.Ptr:
			return Type{8, false}
		case in.Type != "":
			return namedType(in.Type)
		}
	}
	return word
}

// Shown is what a location or register holds as final states show it: a number
// of the type that the test declares it to have.
func Shown(t *litmus.Test, l litmus.Loc, v event.Value) event.Value { return typeOf(t, l).cast(v) }

// namedType is a type by its C name. herd7 takes long for 32 bits, and what it
// does not know as signed for unsigned.
func namedType(name string) Type {
	name = strings.TrimPrefix(name, "_Atomic ")
	switch name {
	case "int", "long", "int32_t":
		return word
	case "char", "int8_t":
		return Type{1, true}
	case "uint8_t":
		return Type{1, false}
	case "short", "int16_t":
		return Type{2, true}
	case "uint16_t":
		return Type{2, false}
	case "int64_t", "intptr_t":
		return Type{8, true}
	case "uint64_t", "uintptr_t":
		return Type{8, false}
	}
	return Type{4, name != "uint32_t" && name != "atomic_t"}
}

// cast is the value as the type shows it. Addresses stay as they are.
func (t Type) cast(v event.Value) event.Value {
	if v.Loc != 0 || t.Size >= 8 {
		return v
	}
	unused := 64 - 8*t.Size
	if t.Signed {
		return event.Number(v.Num << unused >> unused)
	}
	return event.Number(int64(uint64(v.Num) << unused >> unused))
}
