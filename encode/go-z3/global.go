package z3

/*
#include <stdlib.h>
#include "glue.h"
*/
import "C"

import (
	"strings"
	"sync"
	"unsafe"
)

// globalMu guards Z3's table of global parameters, which is not.
var globalMu sync.Mutex

// SetGlobalParam sets a parameter of the whole process, such as
// "memory_max_size" or "smt.random_seed", for the contexts made later. A name
// Z3 does not know or a value it cannot read is an error.
//
// When memory_max_size is reached, every context of the process becomes unusable.
func SetGlobalParam(name, value string) error {
	const op = "SetGlobalParam"
	globalMu.Lock()
	defer globalMu.Unlock()
	old, ok := globalParam(name)
	if !ok || strings.IndexByte(value, 0) >= 0 {
		return &Error{Code: ErrorCodeInvalidArg, Op: op, Message: "unknown parameter '" + name + "'"}
	}
	cn, cv := C.CString(name), C.CString(value)
	defer C.free(unsafe.Pointer(cn))
	defer C.free(unsafe.Pointer(cv))
	C.Z3_global_param_set(cn, cv)
	C.gz3_quiet()
	// Z3 only warns about a bad value and keeps the old one.
	if now, _ := globalParam(name); now != value && now == old {
		return &Error{Code: ErrorCodeInvalidArg, Op: op,
			Message: "invalid value '" + value + "' for parameter '" + name + "'"}
	}
	return nil
}

// GlobalParam returns the value of a parameter of the whole process.
func GlobalParam(name string) (string, error) {
	globalMu.Lock()
	defer globalMu.Unlock()
	v, ok := globalParam(name)
	if !ok {
		return "", &Error{Code: ErrorCodeInvalidArg, Op: "GlobalParam", Message: "unknown parameter '" + name + "'"}
	}
	return v, nil
}

// ResetGlobalParams resets all global parameters to their defaults.
func ResetGlobalParams() {
	globalMu.Lock()
	defer globalMu.Unlock()
	C.Z3_global_param_reset_all()
	C.gz3_quiet()
}

func globalParam(name string) (string, bool) {
	if strings.IndexByte(name, 0) >= 0 {
		return "", false
	}
	cn := C.CString(name)
	defer C.free(unsafe.Pointer(cn))
	C.gz3_quiet()
	var v *C.char
	if C.gz3_global_get(cn, &v) == 0 {
		return "", false
	}
	return C.GoString(v), true
}
