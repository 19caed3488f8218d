package lattice

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/diagram"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Few of the variants of a lattice have to be asked about. If a variant has no
// execution, neither has any variant whose choices in the slots of the core are
// at least as strong, whatever its other slots hold. If a variant has an
// execution, every variant with weaker barriers has the same execution, with these
// in it. That one barrier is at least as strong as another is proved.
//
// The explorer asks about the strongest variant that it knows nothing of. If
// that has no execution, the explorer looks for a weakest variant below it that
// has none. So it asks about little more than the border between the two kinds
// of variants. If choices have prices, it asks about the cheapest variant instead, so
// that what is found first costs least; see prefer.go. A decision diagram maps each variant to the answer about it, so
// that neither time nor memory grows with the number of variants.

// explorer asks one query about every variant.
type explorer struct {
	*lattice
	query   encode.Query
	ask     func(ctx context.Context, slots []int) (decide.Answer, error)
	answers []decide.Answer // by value of found; the first one is of what is not known
	found   diagram.Map
	seeds   seeds
}

// seeds finds the next variant to ask about in a map of what is known.
type seeds interface {
	In(m diagram.Map) []int
	Forget()
}

// notKnown is the value of variants of which nothing is known.
const notKnown = 0

func newExplorer(w *lattice, q encode.Query) *explorer {
	e := &explorer{lattice: w, query: q, answers: make([]decide.Answer, 1), found: diagram.Of(notKnown)}
	if w.prices == nil {
		e.seeds = w.space.Heaviest(notKnown, w.below)
	} else {
		e.seeds = diagram.NewLeast(w.space, notKnown, w.prices.costs(&w.grid))
	}
	return e
}

// run answers the query for every variant of which nothing is known.
func (e *explorer) run(ctx context.Context) error {
	session, err := e.d.Open(ctx, e.query)
	reason, err := decide.GaveUp(err)
	if err != nil {
		return err
	}
	if reason != "" {
		e.giveUp(reason)
		return nil
	}
	defer session.Close()
	e.ask = session.Ask
	e.space.Meter = limit.For(ctx)
	err = limit.Try(func() error { return e.explore(ctx) })
	e.space.Meter = nil
	if r := limit.As(err); r != nil {
		e.giveUp(r.What)
		return nil
	}
	return err
}

// explore is run with a query that can be asked.
func (e *explorer) explore(ctx context.Context) error {
	for {
		v := e.seeds.In(e.found)
		if v == nil {
			return nil
		}
		if r := limit.Cause(ctx); r != nil {
			e.giveUp(r.What)
			return nil
		}
		if err := e.settle(ctx, v); err != nil {
			return err
		}
		if e.verdictOf(v) == verdict.Never {
			if err := e.descend(ctx, v); err != nil {
				return err
			}
		}
		e.tidy()
	}
}

// verdictOf returns the verdict on a variant; none if it is not known.
func (e *explorer) verdictOf(slots []int) verdict.Verdict {
	return e.answers[e.space.At(e.found, slots)].Verdict
}

// giveUp makes every variant Unknown of which nothing is known yet.
func (e *explorer) giveUp(reason string) {
	e.set(everything, isNotKnown, decide.Answer{Verdict: verdict.Unknown, Reason: reason})
}

func everything(int, int) bool      { return true }
func isNotKnown(value int) bool     { return value == notKnown }
func whatever(int) bool             { return true }
func only(v []int) diagram.Box      { return func(slot, c int) bool { return c == v[slot] } }
func (e *explorer) open(v int) bool { return v == notKnown || e.answers[v].Verdict == verdict.Unknown }

// set gives the variants of a box an answer, if replace holds for the one that
// they have.
func (e *explorer) set(box diagram.Box, replace func(value int) bool, a decide.Answer) {
	e.answers = append(e.answers, a)
	e.found = e.space.Set(e.found, box, replace, len(e.answers)-1)
}

