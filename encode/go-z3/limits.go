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

// Telling Z3 a parameter makes the solver read all of its parameters anew, about
// 0.1 ms. A limit that stays the same from check to check is told once.

// SetTimeout bounds each later check by wall clock, in whole milliseconds; 0
// takes the bound away. The answer of a check that runs out is Undef with
// ReasonTimeout.
func (s *Solver) SetTimeout(d time.Duration) error {
	d = max(d, 0)
	ms := uint64(noTimeout)
	if d > 0 {
		ms = min(uint64((d+time.Millisecond-1)/time.Millisecond), noTimeout-1)
	}
	told := s != nil && s.timeoutTold && s.timeout == d
	if err := s.setUint("SetTimeout", "timeout", uint32(ms), told); err != nil {
		return err
	}
	s.timeout, s.timeoutTold = d, true
	return nil
}

// SetRlimit bounds each later check by Z3's count of its own steps, which does
// not depend on the machine or its load; 0 takes the bound away. The answer of
// a check that runs out is Undef with ReasonRlimit.
func (s *Solver) SetRlimit(n uint32) error {
	told := s != nil && s.rlimitTold && s.rlimit == n
	if err := s.setUint("SetRlimit", "rlimit", n, told); err != nil {
		return err
	}
	s.rlimit, s.rlimitTold = n, true
	return nil
}

// setUint sets a parameter that every solver has, unless Z3 was told already.
func (s *Solver) setUint(op, name string, v uint32, told bool) error {
	k, err := s.enter(op)
	if err != nil {
		return err
	}
	if told {
		k.mu.Unlock()
		return nil
	}
	cs := C.CString(name)
	defer C.free(unsafe.Pointer(cs))
	return s.ctx.leave(op, C.gz3_set_uint(k.z3, s.raw, cs, C.uint(v)), "").orNil()
}
