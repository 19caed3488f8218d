package redundant

import (
	"encoding/json"
	"io"

	"github.com/fencewise/fencewise/programs/verdict"
)

// Report holds the answers for all groups.
type Report struct {
	Schema int     `json:"schema"`
	Groups []Group `json:"groups"`
}

// Group holds the answers for tests that are judged together.
type Group struct {
	Study    string    `json:"study,omitempty"`   // whose programs the tests are
	Variant  string    `json:"variant,omitempty"` // of the study
	Tests    []Test    `json:"tests"`
	Barriers []Barrier `json:"barriers"`
	// Together names redundant barriers that can all go at once: as many as were found, in
	// the order of Barriers. It is empty unless there are several redundant ones.
	Together []string `json:"together,omitempty"`
}

// Test is what is known about one test.
type Test struct {
	Program string `json:"program"`
	Target  string `json:"target,omitempty"` // that it is compiled for; "lkmm": it is not compiled
	Model   string `json:"model"`
	Outcome string `json:"outcome"` // the proposition that must not become possible

	// Verdict is that of the outcome with all barriers, and Bare that without any.
	Verdict verdict.Verdict `json:"verdict"`
	Bare    verdict.Verdict `json:"without_barriers,omitempty"` // "" unless Verdict is Never
	Reason  string          `json:"reason,omitempty"`           // why one of them is Unknown
}

// Sensitive reports whether the test says something about barriers.
func (t *Test) Sensitive() bool { return t.Verdict == verdict.Never && t.Bare == verdict.Sometimes }

// Answer says whether a barrier can go.
type Answer string

// The answers.
const (
	Redundant Answer = "redundant" // every test that has it stays Never without it
	Needed    Answer = "needed"    // some test is Sometimes without it
	Untested  Answer = "untested"  // no test that depends on barriers has it
	Unknown   Answer = "unknown"   // some test is Unknown without it, and none Sometimes
)

// Barrier is one barrier with its answer.
type Barrier struct {
	Name    string  `json:"name"`              // of its slot, or "mp.litmus:8"
	Text    string  `json:"text"`              // "sync", "smp_store_release"
	Instead string  `json:"instead,omitempty"` // the access that takes its place; "" if nothing does
	Slot    bool    `json:"slot"`
	Places  []Place `json:"places"` // in each test that has it, its first place

	Answer Answer   `json:"answer"`
	Tests  []string `json:"tests"`            // the tests that depend on barriers and have it
	By     string   `json:"by,omitempty"`     // the test that is Sometimes, or Unknown, without it
	Reason string   `json:"reason,omitempty"` // why Unknown
	Story  string   `json:"story,omitempty"`  // how the outcome happens without it
}

// Place says where a barrier stands.
type Place struct {
	Program string `json:"program"`
	Thread  string `json:"thread"`
	Line    int    `json:"line"`
}

// WriteJSON writes the report as one indented object.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// count returns how many barriers of the group have an answer.
func (g *Group) count(a Answer) (n int) {
	for i := range g.Barriers {
		if g.Barriers[i].Answer == a {
			n++
		}
	}
	return n
}
