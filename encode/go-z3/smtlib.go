package z3

/*
#include <stdlib.h>
#include "glue.h"
#cgo noescape gz3_benchmark
#cgo nocallback gz3_benchmark
*/
import "C"

import (
	"strings"
	"unsafe"
)

// String returns the assertions, with the declarations that they need, as SMT-LIB 2
// commands without (check-sat).
func (s *Solver) String() string {
	const op = "Solver.String"
	k, err := s.enter(op)
	if err != nil {
		return "; " + err.Error() + "\n"
	}
	text := C.GoString(C.Z3_solver_to_string(k.z3, s.raw))
	code := C.uint(C.Z3_get_error_code(k.z3))
	if err := s.ctx.leave(op, code, ""); err != nil {
		return "; " + err.Error() + "\n"
	}
	return text
}

// FromString adds the assertions of a text, which contains SMT-LIB 2 commands or
// DIMACS. After an error the solver counts as having lost an assertion.
func (s *Solver) FromString(text string) error {
	const op = "FromString"
	was := s.suspect(op)
	k, err := s.enter(op)
	if err != nil {
		return s.lose(err)
	}
	if strings.IndexByte(text, 0) >= 0 {
		k.mu.Unlock()
		return s.lose(s.ctx.fail(op, ErrorCodeParserError, "the text holds a NUL byte", nil))
	}
	cs := C.CString(text)
	defer C.free(unsafe.Pointer(cs))
	s.changed()
	C.Z3_solver_from_string(k.z3, s.raw, cs)
	if err := s.ctx.leave(op, C.uint(C.Z3_get_error_code(k.z3)), ""); err != nil {
		return s.lose(err)
	}
	s.succeeded(was)
	return nil
}

// ParseSMTLIB2String returns the assertions of a text of SMT-LIB 2 commands.
// A constant that the text declares is the one that Const returns for this name and
// sort.
func (c *Context) ParseSMTLIB2String(text string) ([]*AST, error) {
	const op = "ParseSMTLIB2String"
	if strings.IndexByte(text, 0) >= 0 {
		return nil, c.fail(op, ErrorCodeParserError, "the text holds a NUL byte", nil)
	}
	k, err := c.enter(op)
	if err != nil {
		return nil, err
	}
	cs := C.CString(text)
	defer C.free(unsafe.Pointer(cs))
	return c.vector(op, C.Z3_parse_smtlib2_string(k.z3, cs, 0, nil, nil, 0, nil, nil))
}

// BenchmarkSMTLIB returns a complete SMT-LIB 2 script, with (check-sat), for
// the conjunction of formulas. Name, logic and status ("sat", "unsat",
// "unknown") go into its head and may be empty.
func (c *Context) BenchmarkSMTLIB(name, logic, status string, formulas ...*AST) (string, error) {
	const op = "BenchmarkSMTLIB"
	for _, t := range []string{name, logic, status} {
		if strings.ContainsAny(t, "\x00") {
			return "", c.fail(op, ErrorCodeInvalidArg, "the text holds a NUL byte", nil)
		}
	}
	if len(formulas) == 0 {
		formulas = []*AST{c.True()}
	}
	for _, a := range formulas {
		if err := a.check(c, op); err != nil {
			return "", err
		}
	}
	k, err := c.enter(op)
	if err != nil {
		return "", err
	}
	raw, ok := handles(make([]C.Z3_ast, 0, len(formulas)), formulas)
	if !ok {
		return "", c.leaveClosed(op)
	}
	cn, cl, cs := C.CString(name), C.CString(logic), C.CString(status)
	defer C.free(unsafe.Pointer(cn))
	defer C.free(unsafe.Pointer(cl))
	defer C.free(unsafe.Pointer(cs))
	t := C.gz3_benchmark(k.z3, cn, cl, cs, C.uint(len(raw)), &raw[0])
	text := ""
	if t.code == C.Z3_OK {
		text = C.GoString(t.text)
	}
	return text, c.leave(op, t.code, "").orNil()
}

// DIMACS returns the assertions, which must be clauses, in DIMACS form. Z3 chooses the
// numbers of the variables. If names is true, comment lines name them.
func (s *Solver) DIMACS(names bool) (string, error) {
	const op = "DIMACS"
	k, err := s.enter(op)
	if err != nil {
		return "", err
	}
	p := C.Z3_solver_to_dimacs_string(k.z3, s.raw, C.bool(names))
	code := C.uint(C.Z3_get_error_code(k.z3))
	text := ""
	if code == C.Z3_OK {
		text = C.GoString(p)
	}
	return text, s.ctx.leave(op, code, "").orNil()
}
