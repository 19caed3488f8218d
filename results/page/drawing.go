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
	// tag is one that opens or stands alone: in it < and > are only its ends.
	tag = regexp.MustCompile(`\n *<[a-z]+ [^<>]*>`)
	// implied is what the script of the page makes again: the label of a node or
	// edge is its title, and the path that the pointer hits is its line. Colours are
	// for renderers without style sheets.
	implied = regexp.MustCompile(` (?:aria-label="[^"]*"|(?:fill|stroke)="#[0-9a-f]{6}"|aria-hidden="true"|text-anchor="middle"|role="graphics-symbol")`)
)

// lean is a drawing without what can be had from the rest of it: half a page
// would be that.
func lean(text string) string {
	text = tag.ReplaceAllStringFunc(text, func(t string) string {
		if strings.Contains(t, `<path class="fw-hit"`) {
			return ""
		}
		return implied.ReplaceAllString(strings.TrimLeft(t, "\n "), "")
	})
	return strings.TrimSpace(text)
}
