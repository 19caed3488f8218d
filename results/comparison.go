package results

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
)

// Comparison holds the outcome of a study: what it claims beside what was found.
type Comparison struct {
	Schema   int    `json:"schema"`
	Property string `json:"property,omitempty"` // what was asked, if that is not the conditions of the programs: "termination"
	Study    string `json:"study"`              // as the user named it
	Title    string `json:"title"`
	Question string `json:"question,omitempty"` // what the programs ask, for people
	Answer   string `json:"answer,omitempty"`   // the answer of the study's author
	Terms    []Term `json:"terms,omitempty"`
	Rows     []Row  `json:"rows"`

	// Headings lists what judges the programs, as [Row.JudgedBy] names it, in the order of
	// the study.
	Headings []string `json:"-"`

	// Threads holds the names that the study gives to threads, in the order of programs
	// and threads.
	Threads []ThreadName `json:"threads,omitempty"`

	// Lattices describes all combinations of choices, one lattice for each program and
	// model. It is empty unless all combinations were requested.
	Lattices []Lattice `json:"lattices,omitempty"`
}

// Term is a word that a study uses, with its meaning.
type Term struct {
	Word    string `json:"word"`
	Meaning string `json:"meaning"`
}

// ThreadName is the name that a study gives to a thread of a program: "CPU 42" for "P1".
type ThreadName struct {
	Program string `json:"program"`
	Thread  string `json:"thread"`
	Name    string `json:"name"`
}

// Row is one program under one model with one choice for every slot: a named
// variant, or a point of the lattice of all choices.
type Row struct {
	Program string            `json:"program"`
	Target  string            `json:"target,omitempty"` // that it is compiled for; "lkmm": it is not compiled
	Model   string            `json:"model"`
	On      []string          `json:"model_variants,omitempty"` // of the model, which the target turns on
	Variant *string           `json:"variant"`                  // null: no named variant
	Source  string            `json:"source,omitempty"`         // of the variant: a commit, a mail
	Slots   map[string]string `json:"slots"`
	Endian  string            `json:"endian,omitempty"` // the order of bytes, if some accesses cover parts of others
	Verdict verdict.Verdict   `json:"verdict"`
	Reason  string            `json:"reason,omitempty"` // why Unknown
	Claim   *verdict.Verdict  `json:"claim"`            // null: nothing is claimed
	Holds   *bool             `json:"holds"`            // null: nothing is claimed, or Unknown

	// For a point of the lattice: Follows says that the verdict follows from that of
	// another point. Core lists, for a Never, the slots whose choices are enough for
	// it, whatever the others hold.
	Follows bool     `json:"follows,omitempty"`
	Core    []string `json:"core,omitzero"`

	Vacuity // of a Never: whether it is trivial

	// Limitation is the known limit of the model that a Sometimes rests on.
	Limitation *Limitation `json:"limitation,omitempty"`

	// Order lists the slots in the order of the program, for tables.
	Order []string `json:"-"`

	// File and Line are the place of the variant in the study file, for annotations.
	File string `json:"-"`
	Line int    `json:"-"`

	// Story tells an execution that contradicts the claim, in lines. It is empty unless it was
	// asked for and such an execution exists.
	Story string `json:"-"`

	// Heading is what tables and sentences call the target: "POWER".
	Heading string `json:"-"`
}

// JudgedBy returns what tables and sentences call who judges the row: its target or, in a
// study without targets, its model.
func (r *Row) JudgedBy() string { return judgedBy(r.Target, r.Heading, r.Model) }

func judgedBy(target, heading, model string) string {
	if target != "" {
		return heading
	}
	return model
}

// ModelNotes says, for each target that turns on variants of its model, which model and
// variants judge its programs.
func (c *Comparison) ModelNotes() (all []string) {
	for i := range c.Rows {
		r := &c.Rows[i]
		if len(r.On) == 0 {
			continue
		}
		if n := fmt.Sprintf("%s: judged by %s with %s", r.JudgedBy(), r.Model, strings.Join(r.On, ", ")); !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

// Judge fills in Holds. It stays nil if nothing is claimed or the verdict is Unknown.
func (r *Row) Judge() {
	r.Holds = nil
	if r.Claim != nil && r.Verdict != verdict.Unknown {
		ok := r.Verdict.Meets(*r.Claim)
		r.Holds = &ok
	}
}

// Failed reports whether the row contradicts its claim.
func (r *Row) Failed() bool { return r.Holds != nil && !*r.Holds }

// Failure returns the sentence that says how a row contradicts its claim.
func (r *Row) Failure() string {
	return fmt.Sprintf("%s under %s is %s, but the claim is %s", r.Program, r.JudgedBy(), r.Verdict, *r.Claim)
}

// Choices returns the choices of the slots, in the order of the program, as "slot = choice".
func (r *Row) Choices() []string {
	names := r.Order
	if len(names) == 0 {
		names = slices.Sorted(maps.Keys(r.Slots))
	}
	var all []string
	for _, s := range names {
		all = append(all, s+" = "+r.Slots[s])
	}
	return all
}

// WriteJSON writes the comparison as one indented object.
func (c *Comparison) WriteJSON(w io.Writer) error {
	if c.Rows == nil {
		c.Rows = []Row{}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(c)
}
