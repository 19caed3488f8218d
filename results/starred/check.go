package starred

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/litmus"
)

// Mismatch is a state whose mark is wrong: it is marked but does not satisfy
// the proposition, or it satisfies the proposition but is not marked.
type Mismatch struct {
	State  string
	Marked bool   // it is said to satisfy the proposition
	Lacks  string // the state has no value for this; then it was not read further
}

// String describes the mismatch in one sentence.
func (m *Mismatch) String() string {
	switch {
	case m.Lacks != "":
		return fmt.Sprintf("%q has no value for %s", m.State, m.Lacks)
	case m.Marked:
		return fmt.Sprintf("%q is marked as satisfying the proposition, but does not satisfy it", m.State)
	}
	return fmt.Sprintf("%q satisfies the proposition, but is not marked as satisfying it", m.State)
}

// Check reads the states of a test, one line each, and returns the first that is
// marked wrongly; nil if there is none. holds are the marks.
func Check(t *litmus.Test, states []string, holds []bool) *Mismatch {
	if len(states) == 0 {
		return nil
	}
	r := newReader(t, states[0])
	holdsIn := r.prop(t.Cond.Prop)
	values := make([]string, len(r.places))
	for i, line := range states {
		if lacks := r.read(line, values); lacks != "" {
			return &Mismatch{State: line, Lacks: lacks}
		}
		if holdsIn(values) != holds[i] {
			return &Mismatch{State: line, Marked: holds[i]}
		}
	}
	return nil
}

// reader reads the states of one test, which all name the same places in the same
// order.
type reader struct {
	types  types
	places []string // what the first state names
	absent string   // something that the proposition names and the state does not
}

func newReader(t *litmus.Test, state string) *reader {
	r := &reader{types: declared(t), places: make([]string, 0, strings.Count(state, ";"))}
	for item := range strings.SplitSeq(state, ";") {
		if name, _, ok := strings.Cut(item, "="); ok {
			r.places = append(r.places, strings.TrimSpace(name))
		}
	}
	return r
}

// read takes the values out of a state. It returns what the state lacks.
func (r *reader) read(state string, values []string) (lacks string) {
	for i, place := range r.places {
		item, rest, _ := strings.Cut(state, ";")
		name, value, ok := strings.Cut(item, "=")
		if !ok || strings.TrimSpace(name) != place {
			return place
		}
		values[i], state = value, rest
	}
	return r.absent
}

// place returns the number of a place in the states.
func (r *reader) place(l *litmus.Loc) int {
	if l.IsReg() && l.Reg >= 0 { // nearly all; without a text of their own
		var b [24]byte
		name := strconv.AppendInt(append(strconv.AppendInt(b[:0], int64(l.Thread), 10), ":r"...), int64(l.Reg), 10)
		for i, p := range r.places {
			if p == string(name) {
				return i
			}
		}
	}
	return r.named(r.types.name(l))
}

func (r *reader) named(name string) int {
	for i, p := range r.places {
		if p == name {
			return i
		}
	}
	r.absent = name
	return 0
}
