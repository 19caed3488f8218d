package svg

import (
	"math"

	"github.com/fencewise/fencewise/results/graph"
)

const labelHeight = 13.0

// cell is a square of the paper, by which what is near is found quickly.
type cell struct{ x, y int }

const cellSize = 48.0

// paper is what is on the paper already.
type paper struct {
	blocked map[cell][]rect // boxes, names of threads, labels
	lines   map[cell][]spot // points of edges
}

type spot struct {
	point
	edge int
}

// cells calls f for each square that a rectangle touches.
func cells(r rect, f func(cell)) {
	for x := int(math.Floor(r.x / cellSize)); float64(x)*cellSize <= r.right(); x++ {
		for y := int(math.Floor(r.y / cellSize)); float64(y)*cellSize <= r.bottom(); y++ {
			f(cell{x, y})
		}
	}
}

func (p *paper) block(r rect) { cells(r, func(c cell) { p.blocked[c] = append(p.blocked[c], r) }) }

// cost is how bad it is to put the label of an edge into a rectangle.
func (p *paper) cost(r rect, edge int) float64 {
	hidden := 0.0
	crossed := map[int]bool{}
	near := rect{r.x - 5, r.y - 4, r.w + 10, r.h + 8} // whose label is it?
	cells(near, func(c cell) {
		for _, b := range p.blocked[c] {
			if b.meets(r, 1.5) {
				hidden = 1000
			} else if b.meets(r, 9) { // two labels could be read as one
				hidden = max(hidden, 12)
			}
		}
		for _, s := range p.lines[c] {
			if s.edge != edge && near.holds(s.point) {
				crossed[s.edge] = true
			}
		}
	})
	return hidden + 30*float64(len(crossed))
}

// where along its edge a label may be, the best first.
var where = []float64{0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86, 0.09, 0.91}

// label puts the labels of edges where they hide nothing.
func (l *layout) label() {
	p := paper{map[cell][]rect{}, map[cell][]spot{}}
	for _, b := range l.boxes {
		p.block(b)
	}
	for _, h := range l.heads {
		p.block(h)
	}
	samples := make([][]point, len(l.edges))
	for i := range l.edges {
		samples[i] = l.edges[i].path.sample()
		for _, q := range samples[i] {
			c := cell{int(math.Floor(q.x / cellSize)), int(math.Floor(q.y / cellSize))}
			p.lines[c] = append(p.lines[c], spot{q, i})
		}
	}
	l.labels = make([]rect, len(l.edges))
	for i := range l.edges {
		l.labels[i] = p.best(i, &l.edges[i], samples[i], labelWidth(l.d.Edges[i]))
		p.block(l.labels[i])
	}
}

const labelLimit = 160.0

// labelWidth is how wide the label of an edge is.
func labelWidth(e graph.Edge) float64 {
	w := note.width(note.fit(e.Label(), labelLimit))
	if e.Bold {
		w *= 1.12
	}
	return w
}

// best is the cheapest place for a label of an edge: on its line, or beside it where that is
// short and vertical; else a little off the line.
func (p *paper) best(i int, e *edge, samples []point, w float64) rect {
	at := func(f float64) point { return samples[int(f*float64(len(samples)-1)+0.5)] }
	var best rect
	least := math.Inf(1)
	try := func(middle point, extra float64) {
		r := rect{middle.x - w/2 - 2, middle.y - labelHeight/2, w + 4, labelHeight}
		if cost := p.cost(r, i) + extra; cost < least {
			best, least = r, cost
		}
	}
	if e.way == straight {
		for _, side := range []float64{1, -1} {
			for _, f := range []float64{0.45, 0.25, 0.7} {
				try(at(f).add(point{1, 0}, side*(w/2+5)), 2*abs(f-0.45)+side)
			}
		}
		return best
	}
	for _, off := range []float64{0, -11, 11, -20, 20} {
		for _, f := range where {
			try(at(f).add(point{0, 1}, off), 40*abs(f-0.5)+2*abs(off))
		}
		if least < 25 {
			break
		}
	}
	return best
}
