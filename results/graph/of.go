package graph

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Options says what is drawn besides the execution itself.
type Options struct {
	Model *rel.Model  // what Edges and Cycle take their names from; nil where there is nothing to be named
	Edges []string    // relations of the model by name
	Cycle []eval.Edge // drawn bold: [Interleaving], or what [eval.Judge.Unfold] makes of a violation
}

// Of returns the drawing of an execution. The error is a diagnostic about
// [Options.Edges].
func Of(c *execution.Candidate, o Options) (*Drawing, error) {
	m := maker{c: c, s: c.X.S, d: &Drawing{Title: c.X.S.Test.Name, Condition: condition(c.X.S.Test)}, at: map[int]int{}, edges: map[Edge]int{}, letters: map[int]string{}, branches: map[int][]int{}, parts: map[int][]string{}}
	for _, t := range m.s.Threads {
		m.d.Columns = append(m.d.Columns, t.Name)
	}
	m.letter()
	m.branch()
	if o.Model != nil {
		m.judge = eval.New(o.Model)
		m.judge.Judge(nil, c)
	}
	if err := m.execution(o.Edges); err != nil {
		return nil, err
	}
	m.cycle(o.Cycle)
	m.nodes(o.Cycle)
	m.rows()
	m.relations()
	m.words(o.Cycle)
	return m.d, nil
}

// maker makes a drawing.
type maker struct {
	c     *execution.Candidate
	s     *event.Structure
	judge *eval.Judge // nil without a model
	d     *Drawing

	at      map[int]int      // the index of the node of an event
	edges   map[Edge]int     // the index of each edge, found by its relation and ends
	parts   map[int][]string // by edge: the parts of memory that it is about, in a program with accesses of mixed size
	asked   []string         // relations that were named
	letters map[int]string
	// branches holds the branches between an event and the next one of its thread, as forks.
	branches map[int][]int
}

// letter gives a letter to everything but initial writes and barriers: a to z,
// then aa to az, and so on.
func (m *maker) letter() {
	n := 0
	for _, e := range m.c.Events() {
		if ev := &m.s.Events[e]; ev.Thread >= 0 && ev.Kind != event.FenceEvent && m.head(e) == int(e) {
			var l []byte
			for k := n; k >= 0; k = k/26 - 1 {
				l = append(l, byte('a'+k%26))
			}
			slices.Reverse(l)
			m.letters[int(e)] = string(l)
			n++
		}
	}
}

// head returns the first event of the access of an event, which stands for all of it.
func (m *maker) head(e int32) int { return m.s.AccessOf(int(e)) }

// branch gives each branch to the event that it follows. There is one: what a branch
// depends on was read before.
func (m *maker) branch() {
	for th := range m.s.Threads {
		for _, k := range m.c.Branches(th) {
			last := -1
			for _, e := range m.c.Events() {
				if m.s.Events[e].Thread == th && int(e) < m.s.Forks[k].Next {
					last = m.head(e)
				}
			}
			m.branches[last] = append(m.branches[last], k)
		}
	}
}

// nodes makes the nodes: all events of threads, and the initial writes with an edge.
func (m *maker) nodes(cycle []eval.Edge) {
	needed := map[int]bool{}
	for _, e := range m.d.Edges {
		needed[e.From], needed[e.To] = true, true
	}
	for _, e := range m.c.Events() {
		if m.s.Events[e].Thread < 0 && !needed[int(e)] || m.head(e) != int(e) {
			continue
		}
		n := m.node(int(e))
		n.Bold = slices.ContainsFunc(cycle, func(k eval.Edge) bool { return m.s.AccessOf(k.From) == int(e) || m.s.AccessOf(k.To) == int(e) })
		m.at[int(e)] = len(m.d.Nodes)
		m.d.Nodes = append(m.d.Nodes, n)
	}
}

var kinds = map[event.Kind]Kind{
	event.InitWrite: Initial, event.ReadMem: Read, event.WriteMem: Write, event.FenceEvent: Barrier,
	event.MsgsndEvent: Message, event.IrqEvent: Interrupt, event.MsgclrEvent: Clear,
}

// rows gives each node its row. A column keeps its program order without gaps. One that
// is shorter than the longest is moved down to where its edges to other columns are as
// level as possible.
func (m *maker) rows() {
	d := m.d
	length := make([]int, len(d.Columns))
	for i := range d.Nodes {
		if n := &d.Nodes[i]; n.Thread >= 0 {
			n.Row = length[n.Thread]
			length[n.Thread]++
			d.Rows = max(d.Rows, length[n.Thread])
		}
	}
	shift := make([]int, len(d.Columns))
	for range 4 { // columns look at each other: until nothing moves, or nearly
		moved := false
		for t := range shift {
			best, least := 0, 0
			for s := 0; s <= d.Rows-length[t]; s++ {
				if cost := m.slope(t, s, shift); s == 0 || cost < least {
					best, least = s, cost
				}
			}
			moved = moved || best != shift[t]
			shift[t] = best
		}
		if !moved {
			break
		}
	}
	if top := slices.Min(append(shift, d.Rows)); len(shift) > 0 && top > 0 {
		for t := range shift {
			shift[t] -= top
		}
	}
	for i := range d.Nodes {
		if n := &d.Nodes[i]; n.Thread >= 0 {
			n.Row += shift[n.Thread]
		}
	}
	m.frames()
}

// slope returns how many rows the edges between column t, moved down by s, and the
// other columns rise or fall.
func (m *maker) slope(t, s int, shift []int) int {
	sum := 0
	for _, e := range m.d.Edges {
		a, b := &m.d.Nodes[m.at[e.From]], &m.d.Nodes[m.at[e.To]]
		if a.Thread == b.Thread || a.Thread < 0 || b.Thread < 0 || a.Thread != t && b.Thread != t {
			continue
		}
		row := func(n *Node) int {
			if n.Thread == t {
				return n.Row + s
			}
			return n.Row + shift[n.Thread]
		}
		up := row(a) - row(b)
		sum += max(up, -up)
	}
	return sum
}

// frames finds the runs of handlers, whose events are consecutive in their column.
func (m *maker) frames() {
	runs := make([]int, len(m.d.Columns))
	for i, n := range m.d.Nodes {
		run := m.s.Events[n.Event].Interrupt
		if run == 0 {
			continue
		}
		if i > 0 && m.s.Events[m.d.Nodes[i-1].Event].Interrupt == run {
			m.d.Frames[len(m.d.Frames)-1].Last = n.Row
			continue
		}
		runs[n.Thread]++
		m.d.Frames = append(m.d.Frames, Frame{Thread: n.Thread, First: n.Row, Last: n.Row, Text: m.run(n.Thread, runs[n.Thread])})
	}
}

// condition returns the condition of a test for people.
func condition(t *litmus.Test) string {
	if t.FromC() {
		return t.PropWords(t.Cond.Prop)
	}
	return t.Cond.String()
}
