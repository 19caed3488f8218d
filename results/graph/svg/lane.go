package svg

import (
	"cmp"
	"slices"
)

// lane is a line beside others: what runs in it does so one after the other.
type lane struct {
	taken []stretch
	label float64 // the widest label of an edge in it
	far   float64 // in a gutter: from the boxes
}

// stretch is from where to where.
type stretch struct{ from, to float64 }

const laneGap = 9.0 // between lanes that bear no labels

// gutter is what is to the left of a column, or to the right of the last.
type gutter struct {
	span
	lanes   [2][]lane // of the column to the left, and to the right
	along   [2]int    // edges in them
	crossed float64   // the width of the widest label of an edge that crosses it; 0 for no such edge
}

func (g *gutter) cross(label float64) { g.crossed = max(g.crossed, label, 1) }

// need is how wide the gutter before column t of n has to be.
func (g *gutter) need(t, n int) float64 {
	w := 0.0
	for _, lanes := range g.lanes {
		if k := len(lanes); k > 0 {
			w += lanes[k-1].far + lanes[k-1].label/2 + 5
		}
	}
	switch {
	case g.crossed > 0:
		w += max(88, g.crossed+56)
	case t > 0 && t < n:
		w += 34
	}
	return w
}

// channel is what is above a row, or below the last.
type channel struct {
	span
	used  int // edges in it
	lanes []lane
}

// need is how high the channel above row r of n has to be.
func (c *channel) need(r, n int) float64 {
	h := rowGap
	switch r {
	case 0:
		h = 4
	case n:
		h = 0
	}
	return h + laneGap*float64(len(c.lanes))
}

// lane is where lane i of the channel is.
func (c *channel) lane(i int) float64 { return spread(c.middle(), i, len(c.lanes), laneGap) }

// spread is the place of number i of n around a middle.
func spread(middle float64, i, n int, gap float64) float64 {
	return middle + gap*(float64(i)-float64(n-1)/2)
}

// enter puts a stretch into the first lane that is free there.
func enter(lanes *[]lane, s stretch, label float64) int {
	free := func(l lane) bool {
		return !slices.ContainsFunc(l.taken, func(t stretch) bool { return s.from < t.to && t.from < s.to })
	}
	i := slices.IndexFunc(*lanes, free)
	if i < 0 {
		i = len(*lanes)
		*lanes = append(*lanes, lane{})
	}
	l := &(*lanes)[i]
	l.taken = append(l.taken, s)
	l.label = max(l.label, label)
	return i
}

// lanes gives a lane to whatever runs along a gutter or channel; in a gutter short ones are nearer
// to the boxes.
func (l *layout) lanes() {
	order := make([]int, len(l.edges))
	for i := range order {
		order[i] = i
	}
	stretchOf := func(e *edge) stretch {
		a, b := l.row(e.from), l.row(e.to)
		s := stretch{min(a, b), max(a, b)}
		if a == b {
			s = stretch{a - 0.2, a + 0.2}
		}
		return s
	}
	length := func(i int) float64 { s := stretchOf(&l.edges[i]); return s.to - s.from }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(length(a), length(b)) })
	for _, i := range order {
		e := &l.edges[i]
		label := labelWidth(l.d.Edges[i])
		switch e.way {
		case beside, down:
			e.lane = enter(&l.gutters[e.gutter].lanes[1-e.side], stretchOf(e), label)
		case through:
			a, b := l.d.Nodes[e.from].Thread, l.d.Nodes[e.to].Thread
			s := stretch{float64(min(a, b)), float64(max(a, b))}
			if e.channel >= 0 {
				e.lane = enter(&l.channels[e.channel].lanes, s, 0)
			} else {
				e.lane = enter(&l.free[e.row], s, 0)
			}
		}
	}
	for g := range l.gutters {
		for _, lanes := range l.gutters[g].lanes {
			far, half := 0.0, 0.0
			for k := range lanes {
				gap := max(13, half+lanes[k].label/2+5)
				if k == 0 {
					gap = max(15, lanes[k].label/2+6)
				}
				far, half = far+gap, lanes[k].label/2
				lanes[k].far = far
			}
		}
	}
}

// laneX is where in its gutter the lane of an edge is.
func (l *layout) laneX(e *edge) float64 {
	g := &l.gutters[e.gutter]
	far := g.lanes[1-e.side][e.lane].far
	if e.side == left {
		return g.to() - far
	}
	return g.from + far
}
