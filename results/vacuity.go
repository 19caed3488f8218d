package results

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
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
func (v Vacuity) Word(of verdict.Verdict) string {
	if of == verdict.Never && v.Trivial != nil {
		return string(of) + " (trivial)"
	}
	return string(of)
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

	// What the comparison is about ends as, without any axiom: "0", "1" for a
	// Place "1:r3"; "[x]=1; [y]=2" where it is about several. More says that
	// there are others. Given only for a comparison that cannot hold by itself.
	Place  string   `json:"place,omitempty"`
	Values []string `json:"values,omitempty"`
	More   bool     `json:"more,omitempty"`
}

// Texts is the parts, as they are enumerated in a sentence.
func (e Exclusion) Texts() string {
	texts := make([]string, len(e))
	for i := range e {
		texts[i] = e[i].Text
		if e[i].Filter {
			texts[i] = "the filter " + texts[i]
		}
	}
	return prose.Join(texts, " together with ")
}

// Ends says what the part's register or location ends as; "" where that is not
// known.
func (p *Part) Ends() string {
	switch {
	case len(p.Values) == 0:
		return ""
	case p.Place == "":
		return "executions end with " + prose.Or(p.Values) + p.others()
	case len(p.Values) == 1 && !p.More:
		return fmt.Sprintf("%s is always %s in the end", p.Place, p.Values[0])
	}
	return fmt.Sprintf("%s can be %s in the end", p.Place, prose.Or(p.Values)+p.others())
}

func (p *Part) others() string {
	if p.More {
		return ", or others"
	}
	return ""
}

// Sensitivity is the answers to a Never's question when it is asked again: of
// the whole model without the condition, and without each axiom in turn.
// Axioms go by the names that the model gives them, or by file and line.
type Sensitivity struct {
	// Executions is whether the model allows the program any execution that
	// comes to its end: Sometimes, or Never if it forbids everything. Reason
	// is why that is Unknown. Filtered says that there are executions, but none
	// that the filter lets through. After a Never, what follows is about that,
	// and not about the condition.
	Executions verdict.Verdict `json:"executions"`
	Reason     string          `json:"reason,omitempty"`
	Filtered   bool            `json:"filtered,omitempty"`

	// Essential is the axioms without which the proposition can hold, Redundant those
	// without which, one at a time, it still cannot. Of Open neither is known.
	Essential []string    `json:"needed"`
	Redundant []string    `json:"spare"`
	Open      []OpenAxiom `json:"open,omitempty"`

	// Enough is every set of axioms that forbids it without the others, and of
	// which none can be left out: one, or more where axioms stand in for each
	// other. Each has all that are needed. More says that there may be others.
	// Unsure is, for each set, those of its axioms of which it is not known
	// whether they can be left out; nil if there are none.
	Enough [][]string `json:"enough"`
	Unsure [][]string `json:"unsure,omitempty"`
	More   bool       `json:"more,omitempty"`
}

// OpenAxiom is an axiom without which the verdict is Unknown.
type OpenAxiom struct {
	Axiom  string `json:"axiom"`
	Reason string `json:"reason"`
}

// Idle is the axioms that no set of Enough has. With More another set may have
// them: each can be left out, but not all are known to go together.
func (s *Sensitivity) Idle() []string {
	return slices.DeleteFunc(slices.Clone(s.Redundant), func(a string) bool {
		return slices.ContainsFunc(s.Enough, func(set []string) bool { return slices.Contains(set, a) })
	})
}

// String is the sensitivity in a line.
func (s *Sensitivity) String() string {
	var b strings.Builder
	switch {
	case s.Filtered:
		b.WriteString("the filter lets through no execution that the model allows; that ")
	case s.Executions == verdict.Never:
		b.WriteString("THE MODEL FORBIDS EVERYTHING, whatever is asked; that ")
	case s.Executions == verdict.Unknown:
		b.WriteString("it is not known whether there is any execution at all (" + s.Reason + "); ")
	}
	sets := make([]string, len(s.Enough))
	for i, set := range s.Enough {
		set = slices.Clone(set)
		for k, a := range set {
			if i < len(s.Unsure) && slices.Contains(s.Unsure[i], a) {
				set[k] = "perhaps " + a
			}
		}
		sets[i] = strings.Join(set, " + ")
	}
	if s.More {
		sets = append(sets, "others")
	}
	rests := prose.Join(sets, ", or ")
	if rests == "" {
		rests = "no axiom"
	}
	b.WriteString("rests on " + rests)
	switch idle := strings.Join(s.Idle(), ", "); {
	case idle == "":
	case s.More:
		b.WriteString("; each of these can be left out alone: " + idle)
	default:
		b.WriteString("; redundant: " + idle)
	}
	for _, o := range s.Open {
		fmt.Fprintf(&b, "; without %s it is Unknown: %s", o.Axiom, o.Reason)
	}
	return b.String()
}
