package why

import (
	"context"
	"math/bits"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Trivial holds why no execution satisfies a condition, with the places of the parts
// of the condition.
type Trivial struct {
	results.Trivial
	spans [][]diag.Span
}

// maxParts bounds the comparisons of a condition that is explained by its parts, and
// maxSets the sets of parts that are tried. A larger condition is reported as a
// whole, or by a minimal set of parts that need not be the smallest.
const (
	maxParts = 64
	maxSets  = 20_000
)

// partSearch finds the parts of a condition because of which no candidate satisfies
// it. It has its own pool of expressions, so that it does not change the structure.
type partSearch struct {
	d   *decide.Decider // without axioms
	s   event.Structure
	out *Trivial
}

// explain returns why no candidate satisfies the condition of s. d decides without
// axioms.
func explain(ctx context.Context, d *decide.Decider, s *event.Structure) (*Trivial, error) {
	e := &partSearch{d: d, s: *s, out: &Trivial{}}
	e.s.Pool = &event.Pool{Nodes: slices.Clone(s.Pool.Nodes)}
	whole := condition(&e.s)
	if whole.leaves() <= maxParts {
		if err := e.explainParts(ctx, whole.conjuncts()); err != nil {
			return nil, err
		}
	}
	if len(e.out.Because) == 0 { // too large, or a limit was reached on the way
		whole.prop = s.Test.Cond.Prop
		return e.out, e.addReason(ctx, []part{whole})
	}
	return e.out, nil
}

// explainParts reports why the parts cannot all hold at once: each part that cannot
// hold by itself or, if there is none, a smallest set of parts that cannot hold
// together. For a disjunction it reports the reasons of each side.
func (e *partSearch) explainParts(ctx context.Context, all []part) error {
	found := false
	var together []uint64 // sets of parts that hold in some candidate
	for i := range all {
		held, never, err := e.satisfiable(ctx, all, 1<<i)
		switch {
		case err != nil:
			return err
		case held != 0:
			together = append(together, held)
		case !never:
		case all[i].or && len(all[i].sides) > 0:
			found = true
			for k := range all[i].sides {
				if err := e.explainParts(ctx, all[i].sides[k].conjuncts()); err != nil {
					return err
				}
			}
		default:
			found = true
			if err := e.addReason(ctx, all[i:i+1]); err != nil {
				return err
			}
		}
	}
	if found || len(all) < 2 {
		return nil
	}
	set, err := e.smallest(ctx, all, together)
	if err != nil || set == 0 {
		return err
	}
	return e.addReason(ctx, partsOf(all, set))
}

// smallest returns a smallest set of parts that do not hold together; 0 if none is
// known. together lists sets that do hold together.
func (e *partSearch) smallest(ctx context.Context, all []part, together []uint64) (uint64, error) {
	best := uint64(1)<<len(all) - 1
	for i := range all { // first a minimal one
		if best&^(1<<i) == 0 {
			continue
		}
		held, never, err := e.satisfiable(ctx, all, best&^(1<<i))
		if err != nil {
			return 0, err
		}
		if never {
			best &^= 1 << i
		} else if held != 0 {
			together = append(together, held)
		}
	}
	if _, never, err := e.satisfiable(ctx, all, best); err != nil || !never {
		return 0, err
	}
	left := maxSets
	for k := 2; k < bits.OnesCount64(best); k++ {
		var found uint64
		err := subsets(len(all), k, func(set uint64) (more bool, err error) {
			if left--; left < 0 || slices.ContainsFunc(together, func(t uint64) bool { return set&^t == 0 }) {
				return left >= 0, nil
			}
			held, never, err := e.satisfiable(ctx, all, set)
			if never {
				found = set
			} else if held != 0 {
				together = append(together, held)
			}
			return !never, err
		})
		if err != nil || found != 0 {
			return found, err
		}
	}
	return best, nil
}

// satisfiable asks whether some candidate satisfies a set of the parts. It returns
// the parts that hold in the candidate found, or that no candidate exists.
func (e *partSearch) satisfiable(ctx context.Context, all []part, set uint64) (held uint64, never bool, err error) {
	sub := e.s
	sub.Cond, sub.Filter = event.True, event.True
	for i := range all {
		if set>>i&1 != 0 {
			sub.Cond = sub.Pool.Make(event.All, sub.Cond, all[i].is)
		}
	}
	a, err := e.d.Exists(ctx, &sub)
	if err != nil || a.Verdict != verdict.Sometimes {
		return 0, a.Verdict == verdict.Never, err
	}
	return holdIn(a.Witness, all), false, nil
}

// holdIn returns the set of the parts that hold in a candidate.
func holdIn(c *execution.Candidate, all []part) (held uint64) {
	for i := range all {
		if c.Holds(all[i].is) {
			held |= 1 << i
		}
	}
	return held
}

// partsOf returns the parts in a set.
func partsOf(all []part, set uint64) (some []part) {
	for i := range all {
		if set>>i&1 != 0 {
			some = append(some, all[i])
		}
	}
	return some
}

// subsets calls f for each set of k of the first n numbers, in order.
func subsets(n, k int, f func(set uint64) (more bool, err error)) error {
	var walk func(from, k int, set uint64) (bool, error)
	walk = func(from, k int, set uint64) (bool, error) {
		if k == 0 {
			return f(set)
		}
		for i := from; i <= n-k; i++ {
			if more, err := walk(i+1, k-1, set|1<<i); !more || err != nil {
				return false, err
			}
		}
		return true, nil
	}
	_, err := walk(0, k, 0)
	return err
}

// addReason adds a reason: parts that do not hold together, or one that does not
// hold by itself.
func (e *partSearch) addReason(ctx context.Context, parts []part) error {
	var why results.Exclusion
	var spans []diag.Span
	for i := range parts {
		p := &parts[i]
		at := p.prop.At()
		r := results.Part{Text: litmus.PropString(p.negated()), Line: at.Line(), Filter: p.filter}
		if p.or && !p.not && len(parts) > 1 {
			r.Text = "(" + r.Text + ")"
		}
		if at.Known() {
			_, r.Column = at.Src.Position(at.Start)
		}
		if len(parts) == 1 {
			if err := e.addValues(ctx, p, &r); err != nil {
				return err
			}
		}
		why, spans = append(why, r), append(spans, at)
	}
	e.out.Because, e.out.spans = append(e.out.Because, why), append(e.out.spans, spans)
	return nil
}

// Warnings returns the reasons as warnings, each at its place in the text.
func (t *Trivial) Warnings() diag.List {
	var all diag.List
	for i, why := range t.Because {
		first, last := t.spans[i][0], t.spans[i][len(why)-1]
		d := diag.New(first.To(last), diag.TrivialNever, "whatever the model, no execution satisfies %s", why.Texts())
		d.Warning = true
		switch len(why) {
		case 1:
		case 2:
			d.Note("each of them can hold by itself")
		default:
			d.Note("without any one of them the others can hold together")
		}
		for k := range why {
			if ends := why[k].Ends(); ends != "" {
				d.Note("%s", ends)
			}
		}
		all = append(all, d)
	}
	return all
}
