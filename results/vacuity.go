package results

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Vacuity qualifies a Never: that it is trivial, and which axioms it rests on. Both are
// nil for other verdicts, and if they are not known. It is embedded in [Record] and
// [Row], so its JSON fields are among theirs.
type Vacuity struct {
	Trivial     *Trivial     `json:"trivial,omitempty"`
	Sensitivity *Sensitivity `json:"sensitivity,omitempty"`
}

// Word returns the verdict as people read it: "Never (trivial)" if the model has no
// part in it.
func (v Vacuity) Word(of verdict.Verdict) string {
	if of == verdict.Never && v.Trivial != nil {
		return string(of) + " (trivial)"
	}
	return string(of)
}

// Trivial says that no execution satisfies the proposition under any model: for example
// because of a mistyped value, or a branch that is never taken. It is proved.
type Trivial struct {
	// Because has one entry, or several if each is a reason of its own or if a
	// disjunction has one for each of its sides.
	Because []Exclusion `json:"because"`
}

// Exclusion is a smallest set of parts of the condition that no execution satisfies
// together. A single part cannot hold at all.
type Exclusion []Part

// Part holds a part of the final condition or of the filter.
type Part struct {
	Text   string `json:"text"` // as it is written, with a "not" if it stands under one
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Filter bool   `json:"filter,omitempty"` // it stands in the filter

	// Values lists the final values of what the comparison is about, without any axiom:
	// "0", "1" for the Place "1:r3", or "[x]=1; [y]=2" if the comparison is about
	// several. More says that others exist. They are set only for a comparison that
	// cannot hold by itself.
	Place  string   `json:"place,omitempty"`
	Values []string `json:"values,omitempty"`
	More   bool     `json:"more,omitempty"`
}

// Texts lists the parts as a sentence does.
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

// Ends describes the final values of the part's register or location; "" if they are
// not known.
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

// Sensitivity holds the answers to further queries about a Never: of the whole model
// without the condition, and without each axiom in turn. Axioms have the names that the
// model gives them, or file and line.
type Sensitivity struct {
	// Executions says whether the model allows the program any execution that comes to
	// its end: Sometimes, or Never if it forbids all. Reason explains Unknown. Filtered
	// says that executions exist but the filter excludes them all. If Executions is
	// Never, the fields below are about that and not about the condition.
	Executions verdict.Verdict `json:"executions"`
	Reason     string          `json:"reason,omitempty"`
	Filtered   bool            `json:"filtered,omitempty"`

	// Essential lists the axioms without which the proposition can hold; Redundant
	// those without which, one at a time, it still cannot. For those in Open neither is
	// known.
	Essential []string    `json:"needed"`
	Redundant []string    `json:"spare"`
	Open      []OpenAxiom `json:"open,omitempty"`

	// Enough lists every minimal set of axioms that forbids the proposition: one, or
	// several if axioms can replace each other. Each contains all of Essential. More
	// says that other sets may exist. Unsure lists, for each set, the axioms that may
	// be redundant in it; it is nil if there are none.
	Enough [][]string `json:"enough"`
	Unsure [][]string `json:"unsure,omitempty"`
	More   bool       `json:"more,omitempty"`
}

// OpenAxiom names an axiom without which the verdict is Unknown.
type OpenAxiom struct {
	Axiom  string `json:"axiom"`
	Reason string `json:"reason"`
}

// Idle lists the axioms that are in no set of Enough. If More is set, another set may
// contain them: each can be left out, but perhaps not all together.
func (s *Sensitivity) Idle() []string {
	return slices.DeleteFunc(slices.Clone(s.Redundant), func(a string) bool {
		return slices.ContainsFunc(s.Enough, func(set []string) bool { return slices.Contains(set, a) })
	})
}

// String describes the sensitivity in a line.
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
