package z3

/*
#include "glue.h"
*/
import "C"

// Bit-vectors: fixed-width words with wrap-around arithmetic. Operators over
// two words want both of the same width.

// maxWidth bounds the width of a bit-vector: Z3 builds one node per bit, so a
// mistyped width would eat the memory rather than fail.
const maxWidth = 1 << 20

// BVNot is bitwise negation.
func (a *AST) BVNot() *AST { return apply(operator{C.GZ3_BVNOT, "BVNot"}, 0, 0, a) }

// BVNeg is two's complement negation.
func (a *AST) BVNeg() *AST { return apply(operator{C.GZ3_BVNEG, "BVNeg"}, 0, 0, a) }

// BVAnd is bitwise and.
func (a *AST) BVAnd(b *AST) *AST { return apply(operator{C.GZ3_BVAND, "BVAnd"}, 0, 0, a, b) }

// BVOr is bitwise or.
func (a *AST) BVOr(b *AST) *AST { return apply(operator{C.GZ3_BVOR, "BVOr"}, 0, 0, a, b) }

// BVXor is bitwise exclusive or.
func (a *AST) BVXor(b *AST) *AST { return apply(operator{C.GZ3_BVXOR, "BVXor"}, 0, 0, a, b) }

// BVAdd is addition modulo 2^width.
func (a *AST) BVAdd(b *AST) *AST { return apply(operator{C.GZ3_BVADD, "BVAdd"}, 0, 0, a, b) }

// BVSub is subtraction modulo 2^width.
func (a *AST) BVSub(b *AST) *AST { return apply(operator{C.GZ3_BVSUB, "BVSub"}, 0, 0, a, b) }

// BVMul is multiplication modulo 2^width.
func (a *AST) BVMul(b *AST) *AST { return apply(operator{C.GZ3_BVMUL, "BVMul"}, 0, 0, a, b) }

// BVUDiv is the unsigned quotient; division by zero gives all ones.
func (a *AST) BVUDiv(b *AST) *AST { return apply(operator{C.GZ3_BVUDIV, "BVUDiv"}, 0, 0, a, b) }

// BVURem is the unsigned remainder; by zero it gives the dividend.
func (a *AST) BVURem(b *AST) *AST { return apply(operator{C.GZ3_BVUREM, "BVURem"}, 0, 0, a, b) }

// BVSDiv is the signed quotient, rounded towards zero.
func (a *AST) BVSDiv(b *AST) *AST { return apply(operator{C.GZ3_BVSDIV, "BVSDiv"}, 0, 0, a, b) }

// BVSRem is the signed remainder, with the sign of the dividend.
func (a *AST) BVSRem(b *AST) *AST { return apply(operator{C.GZ3_BVSREM, "BVSRem"}, 0, 0, a, b) }

// BVShl shifts left by b.
func (a *AST) BVShl(b *AST) *AST { return apply(operator{C.GZ3_BVSHL, "BVShl"}, 0, 0, a, b) }

// BVLshr shifts right by b, filling with zeros.
func (a *AST) BVLshr(b *AST) *AST { return apply(operator{C.GZ3_BVLSHR, "BVLshr"}, 0, 0, a, b) }

// BVAshr shifts right by b, filling with the sign.
func (a *AST) BVAshr(b *AST) *AST { return apply(operator{C.GZ3_BVASHR, "BVAshr"}, 0, 0, a, b) }

// BVUlt is unsigned less-than.
func (a *AST) BVUlt(b *AST) *AST { return apply(operator{C.GZ3_BVULT, "BVUlt"}, 0, 0, a, b) }

// BVUle is unsigned at-most.
func (a *AST) BVUle(b *AST) *AST { return apply(operator{C.GZ3_BVULE, "BVUle"}, 0, 0, a, b) }

// BVUgt is unsigned greater-than.
func (a *AST) BVUgt(b *AST) *AST { return apply(operator{C.GZ3_BVUGT, "BVUgt"}, 0, 0, a, b) }

// BVUge is unsigned at-least.
func (a *AST) BVUge(b *AST) *AST { return apply(operator{C.GZ3_BVUGE, "BVUge"}, 0, 0, a, b) }

// BVSlt is signed less-than.
func (a *AST) BVSlt(b *AST) *AST { return apply(operator{C.GZ3_BVSLT, "BVSlt"}, 0, 0, a, b) }

// BVSle is signed at-most.
func (a *AST) BVSle(b *AST) *AST { return apply(operator{C.GZ3_BVSLE, "BVSle"}, 0, 0, a, b) }

// BVSgt is signed greater-than.
func (a *AST) BVSgt(b *AST) *AST { return apply(operator{C.GZ3_BVSGT, "BVSgt"}, 0, 0, a, b) }

// BVSge is signed at-least.
func (a *AST) BVSge(b *AST) *AST { return apply(operator{C.GZ3_BVSGE, "BVSge"}, 0, 0, a, b) }