// descend looks for a weakest variant without an execution below v, which has
// none.
func (e *explorer) descend(ctx context.Context, v []int) error {
	for i := 0; i < len(e.stride); i++ {
		if e.stride[i] == 0 {
			continue
		}
		for c := range e.order[i] {
			if c == v[i] || !e.order[i][c][v[i]] {
				continue
			}
			w := slices.Clone(v)
			w[i] = c
			if e.space.At(e.found, w) == notKnown {
				if limit.Cause(ctx) != nil {
					return nil
				}
				if err := e.settle(ctx, w); err != nil {
					return err
				}
			}
			if e.verdictOf(w) == verdict.Never && !e.order[i][v[i]][c] {
				v, i = w, -1 // it is strictly weaker: from the start
				break
			}
		}
	}
	return nil
}

// settle asks about variant v, and records what follows for other variants: all
// those of which nothing is known, or that are Unknown.
func (e *explorer) settle(ctx context.Context, v []int) error {
	slots := e.choices(v)
	ended := ctx.Err() != nil // then nothing is asked, and only propagation can have an answer
	a, err := e.ask(ctx, slots)
	if err != nil {
		return err
	}
	e.set(only(v), whatever, a)
	if !ended || a.Verdict != verdict.Unknown {
		e.queries++
		e.asked[e.number(v)] = true
	}
	follows := a
	follows.Follows = true
	switch a.Verdict {
	case verdict.Never:
		e.set(func(slot, c int) bool {
			return !slices.Contains(a.Core, slot) || e.order[slot][v[slot]][c]
		}, e.open, follows)
	case verdict.Sometimes:
		box := func(slot, c int) bool { return e.keepsEvents(slot, c, v[slot]) }
		if e.prices != nil && a.Witness != nil {
			if box, err = e.allows(ctx, a.Witness, v); err != nil {
				return err
			}
		}
		if err := e.weakest(ctx, a, box); err != nil {
			return err
		}
		e.set(box, e.open, follows)
	}
	return nil
}

// weakest puts the execution of a variant under the weakest barriers of the box of
// those that have it, too. The evaluator has to accept it.
func (e *explorer) weakest(ctx context.Context, a decide.Answer, box diagram.Box) error {
	if a.Witness == nil {
		return nil
	}
	w := make([]int, len(e.below))
	for i := range w {
		w[i] = -1
		for c := range e.below[i] {
			if box(i, c) && (w[i] < 0 || e.below[i][c] < e.below[i][w[i]]) {
				w[i] = c
			}
		}
	}
	_, err := e.weakened(ctx, e.query.Goal, a.Witness, e.choices(w))
	if limit.As(err) != nil {
		return nil
	}
	return err
}

// tidy forgets the diagrams that are no longer needed if they are many.
func (e *explorer) tidy() {
	if e.space.Nodes() < e.tidyAt {
		return
	}
	e.seeds.Forget()
	maps := []diagram.Map{e.found}
	for g := range e.goals {
		maps = append(maps, e.goals[g].found)
	}
	maps = e.space.Keep(append(maps, e.total)...)
	e.found, maps = maps[0], maps[1:]
	for g := range e.goals {
		e.goals[g].found = maps[g]
	}
	e.total = maps[len(e.goals)]
	e.tidyAt = max(minTidy, 4*e.space.Nodes())
}

// minTidy is the number of nodes of diagrams below which none are forgotten.
const minTidy = 1 << 16

// weakened returns an execution with the barriers of a weaker variant in it.
func (w *lattice) weakened(ctx context.Context, g encode.Goal, c *execution.Candidate, slots []int) (*execution.Candidate, error) {
	v, again, err := w.d.Under(ctx, c, slots)
	switch {
	case limit.As(err) != nil:
		return nil, err
	case err != nil:
		return nil, w.d.Disagree(w.s, "with weaker barriers an execution is not well formed: %v", err)
	case len(v.Violations) > 0:
		return nil, w.d.Disagree(w.s, "with weaker barriers an execution violates the model: %s", v.Violations[0].String(w.s))
	case !again.Holds(w.s.Filter) || g != encode.Any && again.Holds(w.s.Cond) != (g == encode.Holds):
		return nil, w.d.Disagree(w.s, "with weaker barriers an execution has another final state")
	}
	return again, nil
}
