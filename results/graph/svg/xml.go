package svg

import (
	"encoding/xml"
	"strings"

	"github.com/fencewise/fencewise/results/graph"
)

// xmlWriter writes elements one after the other.
type xmlWriter struct {
	b    strings.Builder
	open []string
}

// attr is attributes as pairs of name and value; one whose value is "" is left out.
type attr []string

// begin opens an element.
func (w *xmlWriter) begin(name string, attrs attr) {
	w.tag(name, attrs)
	w.b.WriteString(">\n")
	w.open = append(w.open, name)
}

// end closes the element that was opened last.
func (w *xmlWriter) end() {
	last := len(w.open) - 1
	w.b.WriteString(strings.Repeat(" ", last) + "</" + w.open[last] + ">\n")
	w.open = w.open[:last]
}

// empty is an element without content, text one that holds a text.
func (w *xmlWriter) empty(name string, attrs attr) {
	w.tag(name, attrs)
	w.b.WriteString("/>\n")
}

func (w *xmlWriter) text(name, text string, attrs attr) {
	w.tag(name, attrs)
	w.b.WriteString(">" + escaped(text) + "</" + name + ">\n")
}

func (w *xmlWriter) tag(name string, attrs attr) {
	w.b.WriteString(strings.Repeat(" ", len(w.open)) + "<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			w.b.WriteString(" " + attrs[i] + `="` + escaped(attrs[i+1]) + `"`)
		}
	}
}

// escaped is a text as XML has it, in an element and in an attribute.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(graph.Clean(text))) // a Builder takes everything
	return b.String()
}
