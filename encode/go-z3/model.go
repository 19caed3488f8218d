package z3

/*
#include "glue.h"
*/
import "C"

import (
	"runtime"
	"unsafe"
)

// Model is an interpretation that satisfies the assertions of a solver. It
// stays valid when the solver changes or is closed.
type Model struct {
	ctx   *Context
	raw   C.Z3_model // nil once the count has reached 0
	refs  int
	clean runtime.Cleanup
}

func newModel(c *Context, p unsafe.Pointer) *Model {
	m := &Model{ctx: c, raw: C.Z3_model(p), refs: 1}
	m.clean = runtime.AddCleanup(m, c.core.enqueue, garbage{C.GZ3_MODEL, p})
	return m
}

// Close releases one reference to the model like DecRef, but does nothing if the model
// has been freed.
func (m *Model) Close() error {
	m.decRef("Model.Close", false)
	return nil
}

// IncRef adds a reference to the model, which DecRef or Close releases. A model starts
// with one reference.
func (m *Model) IncRef() {
	k, err := m.enter("IncRef")
	if err != nil {
		return
	}
	m.refs++
	k.mu.Unlock()
}

// DecRef releases one reference to the model, and frees the model with the last one. One
// call too many is an error, which the context's Err returns.
func (m *Model) DecRef() { m.decRef("DecRef", true) }

func (m *Model) decRef(op string, strict bool) {
	if m == nil || m.ctx == nil {
		return
	}
	k := m.ctx.core
	k.mu.Lock()
	if m.raw == nil {
		k.mu.Unlock()
		if strict {
			m.ctx.fail(op, ErrorCodeDecRefError, ErrClosed.Error(), ErrClosed)
		}
		return
	}
	m.refs--
	if m.refs == 0 {
		m.clean.Stop()
		if k.z3 != nil {
			C.gz3_release(k.z3, C.GZ3_MODEL, unsafe.Pointer(m.raw))
		}
		m.raw = nil
	}
	k.mu.Unlock()
}

// enter does the same as Context.enter for a step on an open model.
func (m *Model) enter(op string) (*core, *Error) {
	if m == nil {
		return nil, (*Context)(nil).closed(op)
	}
	k, err := m.ctx.enter(op)
	if err != nil {
		return nil, err
	}
	if m.raw == nil {
		return nil, m.ctx.leaveClosed(op)
	}
	return k, nil
}

// String returns the model as Z3 prints it, or the error of a closed one.
func (m *Model) String() string {
	k, err := m.enter("Model.String")
	if err != nil {
		return "(error " + err.Error() + ")"
	}
	defer k.mu.Unlock()
	return C.GoString(C.Z3_model_to_string(k.z3, m.raw))
}
