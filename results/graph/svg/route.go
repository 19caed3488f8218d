package svg

import (
	"slices"

	"github.com/fencewise/fencewise/results/graph"
)

// way is how an edge gets from one box to the other.
type way uint8

const (
	straight way = iota // down to the next box of the column
	beside              // along a gutter, to a box of the same column
	across              // over one gutter, to the next column
	through             // over a gutter, along a channel, and over a gutter
	down                // between an initial write and a box: along a gutter
	over                // between initial writes: below them
)

// side is that of a box.
type side uint8

const (
	left side = iota
	right
)

// edge is how an edge of the drawing runs.
type edge struct {
	way      way
	from, to int  // nodes
	gutter   int  // beside, down
	side     side // beside, down: that of the box on which the gutter is
	lane     int  // in the gutter or channel
	channel  int  // through: -1 for a row
	row      int  // through, where channel is -1: a row in which nothing is in the way
	top      int  // down, over: its lane below the initial writes; -1 if it needs none

	path      path
	tip, into point // where the head is, and its direction
}

// aboveAll is the row of initial writes, where rows are compared.
const aboveAll = -2.0

// row is that of a node.
func (l *layout) row(i int) float64 {
	if n := &l.d.Nodes[i]; n.Thread >= 0 {
		return float64(n.Row)
	}
	return aboveAll
}

// route chooses how each edge runs.
func (l *layout) route() {
	d := l.d
	l.gutters = make([]gutter, len(d.Columns)+1)
	l.channels = make([]channel, d.Rows+1)
	l.free, l.freeUsed = make([][]lane, d.Rows), make([]int, d.Rows)
	l.edges = make([]edge, len(d.Edges))
	taken := map[[2]int]bool{}
	for _, n := range d.Nodes {
		if n.Thread >= 0 {
			taken[[2]int{n.Thread, n.Row}] = true
		}
	}
	for i, de := range d.Edges {
		e := &l.edges[i]
		*e = edge{from: l.at[de.From], to: l.at[de.To], channel: -1, top: -1}
		a, b := d.Nodes[e.from].Thread, d.Nodes[e.to].Thread
		wide := labelWidth(de)
		switch {
		case a < 0 && b < 0:
			e.way = over
		case a < 0 || b < 0:
			e.way = down
			l.outside(e, max(a, b))
		case a == b && d.Relations[l.relation(de)].Family == graph.ProgramOrder && l.next(e.from, e.to):
			e.way = straight
		case a == b:
			e.way = beside
			l.outside(e, a)
		case a-b == 1 || b-a == 1:
			e.way = across
			l.gutters[max(a, b)].cross(wide)
		default:
			e.way = through
			l.detour(e, min(a, b), max(a, b), taken)
			l.gutters[min(a, b)+1].cross(wide)
			l.gutters[max(a, b)].cross(wide)
		}
	}
}

// relation is that of an edge, as an index.
func (l *layout) relation(e graph.Edge) int {
	return slices.IndexFunc(l.d.Relations, func(r graph.Relation) bool { return r.Name == e.Relation })
}

// next reports whether b is the next node of its column behind a.
func (l *layout) next(a, b int) bool {
	return b == a+1 // nodes are in the order of their events, and those in program order
}

// outside chooses the gutter of a column for what runs along it: an outer one if there
// is one, else the one that has less of it.
func (l *layout) outside(e *edge, column int) {
	use := func(s side) {
		e.side, e.gutter = s, column
		if s == right {
			e.gutter++
		}
		l.gutters[e.gutter].along[1-s]++
	}
	n := len(l.d.Columns)
	more := l.gutters[column].along[1-left] > l.gutters[column+1].along[1-right]
	switch {
	case n > 1 && column == 0:
		use(left)
	case n > 1 && column == n-1:
		use(right)
	case more:
		use(right)
	default:
		use(left)
	}
}

// detour chooses the channel, or the row in which no box is in the way, by which an edge passes
// the columns between two: the one that is nearest to both its ends.
func (l *layout) detour(e *edge, a, b int, taken map[[2]int]bool) {
	best := -1.0
	try := func(at float64, channel, row, used int) {
		far := abs(at-l.row(e.from)) + abs(at-l.row(e.to)) + 0.2*float64(used)
		if best < 0 || far < best {
			best, e.channel, e.row = far, channel, row
		}
	}
	for r := range l.free {
		blocked := false
		for c := a + 1; c < b; c++ {
			blocked = blocked || taken[[2]int{c, r}]
		}
		if !blocked {
			try(float64(r), -1, r, 2*l.freeUsed[r])
		}
	}
	for k := range l.channels {
		try(float64(k)-0.5, k, 0, l.channels[k].used)
	}
	if e.channel >= 0 {
		l.channels[e.channel].used++
	} else {
		l.freeUsed[e.row]++
	}
}

func abs(v float64) float64 { return max(v, -v) }
