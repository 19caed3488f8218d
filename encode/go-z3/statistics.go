package z3

/*
#include "glue.h"
*/
import "C"

import (
	"fmt"
	"strings"
)

// Stat is one figure about a solver: a count or a measure.
type Stat struct {
	Key    string
	IsUint bool
	Uint   uint64
	Float  float64
}

// Statistics holds the figures about a solver in Z3's order.
type Statistics []Stat

// Statistics returns the figures about the solver: those of its latest check, and some
// that are totals of the whole context.
func (s *Solver) Statistics() (Statistics, error) {
	const op = "Statistics"
	k, err := s.enter(op)
	if err != nil {
		return nil, err
	}
	st := C.Z3_solver_get_statistics(k.z3, s.raw)
	if code := C.uint(C.Z3_get_error_code(k.z3)); code != C.Z3_OK {
		return nil, s.ctx.leave(op, code, "")
	}
	C.Z3_stats_inc_ref(k.z3, st)
	all := make(Statistics, C.Z3_stats_size(k.z3, st))
	for i := range all {
		n := C.uint(i)
		all[i].Key = C.GoString(C.Z3_stats_get_key(k.z3, st, n))
		if C.Z3_stats_is_uint(k.z3, st, n) {
			all[i].IsUint = true
			all[i].Uint = uint64(C.Z3_stats_get_uint_value(k.z3, st, n))
		} else {
			all[i].Float = float64(C.Z3_stats_get_double_value(k.z3, st, n))
		}
	}
	C.Z3_stats_dec_ref(k.z3, st)
	k.mu.Unlock()
	return all, nil
}

// Uint returns the count of the given key.
func (s Statistics) Uint(key string) (uint64, bool) {
	for _, x := range s {
		if x.Key == key && x.IsUint {
			return x.Uint, true
		}
	}
	return 0, false
}

// RlimitCount returns the number of steps that the context has used so far. SetRlimit
// limits this figure per check. Z3 returns it modulo 2^32.
func (s Statistics) RlimitCount() (uint64, bool) { return s.Uint("rlimit count") }

// String returns one figure per line.
func (s Statistics) String() string {
	var b strings.Builder
	for _, x := range s {
		if x.IsUint {
			fmt.Fprintf(&b, "%s: %d\n", x.Key, x.Uint)
		} else {
			fmt.Fprintf(&b, "%s: %g\n", x.Key, x.Float)
		}
	}
	return b.String()
}
