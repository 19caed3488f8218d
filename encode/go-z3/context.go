package z3

/*
#include <stdlib.h>
#include "glue.h"
*/
import "C"

import (
	"runtime"
	"strconv"
	"unsafe"
)

// Context owns terms, solvers and models. One goroutine uses it at a time; see
// the package documentation.
type Context struct {
	core  *core
	clean runtime.Cleanup

	// Guarded by core.mu. They live here and not in core because a handler
	// usually refers to the context.
	first, latest *Error
	handler       ErrorHandler
	inHandler     bool

	arena   []*AST // terms that were built in the running Scope; nil outside
	inArena bool

	timeout uint // default timeout of checks, milliseconds; 0 = none
	limited bool // a default resource limit is set
}

// mkContext calls Z3_mk_context_rc. The test of a failing allocation replaces it.
var mkContext = func(cfg unsafe.Pointer) unsafe.Pointer {
	return unsafe.Pointer(C.gz3_mk_context(C.Z3_config(cfg)))
}

// NewContext returns a context with the parameters of c, or with the defaults if c is
// nil. It never returns nil: if Z3 cannot make a context, the result behaves like a
// closed one and Err returns why. A bad parameter in c is an error, too.
//
// A context costs about 17 MB and 10 ms: reuse it, with Push and Pop or with
// new solvers.
func NewContext(c *Config) *Context {
	ctx := &Context{core: new(core)}
	if c == nil {
		c = NewConfig()
		defer c.Close()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.raw == nil {
		ctx.fail("NewContext", ErrorCodeInvalidUsage, "configuration: "+ErrClosed.Error(), ErrClosed)
		return ctx
	}
	C.gz3_quiet()
	raw := mkContext(unsafe.Pointer(c.raw))
	if raw == nil {
		ctx.fail("NewContext", ErrorCodeMemoutFail, "Z3 could not make a context", nil)
		return ctx
	}
	ctx.core.z3 = C.Z3_context(raw)
	// Everything that belongs to a context refers to it, so when this clean-up runs
	// nothing of the context is in use any more.
	ctx.clean = runtime.AddCleanup(ctx, (*core).destroyLater, ctx.core)
	for _, p := range c.params {
		ctx.verifyParam(p)
	}
	return ctx
}

// OpenContext does the same as NewContext, but takes the parameters in a map and
// returns an error instead of an unusable context.
func OpenContext(params map[string]string) (*Context, error) {
	cfg := NewConfig()
	defer cfg.Close()
	for k, v := range params {
		cfg.SetParamValue(k, v)
	}
	c := NewContext(cfg)
	if err := c.Err(); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// verifyParam sets p again, this time by a call that reports errors.
func (c *Context) verifyParam(p param) {
	const op = "NewContext"
	k, err := c.enter(op)
	if err != nil {
		return
	}
	ck, cv := C.CString(p.name), C.CString(p.value)
	defer C.free(unsafe.Pointer(ck))
	defer C.free(unsafe.Pointer(cv))
	code := C.gz3_update_param(k.z3, ck, cv)
	if n, e := strconv.ParseUint(p.value, 10, 32); code == C.Z3_OK && e == nil {
		switch {
		case p.name == "timeout" && n < noTimeout:
			c.timeout = uint(n)
		case p.name == "rlimit":
			c.limited = n > 0
		}
	}
	c.leave(op, code, "")
}

// destroyLater deletes the context in a new goroutine, because this takes milliseconds
// and must not block the clean-ups of the garbage collector.
func (k *core) destroyLater() { go k.destroy() }

// Close frees the context and everything made from it. The methods of all objects that
// belong to it return ErrClosed afterwards. Closing the context again, or closing its
// objects after it, does nothing.
func (c *Context) Close() error {
	if c == nil || c.core == nil {
		return nil
	}
	c.clean.Stop()
	c.core.destroy()
	return nil
}

// Z3Value returns Z3's own handle, for use inside this package's C world; see
// Handle for one that other packages can use.
func (c *Context) Z3Value() C.Z3_context {
	if c == nil || c.core == nil {
		return nil
	}
	c.core.mu.Lock()
	defer c.core.mu.Unlock()
	return c.core.z3
}

// Handle returns Z3's Z3_context as a pointer, which code with its own cgo
// preamble can convert to its own C.Z3_context. It is nil after Close.
func (c *Context) Handle() unsafe.Pointer { return unsafe.Pointer(c.Z3Value()) }
