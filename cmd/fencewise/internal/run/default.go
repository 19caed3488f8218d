package run

import (
	"sync"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// The models of a question for which the user has named none: one for programs
// without doorbells, and one for those with. The second has all that the first
// demands, and more; but in a program without doorbells that is nothing, and the
// first is smaller.
const (
	DefaultModel         = "power"
	DefaultDoorbellModel = "power-doorbell"
)

// LoadDefault loads the model for questions without one. A version of the
// ISA is asked for only where doorbells are of interest: then there is one
// model for all programs, and its name says which.
func LoadDefault(o ModelOptions) (Model, error) {
	if o.ISA != "" {
		return LoadModel(DefaultDoorbellModel, o)
	}
	m, err := LoadModel(DefaultModel, o)
	m.standIn = sync.OnceValues(func() (*Model, error) {
		in, err := LoadModel(DefaultDoorbellModel, o)
		return &in, err
	})
	return m, err
}

// For is the model that a program is judged by: this one, or the one that
// stands in for it where the program has doorbells. A model that the user has
// named and that says nothing of doorbells is refused for such a program: it
// would let interrupts see and miss what they please.
func (m *Model) For(t *litmus.Test) (*Model, error) {
	switch {
	case !t.Doorbells() || m.Model.Doorbells():
		return m, nil
	case m.standIn != nil:
		return m.standIn()
	}
	return nil, diag.New(t.NameSpan, diag.NoDoorbell, "%s has doorbells, of which the model %s says nothing", t.Name, m.Name).
		Note("no axiom of it is about doorbells, so that anything could happen").
		WithFix("take --model %s, or include it in a model of your own", DefaultDoorbellModel)
}

// HasVariant reports whether the model, or what stands in for it, has a
// condition on a name.
func (m *Model) HasVariant(name string) (bool, error) {
	if m.asks(name) {
		return true, nil
	}
	if m.standIn == nil {
		return false, nil
	}
	in, err := m.standIn()
	if err != nil {
		return false, err
	}
	return in.HasVariant(name)
}
