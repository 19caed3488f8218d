package sound

import (
	"encoding/json"
	"io"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Report holds the answers about all tests on all targets.
type Report struct {
	Schema  int       `json:"schema"`
	Model   string    `json:"model"` // the kernel's; a test with doorbells can have another
	Targets []*Target `json:"targets"`
	// Failed counts the inputs that could not be read or judged. Left counts the tests that
	// were not begun, because the user or a limit ended the work.
	Failed int `json:"failed,omitempty"`
	Left   int `json:"left,omitempty"`
}

// Target holds the answers about all tests on one target, in the order of the tests.
type Target struct {
	Name     string   `json:"target"`
	Doc      string   `json:"doc"`                // what it is, in a sentence
	Model    string   `json:"model"`              // that judges its programs
	Variants []string `json:"variants,omitempty"` // of the model, which the target turns on
	Tests    []Test   `json:"tests"`
}

// Test is the answer about one test on one target.
type Test struct {
	File    string          `json:"file"`
	Family  string          `json:"family"`
	Outcome Outcome         `json:"outcome"`
	Kernel  verdict.Verdict `json:"kernel,omitempty"`       // under the kernel's model
	Under   string          `json:"kernel_model,omitempty"` // the name of that model
	Verdict verdict.Verdict `json:"verdict,omitempty"`      // on the target
	Model   string          `json:"model,omitempty"`        // that judged it on the target
	// Reason says why the test is refused, why no execution ends, or why a verdict is
	// Unknown. Line is where the target refuses it.
	Reason string `json:"reason,omitempty"`
	Line   int    `json:"line,omitempty"`
	// Trivial says that the outcome is impossible whatever the model.
	Trivial bool `json:"trivial,omitempty"`
	// Story tells, in lines of text, how the machine gets to the outcome of an exception.
	Story []string `json:"story,omitempty"`
}

// Outcome says how a test on a target compares with the kernel's model.
type Outcome string

// The outcomes.
const (
	// Kept: what the kernel's model forbids is impossible on the target.
	Kept Outcome = "kept"
	// Exception: what the kernel's model forbids is possible on the target.
	Exception Outcome = "exception"
	// Allowed: the kernel's model forbids nothing that the test asks for.
	Allowed Outcome = "allowed"
	// Race: the kernel's model promises nothing, because some execution has a data race.
	Race Outcome = "race"
	// Deadlock: under the kernel's model no execution ends, so there is nothing to compare.
	Deadlock Outcome = "deadlock"
	// Refused: the target does not compile the test.
	Refused Outcome = "refused"
	// Unknown: a verdict is Unknown.
	Unknown Outcome = "unknown"
)

// outcomes lists all outcomes in the order of the columns.
var outcomes = []Outcome{Kept, Exception, Allowed, Race, Deadlock, Refused, Unknown}

// WriteJSON writes the report as one object.
func (r *Report) WriteJSON(w io.Writer) error {
	out := struct {
		Report
		Targets []any `json:"targets"`
	}{Report: *r}
	out.Schema = results.Schema
	for _, t := range r.Targets {
		out.Targets = append(out.Targets, struct {
			*Target
			Total    Family   `json:"total"`
			Families []Family `json:"families"`
		}{t, t.Total(), t.Families()})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(out)
}
