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

// Shown reports whether the test shows the final value of a granule, or of a location of which
// it is a part: in its condition, its filter, or its list of locations.
func (s *Structure) Shown(granule int) bool {
	if s.Granules != nil {
		if s.finals(s.Cond)[granule] || s.finals(s.Filter)[granule] {
			return true
		}
	} else {
		for i := range s.Pool.Nodes {
			if n := &s.Pool.Nodes[i]; n.Op == Final && int(n.Arg) == granule {
				return true
			}
		}
	}
	name := s.Locs[s.LocOf(int32(granule))].Name
	for i := range s.Test.Locations {
		if l := &s.Test.Locations[i].Loc; !l.IsReg() && (l.Name == name || strings.HasPrefix(name, l.Name+"[")) {
			return true
		}
	}
	return false
}

// finals marks the granules whose final values are in an expression.
func (s *Structure) finals(e Expr) []bool {
	all := make([]bool, s.NumGranules())
	seen := map[Expr]bool{}
	for todo := []Expr{e}; len(todo) > 0; {
		e := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[e] {
			continue
		}
		seen[e] = true
		n := &s.Pool.Nodes[e]
		if n.Op == Final {
			all[n.Arg] = true
		}
		ops, k := n.Operands()
		todo = append(todo, ops[:k]...)
	}
	return all
}
