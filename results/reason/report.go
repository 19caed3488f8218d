package reason

import (
	"encoding/json"
	"io"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Report is why the verdict on one program is what it is.
type Report struct {
	Schema  int               `json:"schema"`
	Program string            `json:"program"` // as the user named it
	Test    string            `json:"test"`
	Model   string            `json:"model"`
	Slots   map[string]string `json:"slots"`
	Outcome string            `json:"outcome"` // that is possible or not: a proposition; for Always its contrary
	Verdict verdict.Verdict   `json:"verdict"`
	Reason  string            `json:"reason,omitempty"` // why Unknown

	results.Vacuity

	// Limitation is the known limit of the model that a Sometimes rests on.
	Limitation *results.Limitation `json:"limitation,omitempty"`

	// Why is set for Never, unless that is trivial; and for Always, where the
	// outcome is that the proposition does not hold.
	Why   *Why   `json:"why,omitempty"`
	Needs *Needs `json:"needs,omitempty"`
	// Forbids is set for Sometimes: what would forbid the execution that is
	// told of.
	Forbids *Forbids `json:"forbids,omitempty"`
	// Difference is what it is that makes the verdict another than that on
	// another variant, where that was asked for.
	Difference *Difference `json:"difference,omitempty"`

	order []string // the slots as the program has them
}

// Order gives the order in which slots are listed.
func (r *Report) Order(slots []string) { r.order = slots }

// Needs is what a Never rests on of the program's barriers and dependencies.
type Needs struct {
	// Essential is barriers without any one of which the outcome is possible.
	Essential []Piece `json:"essential"`
	// OneOf is groups of other barriers: of each one is needed, and enough. Where
	// it is not so simple Either is sets of which one is needed, and enough.
	OneOf  [][]Piece `json:"one_of,omitempty"`
	Either [][]Piece `json:"either,omitempty"`
	// Redundant is barriers that are in none of these: all of them can go.
	Redundant []Piece `json:"spare,omitempty"`
	// Dependencies are those that the cycles rest on and without which the
	// outcome is possible.
	Dependencies []Piece `json:"dependencies,omitempty"`
	// Open is what it is not known of, with the reason.
	Open []Doubt `json:"open,omitempty"`
	// Alone says why barriers were taken away one after the other, and not in
	// every set: Redundant is then one set that can go, and there can be others.
	Alone string `json:"alone,omitempty"`
	// Then is barriers that can go alone, but not once those of Redundant are gone.
	Then []Piece `json:"then,omitempty"`
}

// Piece is a barrier or a dependency of a program.
type Piece struct {
	Kind   SourceKind `json:"kind"`
	Text   string     `json:"text"` // "sync"; of a dependency the instruction that it starts from
	To     string     `json:"to,omitempty"`
	Thread string     `json:"thread,omitempty"`
	Slot   string     `json:"slot,omitempty"`
	Line   int        `json:"line,omitempty"` // of a barrier that stands in no slot, and of where a dependency starts
	Twin   bool       `json:"twin,omitempty"` // the thread has another instruction with this text
}

// Doubt is a piece of which it is not known if it is needed.
type Doubt struct {
	Piece  Piece  `json:"piece"`
	Reason string `json:"reason"`
}

// Forbids is what would forbid an execution: sets of choices for slots, each of
// which is enough, as few and as weak as possible.
type Forbids struct {
	Sets [][]results.Slot `json:"sets"`
	// UpTo is in how many slots at once choices were looked for: [MaxForbid], or
	// fewer where there are very many.
	UpTo int `json:"up_to"`
}

// Difference is what makes the difference between two variants of a program: an
// execution that one allows, and the cycle for which the other forbids it.
type Difference struct {
	A        string             `json:"a"` // what the variants are called
	B        string             `json:"b"`
	Verdicts [2]verdict.Verdict `json:"verdicts"`
	Reasons  [2]string          `json:"reasons,omitzero"` // why Unknown
	Slots    []results.SlotDiff `json:"slots"`            // in which they differ

	Allows  string `json:"allows,omitempty"`
	Forbids string `json:"forbids,omitempty"`
	Axiom   string `json:"axiom,omitempty"`
	Gloss   string `json:"gloss,omitempty"`
	Cycle   *Cycle `json:"cycle,omitempty"`
	// By is the slots that close the cycle: what Forbids has there, and what
	// Allows has instead.
	By []results.Slot `json:"by,omitempty"`
	// Shared is the slots that differ and have a part in the cycle, but only in
	// steps that are there with Allows, too.
	Shared []results.Slot `json:"shared,omitempty"`
}

// WriteJSON writes the report as one indented object.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
