package repair

import (
	"encoding/json"
	"io"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Report is repairs of programs, under one model of cost.
type Report struct {
	Schema  int       `json:"schema"`
	Cost    CostModel `json:"cost_model"`
	Repairs []Repair  `json:"repairs"`
}

// CostModel says how placements were ordered.
type CostModel struct {
	Name   string `json:"name"` // as the user named it
	Title  string `json:"title"`
	Source string `json:"source"`
	Unit   string `json:"unit,omitempty"` // of the prices; empty where barriers are only ranked
	Text   string `json:"text"`           // "eieio < lwsync < sync", or the prices
}

// Repair is what makes the outcome of one program impossible under one model.
type Repair struct {
	Program string `json:"program"`
	Model   string `json:"model"`
	Outcome string `json:"outcome"` // the proposition that must not come true

	// Standing is the verdict on the program as it stands.
	Standing verdict.Verdict `json:"verdict"`
	Reason   string          `json:"reason,omitempty"` // why Unknown

	Inserted   bool        `json:"inserted"` // the slots are points that the program did not have
	Slots      []Slot      `json:"slots"`
	Variants   int         `json:"variants"`
	Never      int         `json:"never"`
	Questions  int         `json:"questions"` // that were asked; all else follows
	Placements []Placement `json:"placements"`
	Complete   bool        `json:"complete"`
	Doubts     []Doubt     `json:"doubts,omitempty"`
	Weaker     []Weaker    `json:"weaker,omitempty"`
	Unordered  []string    `json:"unordered,omitempty"` // slots between whose choices no order is proved
	EvenSC     bool        `json:"even_sc,omitempty"`   // sequential consistency allows the outcome, so that no barrier can help
	// Where no slot needs a barrier: the barriers outside the slots without any one
	// of which the outcome is possible, and whether it is without all of them.
	Fixed    []string `json:"fixed,omitempty"`
	AnyFixed bool     `json:"any_fixed,omitempty"`
	// Limitation is a known limit of the model that the verdict on some placement
	// rests on: with the variant weaker ones can be enough.
	Limitation *results.Limitation `json:"limitation,omitempty"`
	Bound      int                 `json:"bound"`
	Interrupts int                 `json:"interrupts,omitempty"`
}

// Slot is one slot of the program.
type Slot struct {
	Name    string   `json:"name"`
	Choices []string `json:"choices"`
	Now     string   `json:"now"`          // what stands in it
	Places  int      `json:"places"`       // cells that hold it: each is paid for
	Fixed   bool     `json:"fixed"`        // by the user: no question
	At      *Place   `json:"at,omitempty"` // of an inserted one
}

// Place is where a slot was inserted.
type Place struct {
	Column string `json:"column"` // "P1", "P1 doorbell"
	Before string `json:"before"` // the instruction behind the slot
	Line   int    `json:"line"`
}

// Placement is one minimal placement.
type Placement struct {
	Cost  Cost              `json:"cost"`
	Slots map[string]string `json:"slots"`
	// Instead is choices that are stronger, and cheaper nevertheless. They are
	// what Cost is about.
	Instead map[string]string `json:"instead,omitempty"`
}

// Cost is what a placement costs.
type Cost struct {
	Text     string         `json:"text"`
	Barriers map[string]int `json:"barriers"`
	Total    *float64       `json:"total"` // null where barriers are only ranked
}

// Doubt is a reason for which variants are Unknown.
type Doubt struct {
	Reason   string            `json:"reason"`
	Variants int               `json:"variants"`
	Example  map[string]string `json:"example"`
}

// Weaker is a slot of a program that is Never as it stands, and what is enough
// in it while the others stay as they are.
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

// Use is what a placement puts into a slot: the cheapest of what is as strong.
func (p *Placement) Use(slot string) string {
	if c, ok := p.Instead[slot]; ok {
		return c
	}
	return p.Slots[slot]
}
