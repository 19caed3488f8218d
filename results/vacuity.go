package results

import (
	"fmt"
	"strings"
)

// Vacuity is what a Never says less than it seems to, and what it rests on.
// Both are nil where the verdict is another one, and where they are not known.
// It is part of a [Record] and a [Row]: in JSON its fields stand among theirs.
type Vacuity struct {
	Trivial     *Trivial     `json:"trivial,omitempty"`
	Sensitivity *Sensitivity `json:"sensitivity,omitempty"`
}

// Word is the verdict as people read it: "Never (trivial)" where it says
// nothing about the model.
func (v Vacuity) Word(verdict Verdict) string {
	if verdict == Never && v.Trivial != nil {
		return string(verdict) + " (trivial)"
	}
	return string(verdict)
}

// Trivial says that no execution satisfies the proposition, whatever the model:
// a mistyped value, a branch that is never taken. It is proved.
type Trivial struct {
	// Because has one entry, or more where each is a reason of its own, or
	// where a disjunction has one for each of its sides.
	Because []Exclusion `json:"because"`
}

// Exclusion is a smallest set of parts of the condition that do not hold
// together in any execution. One by itself cannot hold at all.
type Exclusion []Part

// Part is a part of the final condition, or of the filter.
type Part struct {
	Text   string `json:"text"` // as it is written, with a "not" if it stands under one
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Filter bool   `json:"filter,omitempty"` // it stands in the filter

	// What the part speaks of ends as, without any axiom: "0", "1" for a Place
	// "1:r3"; "[x]=1; [y]=2;" where it speaks of several. More says that there
	// are others. Not given for a part of several comparisons.
	Place  string   `json:"place,omitempty"`
	Values []string `json:"values,omitempty"`
	More   bool     `json:"more,omitempty"`
}

// String is the reason in a line: "1:r3=7 never holds".
func (e Exclusion) String() string {
	texts := make([]string, len(e))
	for i := range e {
		texts[i] = e[i].Text
	}
	if len(texts) == 1 {
		return texts[0] + " never holds"
	}
	last := len(texts) - 1
	return strings.Join(texts[:last], ", ") + " and " + texts[last] + " exclude each other"
}

// Sensitivity is the answers to a Never's question when it is asked again: of
// the whole model without the condition, and without each axiom in turn.
// Axioms go by the names that the model gives them, or by file and line.
type Sensitivity struct {
	// Executions is whether the model allows the program any execution that
	// comes to its end: Sometimes, or Never if it forbids everything. Reason
	// is why that is Unknown.
	Executions Verdict `json:"executions"`
	Reason     string  `json:"reason,omitempty"`

	// Needed is the axioms without which the proposition can hold, Spare those
	// without which, one at a time, it still cannot. Of Open neither is known.
	Needed []string    `json:"needed"`
	Spare  []string    `json:"spare"`
	Open   []OpenAxiom `json:"open,omitempty"`

	// Enough is axioms that forbid it without the others, and of which none can
	// be left out. It has every needed one; more, where axioms stand in for
	// each other.
	Enough []string `json:"enough"`
}

// OpenAxiom is an axiom without which the verdict is Unknown.
type OpenAxiom struct {
	Axiom  string `json:"axiom"`
	Reason string `json:"reason"`
}

// String is the sensitivity in a line.
func (s *Sensitivity) String() string {
	switch {
	case s.Executions == Never:
		return "THE MODEL FORBIDS EVERYTHING: the program has no execution, whatever is asked of it"
	case s.Executions == Unknown:
		return "not known whether the program has an execution at all: " + s.Reason
	}
	var b strings.Builder
	switch {
	case len(s.Enough) == 0:
		b.WriteString("rests on no axiom")
	case len(s.Enough) == len(s.Needed):
		b.WriteString("rests on " + strings.Join(s.Enough, ", "))
	default:
		b.WriteString("rests on " + strings.Join(s.Enough, ", ") + " or on others")
		if len(s.Needed) > 0 {
			b.WriteString(" with " + strings.Join(s.Needed, ", "))
		}
	}
	if len(s.Spare) > 0 {
		b.WriteString("; not needed: " + strings.Join(s.Spare, ", "))
	}
	for _, o := range s.Open {
		fmt.Fprintf(&b, "; not known of %s: %s", o.Axiom, o.Reason)
	}
	return b.String()
}
