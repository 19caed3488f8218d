package z3

/*
#include <stdlib.h>
#include "glue.h"
*/
import "C"

import (
	"math"
	"time"
	"unsafe"
)

// noTimeout is Z3's way to say that there is none.
const noTimeout = math.MaxUint32

// SetTimeout bounds each later check by wall clock, in whole milliseconds; 0
// takes the bound away. The answer of a check that runs out is Undef with
// ReasonTimeout.
func (s *Solver) SetTimeout(d time.Duration) error {
	const op = "SetTimeout"
	ms := uint64(noTimeout)
	if d > 0 {
		ms = min(uint64((d+time.Millisecond-1)/time.Millisecond), noTimeout-1)
	}
	if err := s.setUint(op, "timeout", uint32(ms)); err != nil {
		return err
	}
	s.timeout = max(d, 0)
	return nil
}

// SetRlimit bounds each later check by Z3's count of its own steps, which does
// not depend on the machine or its load; 0 takes the bound away. The answer of
// a check that runs out is Undef with ReasonRlimit.
func (s *Solver) SetRlimit(n uint32) error {
	if err := s.setUint("SetRlimit", "rlimit", n); err != nil {
		return err
	}
	s.rlimit = n
	return nil
}

func (s *Solver) setUint(op, name string, v uint32) error {
	k, err := s.enter(op)
	if err != nil {
		return err
	}
	cs := C.CString(name)
	defer C.free(unsafe.Pointer(cs))
	return s.ctx.leave(op, C.gz3_set_uint(k.z3, s.raw, cs, C.uint(v)), "").orNil()
}
