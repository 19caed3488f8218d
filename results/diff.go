package results

import (
	"encoding/json"
	"io"

	"github.com/fencewise/fencewise/programs/verdict"
)

// Diff holds what differs between two variants of a study, or between two models.
type Diff struct {
	Schema   int    `json:"schema"`
	Study    string `json:"study"`
	Title    string `json:"title"`
	Question string `json:"question,omitempty"`
	Of       DiffOf `json:"of"`
	A        string `json:"a"` // the names of the two
	B        string `json:"b"`

	Slots []SlotDiff `json:"slots,omitempty"` // what two variants put into different slots
	Only  []Only     `json:"only,omitempty"`  // programs of one of the two, which are not compared
	Cells []DiffCell `json:"cells"`

	// Lattices compares two models on every combination of choices, if that was
	// requested.
	Lattices []LatticeDiff `json:"lattices,omitempty"`
}

// DiffOf says what is compared.
type DiffOf string

// What can be compared.
const (
	OfVariants DiffOf = "variants"
	OfModels   DiffOf = "models"
)

// SlotDiff is a slot in which two variants differ; empty where a variant's
// programs do not have it.
type SlotDiff struct {
	Slot string `json:"slot"`
	A    string `json:"a"`
	B    string `json:"b"`
}

// Only names a program that is in only one of two variants.
type Only struct {
	Program string `json:"program"`
	Variant string `json:"variant"`
}

// DiffCell holds the two verdicts on one program: under one model for two variants, or
// of one variant for two models.
type DiffCell struct {
	Program string          `json:"program"`
	Model   string          `json:"model,omitempty"`
	Variant string          `json:"variant,omitempty"`
	A       verdict.Verdict `json:"a"`
	B       verdict.Verdict `json:"b"`
	ReasonA string          `json:"reasonA,omitempty"` // why Unknown
	ReasonB string          `json:"reasonB,omitempty"`
	Why     *Why            `json:"why,omitempty"`
}

// Known reports whether both have a verdict. If one is Unknown, it is not known
// whether they differ.
func (c *DiffCell) Known() bool { return c.A != verdict.Unknown && c.B != verdict.Unknown }

// Differs reports whether the two are known to have different verdicts.
func (c *DiffCell) Differs() bool { return c.Known() && c.A != c.B }

// Why holds an execution that one of the two allows and the cycle for which the other
// forbids it.
type Why struct {
	Allows  string `json:"allows"`
	Forbids string `json:"forbids"`
	Model   string `json:"model"` // that forbids it
	Axiom   string `json:"axiom"` // which the execution breaks there
	Cycle   []Step `json:"cycle"` // each step leads to the next, the last to the first
}

// Step holds an event of a cycle and the relation to the next one.
type Step struct {
	Thread string `json:"thread,omitempty"` // "" for initial writes
	Event  string `json:"event"`            // in the program's words: "stw r1,0(r2)"
	Effect string `json:"effect,omitempty"` // "msg := 1"
	Rel    string `json:"rel"`
	By     []Slot `json:"by,omitempty"` // the barriers without which this step would not be there
	// Either lists barriers each of which is enough for this step: without one of them
	// the step still exists, without all of them it does not.
	Either []Slot `json:"either,omitempty"`
}

// Slot names a slot and the choice in it.
type Slot struct {
	Name   string `json:"name"`
	Choice string `json:"choice"`
	// Instead is the choice of the other of two variants, if that differs.
	Instead string `json:"instead,omitempty"`
}

// LatticeDiff compares every combination of one program's choices under two models.
type LatticeDiff struct {
	Program string  `json:"program"`
	Differ  int     `json:"differ"`            // combinations with different verdicts
	Unknown int     `json:"unknown,omitempty"` // combinations with one verdict or both Unknown
	A       Lattice `json:"a"`
	B       Lattice `json:"b"`
}

// WriteJSON writes the difference as one indented object.
func (d *Diff) WriteJSON(w io.Writer) error {
	if d.Cells == nil {
		d.Cells = []DiffCell{}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(d)
}
