package verdict

import (
	"encoding/json"
	"fmt"
)

// Verdict is the answer for a test's proposition P, without its quantifier, in
// the words of herd7's Observation line.
type Verdict string

// The verdicts.
const (
	// Never: no execution of the model satisfies P.
	Never Verdict = "Never"
	// Sometimes: an execution that satisfies P exists. Others may not.
	Sometimes Verdict = "Sometimes"
	// Always: moreover no execution violates P. It is established where it is
	// asked for: forall tests, and wherever all states are enumerated.
	Always Verdict = "Always"
	// Unknown: no answer, for a reason that is given with it.
	Unknown Verdict = "Unknown"
)

// Parse reads the word of a verdict that can be claimed: Unknown is
// none.
func Parse(s string) (Verdict, error) {
	switch v := Verdict(s); v {
	case Never, Sometimes, Always:
		return v, nil
	}
	return "", fmt.Errorf("%q is no verdict that can be claimed", s)
}

// Claims lists the verdicts that can be claimed.
func Claims() []string { return []string{string(Never), string(Sometimes), string(Always)} }

// Meets reports whether the verdict bears out a claim. Always bears out
// Sometimes; Unknown bears out nothing.
func (v Verdict) Meets(claim Verdict) bool {
	return v != Unknown && (v == claim || v == Always && claim == Sometimes)
}

// Valid reports whether v is one of the four verdicts.
func (v Verdict) Valid() bool {
	return v == Never || v == Sometimes || v == Always || v == Unknown
}

// MarshalJSON refuses what is no verdict: a record that was never decided must
// not pass for one that was.
func (v Verdict) MarshalJSON() ([]byte, error) {
	if !v.Valid() {
		return nil, fmt.Errorf("%q is no verdict", string(v))
	}
	return json.Marshal(string(v))
}

// UnmarshalJSON refuses what is no verdict.
func (v *Verdict) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if w := Verdict(s); w.Valid() {
		*v = w
		return nil
	}
	return fmt.Errorf("%q is no verdict", s)
}

// Reasons for Unknown if no execution is left to judge, so that Never would
// mean nothing.
const (
	NoEnd       = "no execution comes to an end: a loop is never left"
	FilteredOut = "the filter excludes every execution that comes to an end"
)
