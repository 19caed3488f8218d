package rup

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Error describes the first thing that is wrong.
type Error struct {
	Place  string  // "CNF, line 3", "proof, line 2 (step 2)", "proof, byte 12 (step 3)"
	Clause []int32 // the wrong clause; nil if it could not be read
	What   string
}

func (e *Error) Error() string {
	if e.Clause == nil {
		return e.Place + ": " + e.What
	}
	return e.Place + ": " + some(append(slices.Clone(e.Clause), 0)) + ": " + e.What
}

// some returns the text of literals, or only of the first ones if there are many.
func some(lits []int32) string {
	if n := len(lits) - 12; n > 1 {
		return plain(lits[:12]) + fmt.Sprintf(" … (%d more)", n)
	}
	return plain(lits)
}

// plain returns the numbers, separated by spaces.
func plain[N int | int32](numbers []N) string { return strings.Trim(fmt.Sprint(numbers), "[]") }

// A reader reads a CNF or a proof.
type reader struct {
	file   string // its name in errors
	data   []byte
	pos    int // the position of the next byte
	at     int // the position that an error is about
	vars   int // literals are over the variables 1 to vars
	binary bool
	step   int     // in a proof: the number of the last step, from 1
	lits   []int32 // the last clause, canonical; valid until the next is read
}

func (r *reader) fail(clause []int32, what string, args ...any) error {
	place := fmt.Sprintf("%s, line %d", r.file, 1+bytes.Count(r.data[:r.at], []byte("\n")))
	if r.binary {
		place = fmt.Sprintf("%s, byte %d", r.file, r.at)
	}
	if r.step > 0 {
		place += fmt.Sprintf(" (step %d)", r.step)
	}
	return &Error{place, slices.Clone(clause), fmt.Sprintf(what, args...)}
}

// next reads a step of a proof: literals up to 0, after "d" for a deletion and, in a binary
// proof, after "a" for an addition. The error is io.EOF if no step is left.
func (r *reader) next() (deletion bool, err error) {
	r.step++
	if r.skip(); r.at == len(r.data) {
		return false, io.EOF
	}
	start, first := r.at, r.data[r.at]
	switch {
	case first == 'd', r.binary && first == 'a':
		r.pos++
	case r.binary:
		return false, r.fail(nil, "a step must begin with \"a\" or \"d\", not %q", first)
	}
	if err := r.clause(); err != nil {
		return false, err
	}
	r.at = start
	for i, l := range r.lits {
		if first != 'd' && i > 0 && r.lits[i-1] == -l {
			return false, r.fail(r.lits, "the clause contains a literal and its negation")
		}
	}
	return first == 'd', nil
}

// clause reads the literals of a clause up to 0.
func (r *reader) clause() error {
	for r.lits = r.lits[:0]; ; {
		l, err := r.number()
		switch {
		case err != nil:
			return err
		case l == 0:
			r.lits = canonical(r.lits)
			return nil
		case l > r.vars || -l > r.vars:
			return r.fail(nil, "literal %d is out of range: the formula has %d variables", l, r.vars)
		}
		r.lits = append(r.lits, int32(l))
	}
}

// number reads a number, which must have its canonical form. In a text it has no plus sign
// and no leading zero, and is not -0. In a binary proof v is encoded as 2v and -v as 2v+1,
// in groups of seven bits, lowest first; all bytes but the last have their top bit set.
func (r *reader) number() (int, error) {
	if r.skip(); r.at == len(r.data) {
		return 0, r.fail(nil, "the file ends in the middle of a clause")
	}
	if !r.binary {
		word := string(r.word())
		n, err := strconv.ParseInt(word, 10, 32)
		if err != nil || strconv.FormatInt(n, 10) != word {
			return 0, r.fail(nil, "%.20q is not a number", word)
		}
		return int(n), nil
	}
	n := 0
	for shift := 0; shift < 32 && r.pos < len(r.data); shift += 7 {
		b := r.data[r.pos]
		r.pos++
		n |= int(b&0x7f) << shift
		switch {
		case b >= 0x80:
			continue
		case b == 0 && shift > 0 || n == 1:
			return 0, r.fail(nil, "the number is not in its canonical form")
		case n&1 == 1:
			return -(n / 2), nil
		}
		return n / 2, nil
	}
	return 0, r.fail(nil, "the number has no end")
}

// skip moves to the next byte with a meaning. In a text it skips white space and lines that
// begin with c.
func (r *reader) skip() {
	comment := false
	for ; !r.binary && r.pos < len(r.data); r.pos++ {
		b := r.data[r.pos]
		comment = b != '\n' && (comment || b == 'c' && (r.pos == 0 || r.data[r.pos-1] == '\n'))
		if !comment && !space(b) {
			break
		}
	}
	r.at = r.pos
}

// word returns the next word, which ends at white space.
func (r *reader) word() []byte {
	for r.skip(); r.pos < len(r.data) && !space(r.data[r.pos]); {
		r.pos++
	}
	return r.data[r.at:r.pos]
}

func space(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// canonical sorts a clause by variable and removes repeated literals, in place. In the
// result a literal and its negation are neighbours.
func canonical(lits []int32) []int32 {
	slices.SortFunc(lits, func(a, b int32) int { return cmp.Compare(index(a), index(b)) })
	return slices.Compact(lits)
}
