package page

import (
	"bytes"
	"regexp"
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

var (
	// tag matches a tag that opens an element or is empty; < and > in it are only its
	// ends.
	tag = regexp.MustCompile(`\n *<[a-z]+ [^<>]*>`)
	// implied matches what the script of the page adds again: the label of a node or
	// edge is its title, and the path that the pointer hits is its line. Colours are
	// for renderers without style sheets.
	implied = regexp.MustCompile(` (?:aria-label="[^"]*"|(?:fill|stroke)="#[0-9a-f]{6}"|aria-hidden="true"|text-anchor="middle"|role="graphics-symbol")`)
)

// lean returns a drawing without what follows from the rest of it, which would be half
// of the page.
func lean(text string) string {
	text = tag.ReplaceAllStringFunc(text, func(t string) string {
		if strings.Contains(t, `<path class="fw-hit"`) {
			return ""
		}
		return implied.ReplaceAllString(strings.TrimLeft(t, "\n "), "")
	})
	return strings.TrimSpace(text)
}
