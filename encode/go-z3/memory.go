package z3

/*
#include "glue.h"
*/
import "C"

// AllocatedBytes returns how much memory Z3 holds in this process, over all
// contexts, by its own estimate.
func AllocatedBytes() uint64 { return uint64(C.Z3_get_estimated_alloc_size()) }
