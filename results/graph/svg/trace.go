package svg

import (
	"cmp"
	"slices"

	"github.com/fencewise/fencewise/results/graph"
)

// initial finds where from left to right the initial writes are: above the gutters by which
// their edges come down, as far as there is room.
func (l *layout) initial() {
	type want struct {
		node int
		x    float64
	}
	var list []want
	for i, n := range l.d.Nodes {
		if n.Kind != graph.Initial {
			continue
		}
		var xs []float64
		for k := range l.edges {
			if e := &l.edges[k]; e.way == down && (e.from == i || e.to == i) {
				xs = append(xs, l.laneX(e))
			}
		}
		w := want{i, 0}
		if len(xs) > 0 {
			slices.Sort(xs)
			w.x = xs[(len(xs)-1)/2]
		}
		list = append(list, w)
	}
	slices.SortStableFunc(list, func(a, b want) int { return cmp.Compare(a.x, b.x) })
	// Neighbours that would overlap are moved apart, both as far.
	const gap = 12
	x := make([]float64, len(list)) // their left sides
	for i, w := range list {
		x[i] = w.x - l.boxes[w.node].w/2
	}
	for range len(list) + 1 {
		for i := 1; i < len(list); i++ {
			if over := x[i-1] + l.boxes[list[i-1].node].w + gap - x[i]; over > 0 {
				x[i-1] -= over / 2
				x[i] += over / 2
			}
		}
	}
	for i, w := range list { // what is left of it, to the right
		if i > 0 {
			x[i] = max(x[i], x[i-1]+l.boxes[list[i-1].node].w+gap)
		}
		l.boxes[w.node].x = x[i]
	}
	l.below()
}

// below gives a lane below the initial writes to each edge that does not come straight
// down from its box.
func (l *layout) below() {
	l.hooks = map[end]float64{}
	used := map[int][]float64{}
	hook := func(e end, node int, x float64) float64 {
		b := l.boxes[node]
		const edge, gap = 6, 6
		x = min(max(x, b.x+edge), b.right()-edge)
		for slices.ContainsFunc(used[node], func(u float64) bool { return abs(u-x) < gap }) && x+gap < b.right()-2 {
			x += gap
		}
		used[node] = append(used[node], x)
		l.hooks[e] = x
		return x
	}
	for i := range l.edges {
		e := &l.edges[i]
		switch e.way {
		case down:
			at := e.from
			if l.d.Nodes[at].Thread >= 0 {
				at = e.to
			}
			lane := l.laneX(e)
			if x := hook(end{i, at == e.from}, at, lane); x != lane {
				e.top = enter(&l.top, stretch{min(x, lane) - 1, max(x, lane) + 1}, 0)
			}
		case over:
			x := hook(end{i, true}, e.from, l.boxes[e.to].x)
			y := hook(end{i, false}, e.to, l.boxes[e.from].x)
			e.top = enter(&l.top, stretch{min(x, y) - 1, max(x, y) + 1}, 0)
		}
	}
}

const (
	topGap     = 12.0 // between initial writes and the first lane below them
	headLength = 9.0
	headBold   = 12.0
)

// topY is where a lane below the initial writes is.
func (l *layout) topY(i int) float64 { return l.above + topGap + laneGap*float64(i) }

// trace draws the edges.
func (l *layout) trace() {
	for i := range l.edges {
		e := &l.edges[i]
		e.path = l.way(i, e)
		length := headLength
		if l.d.Edges[i].Bold {
			length = headBold
		}
		e.tip, e.into = e.path.shorten(0.8 * length)
	}
}

func (l *layout) way(i int, e *edge) path {
	a, b := l.boxes[e.from], l.boxes[e.to]
	start, stop := end{i, true}, end{i, false}
	switch e.way {
	case straight:
		return corners(0, point{a.x + a.w/2, a.bottom()}, point{b.x + b.w/2, b.y})
	case beside:
		p, q, x := l.port(e.from, e.side, start), l.port(e.to, e.side, stop), l.laneX(e)
		return corners(24, p, point{x, p.y}, point{x, q.y}, q)
	case down:
		init, other, at, to := e.from, e.to, start, stop
		if l.d.Nodes[init].Thread >= 0 {
			init, other, at, to = other, init, stop, start
		}
		hook, lane := l.hooks[at], l.laneX(e)
		port := l.port(other, e.side, to)
		points := []point{{hook, l.boxes[init].bottom()}}
		if e.top >= 0 {
			points = append(points, point{hook, l.topY(e.top)}, point{lane, l.topY(e.top)})
		}
		points = append(points, point{lane, port.y}, port)
		if init == e.to {
			slices.Reverse(points)
		}
		return corners(18, points...)
	case over:
		x, y, z := l.hooks[start], l.hooks[stop], l.topY(e.top)
		return corners(6, point{x, a.bottom()}, point{x, z}, point{y, z}, point{y, b.bottom()})
	}
	fromSide, toSide := right, left
	if a.x > b.x {
		fromSide, toSide = left, right
	}
	p := path{start: l.port(e.from, fromSide, start)}
	if e.way == through {
		y := 0.0
		if e.channel >= 0 {
			y = l.channels[e.channel].lane(e.lane)
		} else {
			y = spread(l.rows[e.row].middle(), e.lane, len(l.free[e.row]), laneGap)
		}
		from, to := l.d.Nodes[e.from].Thread, l.d.Nodes[e.to].Thread
		if from < to {
			p.flow(point{l.columns[from+1].from, y})
			p.line(point{l.columns[to-1].to(), y})
		} else {
			p.flow(point{l.columns[from-1].to(), y})
			p.line(point{l.columns[to+1].from, y})
		}
	}
	p.flow(l.port(e.to, toSide, stop))
	return p
}
