package page

import (
	"strings"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Single returns a page about one execution of a program in which its proposition
// holds. modelName is the user's name for the model; edges is as in [Page]. head is nil or has
// the terms and names of threads of the study of the program.
func Single(program string, c *execution.Candidate, m *rel.Model, modelName string, edges []string, head *results.Comparison, command string) (*Page, error) {
	s := c.X.S
	about := results.Comparison{Title: s.Test.Name, Question: s.Test.Doc}
	if head != nil {
		about.Terms, about.Threads = head.Terms, head.Threads
	}
	p := New(&about, command)
	p.Edges = edges
	p.Name = "program " + program
	var set []string
	picks := Picks(s, c.X.Slots)
	for i := range s.Slots {
		if k := picks[i]; k != s.Slots[i].Default {
			set = append(set, s.Slots[i].Name+"="+s.Slots[i].Choices[k])
		}
	}
	name := "as written"
	if len(set) > 0 {
		name = strings.Join(set, " ")
	}
	p.Variants = append(p.Variants, Variant{Name: name})
	n := p.Program(program, s.Test)
	p.Programs[n].Doc = "" // it is the question
	p.Explain(n, s)
	scene, err := p.Scene(n, c, m)
	if err != nil {
		return nil, err
	}
	p.Named = append(p.Named, Cell{
		Program: n, Model: modelName, Verdict: verdict.Sometimes, Word: string(verdict.Sometimes),
		Picks: picks, Scene: scene, Why: None,
	})
	return p, nil
}
