package event

import (
	"fmt"
	"math/bits"
)

// Apply computes op on values; unary operators ignore b. It returns false if the operation
// has no meaning, for example a product of addresses, or a comparison by order of an
// address and a number. An execution that computes this is undefined, and callers must not
// invent a value for it.
func Apply(op Op, a, b Value) (Value, bool) {
	if a.Loc != 0 || (b.Loc != 0 && !op.Unary()) {
		return applyAddress(op, a, b)
	}
	x, y := a.Num, b.Num
	if op.IsBool() {
		t, ok := applyBool(op, x, y)
		return Truth(t), ok
	}
	switch op {
	case Add:
		x += y
	case Sub:
		x -= y
	case Mul:
		x *= y
	case Div:
		if y == 0 {
			return Number(0), true
		}
		x /= y
	case DivU:
		if y == 0 {
			return Number(0), true
		}
		x = int64(uint64(x) / uint64(y))
	case And:
		x &= y
	case Or:
		x |= y
	case Xor:
		x ^= y
	case Shl:
		x <<= uint64(y)
	case Shr:
		x = int64(uint64(x) >> uint64(y))
	case Sar:
		x >>= uint64(y)
	case Rot:
		x = int64(bits.RotateLeft64(uint64(x), int(y&63)))
	case Cmp32:
		x = compareField(int32(x), int32(y))
	case Cmp64:
		x = compareField(x, y)
	case CmpU32:
		x = compareField(uint32(x), uint32(y))
	case CmpU64:
		x = compareField(uint64(x), uint64(y))
	case Same:
		x = Truth(x == y).Num
	case Less:
		x = Truth(x < y).Num
	case LessU:
		x = Truth(uint64(x) < uint64(y)).Num
	case Low8, Uint8:
		x = int64(uint8(x))
	case Low16, Uint16:
		x = int64(uint16(x))
	case Low32:
		x = int64(uint32(x))
	case Ext8, Int8:
		x = int64(int8(x))
	case Ext16, Int16:
		x = int64(int16(x))
	case Ext32:
		x = int64(int32(x))
	case Twice:
		x = x<<32 | int64(uint32(x))
	case Zeros:
		x = int64(bits.LeadingZeros64(uint64(x)))
	case Const, Read, Final: // they have no operands
		return Value{}, false
	default:
		panic(fmt.Sprintf("event: unknown operator %d", op))
	}
	return Number(x), true
}

// compareField returns the condition register field of a comparison.
func compareField[T int32 | int64 | uint32 | uint64](x, y T) int64 {
	switch {
	case x < y:
		return 8
	case x > y:
		return 4
	}
	return 2
}

func applyBool(op Op, x, y int64) (truth, ok bool) {
	switch op {
	case Eq32:
		return uint32(x) == uint32(y), true
	case Lt32:
		return int32(x) < int32(y), true
	case LtU32:
		return uint32(x) < uint32(y), true
	case Eq64:
		return x == y, true
	case Lt64:
		return x < y, true
	case LtU64:
		return uint64(x) < uint64(y), true
	case Not:
		return x == 0, true
	case All:
		return x != 0 && y != 0, true
	case Any:
		return x != 0 || y != 0, true
	case Ill: // what has a value has a meaning
		return false, true
	case Choice, SlotIs, Pending: // they have no operands
		return false, false
	default:
		panic(fmt.Sprintf("event: unknown operator %d", op))
	}
}

// Tag holds the low bits of an address that programs use for marks: an object begins at a multiple of 4, so there they are 0.
const Tag = 3

// masked returns the bits of an address that a mask keeps: the low ones, which are a number, or all but some of the low
// ones. It returns false for other masks.
func masked(a Value, mask int64) (Value, bool) {
	switch {
	case mask&^Tag == 0:
		return Number(a.Num & mask), true
	case ^mask&^Tag == 0:
		return Value{a.Loc, a.Num & mask}, true
	}
	return Value{}, false
}

// applyAddress is Apply for operands of which at least one is an address. Addresses are
// opaque: a number can be added to them, addresses of one array can be subtracted, and
// addresses can be compared for equality. An address never equals a number. Truncation to
// a word does not change an address, as tests of 32-bit programs expect. The low bits of an
// address are known, see Tag.
func applyAddress(op Op, a, b Value) (Value, bool) {
	switch op {
	case Low32, Ext32, Int8, Uint8, Int16, Uint16:
		return a, true
	case Ill:
		return Truth(false), true
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
		if a.Loc == 0 {
			a, b = b, a
		}
		if b.Loc == 0 && b.Num&^Tag == 0 {
			if op == Or {
				return Value{a.Loc, a.Num | b.Num}, true
			}
			return Value{a.Loc, a.Num ^ b.Num}, true
		}
	case And:
		if a == b {
			return a, true
		}
		if a == Number(0) || b == Number(0) {
			return Number(0), true
		}
		if a.Loc == 0 {
			a, b = b, a
		}
		if b.Loc == 0 {
			return masked(a, b.Num)
		}
	case Eq32, Eq64, Same:
		return Truth(a == b), true
	case Lt32, Lt64, LtU32, LtU64, Less, LessU:
		if a.Loc == b.Loc {
			return Truth(a.Num < b.Num), true
		}
	case Cmp32, Cmp64, CmpU32, CmpU64:
		if a.Loc == b.Loc {
			return Number(compareField(a.Num, b.Num)), true
		}
	default: // the other operators have no meaning on addresses
	}
	return Value{}, false
}
