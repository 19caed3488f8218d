package svg

import (
	"fmt"
	"io"
	"strconv"

	"github.com/fencewise/fencewise/results/graph"
)

// Options is for whom a drawing is written.
type Options struct {
	Prefix string // of every id: drawings in one page need different ones
	Page   bool   // to be a part of a page; see the comment of the package
}

// Write writes a drawing as SVG.
func Write(w io.Writer, d *graph.Drawing, o Options) error {
	p := printer{layout: lay(d, o.Page), o: o}
	p.looks = make(map[string]look, len(d.Relations))
	for _, r := range d.Relations {
		p.looks[r.Name] = lookOf(r)
	}
	p.document()
	_, err := io.WriteString(w, p.b.String())
	return err
}

type printer struct {
	xmlWriter
	*layout
	o     Options
	looks map[string]look
}

const (
	codeFonts = `ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace`
	sansFonts = `system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif`
)

func (p *printer) document() {
	v := p.view
	id := func(s string) string { return p.o.Prefix + s }
	role := "img"
	if p.o.Page {
		role = "graphics-document"
	}
	p.begin("svg", attr{
		"xmlns", "http://www.w3.org/2000/svg", "class", "fw-drawing", "id", id("drawing"),
		"width", num(v.w), "height", num(v.h), "viewBox", num(v.x) + " " + num(v.y) + " " + num(v.w) + " " + num(v.h),
		"role", role, "aria-labelledby", id("title"), "aria-describedby", id("desc"),
		"font-family", sansFonts, "font-size", num(note.size),
	})
	p.text("title", p.d.Title, attr{"id", id("title")})
	p.text("desc", p.d.Desc, attr{"id", id("desc")})
	if !p.o.Page {
		p.b.WriteString(" <style>\n" + style + " </style>\n") // nothing in it has a meaning in XML
	}
	p.empty("rect", attr{"class", "fw-paper", "x", num(v.x), "y", num(v.y), "width", num(v.w), "height", num(v.h), "fill", paperColour})
	p.caption()
	for t, name := range p.d.Columns {
		h := p.heads[t]
		p.line(head.fit(name, textLimit), h.x+h.w/2, h.y+17, head, attr{"class", "fw-ink", "fill", inkColour, "font-weight", "bold"})
	}
	for i, f := range p.d.Frames {
		p.begin("g", attr{"class", "fw-frame"})
		p.text("title", f.Text, nil)
		p.empty("rect", append(box(p.frames[i]), "class", "fw-run", "rx", "9", "fill", "none", "stroke", softColour, "stroke-dasharray", "5 4"))
		p.end()
	}
	for i := range p.edges {
		p.edge(i)
	}
	for i := range p.d.Nodes {
		p.node(i)
	}
	for i := range p.edges {
		p.name(i)
	}
	p.keysOf()
	p.end()
}

func box(r rect) attr {
	return attr{"x", num(r.x), "y", num(r.y), "width", num(r.w), "height", num(r.h)}
}

// line is a line of text around a middle.
func (p *printer) line(text string, x, y float64, f face, attrs attr) {
	p.text("text", text, append(attrs, "x", num(x), "y", num(y), "font-size", num(f.size), "text-anchor", "middle"))
}

// class joins classes; those of what is bold have one more.
func class(isBold bool, names string) string {
	if isBold {
		names += " fw-bold"
	}
	return names
}

// symbol is what a screen reader has to know of an element of a page.
func (p *printer) symbol(title string) attr {
	if !p.o.Page {
		return nil
	}
	return attr{"role", "graphics-symbol", "aria-label", title}
}

// identity is the attributes by which a script finds an edge and its label.
func identity(e graph.Edge) attr {
	return attr{"data-rel", e.Relation, "data-from", strconv.Itoa(e.From), "data-to", strconv.Itoa(e.To)}
}

func (p *printer) edge(i int) {
	de, e := p.d.Edges[i], &p.edges[i]
	k := p.looks[de.Relation]
	p.begin("g", append(append(attr{
		"class", class(de.Bold, "fw-edge "+k.class),
		"id", fmt.Sprintf("%s%s-%d-%d", p.o.Prefix, graph.Clean(de.Relation), de.From, de.To),
	}, identity(de)...), p.symbol(de.Title)...))
	p.text("title", de.Title, nil)
	width, length := k.width, headLength
	if de.Bold {
		width, length = 2.4*k.width, headBold
	}
	d := e.path.String()
	if p.o.Page {
		p.empty("path", attr{"class", "fw-hit", "d", d, "fill", "none", "stroke", "transparent", "stroke-width", "11"})
	}
	p.stroke(k, d, width)
	p.head(k, e.tip, e.into, length)
	p.end()
}

func (p *printer) stroke(k look, d string, width float64) {
	p.empty("path", attr{"class", "fw-line", "d", d, "fill", "none", "stroke", k.colour, "stroke-width", num(width), "stroke-dasharray", k.dashes})
}

func (p *printer) head(k look, tip, into point, length float64) {
	d, open := headPath(k.head, tip, into, length)
	a := attr{"class", "fw-head", "d", d, "fill", k.colour}
	if open {
		a = attr{"class", "fw-open", "d", d, "fill", paperColour}
	}
	p.empty("path", append(a, "stroke", k.colour, "stroke-width", "1", "stroke-linejoin", "round"))
}

// name is the label of an edge.
func (p *printer) name(i int) {
	de, r := p.d.Edges[i], p.labels[i]
	k := p.looks[de.Relation]
	p.begin("g", append(attr{"class", class(de.Bold, "fw-label "+k.class), "aria-hidden", "true"}, identity(de)...))
	if p.edges[i].way != straight {
		p.empty("rect", append(box(r), "class", "fw-halo", "rx", "3", "fill", paperColour, "fill-opacity", "0.88"))
	}
	weight := ""
	if de.Bold {
		weight = "bold"
	}
	p.line(note.fit(de.Label(), labelLimit), r.x+r.w/2, r.y+r.h/2+3.7, note,
		attr{"class", "fw-name", "fill", k.colour, "font-style", "italic", "font-weight", weight})
	p.end()
}
