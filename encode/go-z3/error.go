package z3

import "errors"

// Error is a failed operation of this package: what Z3 or the binding refused,
// in which call, and why.
type Error struct {
	Code    ErrorCode
	Op      string // the method that failed, such as "Add" or "Solver.Push"
	Message string

	cause error // one of the sentinels below, or an earlier *Error
}

// What the binding itself detects, for errors.Is.
var (
	// ErrClosed: the object, or the context it belongs to, has been closed.
	ErrClosed = errors.New("used after Close")
	// ErrForeign: objects of two contexts were mixed in one call.
	ErrForeign = errors.New("belongs to another context")
	// ErrNil: a nil object was used.
	ErrNil = errors.New("nil object")
	// ErrLostAssertion: an assertion could not be added to the solver, so no
	// check of it can be trusted until the scope is popped or the solver reset.
	ErrLostAssertion = errors.New("an assertion was lost")
)

// Error renders operation, message and code on one line.
func (e *Error) Error() string {
	s := "z3: " + e.Op
	if e.Message != "" {
		s += ": " + e.Message
	}
	if e.Code != ErrorCodeOk && e.Message != e.Code.String() {
		s += " (" + e.Code.String() + ")"
	}
	return s
}

// Unwrap returns what the error was caused by, if that is known.
func (e *Error) Unwrap() error { return e.cause }

// orNil turns a nil *Error into a nil error.
func (e *Error) orNil() error {
	if e == nil {
		return nil
	}
	return e
}

// Err returns the first error of the context since it was made or since
// ClearErr, or nil. It is what makes chained building safe to write: errors
// stay here until they are looked at.
func (c *Context) Err() error {
	if c == nil || c.core == nil {
		return &Error{Code: ErrorCodeInvalidArg, Op: "Context.Err", Message: "nil context", cause: ErrNil}
	}
	c.core.mu.Lock()
	defer c.core.mu.Unlock()
	return c.first.orNil()
}

// ClearErr returns what Err returns and forgets it. Terms that failed stay
// failed and solvers that lost an assertion stay unusable.
func (c *Context) ClearErr() error {
	if c == nil || c.core == nil {
		return c.Err()
	}
	c.core.mu.Lock()
	defer c.core.mu.Unlock()
	e := c.first
	c.first = nil
	return e.orNil()
}

// Error returns the text that belongs to code: the message of the latest error
// if it had that code, and the code's name otherwise.
func (c *Context) Error(code ErrorCode) string {
	if c != nil && c.core != nil {
		c.core.mu.Lock()
		defer c.core.mu.Unlock()
		if c.latest != nil && c.latest.Code == code && c.latest.Message != "" {
			return c.latest.Message
		}
	}
	return code.String()
}
