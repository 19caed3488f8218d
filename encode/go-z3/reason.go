package z3

import (
	"context"
	"errors"
	"strings"
	"time"
)

// Reason says why a check answered Undef.
type Reason uint8

const (
	ReasonNone        Reason = iota // the latest check has answered, or no check was made
	ReasonTimeout                   // a timeout, or the deadline of the context.Context
	ReasonRlimit                    // the resource limit
	ReasonInterrupted               // Interrupt, or the context.Context was cancelled
	ReasonMemory                    // memory ran out
	ReasonIncomplete                // Z3 has no complete method for the formula
	ReasonError                     // no check was made, or Z3 failed: see the error
	ReasonOther                     // another reason of Z3, in Unknown.Detail
)

var reasonNames = [...]string{
	"none", "timeout", "resource limit", "interrupted", "out of memory",
	"incomplete", "error", "other",
}

// String returns the reason in words.
func (r Reason) String() string {
	if int(r) < len(reasonNames) {
		return reasonNames[r]
	}
	return "unknown reason"
}

// Unknown is the error that goes with the answer Undef.
type Unknown struct {
	Reason Reason
	Detail string // Z3's own words, if any

	cause error
}

// Error returns reason, detail and cause in one line.
func (u *Unknown) Error() string {
	s := "z3: unknown: " + u.Reason.String()
	if u.cause != nil {
		return s + ": " + u.cause.Error()
	}
	if u.Detail != "" {
		s += " (" + u.Detail + ")"
	}
	return s
}

// Unwrap returns the cause: an *Error, or the error of the context.Context that
// ended the check.
func (u *Unknown) Unwrap() error { return u.cause }

// Reason returns why the latest check answered Undef.
func (s *Solver) Reason() Reason {
	if s == nil {
		return ReasonError
	}
	return s.reason
}

// classify returns the reason that Z3's message stands for. For several causes the
// message is just "canceled", so classify first uses what the binding knows.
func (s *Solver) classify(detail string, interrupted bool, spent time.Duration) Reason {
	d := strings.ToLower(detail)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(d, w) {
				return true
			}
		}
		return false
	}
	limit, counted := s.timeout, s.rlimit > 0
	if !s.timeoutTold {
		limit = time.Duration(s.ctx.timeout) * time.Millisecond
	}
	if !s.rlimitTold {
		counted = s.ctx.limited
	}
	switch {
	case has("memory", "memout"):
		return ReasonMemory
	case interrupted:
		return ReasonInterrupted
	case has("timeout"), limit > 0 && spent >= limit && has("cancel"):
		return ReasonTimeout
	case has("cancel", "resource"):
		if counted || has("resource") {
			return ReasonRlimit
		}
	case has("interrupt"):
		return ReasonInterrupted
	case has("incomplete", "giveup", "give up", "quantifier", "unsupported", "theory"):
		return ReasonIncomplete
	}
	return ReasonOther
}

// ended returns the error of a check whose context.Context has ended.
func ended(err error) *Unknown {
	if errors.Is(err, context.DeadlineExceeded) {
		return &Unknown{Reason: ReasonTimeout, cause: err}
	}
	return &Unknown{Reason: ReasonInterrupted, cause: err}
}
