package library

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Study is a loaded study file with its programs.
type Study struct {
	Name     string // as the user named it
	Title    string
	Question string // what its programs ask, for people; may be empty
	Src      *diag.Source
	Programs []*Program // those of variants of their own too, in order of mention
	Models   []Model
	Variants []*Variant

	dir string // on disk; empty for an embedded study
}

// Program is one program of a study.
type Program struct {
	File string // as the study names it: "mail.litmus"
	Name string // as output names it: "host_ipi/mail"
	Test *litmus.Test
}

// Model is a model as the study names it: an embedded one, or a .cat file
// beside the study. Whether it exists is for others to find out.
type Model struct {
	Name string
	Span diag.Span
}

// ModelFile is the model as it has to be looked for: a file is named by the
// study relative to its own folder.
func (s *Study) ModelFile(m Model) string {
	if s.dir == "" || !strings.HasSuffix(m.Name, ".cat") || filepath.IsAbs(m.Name) {
		return m.Name
	}
	return filepath.Join(s.dir, m.Name)
}

// HasModel reports whether the study names a model. Its claims are about those
// it names.
func (s *Study) HasModel(name string) bool {
	return slices.ContainsFunc(s.Models, func(m Model) bool { return m.Name == name })
}

// Variant is a named choice for every slot.
type Variant struct {
	Name     string
	Source   string // where it comes from: a commit, a mail
	Span     diag.Span
	Programs []*Program
	Slots    map[string]string
	claims   map[claimKey]verdict.Verdict
}

// claimKey is what a claim is about. An empty model stands for every model
// that has no claim of its own.
type claimKey struct{ file, model string }

// Fixed is the variant's choices for the slots of one program.
func (v *Variant) Fixed(p *Program) map[string]string {
	m := make(map[string]string, len(p.Test.Slots))
	for _, s := range p.Test.Slots {
		m[s.Name] = v.Slots[s.Name]
	}
	return m
}

// Claim is what the variant claims of a program under a model, nil if nothing.
func (v *Variant) Claim(p *Program, model string) *verdict.Verdict {
	for _, k := range []claimKey{{p.File, model}, {p.File, ""}} {
		if c, ok := v.claims[k]; ok {
			return &c
		}
	}
	return nil
}
