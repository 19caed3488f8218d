package z3

/*
#include "glue.h"
*/
import "C"

// Bit-vectors are fixed-width words with wrap-around arithmetic. Both operands of
// an operator must have the same width.

// maxWidth bounds the width of a bit-vector. Z3 builds one node per bit, so a
// mistyped width would use up the memory instead of failing.
const maxWidth = 1 << 20

// BVNot returns the bitwise negation.
func (a *AST) BVNot() *AST { return apply(operator{C.GZ3_BVNOT, "BVNot"}, 0, 0, a) }

// BVNeg returns the two's complement negation.
func (a *AST) BVNeg() *AST { return apply(operator{C.GZ3_BVNEG, "BVNeg"}, 0, 0, a) }

// BVAnd returns the bitwise conjunction.
func (a *AST) BVAnd(b *AST) *AST { return apply(operator{C.GZ3_BVAND, "BVAnd"}, 0, 0, a, b) }

// BVOr returns the bitwise disjunction.
func (a *AST) BVOr(b *AST) *AST { return apply(operator{C.GZ3_BVOR, "BVOr"}, 0, 0, a, b) }

// BVXor returns the bitwise exclusive disjunction.
func (a *AST) BVXor(b *AST) *AST { return apply(operator{C.GZ3_BVXOR, "BVXor"}, 0, 0, a, b) }

// BVAdd returns the sum modulo 2^width.
func (a *AST) BVAdd(b *AST) *AST { return apply(operator{C.GZ3_BVADD, "BVAdd"}, 0, 0, a, b) }

// BVSub returns the difference modulo 2^width.
func (a *AST) BVSub(b *AST) *AST { return apply(operator{C.GZ3_BVSUB, "BVSub"}, 0, 0, a, b) }

// BVMul returns the product modulo 2^width.
func (a *AST) BVMul(b *AST) *AST { return apply(operator{C.GZ3_BVMUL, "BVMul"}, 0, 0, a, b) }

// BVUDiv returns the unsigned quotient; division by zero gives all ones.
func (a *AST) BVUDiv(b *AST) *AST { return apply(operator{C.GZ3_BVUDIV, "BVUDiv"}, 0, 0, a, b) }

// BVURem returns the unsigned remainder; division by zero gives the dividend.
func (a *AST) BVURem(b *AST) *AST { return apply(operator{C.GZ3_BVUREM, "BVURem"}, 0, 0, a, b) }

// BVSDiv returns the signed quotient, rounded towards zero.
func (a *AST) BVSDiv(b *AST) *AST { return apply(operator{C.GZ3_BVSDIV, "BVSDiv"}, 0, 0, a, b) }

// BVSRem returns the signed remainder, with the sign of the dividend.
func (a *AST) BVSRem(b *AST) *AST { return apply(operator{C.GZ3_BVSREM, "BVSRem"}, 0, 0, a, b) }

// BVShl returns the receiver shifted left by b.
func (a *AST) BVShl(b *AST) *AST { return apply(operator{C.GZ3_BVSHL, "BVShl"}, 0, 0, a, b) }

// BVLshr returns the receiver shifted right by b and filled with zeros.
func (a *AST) BVLshr(b *AST) *AST { return apply(operator{C.GZ3_BVLSHR, "BVLshr"}, 0, 0, a, b) }

// BVAshr returns the receiver shifted right by b and filled with the sign.
func (a *AST) BVAshr(b *AST) *AST { return apply(operator{C.GZ3_BVASHR, "BVAshr"}, 0, 0, a, b) }

// BVUlt returns the formula that the receiver is less than b, unsigned.
func (a *AST) BVUlt(b *AST) *AST { return apply(operator{C.GZ3_BVULT, "BVUlt"}, 0, 0, a, b) }

// BVUle returns the formula that the receiver is at most b, unsigned.
func (a *AST) BVUle(b *AST) *AST { return apply(operator{C.GZ3_BVULE, "BVUle"}, 0, 0, a, b) }

// BVUgt returns the formula that the receiver is greater than b, unsigned.
func (a *AST) BVUgt(b *AST) *AST { return apply(operator{C.GZ3_BVUGT, "BVUgt"}, 0, 0, a, b) }

// BVUge returns the formula that the receiver is at least b, unsigned.
func (a *AST) BVUge(b *AST) *AST { return apply(operator{C.GZ3_BVUGE, "BVUge"}, 0, 0, a, b) }

// BVSlt returns the formula that the receiver is less than b, signed.
func (a *AST) BVSlt(b *AST) *AST { return apply(operator{C.GZ3_BVSLT, "BVSlt"}, 0, 0, a, b) }

// BVSle returns the formula that the receiver is at most b, signed.
func (a *AST) BVSle(b *AST) *AST { return apply(operator{C.GZ3_BVSLE, "BVSle"}, 0, 0, a, b) }

// BVSgt returns the formula that the receiver is greater than b, signed.
func (a *AST) BVSgt(b *AST) *AST { return apply(operator{C.GZ3_BVSGT, "BVSgt"}, 0, 0, a, b) }

// BVSge returns the formula that the receiver is at least b, signed.
func (a *AST) BVSge(b *AST) *AST { return apply(operator{C.GZ3_BVSGE, "BVSge"}, 0, 0, a, b) }
