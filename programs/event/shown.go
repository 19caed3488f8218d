package event

import (
	"slices"
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
		if slices.Contains(s.finals(s.Cond), int32(granule)) || slices.Contains(s.finals(s.Filter), int32(granule)) {
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

// finals lists the granules whose final values are in an expression, in the order in which it names them.
func (s *Structure) finals(e Expr) (all []int32) {
	seen := map[Expr]bool{}
	var visit func(e Expr)
	visit = func(e Expr) {
		if seen[e] {
			return
		}
		seen[e] = true
		n := &s.Pool.Nodes[e]
		if n.Op == Final {
			all = append(all, n.Arg)
		}
		ops, k := n.Operands()
		for _, o := range ops[:k] {
			visit(o)
		}
	}
	visit(e)
	return all
}
