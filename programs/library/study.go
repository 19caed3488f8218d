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
	Question string // the question that its programs ask, for people; may be empty
	Answer   string // the answer of its author, for people; may be empty
	Terms    []Term // in the order of the file
	Src      *diag.Source
	Programs []*Program // in order of mention, including those that only variants name
	Models   []Model
	Targets  []string // instead of Models: what its programs in kernel C are compiled for
	Variants []*Variant
	Asks     litmus.Property // what is asked of its programs; "" for their conditions

	dir string // on disk; empty for an embedded study
}

// Program is one program of a study.
type Program struct {
	File string // as the study names it: "mail.litmus"
	Name string // as output names it: "host_ipi/mail"
	Test *litmus.Test

	// Threads holds the names that the study gives to threads: "CPU 42" for "P1".
	Threads map[string]string

	// Targets holds those of the program, where they are not all targets of the study.
	Targets []string

	own *litmus.Test // with its own condition
}

// Term is a word that the study uses, with its meaning, both for people.
type Term struct{ Word, Meaning string }

// Model is a model that the study names: an embedded model, or a .cat file in the
// study's folder. Its existence has not been checked.
type Model struct {
	Name string
	Span diag.Span
}

// ModelFile returns the name under which to load a model. A study names .cat files
// relative to its own folder.
func (s *Study) ModelFile(m Model) string {
	if s.dir == "" || !strings.HasSuffix(m.Name, ".cat") || filepath.IsAbs(m.Name) {
		return m.Name
	}
	return filepath.Join(s.dir, m.Name)
}

// Placed returns the diagnostics of an error about the model; those without a place have the
// place where the study names it.
func (m Model) Placed(err error) diag.List {
	ds := diag.All(err)
	for _, d := range ds {
		if !d.Span.Known() {
			d.Span = m.Span
		}
	}
	return ds
}

// Ask makes all programs ask about a property; "" is the property that the study names. What
// the study claims is about that one, and is no claim about another.
func (s *Study) Ask(p litmus.Property) error {
	if p == litmus.Safety {
		p = ""
	} else if p == "" {
		return nil
	}
	if p == s.Asks {
		return nil
	}
	for _, v := range s.Variants {
		v.claims = nil
	}
	s.Question, s.Answer = "", ""
	return s.ask(p).Err()
}

// ask makes all programs ask about a property, "" for their own conditions.
func (s *Study) ask(p litmus.Property) (errs diag.List) {
	s.Asks = p
	if p == litmus.Termination && s.Question == "" {
		s.Question = "Can a thread wait forever?"
	}
	for _, prog := range s.Programs {
		if prog.own == nil {
			own := *prog.Test
			prog.own = &own
		}
		t, err := prog.own.Asking(p)
		if err != nil {
			errs = append(errs, diag.All(err)...)
			continue
		}
		now := *t
		now.Macros, now.Endian = prog.Test.Macros, prog.Test.Endian
		*prog.Test = now
	}
	return errs
}

// Judges reports whether the study names a model, or a target for one of its programs. Its
// claims are only about the models or targets that it names.
func (s *Study) Judges(p *Program, by string) bool {
	if len(s.Targets) > 0 {
		return slices.Contains(s.TargetsOf(p), by)
	}
	return slices.ContainsFunc(s.Models, func(m Model) bool { return m.Name == by })
}

// Excludes reports whether the study says that one of its programs is not compiled for a
// target, although others are.
func (s *Study) Excludes(p *Program, target string) bool {
	return slices.Contains(s.Targets, target) && !s.Judges(p, target)
}

// TargetsOf returns the targets of the study for which one of its programs is compiled.
func (s *Study) TargetsOf(p *Program) []string {
	if p.Targets != nil {
		return p.Targets
	}
	return s.Targets
}

// Variant is a named slot assignment: it has a choice for every slot.
type Variant struct {
	Name     string
	Source   string // where it comes from, such as a commit or a mail
	Span     diag.Span
	Programs []*Program
	Slots    map[string]string
	claims   map[claimKey]verdict.Verdict
}

// claimKey identifies what a claim is about: a program, and a model or target. An empty one
// stands for every model or target without a claim of its own.
type claimKey struct{ file, by string }

// Assignment returns the variant's choices for the slots of one program.
func (v *Variant) Assignment(p *Program) map[string]string {
	m := make(map[string]string, len(p.Test.Slots))
	for _, s := range p.Test.Slots {
		m[s.Name] = v.Slots[s.Name]
	}
	return m
}

// Claim returns the verdict that the variant claims for a program under a model or on a
// target, or nil if it claims none.
func (v *Variant) Claim(p *Program, by string) *verdict.Verdict {
	for _, k := range []claimKey{{p.File, by}, {p.File, ""}} {
		if c, ok := v.claims[k]; ok {
			return &c
		}
	}
	return nil
}
