package z3

/*
#include <stdlib.h>
#include "glue.h"
*/
import "C"

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unsafe"
)

// SetParam sets a parameter of the solver to a bool, an int or uint, a float64
// or a string (a symbol of Z3). A name the solver does not have, or a value of
// the wrong kind, is an error.
//
// SetParam searches the name among the few hundred parameters of the solver, so use it
// only to set a solver up. SetTimeout and SetRlimit are cheap.
func (s *Solver) SetParam(name string, value any) error {
	const op = "SetParam"
	if s == nil {
		return s.closed(op)
	}
	p, ok := paramOf(value)
	if !ok || strings.IndexByte(name, 0) >= 0 {
		return s.ctx.fail(op, ErrorCodeInvalidArg, fmt.Sprintf("cannot set %q to %v", name, value), nil)
	}
	switch { // so that the reason of a later Undef is known
	case name == "timeout" && p.kind == C.GZ3_PARAM_UINT:
		if p.u == noTimeout {
			p.u = 0
		}
		return s.SetTimeout(time.Duration(p.u) * time.Millisecond)
	case name == "rlimit" && p.kind == C.GZ3_PARAM_UINT:
		return s.SetRlimit(p.u)
	}
	k, err := s.enter(op)
	if err != nil {
		return err
	}
	cn, ct := C.CString(name), C.CString(p.text)
	defer C.free(unsafe.Pointer(cn))
	defer C.free(unsafe.Pointer(ct))
	code := C.gz3_set_param(k.z3, s.raw, cn, p.kind, C.uint(p.u), C.double(p.f), ct)
	return s.ctx.leave(op, code, "").orNil()
}

// paramValue is a value in the form in which Z3 takes it.
type paramValue struct {
	kind C.int
	u    uint32
	f    float64
	text string
}

func paramOf(value any) (paramValue, bool) {
	switch v := value.(type) {
	case bool:
		if v {
			return paramValue{kind: C.GZ3_PARAM_BOOL, u: 1}, true
		}
		return paramValue{kind: C.GZ3_PARAM_BOOL}, true
	case int:
		return paramValue{kind: C.GZ3_PARAM_UINT, u: uint32(v)}, v >= 0 && v <= math.MaxUint32
	case uint:
		return paramValue{kind: C.GZ3_PARAM_UINT, u: uint32(v)}, v <= math.MaxUint32
	case uint32:
		return paramValue{kind: C.GZ3_PARAM_UINT, u: v}, true
	case float64:
		return paramValue{kind: C.GZ3_PARAM_DOUBLE, f: v}, true
	case string:
		return paramValue{kind: C.GZ3_PARAM_SYMBOL, text: v}, strings.IndexByte(v, 0) < 0
	}
	return paramValue{}, false
}
