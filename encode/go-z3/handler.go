package z3

// ErrorHandler is a function that is called for every error of a context.
type ErrorHandler func(*Context, ErrorCode)

// SetErrorHandler makes f the handler of later errors; nil removes the handler.
//
// f is called by the goroutine that made the failing call, after Z3 has returned and
// with no lock held. Its argument is this *Context, which it may use and close. It may
// also replace the handler, or panic. Errors that occur while f runs are recorded, but
// f is not called for them.
func (c *Context) SetErrorHandler(f ErrorHandler) {
	if c == nil || c.core == nil {
		return
	}
	c.core.mu.Lock()
	defer c.core.mu.Unlock()
	c.handler = f
}

// report records e, calls the handler and returns e. No lock may be held.
func (c *Context) report(e *Error) *Error {
	if c == nil || c.core == nil {
		return e
	}
	c.core.mu.Lock()
	if c.first == nil {
		c.first = e
	}
	c.latest = e
	f := c.handler
	if f == nil || c.inHandler {
		c.core.mu.Unlock()
		return e
	}
	c.inHandler = true
	c.core.mu.Unlock()

	defer func() { // even if f panics
		c.core.mu.Lock()
		c.inHandler = false
		c.core.mu.Unlock()
	}()
	f(c, e.Code)
	return e
}

// fail reports an error that the binding itself has detected.
func (c *Context) fail(op string, code ErrorCode, msg string, cause error) *Error {
	return c.report(&Error{Code: code, Op: op, Message: msg, cause: cause})
}

// closed reports that something was used after it was closed.
func (c *Context) closed(op string) *Error {
	if c == nil || c.core == nil {
		return &Error{Code: ErrorCodeInvalidArg, Op: op, Message: "nil context", cause: ErrNil}
	}
	return c.fail(op, ErrorCodeInvalidUsage, ErrClosed.Error(), ErrClosed)
}
