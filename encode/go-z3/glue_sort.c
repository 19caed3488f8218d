/* Sorts. They are terms to Z3's reference counts. */
#include "glue.h"

static gz3_term finish(Z3_context c, Z3_sort s) {
	gz3_term t = {NULL, Z3_get_error_code(c), 0};
	if (t.code == Z3_OK && !s)
		t.code = Z3_INVALID_ARG;
	if (t.code == Z3_OK) {
		t.ast = Z3_sort_to_ast(c, s);
		Z3_inc_ref(c, t.ast);
	}
	return t;
}

gz3_term gz3_sort(Z3_context c, int kind, unsigned size) {
	Z3_set_error(c, Z3_OK);
	switch (kind) {
	case GZ3_SORT_BOOL: return finish(c, Z3_mk_bool_sort(c));
	case GZ3_SORT_INT: return finish(c, Z3_mk_int_sort(c));
	case GZ3_SORT_REAL: return finish(c, Z3_mk_real_sort(c));
	default: return finish(c, Z3_mk_bv_sort(c, size));
	}
}

gz3_term gz3_uninterpreted_sort(Z3_context c, Z3_symbol name) {
	Z3_set_error(c, Z3_OK);
	return finish(c, Z3_mk_uninterpreted_sort(c, name));
}
