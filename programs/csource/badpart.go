package csource

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
)

// badPart is a part of the condition; the condition holds if one of the parts does.
type badPart struct {
	at       diag.Span
	prop     string
	says, no string // the part in words, and its opposite; "" if prop is about memory
}

// kindOfBad says what makes an outcome bad.
type kindOfBad uint8

const (
	assertion kindOfBad = iota // that fails
	outcome                    // that a comment describes
	noValue                    // of a variable that is read
)

// badKind says what makes an outcome bad, and for noValue what has none.
type badKind struct {
	what kindOfBad
	name string
}

// reading returns the badness of reading what has no value.
func reading(of standsFor) badKind {
	if of.function != "" {
		return badKind{noValue, "the value of " + of.function}
	}
	return badKind{noValue, of.variable}
}

// flagKey names a variable that says whether an outcome is bad.
type flagKey struct {
	at   diag.Span
	what badKind
}

// saysBad says in words that an assertion fails or that an outcome occurs, or that it does not.
func (th *thread) saysBad(kind badKind, at diag.Span, bad bool) string {
	of := ""
	if len(th.r.threads) > 1 && th.shared(at) {
		of = " in " + th.labelled()
	}
	what, line := kind.what, fmt.Sprintf("line %d", at.Line())
	if file := th.r.fileOf(at); file != "" {
		line += " of " + file
	}
	switch {
	case what == noValue && bad:
		return kind.name + " has no value on " + line + of
	case what == noValue:
		return kind.name + " has a value on " + line + of
	case what == assertion && bad:
		return "the assertion on " + line + " fails" + of
	case what == assertion:
		return "the assertion on " + line + " holds" + of
	case bad:
		return "the bad outcome on " + line + " occurs" + of
	}
	return "the bad outcome on " + line + " does not occur" + of
}

// shared reports whether several threads can come to a place: it stands in a function that
// several run, or in one that is called.
func (th *thread) shared(at diag.Span) bool {
	for _, other := range th.r.threads {
		if other != th && (other.fn == th.fn || th.fr != nil && th.fr.outer != nil) {
			return true
		}
	}
	return false
}

// addBad adds a part to the bad outcome.
func (r *reader) addBad(p badPart) {
	for _, b := range r.bad {
		if b.prop == p.prop {
			return
		}
	}
	r.bad = append(r.bad, p)
}
