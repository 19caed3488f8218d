package reason

// What follows is the parts of [Why.Text], for who lays them out in another way.

// Extent says of how many executions how many cycles are told.
func (w *Why) Extent() string { return w.extent() }

// Bare reports whether a group is of cycles without barriers and dependencies: they
// are those that every program with such accesses has.
func (g *Group) Bare() bool { return g.weight() == 0 }

// Who is the threads of a cycle and the locations that it goes through.
func (c *Cycle) Who() string { return c.who() }

// Short is a cycle in the notation of the literature, in a line.
func (c *Cycle) Short() string { return c.short() }

// Says is how a step leads to the next event, in words that continue a sentence about
// the one and are continued by the other; "" where there is nothing to add to
// the name of the relation.
func (st *Step) Says(next *Event) string { return st.says(next) }

// Words says what in a cycle stands for what in the first of its group, and which
// other barriers it rests on; "" where nothing does.
func (c *Cycle) Words(first *Cycle) string {
	if c.Like == nil || c.Like.changes() == 0 {
		return ""
	}
	return c.Like.words() + c.through(first)
}
