package z3

// ErrorHandler is told of every error of a context.
type ErrorHandler func(*Context, ErrorCode)

// SetErrorHandler makes f be called for each later error; nil removes it.
//
// f is called from the goroutine that made the failing call, after Z3 has
// returned and with no lock held, and gets this very *Context: it may use the
// context, replace the handler, close the context or panic. While f runs,
// further errors are recorded but do not call it again.
func (c *Context) SetErrorHandler(f ErrorHandler) {
	if c == nil || c.core == nil {
		return
	}
	c.core.mu.Lock()
	defer c.core.mu.Unlock()
	c.handler = f
}

// report records e and calls the handler. No lock may be held.
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

	defer func() { // also when f panics
		c.core.mu.Lock()
		c.inHandler = false
		c.core.mu.Unlock()
	}()
	f(c, e.Code)
	return e
}

// fail reports an error that the binding found itself.
func (c *Context) fail(op string, code ErrorCode, msg string, cause error) *Error {
	return c.report(&Error{Code: code, Op: op, Message: msg, cause: cause})
}

// closed reports the use of something that has been closed.
func (c *Context) closed(op string) *Error {
	if c == nil || c.core == nil {
		return &Error{Code: ErrorCodeInvalidArg, Op: op, Message: "nil context", cause: ErrNil}
	}
	return c.fail(op, ErrorCodeInvalidUsage, ErrClosed.Error(), ErrClosed)
}
