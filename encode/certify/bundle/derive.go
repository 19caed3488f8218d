package bundle

import (
	"bytes"
	"errors"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/certify"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results"
)

// Claim is what a bundle is to show: that the proposition of a program holds in
// no execution that the model allows.
type Claim struct {
	Tool       string // this program and its version
	Test       *litmus.Test
	Model      *rel.Model
	Variants   []string // of the model that are on
	Slots      map[string]string
	Bound      int // 0: the default, here and below
	Interrupts int
	MaxEvents  int
}

// asked is a question of a verdict.
type asked struct {
	encode.Ask
	solvable bool
}

// questions is what the verdict Never about a structure rests on.
func questions(s *event.Structure) []asked {
	all := []asked{{encode.AskHolds, false}}
	if len(s.Cuts) > 0 {
		all = append(all, asked{encode.AskCut, false})
	}
	if s.Dropped {
		all = append(all, asked{encode.AskAny, true})
	}
	return all
}

// structure builds the event structure of the claim, as a decider does.
func (c *Claim) structure() (*event.Structure, error) {
	monotone, _ := c.Model.Monotone()
	return event.Build(c.Test, event.Options{Bound: c.Bound, Interrupts: c.Interrupts, MaxEvents: c.MaxEvents, Fixed: c.Slots, KeepRounds: !monotone})
}

// maxEvents bounds what a bundle from elsewhere can ask of memory.
const maxEvents = 1 << 14

// derive makes all of a bundle that follows from the claim: a manifest without
// hashes and provers, and the files except those that show the answers. each, if
// not nil, is given every formula while it is there.
func (c *Claim) derive(each func(q *Question, f *cnf.Formula) error) (*Manifest, map[string][]byte, error) {
	if c.MaxEvents > maxEvents {
		return nil, nil, diag.New(diag.Span{}, diag.BundleModel, "a bundle is about %d events at most, and not up to %d", maxEvents, c.MaxEvents).
			WithFix("lower --max-events")
	}
	s, err := c.structure()
	if err != nil {
		return nil, nil, err
	}
	files, names, err := modelFiles(c.Model)
	if err != nil {
		return nil, nil, err
	}
	files[programFile] = []byte(c.Test.Src.Text)
	m := &Manifest{
		Schema: Schema, Tool: c.Tool, Verdict: string(results.Never), Test: c.Test.Name, Proposition: litmus.PropString(c.Test.Cond.Prop),
		Model: Model{c.Model.Name, names, askedFor(c.Model, c.Variants)}, Slots: map[string]string{}, Bound: s.Bound, MaxEvents: c.MaxEvents,
	}
	for i := range s.Slots {
		sl := &s.Slots[i]
		m.Slots[sl.Name] = sl.Choices[sl.Fixed]
	}
	for _, t := range c.Test.Threads {
		if t.Handler != nil {
			m.Interrupts = s.MaxInterrupts
		}
	}
	e := encode.NewEncoder(c.Model)
	e.Plain = true
	for _, a := range questions(s) {
		x, err := e.Encode(s, a.Ask)
		var big *encode.TooBig
		switch {
		case errors.As(err, &big):
			return nil, nil, diag.New(c.Test.NameSpan, diag.BundleModel, "the question cannot be put into a bundle: %v", err)
		case err != nil:
			return nil, nil, err
		}
		q := Question{Name: a.String(), Asks: a.What(), Solvable: a.solvable, Variables: x.F.Vars(), Clauses: x.F.Clauses() + 1}
		if x.F.Contradiction {
			q.Clauses++
		}
		if err := c.write(files, &a, s, x.F); err != nil {
			return nil, nil, err
		}
		if each != nil {
			if err := each(&q, x.F); err != nil {
				return nil, nil, err
			}
		}
		m.Questions = append(m.Questions, q)
	}
	return m, files, nil
}

// write puts the files of one question beside the others.
func (c *Claim) write(files map[string][]byte, a *asked, s *event.Structure, f *cnf.Formula) error {
	var dimacs, variables, clauses, smt bytes.Buffer
	err := errors.Join(
		f.WriteDIMACS(&dimacs),
		certify.WriteVariables(&variables, s, c.Model, f),
		certify.WriteClauses(&clauses, s, c.Model, f),
		certify.WriteQuestion(&smt, a.Head(), s, c.Model, f, c.Tool))
	files[a.String()+"/question.cnf"] = dimacs.Bytes()
	files[a.String()+"/variables.tsv"] = variables.Bytes()
	files[a.String()+"/clauses.tsv"] = clauses.Bytes()
	files[a.String()+"/question.smt2"] = smt.Bytes()
	return err
}
