package decide

import (
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// CheckWaits returns an error if a structure asks whether threads wait forever and its model
// does not answer that. What is found is the beginning of an execution without end, so the
// model has to allow the beginnings of what it allows. Models of kernel C are taken to do so:
// where they ask for something later, it is the other half of an atomic operation or the end
// of a critical section, and no thread waits forever between the halves or before an end that
// it comes to.
func CheckWaits(m *rel.Model, s *event.Structure) error {
	if !s.Test.AsksTermination() || m.Specializes() || m.Beginnings(s) == m {
		return nil
	}
	return diag.List{diag.New(s.Test.NameSpan, diag.NoTermination, "it cannot be decided under the model %s whether threads of %s wait forever", m.Name, s.Test.Name).
		Note("the model has an axiom that can forbid the beginning of an execution that it allows")}
}
