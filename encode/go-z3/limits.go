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

// noTimeout is the value by which Z3 means that no timeout is set.
const noTimeout = math.MaxUint32

// Setting a parameter makes Z3's solver read all of its parameters again, which takes
// about 0.1 ms. So a limit that does not change is set only once.

// SetTimeout limits the wall time of each later check, in whole milliseconds. 0 removes
// the limit. A check that reaches it answers Undef with ReasonTimeout.
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

// SetRlimit limits the resources of each later check. Z3 counts its own steps, which do
// not depend on the machine or its load. 0 removes the limit. A check that reaches it
// answers Undef with ReasonRlimit.
func (s *Solver) SetRlimit(n uint32) error {
	told := s != nil && s.rlimitTold && s.rlimit == n
	if err := s.setUint("SetRlimit", "rlimit", n, told); err != nil {
		return err
	}
	s.rlimit, s.rlimitTold = n, true
	return nil
}

// setUint sets a parameter that every solver has, unless told says that it is set.
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
