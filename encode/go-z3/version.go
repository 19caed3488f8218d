package z3

/*
#include "glue.h"
*/
import "C"

// Version returns the version of the Z3 library in use.
func Version() (major, minor, build, rev uint) {
	var a, b, c, d C.uint
	C.Z3_get_version(&a, &b, &c, &d)
	return uint(a), uint(b), uint(c), uint(d)
}

// FullVersion returns the version of the Z3 library in use, as Z3 spells it.
func FullVersion() string { return C.GoString(C.Z3_get_full_version()) }
