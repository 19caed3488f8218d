package lattice

import (
	"errors"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/power"
)

// Decider decides all variants of a structure under one model. It keeps what
// it has proved about the strength of barriers. It is not safe for concurrent
// use: every worker has its own.
type Decider struct {
	*decide.Decider

	order   *solve.Solver               // for questions about barriers; nil until there is one
	atLeast map[[2]power.FenceKind]bool // weaker, stronger
}

// New prepares a model.
func New(m *rel.Model, o decide.Options) (*Decider, error) {
	d, err := decide.New(m, o)
	if err != nil {
		return nil, err
	}
	return &Decider{Decider: d}, nil
}

// Close frees the solvers.
func (d *Decider) Close() error {
	if d.order == nil {
		return d.Decider.Close()
	}
	return errors.Join(d.order.Close(), d.Decider.Close())
}
