package limit

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Reached is the error, and the cause of a context's end, when a limit is
// reached or the user cancels. Its field What is the reason for Unknown.
type Reached struct {
	What   string
	Memory bool // it is the limit on memory
}

func (r *Reached) Error() string { return r.What }

// cancelled is the reason if a context was cancelled without one.
var cancelled = &Reached{What: "cancelled"}

// Cause returns why a context is over; nil while it is not.
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

// As returns the Reached that an error is or wraps; nil for any other error.
func As(err error) *Reached {
	var r *Reached
	if errors.As(err, &r) {
		return r
	}
	return nil
}

// WithTimeout is context.WithTimeout with a cause that names the flag. A
// timeout of 0 means no limit.
func WithTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if d <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, d, &Reached{What: fmt.Sprintf("time limit reached (--timeout %v)", d)})
}
