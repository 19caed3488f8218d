package reason

import (
	"encoding/json"
	"io"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Report explains the verdict on one program.
type Report struct {
	Schema  int    `json:"schema"`
	Program string `json:"program"` // as the user named it
	Test    string `json:"test"`
	Judge
	Slots   map[string]string `json:"slots"`
	Endian  string            `json:"endian,omitempty"` // the order of bytes, if some accesses cover parts of others
	Outcome string            `json:"outcome"`          // the proposition; for Always its negation
	Verdict verdict.Verdict   `json:"verdict"`
	Reason  string            `json:"reason,omitempty"` // why Unknown

	results.Vacuity

	// Limitation is the known limit of the model that a Sometimes rests on.
	Limitation *results.Limitation `json:"limitation,omitempty"`

	// Why is set for a Never that is not trivial, and for Always, where the outcome is
	// the negation of the proposition.
	Why   *Why   `json:"why,omitempty"`
	Needs *Needs `json:"needs,omitempty"`
	// Forbids is set for Sometimes: what would forbid the execution that is shown.
	Forbids *Forbids `json:"forbids,omitempty"`
	// Difference explains why the verdict differs from that on another variant, if
	// requested.
	Difference *Difference `json:"difference,omitempty"`

	order []string // the slots as the program has them
}

// Judge says who judges a program: see [results.Record].
type Judge struct {
	Target   string   `json:"target,omitempty"` // that it is compiled for; "lkmm": it is not compiled
	Model    string   `json:"model"`
	Variants []string `json:"variants,omitempty"` // of the model, which the target turns on
}

// under says who judges, in words that follow the name of a program.
func (j *Judge) under() string { return results.Under(j.Target, j.Model, j.Variants) }

// Order sets the order in which slots are listed.
func (r *Report) Order(slots []string) { r.order = slots }

// Needs says which of the program's barriers and dependencies a Never rests on.
type Needs struct {
	// Essential lists barriers; without any one of them the outcome is possible.
	Essential []Piece `json:"essential"`
	// OneOf lists groups of other barriers: one barrier of each group is needed, and
	// these are enough. If that does not describe the minimal sets, Either lists them:
	// one of the sets is needed and enough.
	OneOf  [][]Piece `json:"one_of,omitempty"`
	Either [][]Piece `json:"either,omitempty"`
	// Redundant lists barriers that are in none of these: all of them can be removed.
	Redundant []Piece `json:"spare,omitempty"`
	// Dependencies lists the dependencies that the cycles rest on and without which the
	// outcome is possible.
	Dependencies []Piece `json:"dependencies,omitempty"`
	// Open lists barriers for which this is not known, with the reason.
	Open []Doubt `json:"open,omitempty"`
	// Alone says why barriers were removed one at a time and not in every combination:
	// Redundant is then one set that can be removed, and others may exist.
	Alone string `json:"alone,omitempty"`
	// Then lists barriers that can be removed alone, but not once those of Redundant
	// are removed.
	Then []Piece `json:"then,omitempty"`
}

// Piece is a barrier or a dependency of a program.
type Piece struct {
	Kind   SourceKind `json:"kind"`
	Text   string     `json:"text"` // "sync"; of a dependency the instruction that it starts from
	To     string     `json:"to,omitempty"`
	Thread string     `json:"thread,omitempty"`
	Slot   string     `json:"slot,omitempty"`
	Line   int        `json:"line,omitempty"` // of a barrier outside the slots, and of the start of a dependency
	File   string     `json:"file,omitempty"` // of Line, as of an [Event]
	Twin   bool       `json:"twin,omitempty"` // the thread has another instruction with this text
}

// Doubt holds a barrier or dependency that may or may not be essential, with the
// reason.
type Doubt struct {
	Piece  Piece  `json:"piece"`
	Reason string `json:"reason"`
}

// Forbids lists minimal sets of slot choices each of which forbids an execution, with
// as few and as weak choices as possible.
type Forbids struct {
	Sets [][]results.Slot `json:"sets"`
	// UpTo is the largest number of slots that a set was searched in: [MaxForbid], or
	// fewer if the program has very many slots.
	UpTo int `json:"up_to"`
}

// Difference holds an execution that one of two variants or targets of a program allows, and
// the cycle for which the other forbids it.
type Difference struct {
	A        string             `json:"a"` // what the variants or targets are called
	B        string             `json:"b"`
	Judges   []Judge            `json:"judges,omitempty"` // of two targets
	Verdicts [2]verdict.Verdict `json:"verdicts"`
	Reasons  [2]string          `json:"reasons,omitzero"` // why Unknown
	Slots    []results.SlotDiff `json:"slots"`            // in which they differ

	Allows  string `json:"allows,omitempty"`
	Forbids string `json:"forbids,omitempty"`
	Axiom   string `json:"axiom,omitempty"`
	Gloss   string `json:"gloss,omitempty"`
	Cycle   *Cycle `json:"cycle,omitempty"`
	// By lists the slots that close the cycle, with their choice in Forbids and in
	// Allows.
	By []results.Slot `json:"by,omitempty"`
	// Shared lists slots that differ and have a part in the cycle, but only in steps
	// that Allows also has.
	Shared []results.Slot `json:"shared,omitempty"`
}

// WriteJSON writes the report as one indented object.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
