package run

import (
	"context"
	"sync"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/page"
	"github.com/fencewise/fencewise/results/reason"
)

// finding is what a page shows of a task, beside its rows: of a variant its answer
// and, for Never, its reason; of a lattice the answers, and the reasons of
// the weakest variants that are Never.
type finding struct {
	s    *event.Structure
	one  decide.Answer
	all  *lattice.Variants
	whys map[int]*reason.Why // by variant; 0 where all is nil
}

// findings is what was found, by task.
type findings struct {
	sync.Mutex
	of map[findingKey]*finding
}

type findingKey struct {
	variant *library.Variant
	program *library.Program
	model   string
}

// Page is Compare, and a page that shows for each verdict where it comes from.
// command is what is said to have written it.
func Page(ctx context.Context, st *library.Study, ms []fit.Model, all bool, o Options, command string) (*results.Comparison, *page.Page, error) {
	fs := &findings{of: map[findingKey]*finding{}}
	o.see = func(w *worker, t task, f *finding) error { return fs.see(ctx, w, t, f) }
	c, err := Compare(ctx, st, ms, all, o)
	if err != nil {
		return nil, nil, err
	}
	b := pageMaker{ctx: ctx, c: c, p: page.New(c, command), st: st, ms: ms, found: fs.of}
	return c, b.p, b.make()
}

// see finds the reasons of what is Never, and keeps all that was found.
func (fs *findings) see(ctx context.Context, w *worker, t task, f *finding) error {
	d, err := w.decider(t.model)
	if err != nil {
		return err
	}
	f.whys = map[int]*reason.Why{}
	var never [][]int
	var number []int
	switch {
	case f.all == nil && f.one.Verdict == verdict.Never:
		never, number = [][]int{nil}, []int{0}
	case f.all != nil:
		number = f.all.Minimal()
		for _, v := range number {
			never = append(never, f.all.Picks(v))
		}
	}
	if len(never) > 0 {
		cover, err := d.Cover(ctx, f.s, encode.Holds, never)
		if limit.As(err) != nil { // the verdicts stand without their reasons
			number = nil
		} else if err != nil {
			return err
		}
		teller := reason.NewTeller(f.s, d.Model())
		for i, v := range number {
			why := teller.Tell(toldOf(cover, i), never[i])
			why.Incomplete, why.Beyond = cover.Limit[i], cover.Beyond
			f.whys[v] = &why
		}
	}
	fs.Lock()
	defer fs.Unlock()
	fs.of[findingKey{t.variant, t.program, t.model.Name}] = f
	return nil
}
