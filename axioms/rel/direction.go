package rel

// Direction says which clauses about a node a verdict needs to be right. If more pairs can
// only violate more axioms, it is enough to encode what derives a pair: axioms that hold
// for a larger relation hold for the real one.
type Direction uint8

// The directions.
const (
	Unused   Direction = iota // no axiom uses the node
	OneWay                    // a pair is true if a derivation holds
	BothWays                  // a pair is true if and only if a derivation holds
	Least                     // as BothWays, and pairs must not derive each other: the node closes a recursion
)

// Directions returns the direction of each node for the plain axioms: BothWays if the node
// occurs negatively, and Least if it is also a closure or a member of a recursive group,
// because then only the least fixpoint is right.
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
