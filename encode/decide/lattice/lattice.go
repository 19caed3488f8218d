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

// Lattice answers for every combination of choices of the free slots of s. All
// are questions under assumptions to one encoding, and most answers follow from
// others: see explore.go.
func (d *Decider) Lattice(ctx context.Context, s *event.Structure) (*Variants, error) {
	order, err := d.Order(ctx, s)
	if err != nil {
		return nil, err
	}
	w := &lattice{d: d, ctx: ctx, s: s, all: d.InterruptSets(s), grid: newGrid(s, order)}
	if w.size > maxVariants {
		return nil, &TooMany{Test: s.Test.Name}
	}
	if why := limit.For(ctx).Lacks(3 * w.size * int(unsafe.Sizeof(decide.Answer{}))); why != nil {
		return nil, why
	}
	w.asked = make([]bool, w.size)
	var noEnd *string // why no execution comes to an end, once that is asked
	all := &Variants{grid: w.grid, Answers: make([]decide.Answer, w.size)}
	for v := range all.Answers {
		var core []int // of every question that the verdict rests on
		follows := true
		ask := func(k encode.Goal) (decide.Answer, error) {
			if err := w.ask(k); err != nil {
				return decide.Answer{}, err
			}
			if w.late[k] != "" {
				return decide.Answer{Verdict: verdict.Unknown, Reason: w.late[k]}, nil
			}
			a := w.answers[k][v]
			core, follows = decide.JoinCores(core, a.Core), follows && a.Follows
			return a, nil
		}
		all.Answers[v], err = decide.VerdictFor(s, ask)
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
	all.Questions, all.Asked = w.questions, w.asked
	return all, nil
}

// TooMany is the error for a lattice with more variants than can be looked at.
type TooMany struct{ Test string }

func (e *TooMany) Error() string {
	return fmt.Sprintf("%s has more than %d variants; fix some of its slots", e.Test, maxVariants)
}

// lattice is the variants of one structure.
type lattice struct {
	d   *Decider
	ctx context.Context
	s   *event.Structure
	all [][]int // choices of interrupts; see places.go
	grid

	answers   [encode.Cut + 1][]decide.Answer // by question, by variant; nil until asked for
	late      [encode.Cut + 1]string          // by question: the limit that was reached before it was asked
	questions int
	asked     []bool // by variant
}

// ask answers one question for every variant. A structure that is asked about
// for each choice of interrupts apart has one formula loaded at a time.
func (w *lattice) ask(k encode.Goal) error {
	if w.answers[k] != nil || w.late[k] != "" {
		return nil
	}
	if r := limit.Cause(w.ctx); r != nil {
		w.late[k] = r.What
		return nil
	}
	if len(w.all) == 1 {
		e := &explorer{lattice: w, question: k, found: make([]decide.Answer, w.size), known: make([]bool, w.size)}
		w.answers[k] = e.found
		return e.run(w.all[0])
	}
	total := make([]decide.Answer, w.size)
	for i, taken := range w.all {
		e := &explorer{lattice: w, question: k, found: make([]decide.Answer, w.size), known: make([]bool, w.size)}
		for v := range total { // one execution is enough
			e.known[v] = total[v].Verdict == verdict.Sometimes
		}
		if err := e.run(taken); err != nil {
			return err
		}
		for v := range total {
			if total[v].Verdict != verdict.Sometimes {
				total[v] = decide.Union(total[v], e.found[v], i == 0)
			}
		}
	}
	w.answers[k] = total
	return nil
}
