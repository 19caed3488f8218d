package lattice

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Few of the variants of a lattice have to be asked about. If there is no
// execution, that is so for every variant that has choices at least as strong
// in the slots of the core, whatever it has in the others. If there is one, it
// is one for every weaker variant, too: the same execution, with the weaker
// barriers in it, which the evaluator has to accept.
//
// The explorer asks about the strongest variant that it does not know of. If
// that has no execution, it looks for the weakest variants below of which that
// is true. So what it asks about is, roughly, the border between the two.

// explorer answers one question about every variant, for one choice of
// interrupts.
type explorer struct {
	*lattice
	question encode.Goal
	t        *decide.Session
	found    []decide.Answer // by variant
	known    []bool
}

func (e *explorer) run(taken []int) error {
	t, err := e.d.Open(e.ctx, e.s, e.question, taken)
	reason, err := decide.GaveUp(err)
	if err != nil {
		return err
	}
	if reason != "" {
		e.giveUp(reason)
		return nil
	}
	e.t = t
	defer t.Close()
	for _, v := range e.strongestFirst() {
		if e.known[v] {
			continue
		}
		if r := limit.Cause(e.ctx); r != nil {
			e.giveUp(r.What)
			return nil
		}
		if err := e.settle(v); err != nil {
			return err
		}
		if e.found[v].Verdict == verdict.Never {
			if err := e.descend(v); err != nil {
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

// descend looks for a weakest variant below v, which has no execution, that
// has none either.
func (e *explorer) descend(v int) error {
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
				if limit.Cause(e.ctx) != nil {
					return nil
				}
				if err := e.settle(w); err != nil {
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

// settle asks about a variant and notes what follows for others.
func (e *explorer) settle(v int) error {
	picks := make([]int, len(e.stride))
	e.picks(v, picks)
	ended := e.ctx.Err() != nil // then nothing is asked, and little is known without
	a, err := e.t.Ask(e.ctx, picks)
	if err != nil {
		return err
	}
	e.found[v], e.known[v] = a, true
	if !ended || a.Verdict != verdict.Unknown {
		e.questions++
		e.asked[v] = true
	}
	switch a.Verdict {
	case verdict.Never:
		e.each(func(slot, c int) bool {
			return !slices.Contains(a.Core, slot) || e.order[slot][picks[slot]][c]
		}, func(w int) {
			if e.open(w) {
				e.found[w], e.known[w] = a, true
				e.found[w].Follows = true
			}
		})
	case verdict.Sometimes:
		e.each(func(slot, c int) bool { return e.order[slot][c][picks[slot]] }, func(w int) {
			if !e.open(w) || err != nil || limit.Cause(e.ctx) != nil {
				return
			}
			b := a
			b.Follows = true
			if a.Witness != nil {
				b.Witness, err = e.weakened(a.Witness, w)
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
// of the variant, or it was asked about in vain.
func (e *explorer) open(v int) bool {
	return !e.known[v] || e.found[v].Verdict == verdict.Unknown
}

// weakened is an execution with the barriers of a weaker variant in it.
func (e *explorer) weakened(c *execution.Candidate, variant int) (*execution.Candidate, error) {
	picks := make([]int, len(e.stride))
	e.picks(variant, picks)
	v, again, err := e.d.Under(c, picks)
	switch {
	case limit.As(err) != nil:
		return nil, err
	case err != nil:
		return nil, e.d.Disagree(e.s, "with weaker barriers an execution is not well formed: %v", err)
	case len(v.Violations) > 0:
		return nil, e.d.Disagree(e.s, "with weaker barriers an execution violates the model: %s", v.Violations[0].String(e.s))
	case !again.Holds(e.s.Filter) || e.question != encode.Any && again.Holds(e.s.Cond) != (e.question == encode.Holds):
		return nil, e.d.Disagree(e.s, "with weaker barriers an execution has another final state")
	}
	return again, nil
}
