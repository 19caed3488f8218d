/* The C side of the binding: a few functions that each do one whole step
 * (call Z3, read the error code, take the reference) so that Go crosses the
 * language border once per step and never sees an unreferenced handle.
 *
 * Contract kept by every function here:
 *   - it never calls back into Go, and it never prints or exits;
 *   - a handle it returns already carries one reference for the caller;
 *   - code is the Z3_error_code of the step, 0 when all went well.
 */
#ifndef GO_Z3_GLUE_H
#define GO_Z3_GLUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <z3.h>

typedef struct { Z3_ast ast; unsigned code; int bad; } gz3_term;
typedef struct { int result; unsigned code; } gz3_answer;
typedef struct { void *ptr; unsigned code; } gz3_object;
typedef struct { const char *text; unsigned code; } gz3_text;
typedef struct { int64_t i; uint64_t u; int ok; unsigned code; } gz3_number;

/* Kinds of reference-counted things, for gz3_release. */
enum { GZ3_AST, GZ3_SOLVER, GZ3_MODEL };

/* The terms of the boolean variables 1..cap-1 and of their negations. They
 * belong to the context, so they survive push, pop and reset of any solver. */
typedef struct {
	Z3_ast *pos, *neg;
	Z3_func_decl *decl;
	int32_t cap;
	Z3_sort boolean;
	Z3_ast yes, no;
	Z3_ast *buf;
	size_t bufcap;
} gz3_lits;

/* glue_context.c */
void gz3_quiet(void);
Z3_context gz3_mk_context(Z3_config cfg);
unsigned gz3_update_param(Z3_context c, const char *k, const char *v);
int gz3_global_get(const char *k, const char **v);
void gz3_release(Z3_context c, int kind, void *p);
void gz3_release_asts(Z3_context c, size_t n, Z3_ast const *a);

/* glue_term.c */
gz3_term gz3_apply(Z3_context c, int op, unsigned n, Z3_ast const *a, unsigned p, unsigned q);
gz3_term gz3_app(Z3_context c, Z3_func_decl f, unsigned n, Z3_ast const *a);
gz3_term gz3_const(Z3_context c, Z3_symbol name, Z3_sort s);
gz3_term gz3_fresh_const(Z3_context c, const char *prefix, Z3_sort s);
gz3_term gz3_int64(Z3_context c, int64_t v, Z3_sort s);
gz3_term gz3_uint64(Z3_context c, uint64_t v, Z3_sort s);
gz3_term gz3_numeral(Z3_context c, const char *v, Z3_sort s);
gz3_term gz3_bool(Z3_context c, bool v);
gz3_term gz3_ref(Z3_context c, Z3_ast a);
gz3_term gz3_simplify(Z3_context c, Z3_ast a);
gz3_term gz3_eval(Z3_context c, Z3_model m, Z3_ast a, bool completion);
gz3_text gz3_benchmark(Z3_context c, const char *name, const char *logic, const char *status,
                       unsigned n, Z3_ast const *a);
gz3_term gz3_decl(Z3_context c, Z3_symbol name, unsigned n, Z3_sort const *dom, Z3_sort rng);
gz3_term gz3_decl_of(Z3_context c, Z3_ast a);
gz3_term gz3_sort_of(Z3_context c, Z3_ast a);
gz3_number gz3_read_int(Z3_context c, Z3_ast a);
gz3_text gz3_read_numeral(Z3_context c, Z3_ast a);

/* glue_sort.c */
enum { GZ3_SORT_BOOL, GZ3_SORT_INT, GZ3_SORT_REAL, GZ3_SORT_BV };
gz3_term gz3_sort(Z3_context c, int kind, unsigned size);
gz3_term gz3_uninterpreted_sort(Z3_context c, Z3_symbol name);

/* glue_solver.c */
enum { GZ3_DEFAULT_SOLVER, GZ3_SIMPLE_SOLVER, GZ3_LOGIC_SOLVER };
gz3_object gz3_mk_solver(Z3_context c, int kind, Z3_symbol logic);
unsigned gz3_assert(Z3_context c, Z3_solver s, Z3_ast a, Z3_ast track);
gz3_answer gz3_check(Z3_context c, Z3_solver s, unsigned n, Z3_ast const *a);
gz3_object gz3_model(Z3_context c, Z3_solver s);
unsigned gz3_set_uint(Z3_context c, Z3_solver s, const char *k, unsigned v);

/* glue_params.c */
enum { GZ3_PARAM_BOOL, GZ3_PARAM_UINT, GZ3_PARAM_DOUBLE, GZ3_PARAM_SYMBOL };
unsigned gz3_set_param(Z3_context c, Z3_solver s, const char *name, int kind,
                       unsigned u, double d, const char *sym);

/* glue_clauses.c */
gz3_lits *gz3_lits_new(Z3_context c);
void gz3_lits_free(gz3_lits *l);
gz3_term gz3_lit(Z3_context c, gz3_lits *l, int32_t lit);
unsigned gz3_add_clauses(Z3_context c, Z3_solver s, gz3_lits *l,
                         const int32_t *lits, size_t n, int32_t maxvar);
gz3_answer gz3_check_lits(Z3_context c, Z3_solver s, gz3_lits *l,
                          const int32_t *lits, size_t n, int32_t maxvar);
gz3_answer gz3_core_lits(Z3_context c, Z3_solver s, int32_t *dst, size_t cap);
unsigned gz3_model_bits(Z3_context c, Z3_solver s, gz3_lits *l,
                        unsigned char *dst, size_t n);

/* glue_ops.h: the operators of gz3_apply. */
#include "glue_ops.h"

#endif
