package fit

import (
	"github.com/fencewise/fencewise/axioms/models"
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
		m := *d
		m.Name, m.Target, m.Heading = name, name, "LKMM"
		if name != litmus.AsWritten {
			t, err := target.Named(name)
			if err != nil {
				return nil, err
			}
			m.Heading = t.Title
		}
		ms = append(ms, &m)
	}
	return ms, nil
}

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
