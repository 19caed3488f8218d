/* Contexts, their parameters, and giving references back. */
#include "glue.h"

/* Z3's default handler prints and exits the process. This one does nothing:
 * the code is read after each call instead. */
static void no_op(Z3_context c, Z3_error_code e) { (void)c; (void)e; }

/* A library does not write to stderr; what Z3 would warn about is reported as
 * an error. Z3 switches warnings on again when a global parameter is set. */
void gz3_quiet(void) { Z3_toggle_warning_messages(false); }

Z3_context gz3_mk_context(Z3_config cfg) {
	Z3_context c = Z3_mk_context_rc(cfg);
	if (c)
		Z3_set_error_handler(c, no_op);
	return c;
}

/* Unlike Z3_set_param_value this call reports unknown names and bad values. */
unsigned gz3_update_param(Z3_context c, const char *k, const char *v) {
	Z3_set_error(c, Z3_OK);
	Z3_update_param_value(c, k, v);
	return Z3_get_error_code(c);
}

int gz3_global_get(const char *k, const char **v) {
	*v = NULL;
	return Z3_global_param_get(k, v) && *v;
}

void gz3_release(Z3_context c, int kind, void *p) {
	switch (kind) {
	case GZ3_AST: Z3_dec_ref(c, (Z3_ast)p); break;
	case GZ3_SOLVER: Z3_solver_dec_ref(c, (Z3_solver)p); break;
	case GZ3_MODEL: Z3_model_dec_ref(c, (Z3_model)p); break;
	}
}

void gz3_release_asts(Z3_context c, size_t n, Z3_ast const *a) {
	for (size_t i = 0; i < n; i++)
		Z3_dec_ref(c, a[i]);
}
