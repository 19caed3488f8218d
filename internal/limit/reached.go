package limit

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Reached says that a limit was reached or that the user cancelled. It is an error, and
// the cause of a context that ended for this reason.
type Reached struct {
	What   string // which limit; the reason of an Unknown
	Memory bool   // it is the memory limit
}

func (r *Reached) Error() string { return r.What }

// cancelled is the reason for a context that was cancelled without a cause.
var cancelled = &Reached{What: "cancelled"}

// Cause returns why a context has ended, or nil if it has not.
func Cause(ctx context.Context) *Reached {
	err := ctx.Err()
	if err == nil {
		return nil
	}
	if r := As(context.Cause(ctx)); r != nil {
		return r
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Reached{What: "time limit reached"}
	}
	return cancelled
}

// As returns the Reached that an error is or wraps, and nil for any other error.
func As(err error) *Reached {
	var r *Reached
	if errors.As(err, &r) {
		return r
	}
	return nil
}

// WithTimeout does the same as context.WithTimeout, with a cause that names the flag. A
// timeout of 0 means no limit.
func WithTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if d <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, d, &Reached{What: fmt.Sprintf("time limit reached (--timeout %v)", d)})
}
