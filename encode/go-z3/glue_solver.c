/* Solvers: birth, assertions, checks, models. */
#include "glue.h"

static Z3_symbol symbol(Z3_context c, const char *s) { return Z3_mk_string_symbol(c, s); }

/* Every solver is born with ctrl_c=false. With Z3's default, each check puts
 * its own SIGINT handler in place and restores the old one by signal(2), which
 * drops SA_ONSTACK and SA_SIGINFO: the next ^C would then kill a Go process
 * with "non-Go code set up signal handler without SA_ONSTACK flag". */
gz3_object gz3_mk_solver(Z3_context c, int kind, Z3_symbol logic) {
	Z3_set_error(c, Z3_OK);
	Z3_solver s = NULL;
	switch (kind) {
	case GZ3_DEFAULT_SOLVER: s = Z3_mk_solver(c); break;
	case GZ3_SIMPLE_SOLVER: s = Z3_mk_simple_solver(c); break;
	case GZ3_LOGIC_SOLVER: s = Z3_mk_solver_for_logic(c, logic); break;
	}
	gz3_object o = {s, Z3_get_error_code(c)};
	if (!s && o.code == Z3_OK)
		o.code = Z3_INVALID_ARG;
	if (o.code != Z3_OK) {
		o.ptr = NULL;
		return o;
	}
	Z3_solver_inc_ref(c, s);
	Z3_params p = Z3_mk_params(c);
	Z3_params_inc_ref(c, p);
	Z3_params_set_bool(c, p, symbol(c, "ctrl_c"), false);
	Z3_solver_set_params(c, s, p);
	o.code = Z3_get_error_code(c);
	Z3_params_dec_ref(c, p);
	if (o.code != Z3_OK) {
		Z3_solver_dec_ref(c, s);
		o.ptr = NULL;
	}
	return o;
}

unsigned gz3_assert(Z3_context c, Z3_solver s, Z3_ast a, Z3_ast track) {
	Z3_set_error(c, Z3_OK);
	if (track)
		Z3_solver_assert_and_track(c, s, a, track);
	else
		Z3_solver_assert(c, s, a);
	return Z3_get_error_code(c);
}

gz3_answer gz3_check(Z3_context c, Z3_solver s, unsigned n, Z3_ast const *a) {
	Z3_set_error(c, Z3_OK);
	Z3_lbool r = n ? Z3_solver_check_assumptions(c, s, n, a) : Z3_solver_check(c, s);
	return (gz3_answer){(int)r, Z3_get_error_code(c)};
}

gz3_object gz3_model(Z3_context c, Z3_solver s) {
	Z3_set_error(c, Z3_OK);
	Z3_model m = Z3_solver_get_model(c, s);
	gz3_object o = {m, Z3_get_error_code(c)};
	if (!m && o.code == Z3_OK)
		o.code = Z3_INVALID_USAGE;
	if (o.code != Z3_OK)
		o.ptr = NULL;
	else
		Z3_model_inc_ref(c, m);
	return o;
}

/* For names known to exist (timeout, rlimit): no look-up in the descriptions,
 * which costs more than a small check. */
unsigned gz3_set_uint(Z3_context c, Z3_solver s, const char *k, unsigned v) {
	Z3_set_error(c, Z3_OK);
	Z3_params p = Z3_mk_params(c);
	Z3_params_inc_ref(c, p);
	Z3_params_set_uint(c, p, symbol(c, k), v);
	Z3_solver_set_params(c, s, p);
	unsigned code = Z3_get_error_code(c);
	Z3_params_dec_ref(c, p);
	return code;
}
