package page

import (
	"cmp"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/graph"
)

// Scene holds an execution as a story and as drawings.
type Scene struct {
	Program int            `json:"program"`
	Picks   []int          `json:"picks"` // that it was found with
	Initial string         `json:"initial"`
	Rows    []Row          `json:"rows"`
	Summary []string       `json:"summary"`
	Final   string         `json:"final"`
	Cells   map[int]string `json:"cells"`   // where the instruction of an event stands
	Slots   map[int][2]int `json:"slots"`   // events of slots: the slot, and which of its instructions
	Drawing int            `json:"drawing"` // of the execution itself
	Full    int            `json:"full"`    // with relations of the model
	Rels    []Relation     `json:"rels"`    // of both drawings
}

// Row holds a step of the story.
type Row struct {
	Column  int      `json:"column"`         // thread
	Event   int      `json:"event"`          // -1 for a branch
	Cell    string   `json:"cell,omitempty"` // where it stands, for a branch
	Instr   string   `json:"instr,omitempty"`
	Machine string   `json:"machine,omitempty"` // what the statement Instr was compiled to
	Effect  string   `json:"effect,omitempty"`
	Remarks []string `json:"remarks,omitempty"`
	Handler bool     `json:"handler,omitempty"`
	Heading string   `json:"heading,omitempty"` // in place of instruction and effect
	Kind    string   `json:"kind"`
}

// Relation describes a relation that a drawing shows.
type Relation struct {
	Name string `json:"name"`
	Long string `json:"long,omitempty"`
	Full bool   `json:"full,omitempty"` // only the full drawing has it
	// Asked says that the relation was named by the user and is shown from the
	// beginning.
	Asked bool `json:"asked,omitempty"`
}

// inSlot returns which of the barriers of a slot an event is: see [Slot.Barriers].
func inSlot(s *event.Structure, e int) int {
	ev := &s.Events[e]
	if ev.Compiled() {
		return place(s, e)
	}
	instrs := s.Test.Slots[ev.Slot].Choices[ev.SlotChoice].Instrs
	return slices.IndexFunc(instrs, func(in *litmus.Instr) bool { return in == ev.Instr || in.String() == ev.Instr.String() })
}

// derived lists the relations of a model that can also be shown, if it has them: the
// parts of program order that it preserves.
var derived = []string{"ppo", "fence"}

// Scene adds an execution.
func (p *Page) Scene(program int, c *execution.Candidate, m *rel.Model) (int, error) {
	s := c.X.S
	sc := &Scene{Program: program, Picks: Picks(s, c.X.Slots), Cells: map[int]string{}, Slots: map[int][2]int{}}
	sc.tell(c, m)
	for _, e := range c.Events() {
		ev := &s.Events[e]
		at := cell(s, int(e))
		if at != "" {
			sc.Cells[int(e)] = at
		}
		if ev.Slot >= 0 && ev.Kind == event.FenceEvent {
			sc.Slots[int(e)] = [2]int{ev.Slot, inSlot(s, int(e))}
		}
	}
	cycle, err := graph.Interleaving(c)
	if err != nil {
		return 0, err
	}
	more := p.Edges
	if more == nil {
		own, _, _ := graph.Names(m)
		more = slices.DeleteFunc(slices.Clone(derived), func(name string) bool { return !slices.Contains(own, name) })
	}
	plain, err := graph.Of(c, graph.Options{Model: m, Cycle: cycle})
	if err != nil {
		return 0, err
	}
	if sc.Drawing, err = p.draw(plain); err != nil {
		return 0, err
	}
	sc.Full = sc.Drawing
	for _, r := range plain.Relations {
		sc.Rels = append(sc.Rels, Relation{Name: r.Name, Long: r.Long})
	}
	full, err := graph.Of(c, graph.Options{Model: m, Edges: more, Cycle: cycle})
	switch {
	case err != nil && p.Edges != nil:
		return 0, err
	case err == nil && len(more) > 0: // more edges than can be drawn are no reason to show nothing
		if sc.Full, err = p.draw(full); err != nil {
			return 0, err
		}
		for _, r := range full.Relations {
			if !slices.ContainsFunc(plain.Relations, func(q graph.Relation) bool { return q.Name == r.Name }) {
				sc.Rels = append(sc.Rels, Relation{Name: r.Name, Long: cmp.Or(r.Long, longs[r.Name]), Full: true, Asked: p.Edges != nil})
			}
		}
	}
	p.Scenes = append(p.Scenes, sc)
	return len(p.Scenes) - 1, nil
}

var longs = map[string]string{"ppo": "preserved program order", "fence": "kept by barriers"}

// Fits reports whether a scene can show the choices in picks: no slot holds more
// instructions than the scene has places for.
func (p *Page) Fits(scene int, picks []int) bool {
	sc := p.Scenes[scene]
	for i, s := range p.Programs[sc.Program].Slots {
		if len(s.Barriers(picks[i])) > len(s.Barriers(sc.Picks[i])) {
			return false
		}
	}
	return true
}
