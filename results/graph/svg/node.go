package svg

import (
	"strconv"

	"github.com/fencewise/fencewise/results/graph"
)

// slant is how far the corners of a shape that is no rectangle are from those of its box.
const slant = 8.0

func (p *printer) node(i int) {
	n := &p.d.Nodes[i]
	event := strconv.Itoa(n.Event)
	a := attr{"class", class(n.Bold, "fw-node fw-"+n.Kind.String()), "id", p.o.Prefix + "e" + event, "data-event", event}
	if n.Kind == graph.Barrier && len(n.Lines) > 1 {
		a = append(a, "data-slot", n.Lines[1])
	}
	p.begin("g", append(a, p.symbol(n.Told())...))
	p.text("title", n.Told(), nil)
	p.shape(n, p.boxes[i])
	p.lines(i, n)
	p.end()
}

// lines writes what stands in a box.
func (p *printer) lines(i int, n *graph.Node) {
	b, texts := p.boxes[i], p.texts[i]
	x, y := b.x+b.w/2, b.y+b.h/2
	first := attr{"class", "fw-ink", "fill", inkColour, "font-family", codeFonts}
	second := attr{"class", "fw-soft", "fill", softColour, "font-family", codeFonts}
	if n.Kind == graph.Barrier && len(n.Lines) > 1 { // side by side, branches below
		y -= float64(len(n.Branches)) * lineSmall / 2
		w1, w2 := code.width(texts[0]), small.width(texts[1])
		from := x - (w1+padX+w2)/2
		p.line(texts[0], from+w1/2, y+4.3, code, first)
		p.line(texts[1], from+w1+padX+w2/2, y+3.8, small, second)
		for k, t := range texts[len(n.Lines):] {
			p.line(t, x, y+3.8+lineSmall*float64(k+1), small, second)
		}
		return
	}
	top := y - (lineCode+float64(len(texts)-1)*lineSmall)/2
	for k, t := range texts {
		if k == 0 {
			p.line(t, x, top+12.3, code, first)
		} else {
			p.line(t, x, top+lineCode+lineSmall*float64(k-1)+10, small, second)
		}
	}
}

// shape is what is around the text, by what the node does: a barrier is a band across the
// column, a message points to where it goes, an interrupt is a sign to stop.
func (p *printer) shape(n *graph.Node, b rect) {
	width := "1"
	if n.Bold {
		width = "2.4"
	}
	a := attr{"class", "fw-box", "fill", paperColour, "stroke", inkColour, "stroke-width", width}
	x, y, r, d := b.x, b.y, b.right(), b.bottom()
	mid := y + b.h/2
	switch n.Kind {
	case graph.Barrier:
		p.empty("path", attr{"class", "fw-band", "d", "M" + num(x) + "," + num(y) + "H" + num(r) + "V" + num(d) + "H" + num(x) + "Z", "fill", bandColour, "stroke", "none"})
		p.empty("path", attr{"class", "fw-run", "d", "M" + num(x) + "," + num(y) + "H" + num(r) + "M" + num(x) + "," + num(d) + "H" + num(r), "fill", "none", "stroke", softColour, "stroke-width", "1.4"})
	case graph.Initial:
		p.empty("rect", append(append(box(b), "rx", "6", "stroke-dasharray", "3 2"), a...))
	case graph.Message:
		p.empty("path", append(attr{"d", polygon(point{x, y}, point{r - slant, y}, point{r, mid}, point{r - slant, d}, point{x, d})}, a...))
	case graph.Interrupt:
		p.empty("path", append(attr{"d", polygon(point{x + slant, y}, point{r - slant, y}, point{r, y + slant}, point{r, d - slant}, point{r - slant, d}, point{x + slant, d}, point{x, d - slant}, point{x, y + slant})}, a...))
	case graph.Clear:
		p.empty("path", append(attr{"d", polygon(point{x + slant, y}, point{r - slant, y}, point{r, mid}, point{r - slant, d}, point{x + slant, d}, point{x, mid})}, a...))
	default:
		p.empty("rect", append(append(box(b), "rx", "4"), a...))
	}
}
