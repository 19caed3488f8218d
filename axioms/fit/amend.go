package fit

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/models"
)

// The ordering that the models of POWER are known to lack, and the variant that
// adds it; see docs/models.md.
const (
	SuccessVariant = "stwcx-depends-on-lwarx"
	SuccessLimit   = "the success of a stwcx. does not depend on its lwarx"
)

// CanAmend reports whether the model has the variant that adds what it lacks, and the
// variant is not on already.
func (m *Model) CanAmend() bool { return m.amended != nil }

// Amended loads the model with that variant on. It is called only if CanAmend.
func (m *Model) Amended() (*Model, error) { return m.amended() }

// amender returns the function that loads the model with the variant on; nil if it has
// no such variant or the variant is on already. arg and o are what the model was loaded
// with.
func (m *Model) amender(arg string, o models.Options) func() (*Model, error) {
	if slices.Contains(o.Variants, SuccessVariant) || !m.asks(SuccessVariant) {
		return nil
	}
	return func() (*Model, error) {
		o.Variants = append(slices.Clone(o.Variants), SuccessVariant)
		return Load(arg, o)
	}
}

// asks reports whether a file of the model has a condition on a name.
func (m *Model) asks(name string) bool {
	for _, src := range m.Files {
		if strings.Contains(src.Text, `"`+name+`"`) {
			return true
		}
	}
	return false
}
