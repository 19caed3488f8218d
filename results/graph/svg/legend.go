package svg

import (
	"slices"

	"github.com/fencewise/fencewise/results/graph"
)

const (
	titleHeight = 22.0
	condHeight  = 14.5
	condLines   = 4
	keyLength   = 30.0 // of a line in the legend
	keyHeight   = 18.0
)

// key is an entry of the legend.
type key struct {
	relation graph.Relation
	text     string
	cycle    bool // of the bold lines
	at       point
}

// border finds what the view has to hold, and puts the caption above and the legend
// below it.
func (l *layout) border() {
	var v rect
	for i, r := range slices.Concat(l.boxes, l.heads, l.frames, l.labels) {
		if i == 0 {
			v = r
		}
		v = v.union(r)
	}
	for i := range l.edges {
		for _, q := range append(l.edges[i].path.sample(), l.edges[i].tip) {
			v = v.union(rect{q.x - 3, q.y - 3, 6, 6})
		}
	}
	if !l.page {
		widen := func(w float64) { // on both sides, so that the drawing stays in the middle
			if more := w - v.w; more > 0 {
				v.x, v.w = v.x-more/2, w
			}
		}
		l.title = title.fit(l.d.Title, textLimit)
		widen(title.width(l.title))
		widen(min(code.width(graph.Clean(l.d.Condition)), 260))
		l.condition = small.wrap(l.d.Condition, v.w, condLines)
		h := titleHeight + condHeight*float64(len(l.condition)) + 10
		v.y, v.h = v.y-h, v.h+h
		l.keys(&v)
	}
	l.view = rect{v.x - margin, v.y - margin, v.w + 2*margin, v.h + 2*margin}
}

// keys puts the entries of the legend into lines below v, which grows by them.
func (l *layout) keys(v *rect) {
	isBold := false
	for _, e := range l.d.Edges {
		isBold = isBold || e.Bold
	}
	var keys []key
	for _, r := range l.d.Relations {
		k := key{relation: r, text: note.fit(r.Name, labelLimit)}
		if r.Long != "" {
			k.text += " " + r.Long
		}
		keys = append(keys, k)
	}
	if isBold {
		keys = append(keys, key{cycle: true, text: "cycle"})
	}
	y := v.bottom() + 12
	x := v.x
	for i := range keys {
		k := &keys[i]
		w := keyLength + 6 + note.width(k.text)
		if x > v.x && x+w > v.right() {
			x, y = v.x, y+keyHeight
		}
		k.at = point{x, y + keyHeight/2}
		v.w = max(v.w, x+w-v.x)
		x += w + 14
	}
	l.legend = keys
	if len(keys) > 0 {
		v.h = y + keyHeight - v.y
	}
}

// caption is the title and the condition.
func (p *printer) caption() {
	if p.page {
		return
	}
	v := p.view
	y := v.y + margin + 13
	p.line(p.title, v.x+v.w/2, y, title, attr{"class", "fw-ink", "fill", inkColour, "font-weight", "bold"})
	for _, line := range p.condition {
		y += condHeight
		if line == p.condition[0] {
			y += 4
		}
		p.line(line, v.x+v.w/2, y, small, attr{"class", "fw-soft", "fill", softColour, "font-family", codeFonts})
	}
}

// keysOf writes the legend, which a screen reader needs not: every edge says what it is.
func (p *printer) keysOf() {
	if len(p.legend) == 0 {
		return
	}
	p.begin("g", attr{"class", "fw-legend", "aria-hidden", "true"})
	for _, k := range p.legend {
		end := point{k.at.x + keyLength, k.at.y}
		k1 := lookOf(k.relation)
		width, length, class := k1.width, headLength, k1.class
		if k.cycle {
			k1 = look{colour: inkColour}
			width, length, class = 3.6, headBold, "fw-atomic"
		}
		p.begin("g", attr{"class", class})
		line := path{start: k.at}
		line.line(end)
		tip, into := line.shorten(0.8 * length)
		p.stroke(k1, line.String(), width)
		p.head(k1, tip, into, length)
		p.text("text", k.text, attr{"class", "fw-soft", "fill", softColour, "x", num(end.x + 6), "y", num(end.y + 3.8), "font-size", num(note.size)})
		p.end()
	}
	p.end()
}
