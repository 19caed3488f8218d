package z3

/*
#include "glue.h"
*/
import "C"

// Operators that change the width of a bit-vector, and conversions from and to
// unbounded integers.

// Concat returns the concatenation of the receiver, as the upper bits, and b.
func (a *AST) Concat(b *AST) *AST { return apply(operator{C.GZ3_CONCAT, "Concat"}, 0, 0, a, b) }

// Extract returns the bits from high down to low. The lowest bit has number 0.
func (a *AST) Extract(high, low uint) *AST {
	return a.width(operator{C.GZ3_EXTRACT, "Extract"}, high, low)
}

// ZeroExt returns the receiver with n zero bits added on top.
func (a *AST) ZeroExt(n uint) *AST { return a.width(operator{C.GZ3_ZEROEXT, "ZeroExt"}, n, 0) }

// SignExt returns the receiver with n copies of the sign bit added on top.
func (a *AST) SignExt(n uint) *AST { return a.width(operator{C.GZ3_SIGNEXT, "SignExt"}, n, 0) }

// Int2BV returns the receiver, an integer, modulo 2^width as a bit-vector.
func (a *AST) Int2BV(width uint) *AST {
	op := operator{C.GZ3_INT2BV, "Int2BV"}
	if width == 0 && a != nil && a.ctx != nil {
		return a.ctx.failed(a.ctx.fail(op.name, ErrorCodeInvalidArg, "width 0", nil))
	}
	return a.width(op, width, 0)
}

// BV2Int returns the integer that the bits represent, signed or unsigned.
func (a *AST) BV2Int(signed bool) *AST {
	p := uint(0)
	if signed {
		p = 1
	}
	return apply(operator{C.GZ3_BV2INT, "BV2Int"}, p, 0, a)
}

// width applies op after checking the bounds of its numbers.
func (a *AST) width(op operator, p, q uint) *AST {
	if a != nil && a.ctx != nil && (p > maxWidth || q > p) {
		return a.ctx.failed(a.ctx.fail(op.name, ErrorCodeInvalidArg, "bits out of range", nil))
	}
	return apply(op, p, q, a)
}
