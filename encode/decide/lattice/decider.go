package lattice

import (
	"errors"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
)

// Decider decides all variants of a structure under one model. It keeps what it
// has proved about the strength of barriers. It is not safe for concurrent use:
// every worker has its own.
type Decider struct {
	*decide.Decider
	strengths *strengths
}

// New returns a decider under a model.
func New(m *rel.Model, o decide.Options) *Decider {
	return &Decider{decide.New(m, o), newStrengths(m, o.Solver)}
}

// Close frees the solvers.
func (d *Decider) Close() error {
	return errors.Join(d.strengths.solver.Close(), d.Decider.Close())
}
