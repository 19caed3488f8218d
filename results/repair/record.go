package repair

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Report holds the repairs of programs, under one model of cost.
type Report struct {
	Schema  int       `json:"schema"`
	Cost    CostModel `json:"cost_model"`
	Repairs []Repair  `json:"repairs"`
}

// CostModel describes how placements are ordered.
type CostModel struct {
	Name   string `json:"name"` // as the user named it
	Title  string `json:"title"`
	Source string `json:"source"`
	Unit   string `json:"unit,omitempty"` // of the prices; empty where barriers are only ranked
	Text   string `json:"text"`           // "eieio < lwsync < sync", or the prices
}

// Repair holds what makes the outcome of one program impossible under one model.
type Repair struct {
	Program string   `json:"program"`
	Target  string   `json:"target,omitempty"` // that it is compiled for; "lkmm": it is not compiled
	Model   string   `json:"model"`
	On      []string `json:"model_variants,omitempty"` // of the model, which the target turns on
	Endian  string   `json:"endian,omitempty"`         // the order of bytes, if some accesses cover parts of others
	Outcome string   `json:"outcome"`                  // the proposition that must become impossible

	Variant string `json:"variant,omitempty"` // of a study, if the program is in one; otherwise it is as written
	// Set holds the choices that the user gave. The slots keep them.
	Set map[string]string `json:"-"`
	// Standing is the verdict on the program before anything is repaired.
	Standing verdict.Verdict `json:"verdict"`
	Reason   string          `json:"reason,omitempty"` // why Unknown

	Inserted   bool        `json:"inserted"` // the slots are points that the program did not have
	Slots      []Slot      `json:"slots"`
	Variants   int         `json:"variants"`
	Never      int         `json:"never"`
	Queries    int         `json:"questions"` // queries; the other verdicts follow from them
	Placements []Placement `json:"placements"`
	Complete   bool        `json:"complete"`
	Cheapest   bool        `json:"cheapest"` // no placement costs less than the first one
	Doubts     []Doubt     `json:"doubts,omitempty"`
	Weaker     []Weaker    `json:"weaker,omitempty"`
	Unordered  []string    `json:"unordered,omitempty"` // slots whose choices are not ordered, as far as proved
	EvenSC     bool        `json:"even_sc,omitempty"`   // sequential consistency allows the outcome, so that no barrier can help
	// Fixed lists, if no slot needs a barrier, the essential barriers outside the
	// slots. AnyFixed says that the outcome is possible without all of them.
	Fixed    []string `json:"fixed,omitempty"`
	AnyFixed bool     `json:"any_fixed,omitempty"`
	// Limitation is a known limit of the model that the verdict on some placement rests
	// on: with its model variant weaker placements can be enough.
	Limitation *results.Limitation `json:"limitation,omitempty"`
	// Patch changes the files of the user, as a unified diff; empty if the program is no .c file.
	Patch string `json:"patch,omitempty"`
	// Promised says that which choice is stronger was taken from what the primitives promise, and
	// not proved: each placement was decided, and that there are no others rests on it.
	Promised   bool   `json:"promised,omitempty"`
	NoPatch    string `json:"no_patch,omitempty"` // why there is none
	Bound      int    `json:"bound"`
	Interrupts int    `json:"interrupts,omitempty"`
}

// under says who judges the program, in words that follow its name.
func (r *Repair) under() string { return results.Under(r.Target, r.Model, r.On) }

// Slot describes a slot of the program.
type Slot struct {
	Name    string   `json:"name"`
	Choices []string `json:"choices"`
	Now     string   `json:"now"`          // its choice as written
	Places  int      `json:"places"`       // cells that hold it: each is paid for
	Fixed   bool     `json:"fixed"`        // by the user
	At      *Place   `json:"at,omitempty"` // of an inserted one
}

// Place says where a slot was inserted.
type Place struct {
	Column string `json:"column"` // "P1", "P1 doorbell"
	Before string `json:"before"` // the instruction after the slot
	Line   int    `json:"line"`
	// Instead is the primitive that stands there, if the slot exchanges an access.
	Instead string `json:"instead,omitempty"`
	// Weaker says that the slot offers less than what stands there.
	Weaker bool `json:"weaker,omitempty"`
}

// String says what a choice means at the place of an inserted slot.
func (p *Place) String(choice string) string {
	switch {
	case p.Weaker && choice == p.Instead && strings.TrimSuffix(p.Before, "()") == p.Instead:
		return fmt.Sprintf("%s: %s (line %d), as it is", p.Column, choice, p.Line)
	case p.Weaker && choice == p.Instead:
		return fmt.Sprintf("%s: %s in %s (line %d), as it is", p.Column, choice, p.Before, p.Line)
	case p.Weaker && choice == "none":
		return fmt.Sprintf("%s: no %s (line %d)", p.Column, p.Before, p.Line)
	}
	if p.Instead != "" && strings.TrimSuffix(p.Before, "()") == p.Instead {
		return fmt.Sprintf("%s: %s for %s (line %d)", p.Column, choice, p.Instead, p.Line)
	}
	if p.Instead != "" {
		return fmt.Sprintf("%s: %s for %s in %s (line %d)", p.Column, choice, p.Instead, p.Before, p.Line)
	}
	return fmt.Sprintf("%s: %s before %s (line %d)", p.Column, choice, p.Before, p.Line)
}

// empty reports whether a choice leaves the program as it is without the slot.
func (s *Slot) empty(choice string) bool {
	if s.At != nil && s.At.Weaker {
		return false
	}
	return choice == "none" || s.At != nil && choice == s.At.Instead
}

// Placement holds one minimal placement.
type Placement struct {
	Cost  Cost              `json:"cost"`
	Slots map[string]string `json:"slots"`
	// Instead lists choices that are stronger and nevertheless cheaper. Cost is
	// computed with them.
	Instead map[string]string `json:"instead,omitempty"`
}

// Cost holds the cost of a placement.
type Cost struct {
	Text     string         `json:"text"`
	Barriers map[string]int `json:"barriers"`
	Total    *float64       `json:"total"` // null where barriers are only ranked
}

// Doubt holds a reason for which variants are Unknown.
type Doubt struct {
	Reason   string            `json:"reason"`
	Variants int               `json:"variants"`
	Example  map[string]string `json:"example"`
}

// Weaker names a slot of a program that is Never as it is written, with weaker choices
// that are enough while the other slots stay as they are.
type Weaker struct {
	Slot string   `json:"slot"`
	Now  string   `json:"now"`
	To   []string `json:"to"`
}

// WriteJSON writes the report as one indented object.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Use returns what a placement puts into a slot: the cheapest choice that is as strong.
func (p *Placement) Use(slot string) string {
	if c, ok := p.Instead[slot]; ok {
		return c
	}
	return p.Slots[slot]
}
