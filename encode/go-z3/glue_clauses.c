/* Clauses as flat zero-terminated literals: one crossing per batch. */
#include "glue.h"
#include <stdlib.h>
#include <string.h>

gz3_lits *gz3_lits_new(Z3_context c) {
	gz3_lits *l = calloc(1, sizeof *l);
	if (!l)
		return NULL;
	l->boolean = Z3_mk_bool_sort(c);
	Z3_inc_ref(c, Z3_sort_to_ast(c, l->boolean));
	l->yes = Z3_mk_true(c);
	Z3_inc_ref(c, l->yes);
	l->no = Z3_mk_false(c);
	Z3_inc_ref(c, l->no);
	return l;
}

/* Called with the context: deleting it frees the terms, so only the tables
 * are freed here. */
void gz3_lits_free(gz3_lits *l) {
	if (!l)
		return;
	free(l->pos);
	free(l->neg);
	free(l->decl);
	free(l->buf);
	free(l);
}

static bool grow_table(void **t, size_t old, size_t new, size_t size) {
	void *p = realloc(*t, new * size);
	if (!p)
		return false;
	memset((char *)p + old * size, 0, (new - old) * size);
	*t = p;
	return true;
}

static bool reserve_vars(gz3_lits *l, int32_t maxvar) {
	if (maxvar < l->cap)
		return true;
	size_t cap = l->cap ? (size_t)l->cap : 256;
	while (cap <= (size_t)maxvar)
		cap *= 2;
	if (!grow_table((void **)&l->pos, l->cap, cap, sizeof *l->pos) ||
	    !grow_table((void **)&l->neg, l->cap, cap, sizeof *l->neg) ||
	    !grow_table((void **)&l->decl, l->cap, cap, sizeof *l->decl))
		return false; /* tables that did grow are merely larger than cap */
	l->cap = (int32_t)cap;
	return true;
}

static bool reserve_buf(gz3_lits *l, size_t n) {
	if (n <= l->bufcap)
		return true;
	size_t cap = l->bufcap ? l->bufcap : 64;
	while (cap < n)
		cap *= 2;
	Z3_ast *b = realloc(l->buf, cap * sizeof *b);
	if (!b)
		return false;
	l->buf = b;
	l->bufcap = cap;
	return true;
}

static Z3_ast variable(Z3_context c, gz3_lits *l, int32_t v) {
	Z3_ast a = l->pos[v];
	if (a)
		return a;
	a = Z3_mk_const(c, Z3_mk_int_symbol(c, v), l->boolean);
	if (!a || Z3_get_error_code(c) != Z3_OK)
		return NULL;
	Z3_inc_ref(c, a);
	l->decl[v] = Z3_get_app_decl(c, Z3_to_app(c, a));
	return l->pos[v] = a;
}

/* The table must already reach lit's variable. */
static Z3_ast literal(Z3_context c, gz3_lits *l, int32_t lit) {
	if (lit > 0)
		return variable(c, l, lit);
	Z3_ast n = l->neg[-lit];
	if (n)
		return n;
	Z3_ast a = variable(c, l, -lit);
	if (!a)
		return NULL;
	n = Z3_mk_not(c, a);
	if (!n || Z3_get_error_code(c) != Z3_OK)
		return NULL;
	Z3_inc_ref(c, n);
	return l->neg[-lit] = n;
}

static unsigned failure(Z3_context c) {
	unsigned code = Z3_get_error_code(c);
	return code ? code : Z3_MEMOUT_FAIL;
}

gz3_term gz3_lit(Z3_context c, gz3_lits *l, int32_t lit) {
	Z3_set_error(c, Z3_OK);
	gz3_term t = {NULL, Z3_MEMOUT_FAIL, 0};
	if (!reserve_vars(l, lit < 0 ? -lit : lit))
		return t;
	t.ast = literal(c, l, lit);
	t.code = t.ast ? Z3_OK : failure(c);
	if (t.ast)
		Z3_inc_ref(c, t.ast);
	return t;
}

static unsigned add_clause(Z3_context c, Z3_solver s, gz3_lits *l, const int32_t *lits, size_t n) {
	if (!reserve_buf(l, n))
		return Z3_MEMOUT_FAIL;
	for (size_t i = 0; i < n; i++)
		if (!(l->buf[i] = literal(c, l, lits[i])))
			return failure(c);
	if (n == 0) {
		Z3_solver_assert(c, s, l->no);
		return Z3_get_error_code(c);
	}
	if (n == 1) {
		Z3_solver_assert(c, s, l->buf[0]);
		return Z3_get_error_code(c);
	}
	Z3_ast clause = Z3_mk_or(c, (unsigned)n, l->buf);
	if (!clause || Z3_get_error_code(c) != Z3_OK)
		return failure(c);
	Z3_inc_ref(c, clause);
	Z3_solver_assert(c, s, clause);
	unsigned code = Z3_get_error_code(c);
	Z3_dec_ref(c, clause);
	return code;
}

