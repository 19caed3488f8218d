package rel

// Direction says what a solver has to know of a node for a verdict to be
// right. Where more pairs can only violate more, it is enough to say what
// derives a pair: if the axioms hold for more than there is, they hold for
// what there is.
type Direction uint8

// The directions.
const (
	Unused   Direction = iota // no axiom asks for the node
	OneWay                    // a derivation makes the pair true
	BothWays                  // and the pair is true only if one does
	Least                     // and not only because pairs support each other: the node closes a recursion
)

// Directions is the direction of each node for the plain axioms: BothWays
// where it occurs negatively, and Least where in addition it is a closure or
// a member of a recursive group, so that a true fixpoint is not enough, it has
// to be the least one.
func (m *Model) Directions() []Direction {
	pol := m.Polarity()
	dir := make([]Direction, len(m.Nodes))
	for id := 1; id < len(m.Nodes); id++ {
		switch op := m.Nodes[id].Op; {
		case pol[id] == 0:
		case pol[id]&Negative == 0:
			dir[id] = OneWay
		case op == RecVar || op == Plus || op == Star:
			dir[id] = Least
		default:
			dir[id] = BothWays
		}
	}
	return dir
}
