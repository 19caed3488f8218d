package event

import (
	"slices"

	"github.com/fencewise/fencewise/programs/isa"
)

// Part is one instruction of a slot's choice.
type Part struct {
	Text  string   // in canonical spelling; parts with the same text do the same
	Fence isa.Tag  // the tag of a barrier; NoTag for other parts
	Ctrl  bool     // it is ctrl() or a trap, which make a control dependency
	Tags  isa.Tags // of the accesses of a part that is neither

	Code     string   // what it does, but for the tags of its accesses; "" if it has none, or branches
	Accesses []Access // those of Code, in order
}

// Access is a read or a write that a part of a choice makes.
type Access struct {
	Store bool
	Pair  bool // it is one half of an atomic operation
	Tags  isa.Tags
}

// Orders reports whether a part keeps accesses in order and does nothing else.
func (p *Part) Orders() bool { return p.Ctrl || p.Fence != isa.NoTag }

// Orders reports whether a choice only keeps accesses in order. Other choices change what
// is executed, so their strength cannot be compared with that of any other choice.
func (s *Slot) Orders(choice int) bool {
	return !slices.ContainsFunc(s.Parts[choice], func(p Part) bool { return !p.Orders() })
}

// Depends reports whether a choice contains ctrl() or a trap, so that later events depend on
// a register.
func (s *Slot) Depends(choice int) bool {
	return slices.ContainsFunc(s.Parts[choice], func(p Part) bool { return p.Ctrl })
}
