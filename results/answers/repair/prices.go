package repair

import (
	"context"

	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/cost"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// costs returns what the placements in a program are compared by. For a program that is
// compiled for a target these are the costs of the primitives of the source or, if the user
// names a cost model for the machine, those of its instructions.
func (o *Options) costs(t *litmus.Test) (*cost.Model, error) {
	if t.Compiled() {
		if m, err := o.Cost.For(sets.Must(written(t)).Language); err == nil {
			return m, nil
		}
	}
	return o.Cost.For(sets.Must(t).Language)
}

// written returns a program as it is written; one with operations of C11, which have no meaning
// as they are written, as it is.
func written(t *litmus.Test) *litmus.Test {
	if of, err := target.Named(t.Target); err == nil && of.C11 {
		return t
	}
	w := *t
	w.Target = litmus.AsWritten
	return &w
}

// prices returns the prices of the choices of a test, in all places of each slot together. s
// is the structure of the test, and m what costs has returned for it.
func (o *Options) prices(ctx context.Context, t *litmus.Test, s *event.Structure, m *cost.Model, points []insert.Point) (*lattice.Prices, error) {
	if inFile(t, points) && m.IsFor(sets.ForArch("C").Language) {
		p := &lattice.Prices{Less: func(a, b cost.Cost) bool { return m.Compare(a, b) < 0 }}
		for i := range s.Slots {
			var of []cost.Cost
			for _, c := range s.Slots[i].Choices {
				of = append(of, m.Named(points[i].Costs(c)...)) // it is written once, however often its function is called
			}
			p.Of = append(p.Of, of)
		}
		return p, nil
	}
	if t.Compiled() && m.IsFor(sets.Must(written(t)).Language) {
		var err error
		if s, err = unroll.Build(ctx, written(t), unroll.Options{Limits: o.Limits, FreeSlots: true}); err != nil {
			return nil, err
		}
	}
	p := &lattice.Prices{Less: func(a, b cost.Cost) bool { return m.Compare(a, b) < 0 }}
	for i := range s.Slots {
		var of []cost.Cost
		for _, parts := range s.Slots[i].Parts {
			c, err := m.Of(parts)
			if err != nil {
				return nil, err
			}
			of = append(of, c.Times(len(t.Slots[i].Uses)))
		}
		p.Of = append(p.Of, of)
	}
	return p, nil
}

// inFile reports whether the slots of a test are the points in a .c file, in their order.
func inFile(t *litmus.Test, points []insert.Point) bool {
	if !t.FromC() || len(points) != len(t.Slots) {
		return false
	}
	for i := range points {
		if points[i].Slot != t.Slots[i].Name {
			return false
		}
	}
	return len(points) > 0
}

// sourceCosts returns the costs of what is written in a .c file: those of kernel C, also for the
// operations of C11, unless the user names a cost model for the machine.
func (o *Options) sourceCosts(t *litmus.Test, m *cost.Model) *cost.Model {
	if c, err := o.Cost.For(sets.ForArch("C").Language); err == nil && t.FromC() && (o.Insert || o.Weaken) {
		return c
	}
	return m
}
