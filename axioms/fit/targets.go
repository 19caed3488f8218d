package fit

import (
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/linux"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
)

// LoadTargets returns what judges programs in kernel C for each target: the default model,
// under the name of the target. A program has to be given to it as [Model.Test] returns it.
// The name "lkmm" stands for programs that are not compiled.
func LoadTargets(names []string, o models.Options) ([]*Model, error) {
	d, err := LoadDefault(o)
	if err != nil {
		return nil, err
	}
	var ms []*Model
	for _, name := range names {
		m, _, err := d.on(name)
		if err != nil {
			return nil, err
		}
		m.Name = name
		ms = append(ms, m)
	}
	return ms, nil
}

// OnTargets returns models that the user has named, each once for every target whose language
// it is for. A target that no model is for is paired with the first one, so that [Model.For]
// says what is wrong. A program has to be given to them as [Model.Test] returns it.
func OnTargets(ms []*Model, names []string) ([]*Model, error) {
	var all []*Model
	for _, name := range names {
		var of []*Model
		for i, m := range ms {
			on, fits, err := m.on(name)
			if err != nil {
				return nil, err
			}
			if fits || len(of) == 0 && i == len(ms)-1 {
				of = append(of, on)
			}
		}
		if len(of) > 1 { // columns of tables are told apart by their headings
			for _, m := range of {
				m.Heading += " (" + m.Name + ")"
			}
		}
		all = append(all, of...)
	}
	return all, nil
}

// on returns the model for programs that are compiled for a target, and whether it is for
// the language of the target.
func (m *Model) on(name string) (_ *Model, fits bool, err error) {
	on, l := *m, &linux.C
	on.Target, on.Heading = name, "LKMM"
	if name != litmus.AsWritten {
		t, err := target.Named(name)
		if err != nil {
			return nil, false, err
		}
		on.Heading, l = t.Title, t.Language
	}
	return &on, m.isFor(l), nil
}

// isFor reports whether the model can judge programs in a language.
func (m *Model) isFor(l *isa.Language) bool { return m.Vocabulary.Language == l || m.inLanguage != nil }

// Test returns the program that the model judges: a copy that is compiled for the target
// of the model or, for a model without a target, the program itself.
func (m *Model) Test(t *litmus.Test) *litmus.Test {
	if m.Target == "" || t.Target == m.Target {
		return t
	}
	compiled := *t
	compiled.Target = m.Target
	return &compiled
}
