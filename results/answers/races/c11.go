package races

import (
	"context"
	_ "embed"
	"sync"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

//go:embed c11.cat
var c11 string

// c11Model returns the model with the flag.
var c11Model = sync.OnceValues(func() (*rel.Model, error) {
	return models.Parse(diag.NewSource("c11.cat", c11), nil)
})

// C11 returns a warning for each plain access of a program with the atomic operations of C11,
// compiled for POWER, that races in an interleaving of a structure of it. It looks for races only
// if two threads access an object, one of them stores, and one of the accesses is plain. The
// loops of the program have one round. If a limit is reached, C11 returns what is found until
// then.
func C11(ctx context.Context, d *decide.Decider, s *event.Structure) (diag.List, error) {
	f := &found{s: s, plain: func(e *event.Event) bool { return e.Tags == 0 && e.Machine.Of == "" }, advice: c11Advice,
		why: "C11 gives a program with a data race no meaning (5.1.2.4): neither of the two happens before the other in some execution"}
	if s.Granules != nil || !f.conflicts() {
		return nil, nil
	}
	m, err := c11Model()
	if err != nil {
		return nil, err
	}
	d = d.ForModel(m)
	if f.s, err = d.StructureAt(ctx, 1, s.Test, s.Assignment(nil), false); err == nil {
		err = f.search(ctx, d)
	}
	if decide.TooLarge(err) {
		return nil, nil
	}
	return f.ended(err)
}

// conflicts reports whether threads have accesses that could race.
func (f *found) conflicts() bool {
	for a := range f.s.Events {
		if f.place(a) == nil {
			continue
		}
		x := &f.s.Events[a]
		for b := range f.s.Events {
			y := &f.s.Events[b]
			if y.IsAccess() && y.Kind != event.InitWrite && y.Thread != x.Thread && y.Loc == x.Loc && (x.IsWrite() || y.IsWrite()) {
				return true
			}
		}
	}
	return false
}

// c11Advice says what to write in C11.
func c11Advice(r *racy, d *diag.Diagnostic) *diag.Diagnostic {
	return d.WithFix("make %s atomic (_Atomic; memory_order_relaxed orders nothing and costs nothing), or order the two accesses", r.of)
}
