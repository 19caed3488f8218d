package page

import (
	"bytes"
	"strings"

	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/svg"
)

// draw writes a drawing as a part of the page.
func (p *Page) draw(d *graph.Drawing) (int, error) {
	var b bytes.Buffer
	if err := svg.Write(&b, d, svg.Options{Prefix: "d-", Page: true}); err != nil {
		return 0, err
	}
	return p.drawing(lean(b.String())), nil
}

// lean returns a drawing without what the style and the script of the page add again, which
// would be two thirds of it: see [leaner]. Each tag that opens an element or is empty begins a
// line.
func lean(text string) string {
	l := leaner{titles: nodeTitles(text)}
	for line := range strings.Lines(text) {
		l.line(line)
	}
	return strings.TrimSpace(l.b.String())
}

// leaner writes a drawing without
//   - attributes that a class implies: colours, fonts, widths of lines;
//   - the labels of nodes and edges, which are their titles;
//   - the titles of edges that consist of the names of the relation and of its two ends;
//   - the wide paths for the pointer, which are those of the lines;
//   - names of elements that nothing refers to.
type leaner struct {
	b      strings.Builder
	titles map[string]string // of nodes, by event
	inNode bool
	edge   string // in an edge: the title that follows from its ends
}

func (l *leaner) line(line string) {
	tag := strings.TrimLeft(line, " ")
	end := strings.IndexByte(tag, '>')
	switch {
	case end < 0 || !strings.HasPrefix(tag, "<"):
		l.b.WriteString(line)
		return
	case strings.HasPrefix(tag, "</"):
		if strings.HasPrefix(tag, "</g>") {
			l.inNode, l.edge = false, ""
		}
		l.b.WriteString(line)
		return
	case strings.HasPrefix(tag, `<path class="fw-hit"`):
		return
	case l.edge != "" && strings.TrimSpace(tag) == "<title>"+l.edge+"</title>":
		return
	case strings.HasPrefix(tag, `<g class="fw-node`):
		l.inNode = true
	case strings.HasPrefix(tag, `<g class="fw-edge`):
		l.edge = attribute(tag, "data-rel") + ": from " + l.titles[attribute(tag, "data-from")] + " to " + l.titles[attribute(tag, "data-to")]
	}
	l.attributes(tag[:end])
	l.b.WriteString(strings.TrimSuffix(tag[end:], "\n"))
}

// attributes writes a tag without its end and without implied attributes.
func (l *leaner) attributes(tag string) {
	class := attribute(tag, "class")
	for {
		name, rest, more := strings.Cut(tag, `="`)
		value, rest, ended := strings.Cut(rest, `"`)
		if !more || !ended {
			l.b.WriteString(tag)
			return
		}
		at := strings.LastIndexByte(name, ' ')
		if at < 0 || !l.implied(class, name[at+1:], value) {
			l.b.WriteString(name + `="` + value + `"`)
		} else {
			l.b.WriteString(name[:at])
		}
		tag = rest
	}
}

// implied reports whether an attribute of an element of a class is left out.
func (l *leaner) implied(class, name, value string) bool {
	head := class == "fw-head" || class == "fw-open"
	switch name {
	case "aria-label", "aria-hidden", "text-anchor":
		return true
	case "role":
		return value == "graphics-symbol"
	case "id":
		return strings.HasPrefix(class, "fw-node") || strings.HasPrefix(class, "fw-edge")
	case "fill", "stroke":
		return strings.HasPrefix(value, "#") || value == "none" && (class == "fw-line" || class == "fw-run" && name == "fill" || class == "fw-band")
	case "font-family":
		return l.inNode
	case "font-style":
		return class == "fw-name"
	case "stroke-width", "stroke-linejoin":
		return head
	}
	return false
}

// nodeTitles returns the titles of nodes, by event.
func nodeTitles(text string) map[string]string {
	titles := map[string]string{}
	event := ""
	for line := range strings.Lines(text) {
		switch tag := strings.TrimSpace(line); {
		case strings.HasPrefix(tag, `<g class="fw-node`):
			event = attribute(tag, "data-event")
		case event != "" && strings.HasPrefix(tag, "<title>"):
			titles[event] = strings.TrimSuffix(strings.TrimPrefix(tag, "<title>"), "</title>")
			event = ""
		}
	}
	return titles
}

// attribute returns the value of an attribute of a tag, or "".
func attribute(tag, name string) string {
	_, rest, _ := strings.Cut(tag, " "+name+`="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}
