/* Building and reading terms. */
#include "glue.h"

/* finish reads the error of the last call before Z3_inc_ref resets it, then
 * takes the reference: in a reference-counted context a term without one may
 * be freed, and its address reused, by the next call. */
static gz3_term finish(Z3_context c, Z3_ast r) {
	gz3_term t = {NULL, Z3_get_error_code(c), 0};
	if (t.code == Z3_OK && !r)
		t.code = Z3_INVALID_ARG;
	if (t.code == Z3_OK) {
		Z3_inc_ref(c, r);
		t.ast = r;
	}
	return t;
}

static bool fits(Z3_context c, int op, Z3_ast a) {
	Z3_sort_kind k = Z3_get_sort_kind(c, Z3_get_sort(c, a));
	if (op > GZ3_BV_FIRST)
		return k == Z3_BV_SORT;
	if (op == GZ3_INT2BV || op == GZ3_MOD || op == GZ3_REM)
		return k == Z3_INT_SORT;
	if (op > GZ3_ARITH_FIRST)
		return k == Z3_INT_SORT || k == Z3_REAL_SORT;
	if (op > GZ3_BOOL_FIRST)
		return k == Z3_BOOL_SORT;
	return true;
}

/* Z3 4.8.12 does not check every argument, so the sorts are looked at first;
 * bad is the 1-based place of the argument that is of the wrong kind. */
gz3_term gz3_apply(Z3_context c, int op, unsigned n, Z3_ast const *a, unsigned p, unsigned q) {
	for (unsigned i = 0; i < n; i++)
		if (!fits(c, op, a[i]))
			return (gz3_term){NULL, Z3_SORT_ERROR, (int)i + 1};
	Z3_set_error(c, Z3_OK);
	Z3_ast x = a[0], y = n > 1 ? a[1] : NULL;
	Z3_ast r = NULL;
	switch (op) {
	case GZ3_EQ: r = Z3_mk_eq(c, x, y); break;
	case GZ3_DISTINCT: r = Z3_mk_distinct(c, n, a); break;
	case GZ3_ITE: r = Z3_mk_ite(c, x, y, a[2]); break;

	case GZ3_NOT: r = Z3_mk_not(c, x); break;
	case GZ3_IFF: r = Z3_mk_iff(c, x, y); break;
	case GZ3_IMPLIES: r = Z3_mk_implies(c, x, y); break;
	case GZ3_XOR: r = Z3_mk_xor(c, x, y); break;
	case GZ3_AND: r = Z3_mk_and(c, n, a); break;
	case GZ3_OR: r = Z3_mk_or(c, n, a); break;
	case GZ3_ATMOST: r = Z3_mk_atmost(c, n, a, p); break;
	case GZ3_ATLEAST: r = Z3_mk_atleast(c, n, a, p); break;

	case GZ3_ADD: r = Z3_mk_add(c, n, a); break;
	case GZ3_SUB: r = Z3_mk_sub(c, n, a); break;
	case GZ3_MUL: r = Z3_mk_mul(c, n, a); break;
	case GZ3_NEG: r = Z3_mk_unary_minus(c, x); break;
	case GZ3_DIV: r = Z3_mk_div(c, x, y); break;
	case GZ3_MOD: r = Z3_mk_mod(c, x, y); break;
	case GZ3_REM: r = Z3_mk_rem(c, x, y); break;
	case GZ3_LT: r = Z3_mk_lt(c, x, y); break;
	case GZ3_LE: r = Z3_mk_le(c, x, y); break;
	case GZ3_GT: r = Z3_mk_gt(c, x, y); break;
	case GZ3_GE: r = Z3_mk_ge(c, x, y); break;
	case GZ3_INT2BV: r = Z3_mk_int2bv(c, p, x); break;

	case GZ3_BVNOT: r = Z3_mk_bvnot(c, x); break;
	case GZ3_BVNEG: r = Z3_mk_bvneg(c, x); break;
	case GZ3_BVAND: r = Z3_mk_bvand(c, x, y); break;
	case GZ3_BVOR: r = Z3_mk_bvor(c, x, y); break;
	case GZ3_BVXOR: r = Z3_mk_bvxor(c, x, y); break;
	case GZ3_BVADD: r = Z3_mk_bvadd(c, x, y); break;
	case GZ3_BVSUB: r = Z3_mk_bvsub(c, x, y); break;
	case GZ3_BVMUL: r = Z3_mk_bvmul(c, x, y); break;
	case GZ3_BVUDIV: r = Z3_mk_bvudiv(c, x, y); break;
	case GZ3_BVUREM: r = Z3_mk_bvurem(c, x, y); break;
	case GZ3_BVSDIV: r = Z3_mk_bvsdiv(c, x, y); break;
	case GZ3_BVSREM: r = Z3_mk_bvsrem(c, x, y); break;
	case GZ3_BVSHL: r = Z3_mk_bvshl(c, x, y); break;
	case GZ3_BVLSHR: r = Z3_mk_bvlshr(c, x, y); break;
	case GZ3_BVASHR: r = Z3_mk_bvashr(c, x, y); break;
	case GZ3_BVULT: r = Z3_mk_bvult(c, x, y); break;
	case GZ3_BVULE: r = Z3_mk_bvule(c, x, y); break;
	case GZ3_BVUGT: r = Z3_mk_bvugt(c, x, y); break;
	case GZ3_BVUGE: r = Z3_mk_bvuge(c, x, y); break;
	case GZ3_BVSLT: r = Z3_mk_bvslt(c, x, y); break;
	case GZ3_BVSLE: r = Z3_mk_bvsle(c, x, y); break;
	case GZ3_BVSGT: r = Z3_mk_bvsgt(c, x, y); break;
	case GZ3_BVSGE: r = Z3_mk_bvsge(c, x, y); break;
	case GZ3_CONCAT: r = Z3_mk_concat(c, x, y); break;
	case GZ3_EXTRACT: r = Z3_mk_extract(c, p, q, x); break;
	case GZ3_ZEROEXT: r = Z3_mk_zero_ext(c, p, x); break;
	case GZ3_SIGNEXT: r = Z3_mk_sign_ext(c, p, x); break;
	case GZ3_BV2INT: r = Z3_mk_bv2int(c, x, p != 0); break;
	}
	return finish(c, r);
}

