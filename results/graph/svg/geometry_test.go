package svg

import (
	"fmt"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/graphtest"
)

// TestGeometry holds the invariants of the layout for the drawing of every witness: as it
// is, and with relations that the model defines.
func TestGeometry(t *testing.T) {
	graphtest.Each(t, func(name string, c *execution.Candidate, m *rel.Model) {
		l := lay(graphtest.Drawing(t, c, m), false)
		check(t, name, l, false)
		for i := range l.labels {
			for k := range l.labels[:i] {
				if l.labels[i].meets(l.labels[k], -1) {
					t.Errorf("%s: the labels of %s and %s overlap", name, l.edgeName(i), l.edgeName(k))
				}
			}
		}
		check(t, name+" with more", lay(graphtest.Drawing(t, c, m, "ppo", "fence", "hb", "prop"), true), false)
	})
}

func (l *layout) edgeName(i int) string {
	e := l.d.Edges[i]
	return fmt.Sprintf("%s from %d to %d", e.Relation, e.From, e.To)
}

// fataler is a test, or a case of a property.
type fataler interface {
	Helper()
	Errorf(format string, args ...any)
}

// check holds the invariants of one drawing. In a crowded one a label may hide something.
func check(t fataler, name string, l *layout, crowded bool) {
	t.Helper()
	for i, b := range l.boxes {
		inside(t, name, "a box", b, l.view)
		for _, o := range l.boxes[:i] {
			if b.meets(o, 0) {
				t.Errorf("%s: the boxes of events %d and another overlap", name, l.d.Nodes[i].Event)
			}
		}
		for _, h := range l.heads {
			if b.meets(h, 0) {
				t.Errorf("%s: the box of event %d hides the name of a thread", name, l.d.Nodes[i].Event)
			}
		}
		texts(t, name, l, i)
	}
	for i := range l.edges {
		e := &l.edges[i]
		for _, end := range []struct {
			p    point
			node int
		}{{e.path.start, e.from}, {e.tip, e.to}} {
			if !onShape(l.d.Nodes[end.node].Kind, l.boxes[end.node], end.p) {
				t.Errorf("%s: %s has an end at %v, not at the side of its box %v", name, l.edgeName(i), end.p, l.boxes[end.node])
			}
		}
		points := append(e.path.sample(), e.tip)
		for _, p := range points {
			if !(rect{l.view.x, l.view.y, l.view.w, l.view.h}).holds(p) {
				t.Errorf("%s: %s runs out of the view", name, l.edgeName(i))
				break
			}
			if k := l.hit(p); k >= 0 && k != e.from && k != e.to {
				t.Errorf("%s: %s runs through the box of event %d", name, l.edgeName(i), l.d.Nodes[k].Event)
				break
			}
		}
		for _, p := range points[1 : len(points)-1] {
			if k := l.within(p); k >= 0 {
				t.Errorf("%s: %s runs through the box of event %d, its own", name, l.edgeName(i), l.d.Nodes[k].Event)
				break
			}
		}
		inside(t, name, "a label", l.labels[i], l.view)
		if crowded {
			continue
		}
		for k, b := range l.boxes {
			if l.labels[i].meets(b, 0) {
				t.Errorf("%s: the label of %s hides a part of event %d", name, l.edgeName(i), l.d.Nodes[k].Event)
			}
		}
	}
}

// hit is the box that a point is in, with a pixel to spare; -1 for none.
func (l *layout) hit(p point) int {
	for i, b := range l.boxes {
		if (rect{b.x + 1, b.y + 1, b.w - 2, b.h - 2}).holds(p) {
			return i
		}
	}
	return -1
}

// within is the box that a point is well inside of, where its shape does not matter.
func (l *layout) within(p point) int {
	for i, b := range l.boxes {
		if (rect{b.x + slant + 1, b.y + 1, b.w - 2*slant - 2, b.h - 2}).holds(p) {
			return i
		}
	}
	return -1
}

func inside(t fataler, name, what string, r, view rect) {
	t.Helper()
	if r.x < view.x || r.y < view.y || r.right() > view.right() || r.bottom() > view.bottom() {
		t.Errorf("%s: %s is out of the view", name, what)
	}
}

// onShape reports whether a point is on the outline of a node.
func onShape(k graph.Kind, b rect, p point) bool {
	const near = 0.05
	if abs(p.y-b.y) < near || abs(p.y-b.bottom()) < near {
		return p.x > b.x && p.x < b.right()
	}
	if p.y < b.y || p.y > b.bottom() {
		return false
	}
	return abs(p.x-b.x-inset(k, left, b, p.y)) < near || abs(b.right()-p.x-inset(k, right, b, p.y)) < near
}

// texts checks that what stands in a box fits into it.
func texts(t fataler, name string, l *layout, i int) {
	t.Helper()
	n, b := l.d.Nodes[i], l.boxes[i]
	w := 0.0
	for k, text := range l.texts[i] {
		f := small
		if k == 0 {
			f = code
		}
		if n.Kind == graph.Barrier && k < len(n.Lines) {
			w += f.width(text)
		} else {
			w = max(w, f.width(text))
		}
	}
	if w > b.w-6 {
		t.Errorf("%s: the text of event %d is %.0f wide, its box %.0f", name, n.Event, w, b.w)
	}
}