/* The caller has checked that the last literal is 0 and that maxvar is the
 * largest variable. */
unsigned gz3_add_clauses(Z3_context c, Z3_solver s, gz3_lits *l,
                         const int32_t *lits, size_t n, int32_t maxvar) {
	Z3_set_error(c, Z3_OK);
	if (!reserve_vars(l, maxvar))
		return Z3_MEMOUT_FAIL;
	size_t start = 0;
	for (size_t i = 0; i < n; i++) {
		if (lits[i] != 0)
			continue;
		unsigned code = add_clause(c, s, l, lits + start, i - start);
		if (code)
			return code;
		start = i + 1;
	}
	return Z3_OK;
}

gz3_answer gz3_check_lits(Z3_context c, Z3_solver s, gz3_lits *l,
                          const int32_t *lits, size_t n, int32_t maxvar) {
	Z3_set_error(c, Z3_OK);
	if (!reserve_vars(l, maxvar) || !reserve_buf(l, n))
		return (gz3_answer){0, Z3_MEMOUT_FAIL};
	for (size_t i = 0; i < n; i++)
		if (!(l->buf[i] = literal(c, l, lits[i])))
			return (gz3_answer){0, failure(c)};
	Z3_lbool r = n ? Z3_solver_check_assumptions(c, s, (unsigned)n, l->buf) : Z3_solver_check(c, s);
	return (gz3_answer){(int)r, Z3_get_error_code(c)};
}

/* result = number of literals written; members of the core that are not
 * literals over integer symbols (tracked assertions) are left out. */
gz3_answer gz3_core_lits(Z3_context c, Z3_solver s, int32_t *dst, size_t cap) {
	Z3_set_error(c, Z3_OK);
	Z3_ast_vector v = Z3_solver_get_unsat_core(c, s);
	gz3_answer r = {0, Z3_get_error_code(c)};
	if (r.code != Z3_OK)
		return r;
	Z3_ast_vector_inc_ref(c, v);
	unsigned n = Z3_ast_vector_size(c, v);
	for (unsigned i = 0; i < n && (size_t)r.result < cap; i++) {
		Z3_app a = Z3_to_app(c, Z3_ast_vector_get(c, v, i));
		int32_t sign = 1;
		Z3_func_decl d = Z3_get_app_decl(c, a);
		if (Z3_get_decl_kind(c, d) == Z3_OP_NOT) {
			sign = -1;
			d = Z3_get_app_decl(c, Z3_to_app(c, Z3_get_app_arg(c, a, 0)));
		}
		Z3_symbol name = Z3_get_decl_name(c, d);
		if (Z3_get_symbol_kind(c, name) == Z3_INT_SYMBOL)
			dst[r.result++] = sign * Z3_get_symbol_int(c, name);
	}
	Z3_ast_vector_dec_ref(c, v);
	return r;
}

/* dst[v] = 1 when variable v is true in the model, for v in 1..n-1. A variable
 * the model says nothing about may have either value and reads as false. */
unsigned gz3_model_bits(Z3_context c, Z3_solver s, gz3_lits *l, unsigned char *dst, size_t n) {
	Z3_set_error(c, Z3_OK);
	Z3_model m = Z3_solver_get_model(c, s);
	if (!m || Z3_get_error_code(c) != Z3_OK)
		return Z3_get_error_code(c) ? Z3_get_error_code(c) : Z3_INVALID_USAGE;
	Z3_model_inc_ref(c, m);
	unsigned code = Z3_OK;
	memset(dst, 0, n);
	size_t known = (size_t)l->cap < n ? (size_t)l->cap : n;
	for (size_t v = 1; v < known; v++) {
		if (!l->pos[v])
			continue;
		Z3_ast r = Z3_model_get_const_interp(c, m, l->decl[v]);
		if (r && r != l->yes && r != l->no) {
			/* a definition instead of a value */
			if (!Z3_model_eval(c, m, l->pos[v], true, &r)) {
				code = failure(c);
				break;
			}
		}
		dst[v] = r == l->yes;
	}
	Z3_model_dec_ref(c, m);
	return code;
}
