package lattice

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// maxVariants bounds the variants of a lattice, each of which has an answer in
// memory.
const maxVariants = 1 << 20

// Lattice decides every variant of a structure with free slots. Most answers
// follow from others: see explore.go.
func (d *Decider) Lattice(ctx context.Context, s *event.Structure) (*Variants, error) {
	order, err := d.Order(ctx, s)
	if err != nil {
		return nil, err
	}
	w := &lattice{d: d, interrupts: d.InterruptSets(s), grid: newGrid(s, order)}
	if w.size > maxVariants {
		return nil, &TooMany{Test: s.Test.Name}
	}
	if why := limit.For(ctx).Lacks(3 * w.size * int(unsafe.Sizeof(decide.Answer{}))); why != nil {
		return nil, why
	}
	w.asked = make([]bool, w.size)
	var noEnd *string // why no execution runs to its end, once that is asked
	all := &Variants{grid: w.grid, Answers: make([]decide.Answer, w.size)}
	for v := range all.Answers {
		var core []int // of every query that the verdict rests on
		follows := true
		all.Answers[v], err = decide.VerdictFor(s, func(g encode.Goal) (decide.Answer, error) {
			if err := w.ask(ctx, g); err != nil {
				return decide.Answer{}, err
			}
			if w.late[g] != "" {
				return decide.Answer{Verdict: verdict.Unknown, Reason: w.late[g]}, nil
			}
			a := w.answers[g][v]
			core, follows = decide.JoinCores(core, a.Core), follows && a.Follows
			return a, nil
		})
		if err != nil {
			return nil, err
		}
		if all.Answers[v].Reason == verdict.NoEnd {
			if noEnd == nil {
				reason, err := d.Reason(ctx, s, verdict.NoEnd)
				if err != nil {
					return nil, err
				}
				noEnd = &reason
			}
			all.Answers[v].Reason = *noEnd
		}
		all.Answers[v].Follows = follows
		if all.Answers[v].Verdict == verdict.Never {
			all.Answers[v].Core = core
		}
	}
	all.Queries, all.Asked = w.queries, w.asked
	return all, nil
}

// TooMany is the error for a structure with too many variants.
type TooMany struct{ Test string }

// Error says how many variants are too many.
func (e *TooMany) Error() string {
	return fmt.Sprintf("%s has more than %d variants; fix some of its slots", e.Test, maxVariants)
}

// lattice decides the variants of one structure.
type lattice struct {
	d          *Decider
	interrupts [][]int // see decide.Decider.InterruptSets
	grid

	answers [encode.NumGoals][]decide.Answer // by goal, by variant; nil until asked for
	late    [encode.NumGoals]string          // by goal: the limit that was reached before it was asked for
	queries int
	asked   []bool // by variant
}

// ask asks for a goal in every variant. For a structure that is asked about in
// one query for each set of interrupts, one formula is loaded at a time.
func (w *lattice) ask(ctx context.Context, g encode.Goal) error {
	if w.answers[g] != nil || w.late[g] != "" {
		return nil
	}
	if r := limit.Cause(ctx); r != nil {
		w.late[g] = r.What
		return nil
	}
	q := encode.Query{Structure: w.s, Goal: g}
	if len(w.interrupts) == 1 {
		q.Taken = w.interrupts[0]
		e := newExplorer(w)
		w.answers[g] = e.found
		return e.run(ctx, q)
	}
	total := make([]decide.Answer, w.size)
	for _, q.Taken = range w.interrupts {
		e := newExplorer(w)
		for v := range total { // one execution is enough
			e.known[v] = total[v].Verdict == verdict.Sometimes
		}
		if err := e.run(ctx, q); err != nil {
			return err
		}
		for v := range total {
			if total[v].Verdict != verdict.Sometimes {
				total[v] = decide.UnionAnswer(total[v], e.found[v])
			}
		}
	}
	w.answers[g] = total
	return nil
}
