package z3

/*
#include "glue.h"
#cgo noescape gz3_model_bits
#cgo nocallback gz3_model_bits
#cgo noescape gz3_core_lits
#cgo nocallback gz3_core_lits
*/
import "C"

import "unsafe"

// ModelBits writes the model of the latest check into dst: dst[v] is the value
// of variable v, for v from 1 to len(dst)-1, and dst[0] is false. A variable
// that may have either value is false. ModelBits returns an error if the latest
// check did not answer True or the assertions have changed since.
func (s *Solver) ModelBits(dst []bool) error {
	const op = "ModelBits"
	k, err := s.enter(op)
	if err != nil {
		return err
	}
	if s.answer != True {
		k.mu.Unlock()
		return s.ctx.fail(op, ErrorCodeInvalidUsage, "the latest check did not answer sat", nil)
	}
	if len(dst) == 0 {
		k.mu.Unlock()
		return nil
	}
	code := C.uint(C.Z3_MEMOUT_FAIL)
	if k.table() {
		code = C.gz3_model_bits(k.z3, s.raw, k.lits,
			(*C.uchar)(unsafe.Pointer(&dst[0])), C.size_t(len(dst)))
	}
	return s.ctx.leave(op, code, "").orNil()
}

// CoreLits returns assumptions of the latest check that are unsatisfiable together
// with the assertions. The set need not be minimal: Z3 may include an assumption
// even if the assertions alone are unsatisfiable. CoreLits returns an error if that
// check did not answer False.
func (s *Solver) CoreLits() ([]int32, error) {
	const op = "CoreLits"
	k, err := s.enter(op)
	if err != nil {
		return nil, err
	}
	if s.answer != False {
		k.mu.Unlock()
		return nil, s.ctx.fail(op, ErrorCodeInvalidUsage, "the latest check did not answer unsat", nil)
	}
	if s.core == 0 {
		k.mu.Unlock()
		return nil, nil
	}
	dst := make([]int32, s.core)
	r := C.gz3_core_lits(k.z3, s.raw, (*C.int32_t)(unsafe.Pointer(&dst[0])), C.size_t(len(dst)))
	if err := s.ctx.leave(op, r.code, ""); err != nil {
		return nil, err
	}
	return dst[:r.result], nil
}
