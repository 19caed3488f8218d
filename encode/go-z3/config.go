package z3

/*
#include <stdlib.h>
#include "glue.h"
*/
import "C"

import (
	"runtime"
	"sync"
	"unsafe"
)

// Config holds the parameters with which a Context is made.
type Config struct {
	mu     sync.Mutex
	raw    C.Z3_config // nil once closed
	params []param     // in the order they were set, to report what is wrong with them
	clean  runtime.Cleanup
}

type param struct{ name, value string }

// NewConfig returns a configuration with Z3's defaults.
func NewConfig() *Config {
	C.gz3_quiet()
	c := &Config{raw: C.Z3_mk_config()}
	// A configuration belongs to no context, so any goroutine may free it.
	c.clean = runtime.AddCleanup(c, func(raw C.Z3_config) { C.Z3_del_config(raw) }, c.raw)
	return c
}

// Close frees the configuration. Contexts made from it stay valid; closing it
// again does nothing.
func (c *Config) Close() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.raw != nil {
		c.clean.Stop()
		C.Z3_del_config(c.raw)
		c.raw = nil
	}
	return nil
}

// SetParamValue sets a parameter such as "timeout", "model" or "proof". A name
// Z3 does not know or a value it cannot read becomes the error of the context
// made from the configuration.
func (c *Config) SetParamValue(k, v string) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.params = append(c.params, param{k, v})
	if c.raw == nil {
		return // NewContext reports the use after Close
	}
	ck, cv := C.CString(k), C.CString(v)
	defer C.free(unsafe.Pointer(ck))
	defer C.free(unsafe.Pointer(cv))
	C.gz3_quiet()
	C.Z3_set_param_value(c.raw, ck, cv)
}

// Z3Value returns Z3's own handle, for use inside this package's C world; see
// Handle for one that other packages can use.
func (c *Config) Z3Value() C.Z3_config {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.raw
}

// Handle returns Z3's Z3_config as a pointer, which code with its own cgo
// preamble can convert to its own C.Z3_config. It is nil after Close.
func (c *Config) Handle() unsafe.Pointer { return unsafe.Pointer(c.Z3Value()) }
