package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"io"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/graph/svg"
)

//go:embed page.html
var pageText string

//go:embed page.css
var style string

//go:embed page.js
var script string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"class": func(v verdict.Verdict) string { return strings.ToLower(string(v)) },
	"short": short,
}).Parse(pageText))

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	data, err := json.Marshal(p) // which escapes <, >, &, U+2028 and U+2029
	if err != nil {
		return err
	}
	pictures := make([]template.HTML, len(p.Drawings))
	for i, d := range p.Drawings {
		pictures[i] = template.HTML(d) // by package svg, which quotes what is in it
	}
	css := svg.Style() + style
	return pageTemplate.Execute(w, struct {
		*Page
		Policy string
		Style  template.CSS
		Script template.JS
		Data   template.JS
		Tables []table
		Alone  bool // one verdict, which needs no pane of its own

		Pictures []template.HTML
	}{
		p, "default-src 'none'; base-uri 'none'; form-action 'none'; script-src " + hash(script) + "; style-src " + hash(css),
		template.CSS(css), template.JS(script), template.JS(data), p.tables(), len(p.Named) == 1 && len(p.Grids) == 0, pictures,
	})
}

// hash returns the hash of a text as a content security policy names it.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
