package page

import (
	"context"
	"sync"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
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
	of   *event.Structure    // that the reasons are about
	whys map[int]*reason.Why // by variant; 0 where All is nil
}

// findings has what was found for each task.
type findings struct {
	sync.Mutex
	of map[findingKey]*finding

	// together is set if reasons of named variants are searched for together with those of
	// all combinations of their program: most are the same. With a time limit they are not,
	// because the search for all combinations could then reach it first.
	together bool
	waiting  map[findingKey][]*finding // by task for all combinations: named variants that are Never
	begun    map[findingKey]bool       // tasks for all combinations that take no more of them
}

type findingKey struct {
	variant *library.Variant // nil for all combinations
	program *library.Program
	by      string // see compare.Task.JudgedBy
}

// Make compares a study and makes a page that shows for each verdict where it comes from.
// command is the command line that the page names as its origin. Programs that a target does not
// have are left out; the error says which.
func Make(ctx context.Context, st *library.Study, ms []*fit.Model, all bool, o opinion.Options, command string) (*results.Comparison, *page.Page, error) {
	_, limited := ctx.Deadline()
	fs := &findings{of: map[findingKey]*finding{}, together: all && !limited, waiting: map[findingKey][]*finding{}, begun: map[findingKey]bool{}}
	keep := func(w *opinion.Worker, t *compare.Task, f *compare.Found) error { return fs.keep(ctx, w, t, f) }
	c, err := compare.Study(ctx, st, ms, compare.Options{Options: o, All: all, Found: keep})
	if err != nil && (!diag.NotCompiled(err) || len(c.Rows) == 0) {
		return nil, nil, err
	}
	b := pageMaker{c: c, p: page.New(c, command), st: st, ms: ms, found: fs.of}
	if bad := b.make(ctx); bad != nil {
		return nil, nil, bad
	}
	return c, b.p, err
}

// keep finds the reasons of each Never of a task, and stores them with the answers.
func (fs *findings) keep(ctx context.Context, w *opinion.Worker, t *compare.Task, found *compare.Found) error {
	f := &finding{found, found.S, map[int]*reason.Why{}}
	key := findingKey{t.Variant, t.Program, t.JudgedBy()}
	all := findingKey{program: t.Program, by: t.JudgedBy()}
	fs.Lock()
	fs.of[key] = f
	var named []*finding
	switch {
	case f.All != nil:
		named, fs.begun[key] = fs.waiting[key], true
	case f.One.Verdict != verdict.Never:
		fs.Unlock()
		return nil
	case fs.together && !fs.begun[all]:
		fs.waiting[all] = append(fs.waiting[all], f)
		fs.Unlock()
		return nil
	}
	fs.Unlock()
	if f.All == nil {
		return f.explain(ctx, w.Decider(t.Model), [][]int{nil}, func(_ int, why *reason.Why) { f.whys[0] = why })
	}
	number := f.All.Minimal()
	var never [][]int
	for _, v := range number {
		never = append(never, f.All.Slots(v))
	}
	for _, n := range named {
		never = append(never, page.Picks(n.S, nil))
	}
	return f.explain(ctx, w.Decider(t.Model), never, func(i int, why *reason.Why) {
		if i < len(number) {
			f.whys[number[i]] = why
			return
		}
		n := named[i-len(number)]
		n.of, n.whys[0] = f.S, why
	})
}

// explain finds the reasons of variants of a structure, and calls is with each. If a limit is
// reached it calls nothing: the verdicts stand without their reasons.
func (f *finding) explain(ctx context.Context, d *opinion.Decider, never [][]int, is func(int, *reason.Why)) error {
	if len(never) == 0 {
		return nil
	}
	cover, err := d.Cover(ctx, encode.Query{Structure: f.S, Goal: encode.Holds}, never)
	if limit.As(err) != nil {
		return nil
	}
	if err != nil {
		return err
	}
	teller := reason.NewTeller(f.S, d.Model())
	for i := range never {
		why := explain.Tell(teller, cover, i, never[i])
		is(i, &why)
	}
	return nil
}
