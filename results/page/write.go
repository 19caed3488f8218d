package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"io"
	"slices"
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

// table holds verdicts on variants that are about the same programs, or some of them.
type table struct {
	Programs []*Program
	Models   []string
	Rows     []tableRow
}

type tableRow struct {
	Variant
	Cells []tableCell
}

// tableCell holds a verdict. Index is that of the cell in Named, None for no verdict.
type tableCell struct {
	Index int
	Cell
}

// tables groups the named variants. A variant whose programs are among those of the table
// before it is in this table; a program that it is not about has no verdict there.
func (p *Page) tables() []table {
	var ts []table
	for v := range p.Variants {
		var programs []*Program
		var models []string
		at := map[[2]string]tableCell{}
		for i, c := range p.Named {
			if c.Variant != v {
				continue
			}
			q := p.Programs[c.Program]
			if !slices.Contains(programs, q) {
				programs = append(programs, q)
			}
			if !slices.Contains(models, c.Model) {
				models = append(models, c.Model)
			}
			at[[2]string{q.Name, c.Model}] = tableCell{i, c}
		}
		if len(programs) == 0 {
			continue
		}
		if n := len(ts); n == 0 || !contains(ts[n-1].Programs, programs) || !contains(ts[n-1].Models, models) {
			ts = append(ts, table{Programs: programs, Models: models})
		}
		t := &ts[len(ts)-1]
		row := tableRow{Variant: p.Variants[v]}
		for _, q := range t.Programs {
			for _, m := range t.Models {
				c, ok := at[[2]string{q.Name, m}]
				if !ok {
					c.Index = None
				}
				row.Cells = append(row.Cells, c)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return ts
}

// contains reports whether a list has all items of another.
func contains[T comparable](all, some []T) bool {
	return !slices.ContainsFunc(some, func(x T) bool { return !slices.Contains(all, x) })
}
