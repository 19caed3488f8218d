package page

import (
	"context"
	"sync"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/compare"
	"github.com/fencewise/fencewise/results/answers/explain"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/page"
	"github.com/fencewise/fencewise/results/reason"
)

// finding is what a page shows of a task besides its rows: the answers, and the reasons of
// the variant that is Never, or of the weakest variants of a lattice that are Never.
type finding struct {
	*compare.Found
	whys map[int]*reason.Why // by variant; 0 where All is nil
}

// findings has what was found for each task.
type findings struct {
	sync.Mutex
	of map[findingKey]*finding
}

type findingKey struct {
	variant *library.Variant
	program *library.Program
	model   string
}

// Make compares a study and makes a page that shows for each verdict where it comes from.
// command is the command line that the page names as its origin.
func Make(ctx context.Context, st *library.Study, ms []*fit.Model, all bool, o opinion.Options, command string) (*results.Comparison, *page.Page, error) {
	fs := &findings{of: map[findingKey]*finding{}}
	keep := func(w *opinion.Worker, t *compare.Task, f *compare.Found) error { return fs.keep(ctx, w, t, f) }
	c, err := compare.Study(ctx, st, ms, compare.Options{Options: o, All: all, Found: keep})
	if err != nil {
		return nil, nil, err
	}
	b := pageMaker{c: c, p: page.New(c, command), st: st, ms: ms, found: fs.of}
	return c, b.p, b.make(ctx)
}

// keep finds the reasons of each Never of a task, and stores them with the answers.
func (fs *findings) keep(ctx context.Context, w *opinion.Worker, t *compare.Task, found *compare.Found) error {
	d := w.Decider(t.Model)
	f := &finding{found, map[int]*reason.Why{}}
	var never [][]int
	var number []int
	switch {
	case f.All == nil && f.One.Verdict == verdict.Never:
		never, number = [][]int{nil}, []int{0}
	case f.All != nil:
		number = f.All.Minimal()
		for _, v := range number {
			never = append(never, f.All.Slots(v))
		}
	}
	if len(never) > 0 {
		cover, err := d.Cover(ctx, encode.Query{Structure: f.S, Goal: encode.Holds}, never)
		if limit.As(err) != nil { // the verdicts stand without their reasons
			number = nil
		} else if err != nil {
			return err
		}
		teller := reason.NewTeller(f.S, d.Model())
		for i, v := range number {
			why := explain.Tell(teller, cover, i, never[i])
			f.whys[v] = &why
		}
	}
	fs.Lock()
	defer fs.Unlock()
	fs.of[findingKey{t.Variant, t.Program, t.Model.Name}] = f
	return nil
}
