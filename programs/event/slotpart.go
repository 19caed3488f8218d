package event

import (
	"slices"

	"github.com/fencewise/fencewise/programs/isa"
)

// Part is one instruction of a slot's choice.
type Part struct {
	Text  string  // in canonical spelling; parts with one text do the same
	Fence isa.Tag // NoTag for what is no barrier
	Ctrl  bool    // it is ctrl(), or a trap: a control dependency
}

// Orders reports whether the part keeps accesses in order and does nothing else.
func (p *Part) Orders() bool { return p.Ctrl || p.Fence != isa.NoTag }

// Orders reports whether a choice only keeps accesses in order. Others change
// what is executed, and cannot be compared with any but themselves.
func (s *Slot) Orders(choice int) bool {
	return !slices.ContainsFunc(s.Parts[choice], func(p Part) bool { return !p.Orders() })
}

// Depends reports whether a choice contains ctrl(), so that what follows
// depends on a register.
func (s *Slot) Depends(choice int) bool {
	return slices.ContainsFunc(s.Parts[choice], func(p Part) bool { return p.Ctrl })
}
