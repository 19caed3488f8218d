package page

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results/outcome"
)

// Outcome holds a condition in words.
type Outcome struct {
	Lead  string `json:"lead"`
	Parts []Part `json:"parts"`
}

// Part holds a part of a condition, and the cells of the loads that it is about.
type Part struct {
	Text  string   `json:"text"`
	Says  string   `json:"says"`
	Cells []string `json:"cells,omitempty"`
	Parts []Part   `json:"parts,omitempty"`
}

// Explain puts the condition of a program into words, unless that has been done, and takes
// over what its statements are compiled to. The structure is one of the program with any
// choices.
func (p *Page) Explain(program int, s *event.Structure) {
	q := p.Programs[program]
	p.compiled(q, s)
	if q.Outcome != nil {
		return
	}
	names := map[int]string{}
	for i, who := range q.Who {
		names[i] = who
	}
	o := outcome.Explain(s, names)
	q.Endian = s.ByteOrder()
	q.Outcome = &Outcome{Lead: o.Lead, Parts: parts(s, o.Parts)}
}

func parts(s *event.Structure, from []outcome.Part) []Part {
	to := make([]Part, len(from))
	for i, p := range from {
		to[i] = Part{Text: p.Text, Says: p.Says}
		if len(p.Loads) > 0 {
			to[i].Cells = []string{cell(s, p.Loads[0])} // all loads of a part stand in one cell
		}
		if p.Parts != nil {
			to[i].Parts = parts(s, p.Parts)
		}
	}
	return to
}
