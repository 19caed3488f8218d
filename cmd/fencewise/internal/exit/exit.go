// Package exit defines the exit status of the program: the meaning of each number, and
// which one is used if several apply.
//
// No error is mapped to a status silently: an error that belongs to no class is a bug.
package exit

import (
	"errors"
	"slices"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Status is an exit status.
type Status int

// The statuses. Scripts rely on them: a number is never given a second meaning.
const (
	OK          Status = 0  // all claims hold, or nothing is claimed
	ClaimFails  Status = 1  // a claim does not hold
	Input       Status = 2  // usage or input error
	Unknown     Status = 3  // some verdict is Unknown
	Disagree    Status = 4  // two engines disagree, or a check contradicts an answer
	Bug         Status = 70 // a bug in the program
	Environment Status = 71 // the machine lacks memory, space, open files: nothing is wrong with the input
)

// gravest lists the statuses in order of precedence.
var gravest = []Status{Bug, Environment, Disagree, Input, ClaimFails, Unknown, OK}

// Worse returns the status that is used if both apply.
func Worse(a, b Status) Status {
	if slices.Index(gravest, a) <= slices.Index(gravest, b) {
		return a
	}
	return b
}

// Usage is an error in how a command was called.
type Usage struct{ Err error }

func (u *Usage) Error() string { return u.Err.Error() }
func (u *Usage) Unwrap() error { return u.Err }

// Reported is a status whose reasons have been printed already.
type Reported struct{ Status Status }

func (r *Reported) Error() string { return "exit status" }

// With returns an error that ends the program with a status and prints nothing more;
// nil for OK.
func With(s Status) error {
	if s == OK {
		return nil
	}
	return &Reported{s}
}

// Of returns the exit status for an error; for joined errors, the gravest.
func Of(err error) Status {
	var (
		r *Reported
		u *Usage
		d *decide.Disagreement
		e *opinion.Disagreement
		p *solve.Unproved
		b *encode.TooBig
	)
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		worst := OK
		for _, e := range joined.Unwrap() {
			worst = Worse(worst, Of(e))
		}
		return worst
	}
	switch {
	case err == nil:
		return OK
	case errors.As(err, &r):
		return r.Status
	case Lacking(err) != nil:
		return Environment
	case limit.As(err) != nil, errors.As(err, &b):
		return Unknown
	case errors.As(err, &d), errors.As(err, &e), errors.As(err, &p):
		return Disagree
	case errors.As(err, &u), len(diag.All(err)) > 0:
		return Input
	}
	return Bug
}

// Lacking returns a diagnostic if err says that the machine lacks a resource: memory
// (also for the solver), space, open files. It returns nil for every other error.
func Lacking(err error) *diag.Diagnostic {
	if d := disk.Lacking(err); d != nil {
		return d
	}
	if solve.OutOfMemory(err) {
		return diag.New(diag.Span{}, diag.NoMemory, "the solver has run out of memory").WithFix("set a lower --memory, or run fewer jobs at a time: -j 1")
	}
	return nil
}

// OfInput reports whether an error concerns only one input. Such an error is reported
// at once, and the other inputs continue. Disagreements and bugs are reported last,
// so that the user sees them.
func OfInput(err error) bool {
	s := Of(err)
	return s == Input || s == Environment
}
