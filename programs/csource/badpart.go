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
)

// saysBad says in words that an assertion fails or that an outcome occurs, or that it does not.
func (th *thread) saysBad(what kindOfBad, at diag.Span, bad bool) string {
	of := ""
	if len(th.r.threads) > 1 && th.shared(at) {
		of = " in " + th.labelled()
	}
	line := fmt.Sprintf("line %d", at.Line())
	if file := th.r.fileOf(at); file != "" {
		line += " of " + file
	}
	switch {
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
