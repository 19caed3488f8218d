package decide

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
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
	w := &lattice{d: d, ctx: ctx, s: s, all: d.choices(s), grid: newGrid(s, order)}
	if w.size > maxVariants {
		return nil, &TooMany{Test: s.Test.Name}
	}
	if why := limit.For(ctx).Lacks(3 * w.size * int(unsafe.Sizeof(Answer{}))); why != nil {
		return nil, why
	}
	w.asked = make([]bool, w.size)
	var noEnd *string // why no execution comes to an end, once that is asked
	all := &Variants{grid: w.grid, Answers: make([]Answer, w.size)}
	for v := range all.Answers {
		var core []int // of every question that the verdict rests on
		follows := true
		ask := func(k encode.Ask) (Answer, error) {
			if err := w.ask(k); err != nil {
				return Answer{}, err
			}
			if w.late[k] != "" {
				return Answer{Verdict: verdict.Unknown, Reason: w.late[k]}, nil
			}
			a := w.answers[k][v]
			core, follows = join(core, a.Core), follows && a.Follows
			return a, nil
		}
		all.Answers[v], err = settle(s, ask)
		if err != nil {
			return nil, err
		}
		if all.Answers[v].Reason == verdict.NoEnd {
			if noEnd == nil {
				a, err := d.filtered(ctx, s, all.Answers[v], nil)
				if err != nil {
					return nil, err
				}
				noEnd = &a.Reason
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

	answers   [encode.AskCut + 1][]Answer // by question, by variant; nil until asked for
	late      [encode.AskCut + 1]string   // by question: the limit that was reached before it was asked
	questions int
	asked     []bool // by variant
}

// ask answers one question for every variant. A structure that is asked about
// for each choice of interrupts apart has one formula loaded at a time.
func (w *lattice) ask(k encode.Ask) error {
	if w.answers[k] != nil || w.late[k] != "" {
		return nil
	}
	if r := limit.Of(w.ctx); r != nil {
		w.late[k] = r.What
		return nil
	}
	if len(w.all) == 1 {
		e := &explorer{lattice: w, question: k, found: make([]Answer, w.size), known: make([]bool, w.size)}
		w.answers[k] = e.found
		return e.run(w.all[0])
	}
	total := make([]Answer, w.size)
	for i, taken := range w.all {
		e := &explorer{lattice: w, question: k, found: make([]Answer, w.size), known: make([]bool, w.size)}
		for v := range total { // one execution is enough
			e.known[v] = total[v].Verdict == verdict.Sometimes
		}
		if err := e.run(taken); err != nil {
			return err
		}
		for v := range total {
			if total[v].Verdict != verdict.Sometimes {
				total[v] = together(total[v], e.found[v], i == 0)
			}
		}
	}
	w.answers[k] = total
	return nil
}

// track is the encoding of one question about a lattice, with a solver of its
// own that keeps it loaded.
type track struct {
	x      *encode.Encoding
	q      *solve.Session
	solver *solve.Solver
}

func (d *Decider) track(ctx context.Context, s *event.Structure, k encode.Ask, taken []int) (*track, error) {
	e := encode.NewEncoder(d.modelFor(k))
	e.Taken, e.MaxClauses = taken, d.encoder.MaxClauses
	x, err := e.Encode(ctx, s, k)
	if err != nil {
		return nil, err
	}
	t := &track{x: x, solver: solve.New(solve.Limits{Budget: d.opts.Budget})}
	t.q = t.solver.Session(x.F, x.P)
	return t, nil
}

func (t *track) close() {
	if t != nil {
		t.q.Close()
		t.solver.Close()
	}
}

// assume is the assumptions that select one variant.
func assume(x *encode.Encoding, picks []int) []cnf.Lit {
	var lits []cnf.Lit
	for i, sel := range x.Selector {
		if sel != nil {
			lits = append(lits, sel[picks[i]])
		}
	}
	return lits
}