gz3_term gz3_app(Z3_context c, Z3_func_decl f, unsigned n, Z3_ast const *a) {
	Z3_set_error(c, Z3_OK);
	if (n != Z3_get_domain_size(c, f))
		return (gz3_term){NULL, Z3_INVALID_ARG, 0};
	for (unsigned i = 0; i < n; i++)
		if (!Z3_is_eq_sort(c, Z3_get_sort(c, a[i]), Z3_get_domain(c, f, i)))
			return (gz3_term){NULL, Z3_SORT_ERROR, (int)i + 1};
	return finish(c, Z3_mk_app(c, f, n, a));
}

gz3_term gz3_const(Z3_context c, Z3_symbol name, Z3_sort s) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_mk_const(c, name, s));
}

gz3_term gz3_fresh_const(Z3_context c, const char *prefix, Z3_sort s) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_mk_fresh_const(c, prefix, s));
}

gz3_term gz3_int64(Z3_context c, int64_t v, Z3_sort s) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_mk_int64(c, v, s));
}

gz3_term gz3_uint64(Z3_context c, uint64_t v, Z3_sort s) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_mk_unsigned_int64(c, v, s));
}

gz3_term gz3_numeral(Z3_context c, const char *v, Z3_sort s) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_mk_numeral(c, v, s));
}

gz3_term gz3_bool(Z3_context c, bool v) {
	Z3_set_error(c, Z3_OK);
	return finish(c, v ? Z3_mk_true(c) : Z3_mk_false(c));
}

gz3_term gz3_ref(Z3_context c, Z3_ast a) {
	Z3_set_error(c, Z3_OK);
	return finish(c, a);
}

gz3_term gz3_simplify(Z3_context c, Z3_ast a) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_simplify(c, a));
}

gz3_term gz3_eval(Z3_context c, Z3_model m, Z3_ast a, bool completion) {
	Z3_set_error(c, Z3_OK);
	Z3_ast r = NULL;
	if (!Z3_model_eval(c, m, a, completion, &r))
		r = NULL;
	return finish(c, r);
}

/* Z3 takes one formula apart from the assumptions before it. */
gz3_text gz3_benchmark(Z3_context c, const char *name, const char *logic, const char *status,
                       unsigned n, Z3_ast const *a) {
	Z3_set_error(c, Z3_OK);
	const char *s = Z3_benchmark_to_smtlib_string(c, name, logic, status, "", n - 1, a, a[n - 1]);
	return (gz3_text){s, Z3_get_error_code(c)};
}

gz3_term gz3_decl(Z3_context c, Z3_symbol name, unsigned n, Z3_sort const *dom, Z3_sort rng) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_func_decl_to_ast(c, Z3_mk_func_decl(c, name, n, dom, rng)));
}

gz3_term gz3_decl_of(Z3_context c, Z3_ast a) {
	Z3_set_error(c, Z3_OK);
	switch (Z3_get_ast_kind(c, a)) {
	case Z3_FUNC_DECL_AST:
		return finish(c, a);
	case Z3_APP_AST:
	case Z3_NUMERAL_AST:
		return finish(c, Z3_func_decl_to_ast(c, Z3_get_app_decl(c, Z3_to_app(c, a))));
	default:
		return (gz3_term){NULL, Z3_INVALID_ARG, 0};
	}
}

gz3_term gz3_sort_of(Z3_context c, Z3_ast a) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_sort_to_ast(c, Z3_get_sort(c, a)));
}

/* ok has bit 1 set when i holds the value, bit 2 when u does. */
gz3_number gz3_read_int(Z3_context c, Z3_ast a) {
	gz3_number r = {0, 0, 0, 0};
	Z3_set_error(c, Z3_OK);
	if (Z3_get_ast_kind(c, a) != Z3_NUMERAL_AST) {
		r.code = Z3_INVALID_ARG;
		return r;
	}
	if (Z3_get_numeral_int64(c, a, &r.i))
		r.ok |= 1;
	if (Z3_get_numeral_uint64(c, a, &r.u))
		r.ok |= 2;
	r.code = Z3_get_error_code(c);
	return r;
}

gz3_text gz3_read_numeral(Z3_context c, Z3_ast a) {
	Z3_set_error(c, Z3_OK);
	if (Z3_get_ast_kind(c, a) != Z3_NUMERAL_AST)
		return (gz3_text){NULL, Z3_INVALID_ARG};
	const char *s = Z3_get_numeral_string(c, a);
	return (gz3_text){s, Z3_get_error_code(c)};
}
