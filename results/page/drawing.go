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

// implied lists attributes that the script of the page adds again: the label of a node or
// edge is its title. Colours are for renderers without style sheets; those of which are
// written with a number sign are left out.
func implied(name, value string) bool {
	switch name {
	case "aria-label", "aria-hidden", "text-anchor":
		return true
	case "role":
		return value == "graphics-symbol"
	case "fill", "stroke":
		return strings.HasPrefix(value, "#")
	}
	return false
}

// lean returns a drawing without what follows from the rest of it, which would be half
// of the page: implied attributes, and the wide paths for the pointer, which the script
// makes from their lines. Each tag that opens an element or is empty begins a line.
func lean(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		tag := strings.TrimLeft(line, " ")
		end := strings.IndexByte(tag, '>')
		switch {
		case end < 0 || !strings.HasPrefix(tag, "<") || strings.HasPrefix(tag, "</"):
			b.WriteString(line)
		case !strings.HasPrefix(tag, `<path class="fw-hit"`):
			attributes(&b, tag[:end])
			b.WriteString(strings.TrimSuffix(tag[end:], "\n"))
		}
	}
	return strings.TrimSpace(b.String())
}

// attributes writes a tag without its end and without implied attributes.
func attributes(b *strings.Builder, tag string) {
	for {
		name, rest, more := strings.Cut(tag, `="`)
		value, rest, ended := strings.Cut(rest, `"`)
		if !more || !ended {
			b.WriteString(tag)
			return
		}
		at := strings.LastIndexByte(name, ' ')
		if at < 0 || !implied(name[at+1:], value) {
			b.WriteString(name + `="` + value + `"`)
		} else {
			b.WriteString(name[:at])
		}
		tag = rest
	}
}
