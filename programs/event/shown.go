package event

import (
	"strings"

	"github.com/fencewise/fencewise/programs/isa"
)

// Tags returns the tags that events of the structure have.
func (s *Structure) Tags() (tags isa.Tags) {
	for i := range s.Events {
		tags |= s.Events[i].Tags
	}
	return tags
}

// Shown reports whether the test shows the final value of a location: in its condition, its
// filter, or its list of locations.
func (s *Structure) Shown(loc int) bool {
	for i := range s.Pool.Nodes {
		if n := &s.Pool.Nodes[i]; n.Op == Final && int(n.Arg) == loc {
			return true
		}
	}
	name := s.Locs[loc].Name
	for i := range s.Test.Locations {
		if l := &s.Test.Locations[i].Loc; !l.IsReg() && (l.Name == name || strings.HasPrefix(name, l.Name+"[")) {
			return true
		}
	}
	return false
}
