package svg

import (
	"cmp"
	"slices"

	"github.com/fencewise/fencewise/results/graph"
)

// end is one end of an edge.
type end struct {
	edge  int
	start bool
}

// place is a side of a node.
type place struct {
	node int
	side side
}

// ports spreads the ends of edges over the sides of their boxes, so that as few as
// possible cross right there: first what runs up along the box, the nearest first,
// then what crosses the gutter by where it goes, then what runs down along the box.
func (l *layout) ports() {
	l.ended = map[place][]end{}
	rank := map[end]float64{}
	put := func(node int, s side, e end, key float64) {
		l.ended[place{node, s}] = append(l.ended[place{node, s}], e)
		rank[e] = key
	}
	const far = 1e6
	for i := range l.edges {
		e := &l.edges[i]
		a, b := l.d.Nodes[e.from].Thread, l.d.Nodes[e.to].Thread
		start, stop := end{i, true}, end{i, false}
		switch e.way {
		case beside, down:
			up, low := -far+float64(e.lane), far-float64(e.lane)
			first, last := start, stop // from above
			node, below := e.from, e.to
			if l.row(e.from) > l.row(e.to) {
				first, last, node, below = stop, start, e.to, e.from
			}
			if e.way == beside {
				put(node, e.side, first, low)
			}
			put(below, e.side, last, up)
		case across, through:
			fromSide, toSide := right, left
			if a > b {
				fromSide, toSide = left, right
			}
			toward, back := l.row(e.to), l.row(e.from)
			if e.way == through {
				toward = float64(e.row)
				if e.channel >= 0 {
					toward = float64(e.channel) - 0.5
				}
				back = toward
			}
			put(e.from, fromSide, start, toward)
			put(e.to, toSide, stop, back)
		}
	}
	for _, ends := range l.ended {
		slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(rank[a], rank[b]) })
	}
}

// ends lists what begins or ends at a side of a node, from the top.
func (l *layout) ends(node int, s side) []end { return l.ended[place{node, s}] }

// port is where an end of an edge is.
func (l *layout) port(node int, s side, e end) point {
	b, ends := l.boxes[node], l.ends(node, s)
	gap := 12.0
	if n := len(ends); n > 1 {
		gap = min(gap, (b.h-6)/float64(n-1))
	}
	y := spread(b.y+b.h/2, slices.Index(ends, e), len(ends), gap)
	in := inset(l.d.Nodes[node].Kind, s, b, y)
	if s == right {
		return point{b.right() - in, y}
	}
	return point{b.x + in, y}
}

// inset is how far within its box the side of a shape is at a height.
func inset(k graph.Kind, s side, b rect, y float64) float64 {
	off := abs(y - b.y - b.h/2)
	switch {
	case k == graph.Interrupt:
		return max(0, off-(b.h/2-slant))
	case k == graph.Clear, k == graph.Message && s == right:
		return slant * off / (b.h / 2)
	}
	return 0
}
