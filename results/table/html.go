package table

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// htmlPage is a report in the form that the template needs.
type htmlPage struct {
	Title, Name, Question, Answer, Command string
	Parts                                  []htmlPart
}

// htmlPart is one part: exactly one of the fields is set, for bullets and
// steps the list with its kind.
type htmlPart struct {
	Heading, Subhead, Sentence, Remark string
	Bullets, Steps                     []string
	Table                              *htmlTable
}

type htmlTable struct {
	Caption string
	Head    [][]htmlCell
	Rows    [][]htmlCell
}

type htmlCell struct {
	Text, Class string
	Over        int
}

// html writes a report as a page that needs nothing else, neither scripts nor fonts.
func (r *report) html(w io.Writer) error {
	page := htmlPage{Title: r.title, Name: r.name, Question: r.question, Answer: r.answer, Command: r.command}
	for _, x := range r.parts {
		var p htmlPart
		switch x := x.(type) {
		case closing:
			continue
		case heading:
			p.Heading = string(x)
		case subhead:
			p.Subhead = string(x)
		case sentence:
			p.Sentence = string(x)
		case remark:
			p.Remark = string(x)
		case bullets:
			p.Bullets = x
		case steps:
			p.Steps = x
		case numbers:
			s := sheet(x)
			p.Table = s.html()
		case details:
			s := sheet(x)
			p.Table = s.html()
		case *matrix:
			p.Table = x.html()
		}
		page.Parts = append(page.Parts, p)
	}
	return pageTemplate.Execute(w, page)
}

func (t *sheet) html() *htmlTable {
	h := &htmlTable{Caption: t.title}
	for _, row := range t.head {
		var cells []htmlCell
		col := 0
		for _, c := range row {
			cell := htmlCell{Text: c.text, Over: c.over}
			if t.right > 0 && col >= t.right {
				cell.Class = "number"
			}
			cells = append(cells, cell)
			col += c.over
		}
		h.Head = append(h.Head, cells)
	}
	for _, row := range t.rows {
		var cells []htmlCell
		for i, c := range row {
			cell := htmlCell{Text: c, Class: class(c)}
			if t.right > 0 && i >= t.right {
				cell.Class = "number"
			}
			cells = append(cells, cell)
		}
		h.Rows = append(h.Rows, cells)
	}
	return h
}

// html returns the table of a matrix, with the cells marked in which the models differ.
func (m *matrix) html() *htmlTable {
	h := m.flat().html()
	h.Caption = "Verdicts on " + prose.And(shorts(m.programs)) + " under " + prose.And(m.models)
	for v := range h.Rows {
		for i := 1; i < len(h.Rows[v]); i++ {
			if m.differs(v, (i-1)/len(m.models)) {
				h.Rows[v][i].Class += " differs"
			}
		}
	}
	return h
}

// class returns how a verdict is coloured; its word is shown as well.
func class(text string) string {
	word, failed := strings.CutSuffix(text, " (!)")
	word = strings.TrimSuffix(word, " (trivial)")
	if !verdict.Verdict(word).Valid() {
		return ""
	}
	c := strings.ToLower(word)
	if failed {
		c += " failed"
	}
	return c
}
