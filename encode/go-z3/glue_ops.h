/* The operators of gz3_apply, grouped by the sort their arguments must have:
 * the group decides the check made before Z3 is called. */
#ifndef GO_Z3_GLUE_OPS_H
#define GO_Z3_GLUE_OPS_H

enum {
	/* any sort */
	GZ3_EQ, GZ3_DISTINCT, GZ3_ITE,

	/* Bool */
	GZ3_BOOL_FIRST,
	GZ3_NOT, GZ3_IFF, GZ3_IMPLIES, GZ3_XOR, GZ3_AND, GZ3_OR,
	GZ3_ATMOST, GZ3_ATLEAST, /* p = bound */

	/* Int or Real */
	GZ3_ARITH_FIRST,
	GZ3_ADD, GZ3_SUB, GZ3_MUL, GZ3_NEG, GZ3_DIV, GZ3_MOD, GZ3_REM,
	GZ3_LT, GZ3_LE, GZ3_GT, GZ3_GE,
	GZ3_INT2BV, /* p = width */

	/* bit-vector */
	GZ3_BV_FIRST,
	GZ3_BVNOT, GZ3_BVNEG, GZ3_BVAND, GZ3_BVOR, GZ3_BVXOR,
	GZ3_BVADD, GZ3_BVSUB, GZ3_BVMUL,
	GZ3_BVUDIV, GZ3_BVUREM, GZ3_BVSDIV, GZ3_BVSREM,
	GZ3_BVSHL, GZ3_BVLSHR, GZ3_BVASHR,
	GZ3_BVULT, GZ3_BVULE, GZ3_BVUGT, GZ3_BVUGE,
	GZ3_BVSLT, GZ3_BVSLE, GZ3_BVSGT, GZ3_BVSGE,
	GZ3_CONCAT,
	GZ3_EXTRACT, /* p = high, q = low */
	GZ3_ZEROEXT, GZ3_SIGNEXT, /* p = bits added */
	GZ3_BV2INT /* p = signed */
};

#endif
