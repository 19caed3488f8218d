package lattice

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Few of the variants of a lattice have to be asked about. If a variant has no
// execution, neither has any variant whose choices in the slots of the core are
// at least as strong, whatever its other slots hold. If a variant has an
// execution, every weaker variant has the same execution, with the weaker
// barriers in it; the evaluator has to accept it.
//
// The explorer asks about the strongest variant that it knows nothing of. If
// that has no execution, the explorer looks for a weakest variant below it that
// has none. So it asks about little more than the border between the two kinds
// of variants.

// explorer asks one query about every variant.
type explorer struct {
	*lattice
	session *decide.Session
	found   []decide.Answer // by variant
	known   []bool
}

func newExplorer(w *lattice) *explorer {
	return &explorer{lattice: w, found: make([]decide.Answer, w.size), known: make([]bool, w.size)}
}

// run answers the query for every variant of which nothing is known.
func (e *explorer) run(ctx context.Context, q encode.Query) error {
	session, err := e.d.Open(ctx, q)
	reason, err := decide.GaveUp(err)
	if err != nil {
		return err
	}
	if reason != "" {
		e.giveUp(reason)
		return nil
	}
	e.session = session
	defer session.Close()
	for _, v := range e.strongestFirst() {
		if e.known[v] {
			continue
		}
		if r := limit.Cause(ctx); r != nil {
			e.giveUp(r.What)
			return nil
		}
		if err := e.settle(ctx, q, v); err != nil {
			return err
		}
		if e.found[v].Verdict == verdict.Never {
			if err := e.descend(ctx, q, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// giveUp makes every variant Unknown of which nothing is known yet.
func (e *explorer) giveUp(reason string) {
	for v := range e.found {
		if !e.known[v] {
			e.found[v] = decide.Answer{Verdict: verdict.Unknown, Reason: reason}
		}
	}
}

// descend looks for a weakest variant without an execution below v, which has
// none.
func (e *explorer) descend(ctx context.Context, q encode.Query, v int) error {
	for i := 0; i < len(e.stride); i++ {
		if e.stride[i] == 0 {
			continue
		}
		for c := range e.order[i] {
			if c == e.choice(v, i) || !e.order[i][c][e.choice(v, i)] {
				continue
			}
			w := e.with(v, i, c)
			if !e.known[w] {
				if limit.Cause(ctx) != nil {
					return nil
				}
				if err := e.settle(ctx, q, w); err != nil {
					return err
				}
			}
			if e.found[w].Verdict == verdict.Never && e.weaker(w, v, i) {
				v, i = w, -1 // from the start
				break
			}
		}
	}
	return nil
}

// weaker reports whether variant w, which differs from v in one slot, is
// strictly weaker.
func (e *explorer) weaker(w, v, slot int) bool {
	return !e.order[slot][e.choice(v, slot)][e.choice(w, slot)]
}

// settle asks about variant v, and records what follows for other variants.
func (e *explorer) settle(ctx context.Context, q encode.Query, v int) error {
	slots := e.slots(v)
	ended := ctx.Err() != nil // then nothing is asked, and only propagation can have an answer
	a, err := e.session.Ask(ctx, slots)
	if err != nil {
		return err
	}
	e.found[v], e.known[v] = a, true
	if !ended || a.Verdict != verdict.Unknown {
		e.queries++
		e.asked[v] = true
	}
	switch a.Verdict {
	case verdict.Never:
		e.each(func(slot, c int) bool {
			return !slices.Contains(a.Core, slot) || e.order[slot][slots[slot]][c]
		}, func(w int) {
			if e.open(w) {
				e.found[w], e.known[w] = a, true
				e.found[w].Follows = true
			}
		})
	case verdict.Sometimes:
		e.each(func(slot, c int) bool { return e.order[slot][c][slots[slot]] }, func(w int) {
			if !e.open(w) || err != nil || limit.Cause(ctx) != nil {
				return
			}
			b := a
			b.Follows = true
			if a.Witness != nil {
				b.Witness, err = e.weakened(ctx, q.Goal, a.Witness, w)
				if limit.As(err) != nil {
					err = nil
					return
				}
			}
			e.found[w], e.known[w] = b, true
		})
	}
	return err
}

// open reports whether an answer that follows would be news: nothing is known
// of the variant, or it is Unknown.
func (e *explorer) open(v int) bool {
	return !e.known[v] || e.found[v].Verdict == verdict.Unknown
}

// weakened returns an execution with the barriers of a weaker variant in it.
func (e *explorer) weakened(ctx context.Context, g encode.Goal, c *execution.Candidate, variant int) (*execution.Candidate, error) {
	v, again, err := e.d.Under(ctx, c, e.slots(variant))
	switch {
	case limit.As(err) != nil:
		return nil, err
	case err != nil:
		return nil, e.d.Disagree(e.s, "with weaker barriers an execution is not well formed: %v", err)
	case len(v.Violations) > 0:
		return nil, e.d.Disagree(e.s, "with weaker barriers an execution violates the model: %s", v.Violations[0].String(e.s))
	case !again.Holds(e.s.Filter) || g != encode.Any && again.Holds(e.s.Cond) != (g == encode.Holds):
		return nil, e.d.Disagree(e.s, "with weaker barriers an execution has another final state")
	}
	return again, nil
}
