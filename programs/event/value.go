package event

import "strconv"

// Value is what a register or a location holds: a 64-bit number, or an
// address (Loc > 0) with a byte offset in Num.
type Value struct {
	Loc int32 // 1 + index of the location; 0 for a number
	Num int64
}

// Number is the number v as a value.
func Number(v int64) Value { return Value{Num: v} }

// Truth is 1 or 0.
func Truth(b bool) Value {
	if b {
		return Value{Num: 1}
	}
	return Value{}
}

// IsTrue reports whether the value, taken as a boolean, is true.
func (v Value) IsTrue() bool { return v.Num != 0 }

// Address is the address of location loc.
func Address(loc int32) Value { return Value{Loc: loc + 1} }

// String is the number, or "&k+off" for an address. See Structure.Show for
// names.
func (v Value) String() string {
	if v.Loc == 0 {
		return strconv.FormatInt(v.Num, 10)
	}
	s := "&" + strconv.Itoa(int(v.Loc-1))
	if v.Num != 0 {
		s += "+" + strconv.FormatInt(v.Num, 10)
	}
	return s
}

// Op is the operator of an expression.
type Op uint8

// The operators. Boolean expressions have the values 0 and 1.
const (
	Const  Op = iota // the value itself
	Read             // the value read by event Arg
	Choice           // boolean: free choice number Arg
	SlotIs           // boolean: slot Arg has choice Arg2
	Final            // the value of location Arg in the final state

	Add
	Sub
	And // bitwise
	Or
	Xor
	Low32  // the low 32 bits as an unsigned number
	Signed // a number as herd7 prints it: one that fits 32 bits is signed
	Eq32   // boolean: equal in the low 32 bits
	Lt32   // boolean: signed comparison of the low 32 bits
	Eq64
	Lt64
	LtU32 // boolean: unsigned
	LtU64

	Not // boolean
	All // boolean and
	Any // boolean or
)

var opNames = [...]string{
	Const: "const", Read: "read", Choice: "choice", SlotIs: "slot", Final: "final",
	Add: "add", Sub: "sub", And: "and", Or: "or", Xor: "xor", Low32: "low32", Signed: "signed",
	Eq32: "eq32", Lt32: "lt32", Eq64: "eq64", Lt64: "lt64", LtU32: "ltu32", LtU64: "ltu64",
	Not: "not", All: "all", Any: "any",
}

// String is the operator's name in the canonical text.
func (o Op) String() string { return opNames[o] }

// IsBool reports whether the operator yields a boolean.
func (o Op) IsBool() bool {
	return o == Choice || o == SlotIs || o >= Eq32
}

// Unary reports whether the operator has one operand.
func (o Op) Unary() bool { return o == Low32 || o == Signed || o == Not }

// Leaf reports whether the operator has no operands.
func (o Op) Leaf() bool { return o <= Final }

// Apply computes op on values (b is ignored by unary operators). It reports
// false where the operation has no meaning, such as multiplying addresses or
// ordering an address and a number: an execution that does this is undefined,
// and callers must not invent a value for it.
func Apply(op Op, a, b Value) (Value, bool) {
	if a.Loc != 0 || (b.Loc != 0 && !op.Unary()) {
		return applyAddress(op, a, b)
	}
	x, y := a.Num, b.Num
	switch op {
	case Add:
		return Number(x + y), true
	case Sub:
		return Number(x - y), true
	case And:
		return Number(x & y), true
	case Or:
		return Number(x | y), true
	case Xor:
		return Number(x ^ y), true
	case Low32:
		return Number(int64(uint32(x))), true
	case Signed:
		if x>>32 == 0 {
			return Number(int64(int32(x))), true
		}
		return a, true
	case Eq32:
		return Truth(uint32(x) == uint32(y)), true
	case Lt32:
		return Truth(int32(x) < int32(y)), true
	case LtU32:
		return Truth(uint32(x) < uint32(y)), true
	case Eq64:
		return Truth(x == y), true
	case Lt64:
		return Truth(x < y), true
	case LtU64:
		return Truth(uint64(x) < uint64(y)), true
	case Not:
		return Truth(x == 0), true
	case All:
		return Truth(x != 0 && y != 0), true
	case Any:
		return Truth(x != 0 || y != 0), true
	}
	return Value{}, false
}

// applyAddress is Apply where at least one operand is an address. Addresses
// are opaque: they can be moved by a number, subtracted within one location,
// and compared for equality; an address never equals a number.
func applyAddress(op Op, a, b Value) (Value, bool) {
	switch op {
	case Low32, Signed:
		return a, true
	case Add:
		if a.Loc == 0 {
			return Value{b.Loc, a.Num + b.Num}, true
		}
		if b.Loc == 0 {
			return Value{a.Loc, a.Num + b.Num}, true
		}
	case Sub:
		if b.Loc == 0 {
			return Value{a.Loc, a.Num - b.Num}, true
		}
		if a.Loc == b.Loc {
			return Number(a.Num - b.Num), true
		}
	case Or, Xor:
		if a == b {
			if op == Xor {
				return Number(0), true
			}
			return a, true
		}
		if b == Number(0) {
			return a, true
		}
		if a == Number(0) {
			return b, true
		}
	case And:
		if a == b {
			return a, true
		}
		if a == Number(0) || b == Number(0) {
			return Number(0), true
		}
	case Eq32, Eq64:
		return Truth(a == b), true
	case Lt32, Lt64, LtU32, LtU64:
		if a.Loc == b.Loc {
			return Truth(a.Num < b.Num), true
		}
	}
	return Value{}, false
}
