package z3

import "errors"

// Error describes a failed operation of this package: which call failed, and why.
type Error struct {
	Code    ErrorCode
	Op      string // the method that failed, such as "Add" or "Solver.Push"
	Message string

	cause error // one of the sentinels below, or an earlier *Error
}

// Errors that the binding itself detects, for errors.Is.
var (
	// ErrClosed says that the object, or its context, has been closed.
	ErrClosed = errors.New("used after Close")
	// ErrForeign says that one call was given objects of two contexts.
	ErrForeign = errors.New("belongs to another context")
	// ErrNil says that a nil object was used.
	ErrNil = errors.New("nil object")
	// ErrLostAssertion says that an assertion could not be added to the solver, so
	// that no check can be trusted until the scope is popped or the solver is reset.
	ErrLostAssertion = errors.New("an assertion was lost")
)

// Error returns operation, message and code in one line.
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

// Unwrap returns the cause of the error, or nil if it is unknown.
func (e *Error) Unwrap() error { return e.cause }

// orNil returns e as an error, which is nil if e is nil.
func (e *Error) orNil() error {
	if e == nil {
		return nil
	}
	return e
}

// Err returns the first error of the context since it was made or since
// ClearErr, or nil. It makes chained building safe: an error stays until it is
// cleared.
func (c *Context) Err() error {
	if c == nil || c.core == nil {
		return &Error{Code: ErrorCodeInvalidArg, Op: "Context.Err", Message: "nil context", cause: ErrNil}
	}
	c.core.mu.Lock()
	defer c.core.mu.Unlock()
	return c.first.orNil()
}

// ClearErr returns the error that Err returns, and clears it. Terms that failed stay
// failed, and solvers that lost an assertion stay unusable.
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

// Error returns a text for code: the message of the latest error if it had that code,
// and the code's name otherwise.
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
