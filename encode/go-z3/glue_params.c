/* One solver parameter, validated before it is set: a solver that Z3 has not
 * started yet would otherwise accept any name. */
#include "glue.h"

unsigned gz3_set_param(Z3_context c, Z3_solver s, const char *name, int kind,
                       unsigned u, double d, const char *sym) {
	Z3_set_error(c, Z3_OK);
	Z3_symbol k = Z3_mk_string_symbol(c, name);
	Z3_params p = Z3_mk_params(c);
	Z3_params_inc_ref(c, p);
	switch (kind) {
	case GZ3_PARAM_BOOL: Z3_params_set_bool(c, p, k, u != 0); break;
	case GZ3_PARAM_UINT: Z3_params_set_uint(c, p, k, u); break;
	case GZ3_PARAM_DOUBLE: Z3_params_set_double(c, p, k, d); break;
	case GZ3_PARAM_SYMBOL: Z3_params_set_symbol(c, p, k, Z3_mk_string_symbol(c, sym)); break;
	}
	Z3_param_descrs descrs = Z3_solver_get_param_descrs(c, s);
	unsigned code = Z3_get_error_code(c);
	if (code == Z3_OK) {
		Z3_param_descrs_inc_ref(c, descrs);
		Z3_params_validate(c, p, descrs);
		code = Z3_get_error_code(c);
		Z3_param_descrs_dec_ref(c, descrs);
	}
	if (code == Z3_OK) {
		Z3_solver_set_params(c, s, p);
		code = Z3_get_error_code(c);
	}
	Z3_params_dec_ref(c, p);
	return code;
}
