package page

import (
	"path"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Page holds everything that the page shows. The script of the page reads it as JSON.
type Page struct {
	Title    string         `json:"-"`
	Name     string         `json:"-"` // what the title is of: "study host_ipi"
	Question string         `json:"-"`
	Answer   string         `json:"-"` // of the study's author
	Fails    string         `json:"-"` // that not all claims hold; empty if they do
	Story    []string       `json:"-"` // paragraphs about the study
	Terms    []results.Term `json:"-"`
	Command  string         `json:"-"` // that writes the page
	Notes    []string       `json:"-"` // claims that fail, and what else has to be said

	// Edges names relations of the model that drawings can also show; nil for the parts
	// of program order that the model preserves.
	Edges []string `json:"-"`

	Programs []*Program `json:"programs"`
	Variants []Variant  `json:"variants"`
	Named    []Cell     `json:"named"`
	Grids    []*Grid    `json:"grids"`
	Scenes   []*Scene   `json:"scenes"`
	Whys     []*Why     `json:"whys"`
	Drawings []string   `json:"-"` // SVG, which stands in the page as it is

	drawn   map[string]int // drawings by their text
	threads []results.ThreadName
}

// Variant describes a named variant, in the words of its study.
type Variant struct {
	Name   string `json:"name"`
	Source string `json:"source,omitempty"`
	Note   string `json:"note,omitempty"`
}

// None is the index of no scene and no reason.
const None = -1

// Cell holds the verdict on a named variant of a program under a model.
type Cell struct {
	Variant int             `json:"variant"`
	Program int             `json:"program"`
	Model   string          `json:"model"`
	Verdict verdict.Verdict `json:"verdict"`
	Word    string          `json:"word"`            // the verdict as people read it
	Claim   string          `json:"claim,omitempty"` // what was claimed, where that fails
	Text    string          `json:"text,omitempty"`  // why Unknown, or why trivial
	Picks   []int           `json:"picks"`           // choices, by slot
	Scene   int             `json:"scene"`
	Why     int             `json:"why"`
}

// Grid holds the verdicts on every combination of choices of a program's slots, in
// row-major order: the last slot changes fastest.
type Grid struct {
	Program  int    `json:"program"`
	Model    string `json:"model"`
	Verdicts string `json:"verdicts"` // a letter each: N, S, A or U
	// Shows is, for each combination, the index of its scene, or -1 minus that of its
	// reason; nil if it has neither.
	Shows   []*int         `json:"shows"`
	Minimal []int          `json:"minimal"` // Never, and nothing weaker is
	Maximal []int          `json:"maximal"` // not Never, and everything stronger is
	Stands  [][][]bool     `json:"order"`   // by slot, weaker and stronger choice: proved to be so
	Axes    []int          `json:"axes"`    // slots, those that decide most first
	Start   []int          `json:"start"`   // the choices with which it opens: see [Grid.Open]
	Text    string         `json:"text,omitempty"`
	Texts   map[int]string `json:"texts,omitempty"` // why Unknown
	Borders [2][]Border    `json:"borders"`         // of Minimal and of Maximal
	Counts  string         `json:"counts"`
}

// Border describes a part of a border in words, by the slots that matter there, with the
// number of a combination in it.
type Border struct {
	Text string `json:"text"`
	At   int    `json:"at"`
}

// New returns the page of a comparison, without programs and what they show.
func New(c *results.Comparison, command string) *Page {
	return &Page{
		Title: c.Title, Name: "study " + c.Study, Question: c.Question, Answer: c.Answer, Terms: c.Terms, Command: command, threads: c.Threads,
		Programs: []*Program{}, Variants: []Variant{}, Named: []Cell{}, Grids: []*Grid{}, Scenes: []*Scene{}, Whys: []*Why{}, Drawings: []string{},
		drawn: map[string]int{},
	}
}

// drawing adds a drawing unless it is there, and returns its index.
func (p *Page) drawing(svg string) int {
	i, ok := p.drawn[svg]
	if !ok {
		i = len(p.Drawings)
		p.drawn[svg] = i
		p.Drawings = append(p.Drawings, svg)
	}
	return i
}

// Letter returns how a grid writes a verdict.
func Letter(v verdict.Verdict) byte { return v[0] }

// short returns the name of a program inside its study.
func short(program string) string { return path.Base(program) }
