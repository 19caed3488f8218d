package svg

import (
	"github.com/fencewise/fencewise/results/graph"
)

// layout is a drawing with a place for everything.
type layout struct {
	d    *graph.Drawing
	page bool

	at    map[int]int // the index of the node of an event
	texts [][]string  // of each node, as they fit
	boxes []rect      // of each node
	heads []rect      // the names of the threads

	columns  []span // their places from left to right
	gutters  []gutter
	rows     []span // from top to bottom
	channels []channel
	free     [][]lane // in each row, of edges that pass where no box is in the way
	freeUsed []int    // how many of them

	edges  []edge // as in d.Edges
	frames []rect // as in d.Frames
	labels []rect // of the edges
	view   rect

	title     string
	condition []string // in lines
	legend    []key

	ended map[place][]end // at each side of each box, from the top
	hooks map[end]float64 // at initial writes
	above float64         // where the channel between initial writes and columns begins
	top   []lane          // in that channel
}

// span is a place on one axis.
type span struct{ from, size float64 }

func (s span) to() float64     { return s.from + s.size }
func (s span) middle() float64 { return s.from + s.size/2 }

const (
	padX       = 9.0   // between the text of a box and its sides
	padY       = 6.0   // above and below
	textLimit  = 300.0 // of a text in a box
	lineCode   = 16.0  // height of a line
	lineSmall  = 13.5
	bandHeight = 21.0 // of a barrier
	portGap    = 7.0  // between the ends of edges at one side of a box, at least
	boxLimit   = 150.0
	rowGap     = 33.0 // between rows, without what runs there
	headHeight = 26.0
	initHeight = 22.0
	margin     = 14.0
	frameGap   = 7.0 // between a frame and the boxes in it
)

// lay finds the places.
func lay(d *graph.Drawing, page bool) *layout {
	l := &layout{d: d, page: page, at: map[int]int{}}
	for i, n := range d.Nodes {
		l.at[n.Event] = i
	}
	l.route()
	l.lanes()
	l.ports()
	l.measure()
	l.across()
	l.initial()
	l.downward()
	l.trace()
	l.frame()
	l.label()
	l.border()
	return l
}

// measure finds how large boxes are, and by them columns and rows.
func (l *layout) measure() {
	d := l.d
	l.columns, l.rows = make([]span, len(d.Columns)), make([]span, d.Rows)
	l.texts, l.boxes = make([][]string, len(d.Nodes)), make([]rect, len(d.Nodes))
	for t, name := range d.Columns {
		l.columns[t].size = head.width(head.fit(name, textLimit))
	}
	for i, n := range d.Nodes {
		w, h := l.box(i, n)
		l.boxes[i] = rect{w: w, h: h}
		if n.Thread >= 0 {
			l.columns[n.Thread].size = max(l.columns[n.Thread].size, w)
			l.rows[n.Row].size = max(l.rows[n.Row].size, h)
		}
	}
	for r := range l.rows {
		l.rows[r].size = max(l.rows[r].size, laneGap*float64(1+len(l.free[r])))
	}
}

// box finds what fits into a box, and how large it is.
func (l *layout) box(i int, n graph.Node) (w, h float64) {
	texts := make([]string, len(n.Lines))
	for k, t := range n.Lines {
		f := small
		if k == 0 {
			f = code
		}
		texts[k] = f.fit(t, textLimit)
		line := f.width(texts[k])
		if n.Kind == graph.Barrier && k > 0 {
			w += line + padX // beside the first
		} else {
			w = max(w, line)
		}
	}
	for _, t := range n.Branches {
		t = small.fit(t, textLimit)
		w = max(w, small.width(t))
		texts = append(texts, t)
	}
	l.texts[i] = texts
	w += 2 * padX
	switch n.Kind {
	case graph.Initial:
		return w, initHeight
	case graph.Barrier:
		h = bandHeight + float64(len(n.Branches))*lineSmall
	case graph.Message, graph.Interrupt, graph.Clear:
		w += 2 * slant // for their shapes
		fallthrough
	default:
		h = 2*padY + lineCode + float64(len(texts)-1)*lineSmall
	}
	ports := max(len(l.ends(i, left)), len(l.ends(i, right)))
	return w, max(h, min(boxLimit, portGap*float64(ports+1)))
}

// across finds the places from left to right.
func (l *layout) across() {
	x := 0.0
	for t := range l.columns {
		g := &l.gutters[t]
		g.span = span{x, g.need(t, len(l.columns))}
		x = g.to()
		l.columns[t].from = x
		x = l.columns[t].to()
	}
	last := &l.gutters[len(l.columns)]
	last.span = span{x, last.need(len(l.columns), len(l.columns))}
	for i, n := range l.d.Nodes {
		if n.Thread >= 0 {
			l.boxes[i].x, l.boxes[i].w = l.columns[n.Thread].from, l.columns[n.Thread].size
		}
	}
}

// downward finds the places from top to bottom.
func (l *layout) downward() {
	y := 0.0
	for _, n := range l.d.Nodes {
		if n.Kind == graph.Initial {
			y = initHeight
		}
	}
	l.above = y
	if y > 0 {
		y += topGap + laneGap*float64(len(l.top))
	}
	l.heads = make([]rect, len(l.columns))
	for t, c := range l.columns {
		l.heads[t] = rect{c.from, y, c.size, headHeight}
	}
	y += headHeight
	for r := range l.channels {
		c := &l.channels[r]
		c.span = span{y, c.need(r, len(l.rows))}
		y = c.to()
		if r < len(l.rows) {
			l.rows[r].from = y
			y = l.rows[r].to()
		}
	}
	for i, n := range l.d.Nodes {
		if n.Thread < 0 {
			continue
		}
		l.boxes[i].y = l.rows[n.Row].middle() - l.boxes[i].h/2
	}
}

// frame draws around each run of a handler.
func (l *layout) frame() {
	for _, f := range l.d.Frames {
		c := l.columns[f.Thread]
		top, bottom := 0.0, 0.0
		for i, n := range l.d.Nodes {
			if n.Thread == f.Thread && n.Row == f.First {
				top = l.boxes[i].y
			}
			if n.Thread == f.Thread && n.Row == f.Last {
				bottom = l.boxes[i].bottom()
			}
		}
		l.frames = append(l.frames, rect{c.from - frameGap, top - frameGap, c.size + 2*frameGap, bottom - top + 2*frameGap})
	}
}
