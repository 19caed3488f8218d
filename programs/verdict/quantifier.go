package verdict

import "fmt"

// Quantifier is how a test asks for its proposition, in the words of a litmus
// file. The zero Quantifier is invalid.
type Quantifier string

// The quantifiers.
const (
	Exists    Quantifier = "exists"
	NotExists Quantifier = "~exists"
	ForAll    Quantifier = "forall"
)

// Outcome is herd7's word for whether the quantified condition holds: Ok or
// No; "?" where the verdict is Unknown.
type Outcome string

// The outcomes.
const (
	Ok        Outcome = "Ok"
	No        Outcome = "No"
	Undecided Outcome = "?"
)

// Outcome applies a quantifier to the verdict. Unknown and what is no verdict
// give Undecided; otherwise exists is Ok unless Never,
// ~exists is Ok exactly for Never, forall exactly for Always.
func (v Verdict) Outcome(q Quantifier) Outcome {
	if !v.Valid() || v == Unknown {
		return Undecided
	}
	holds := false
	switch q {
	case Exists:
		holds = v != Never
	case NotExists:
		holds = v == Never
	case ForAll:
		holds = v == Always
	default:
		panic(fmt.Sprintf("verdict: %q is no quantifier", string(q)))
	}
	if holds {
		return Ok
	}
	return No
}
