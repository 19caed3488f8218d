package event

import "strconv"

// Value is a value of a register or a location: a 64-bit number, or an address (Loc > 0)
// with a byte offset in Num.
type Value struct {
	Loc int32 // 1 + index of the location; 0 for a number
	Num int64
}

// Number returns the number v as a value.
func Number(v int64) Value { return Value{Num: v} }

// Truth returns 1 for true and 0 for false.
func Truth(b bool) Value {
	if b {
		return Value{Num: 1}
	}
	return Value{}
}

// IsTrue reports whether the value, taken as a boolean, is true.
func (v Value) IsTrue() bool { return v.Num != 0 }

// Address returns the address of location loc.
func Address(loc int32) Value { return Value{Loc: loc + 1} }

// String returns the number, or "&k+off" for an address. Structure.Show uses the names of
// locations.
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
	Const   Op = iota // the value itself
	Read              // the value read by event Arg
	Choice            // boolean: free choice number Arg
	SlotIs            // boolean: slot Arg has choice Arg2
	Outcome           // boolean: fork Arg has the outcome Arg2, see Fork
	Final             // the value of location Arg in the final state
	Pending           // boolean: a doorbell of thread Arg is pending in the final state

	Ite // B if the boolean Arg, an expression, is false; else A

	Add
	Sub
	Mul // the low 64 bits
	Div // signed; 0 where the divisor is 0
	DivU
	And // bitwise
	Or
	Xor
	Shl // by an unsigned number of bits, which may be 64 or more
	Shr
	Sar   // copies the sign
	Rot   // to the left, by the low 6 bits of the second operand
	Cmp32 // a condition register field, 8 for <, 4 for >, 2 for =: signed words
	Cmp64
	CmpU32
	CmpU64
	Same // 1 where the operands are equal, else 0
	Less // signed
	LessU

	Low8 // the low 8 bits as an unsigned number
	Low16
	Low32
	Ext8 // the low 8 bits as a signed number
	Ext16
	Ext32
	Int8 // as a C type shows a number in a final state: its low bits; an address stays whole
	Uint8
	Int16
	Uint16
	Twice // the low 32 bits in both halves
	Zeros // the number of leading zeros

	Eq32 // boolean: equal in the low 32 bits
	Lt32 // boolean: signed comparison of the low 32 bits
	Eq64
	Lt64
	LtU32 // boolean: unsigned
	LtU64

	Not // boolean
	All // boolean and
	Any // boolean or
	Ill // boolean: the operand has no value, because something in it has no meaning
)

var opNames = [...]string{
	Const: "const", Read: "read", Choice: "choice", SlotIs: "slot", Outcome: "outcome", Ite: "ite", Final: "final", Pending: "pending",
	Add: "add", Sub: "sub", Mul: "mul", Div: "div", DivU: "divu",
	And: "and", Or: "or", Xor: "xor", Shl: "shl", Shr: "shr", Sar: "sar", Rot: "rot",
	Cmp32: "cmp32", Cmp64: "cmp64", CmpU32: "cmpu32", CmpU64: "cmpu64",
	Same: "same", Less: "less", LessU: "lessu",
	Low8: "low8", Low16: "low16", Low32: "low32", Ext8: "ext8", Ext16: "ext16", Ext32: "ext32",
	Int8: "int8", Uint8: "uint8", Int16: "int16", Uint16: "uint16", Twice: "twice", Zeros: "zeros",
	Eq32: "eq32", Lt32: "lt32", Eq64: "eq64", Lt64: "lt64", LtU32: "ltu32", LtU64: "ltu64",
	Not: "not", All: "all", Any: "any", Ill: "ill",
}

// String returns the operator's name in the canonical text.
func (o Op) String() string { return opNames[o] }

// IsBool reports whether the operator yields a boolean.
func (o Op) IsBool() bool {
	return o == Choice || o == SlotIs || o == Outcome || o == Pending || o >= Eq32
}

// Compares reports whether the operator compares two values.
func (o Op) Compares() bool { return Eq32 <= o && o <= LtU64 }

// Unary reports whether the operator has one operand.
func (o Op) Unary() bool { return Low8 <= o && o <= Zeros || o == Not || o == Ill }

// Leaf reports whether the operator has no operands.
func (o Op) Leaf() bool { return o <= Pending }
