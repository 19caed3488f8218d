package rel

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Removable says which rounds of loops can be removed from executions so that the model
// never forbids what is left. The zero value is none.
type Removable struct {
	Rounds bool // those that write nothing
	Writes bool // those whose writes no read outside of them sees
	Atomic bool // the model makes the accesses to a location coherent, and atomic operations atomic; see [Model.Counts]
}

// RoundsCanGo returns which rounds of loops can be removed from an execution without making it
// violate a plain axiom, and why not more of them. The model must be monotone for the events of
// these rounds, and no control dependency may occur negatively: without the round that has the
// branch, the two events are there and the dependency is not. Dependencies through addresses
// and values stay, since registers keep theirs.
func (m *Model) RoundsCanGo() (can Removable, why string) {
	if can.Rounds, why = m.monotone(true); !can.Rounds {
		return Removable{}, why
	}
	pol := m.Polarity()
	for id := 1; id < len(m.Nodes); id++ {
		n := &m.Nodes[id]
		if n.Op == RelBase && (n.Base == vocabulary.RelCtrl || n.Base == vocabulary.RelCtrlStwcx) && pol[id]&Negative != 0 {
			return Removable{}, fmt.Sprintf("%s occurs negatively (%s)", m.Text(ID(id)), n.Span)
		}
	}
	can.Writes, why = m.Monotone()
	can.Atomic = can.Writes && m.Counts()
	return can, why
}

// RoundsCanGoIn is RoundsCanGo for the executions of one program: of a model that is made
// smaller for programs (see [Model.Specialize]), only what concerns this one counts.
func (m *Model) RoundsCanGoIn(t *litmus.Test) Removable { return NewRounds(m).CanGo(t) }

// Rounds answers [Model.RoundsCanGoIn] for many programs. It finds out only once what is
// the same for several of them.
type Rounds struct {
	m      *Model
	byTags map[isa.Tags]Removable // 0 for the whole model
}

// NewRounds returns the Rounds of a model.
func NewRounds(m *Model) *Rounds { return &Rounds{m, map[isa.Tags]Removable{}} }

// CanGo is RoundsCanGoIn of the model.
func (r *Rounds) CanGo(t *litmus.Test) Removable {
	var tags isa.Tags
	if r.m.Specializes() {
		tags, _ = sets.Tags(t)
	}
	can, known := r.byTags[tags]
	if !known {
		can, _ = r.m.WithTags(tags).RoundsCanGo()
		r.byTags[tags] = can
	}
	return can
}
