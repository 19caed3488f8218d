package reason

// The functions below return the parts of [Why.Text], for other layouts.

// Extent says how many executions are explained, by how many cycles.
func (w *Why) Extent() string { return w.extent() }

// Bare reports whether the cycles of a group contain no barriers and dependencies:
// every program with such accesses has them.
func (g *Group) Bare() bool { return g.weight() == 0 }

// Who lists the threads and locations of a cycle.
func (c *Cycle) Who() string { return c.who() }

// Short returns a cycle in a line, in the notation of the literature.
func (c *Cycle) Short() string { return c.short() }

// Says describes how a step leads to the next event. The words stand between the two
// events in a sentence. It returns "" if the name of the relation says everything.
func (st *Step) Says(next *Event) string { return st.says(next) }

// Words says which names of a cycle replace which of the first of its group, and which
// other barriers it rests on; "" if nothing differs.
func (c *Cycle) Words(first *Cycle) string {
	if c.Like == nil || c.Like.changes() == 0 {
		return ""
	}
	return c.Like.words() + c.through(first)
}
