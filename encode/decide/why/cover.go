package why

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/encode/witness"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Why a variant is Never is told by the reasons for which the model forbids its
// candidates: executions in which the proposition holds, all axioms dropped.
// There can be very many of these, and few reasons. A candidate is asked for,
// the evaluator shows what forbids it, and all candidates that contain what this
// reason rests on are excluded by a clause; until there is none left. What a
// reason rests on includes barriers in slots, so that one that was found for a
// variant is one for every variant that has them.

// Cover is why variants of a structure have no execution.
type Cover struct {
	Reasons []eval.Reason
	// By is, for each variant, the reasons one of which is in every candidate,
	// by index, in order; none of them can be spared. A variant without any, and
	// without a limit, has no candidate. With a limit it is those that were found.
	By [][]int
	// Limit is, for each variant, why there can be candidates without any of the
	// reasons in By; "" if there are none.
	Limit []string
	// Beyond is how candidates get beyond what was unrolled, of loops or of
	// interrupts; "" if none does. The model forbids all that do, or it would not
	// be Never; but there is no reason here for them.
	Beyond string
}

// ReasonsOf returns the reasons for one variant.
func (c *Cover) ReasonsOf(variant int) []*eval.Reason {
	var all []*eval.Reason
	for _, i := range c.By[variant] {
		all = append(all, &c.Reasons[i])
	}
	return all
}

// maxReasons bounds the reasons of one structure.
const maxReasons = 500

// Cover finds the reasons for which variants that are Never have no execution
// that meets the goal of a query, Holds or Violates. Variants are given by their
// slot assignments; nil is the only variant of a structure whose slots are all
// fixed.
func (x *Explainer) Cover(ctx context.Context, q encode.Query, variants [][]int) (*Cover, error) {
	c := &coverer{d: x.d, s: q.Structure, variants: variants, judge: eval.New(x.d.Model())}
	c.By, c.Limit = make([][]int, len(variants)), make([]string, len(variants))
	for _, q.Taken = range x.d.InterruptSets(c.s) {
		err := limit.Try(func() error { return c.search(ctx, q) })
		if r := limit.As(err); r != nil {
			c.limitAll(r.What)
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if err := c.findBeyond(ctx, x.withoutAxioms()); err != nil {
		return nil, err
	}
	for v, picks := range variants {
		if c.Limit[v] != "" {
			c.By[v] = c.possibleReasons(picks)
		}
	}
	return &c.Cover, nil
}

// findBeyond finds out if there are candidates that are cut short.
func (c *coverer) findBeyond(ctx context.Context, bare *decide.Decider) error {
	if !slices.ContainsFunc(c.s.Cuts, func(cut event.Cut) bool { return cut.LosesExecutions() }) {
		return nil
	}
	a, err := bare.CutReached(ctx, c.s)
	switch {
	case err != nil:
		return err
	case a.Verdict == verdict.Sometimes:
		c.Beyond = a.Reason
	case a.Verdict == verdict.Unknown:
		c.limitAll(a.Reason)
	}
	return nil
}

// limitAll sets the reason for every variant that has none.
func (c *coverer) limitAll(reason string) {
	for v := range c.Limit {
		c.Limit[v] = cmp.Or(c.Limit[v], reason)
	}
}

// coverer is the search for a cover.
type coverer struct {
	Cover
	d        *decide.Decider
	s        *event.Structure
	variants [][]int
	judge    *eval.Judge
	simple   []bool // by reason: it is of a candidate that breaks the first stage
}

// search finds the reasons for the candidates that meet a query. Candidates that keep to
// the axioms without closures come first: such axioms say little of a program's
// own, and what breaks them mostly breaks others, too. So the reasons found are
// those that matter, and what is left needs few more.
func (c *coverer) search(ctx context.Context, q encode.Query) error {
	var open *candidates
	for _, kept := range []bool{true, false} {
		f, err := c.candidates(ctx, q, kept)
		reason, err := decide.GaveUp(err)
		if err != nil {
			return err
		}
		if reason != "" {
			c.limitAll(reason)
			return nil
		}
		for v := range c.variants {
			if err := c.coverVariant(ctx, f, v); err != nil {
				return err
			}
		}
		if open = f; kept {
			f.close()
		}
	}
	defer open.close()
	return c.minimize(ctx, open)
}

// coverVariant finds reasons until no candidate of a variant is left.
func (c *coverer) coverVariant(ctx context.Context, f *candidates, v int) error {
	for c.Limit[v] == "" {
		for i := len(f.enabled); i < len(c.Reasons); i++ {
			if err := f.exclude(&c.Reasons[i]); err != nil {
				return err
			}
		}
		a, err := f.session.Ask(ctx, slices.Concat(f.x.Select(c.variants[v]), f.enabled)...)
		switch {
		case err != nil:
			return err
		case a.Status == solve.Unsat:
			return nil
		case a.Status == solve.Unknown:
			c.Limit[v] = a.Reason
		case len(c.Reasons) == maxReasons:
			c.Limit[v] = fmt.Sprintf("there are more than %d reasons", maxReasons)
		default:
			r, err := c.reason(ctx, f, a.Values)
			if err != nil {
				return err
			}
			c.Reasons, c.simple = append(c.Reasons, *r), append(c.simple, !f.firstStage)
		}
	}
	return nil
}

// reason is why the model forbids the candidate that a solution stands for: of
// several reasons that which is in the most candidates, as far as one can tell
// from how much it asks of them, then the shortest.
func (c *coverer) reason(ctx context.Context, f *candidates, values []bool) (*eval.Reason, error) {
	e, err := witness.Extract(c.s, f.x.F, values)
	if err != nil {
		return nil, c.d.Disagree(c.s, "the candidate found is no execution: %v", err)
	}
	x, err := e.Complete()
	if err != nil {
		return nil, c.d.Disagree(c.s, "the candidate found is not well formed: %v", err)
	}
	if x.Holds(c.s.Cond) != (f.x.Query.Goal == encode.Holds) || !x.Holds(c.s.Filter) {
		return nil, c.d.Disagree(c.s, "in the candidate found the final state is not as asked for")
	}
	all := c.judge.Reasons(limit.For(ctx), x)
	if len(all) == 0 {
		return nil, c.d.Disagree(c.s, "the verdict is Never, and the model allows an execution that is asked for")
	}
	best, least := 0, 0
	for i := range all {
		n := f.requirements(&all[i])
		if i == 0 || n < least || n == least && len(all[i].Steps) < len(all[best].Steps) {
			best, least = i, n
		}
	}
	return &all[best], nil
}

// candidates is a formula about candidates of which the known reasons are none.
type candidates struct {
	x          *encode.Encoding
	solver     *solve.Solver
	limits     solve.Limits
	session    *solve.Session
	enabled    []cnf.Lit // by reason: what makes its clause count
	firstStage bool      // they keep to the first stage
}

// candidates makes the formula; with kept, of those alone that keep to the first
// stage of the model.
func (c *coverer) candidates(ctx context.Context, q encode.Query, kept bool) (*candidates, error) {
	x, err := encode.NewEncoder(c.d.Model()).Start(ctx, q, encode.Options{})
	if err != nil {
		return nil, err
	}
	if kept && !x.P.Failed() {
		_, more, err := x.Next()
		if err == nil && more {
			err = x.Add()
		}
		if err != nil {
			return nil, err
		}
	}
	f := &candidates{x: x, firstStage: kept, solver: solve.New(), limits: solve.Limits{Budget: c.d.Options().Budget}}
	f.session = f.solver.Session(x.F, x.P, f.limits)
	return f, nil
}

func (f *candidates) close() {
	f.session.Close()
	f.solver.Close()
}

// newVar is a variable that stands for nothing in the program.
func (f *candidates) newVar() cnf.Lit { return f.x.F.Var(cnf.Meaning{Kind: cnf.Gate}) }

// exclude adds the clause of a reason.
func (f *candidates) exclude(r *eval.Reason) error {
	if err := f.session.Close(); err != nil {
		return err
	}
	tag := cnf.Tag{Part: cnf.PartQuestion}
	on := f.newVar()
	clause := []cnf.Lit{-on}
	for _, l := range f.reasonLits(r) {
		clause = append(clause, -l)
	}
	f.x.F.Add(tag, clause...)
	f.x.P.Extend()
	f.enabled = append(f.enabled, on)
	f.session = f.solver.Session(f.x.F, f.x.P, f.limits)
	return nil
}

// reasonLits is literals that are all true in a candidate exactly if the reason is in
// it. A step with several grounds has a literal of its own for "one of them".
func (f *candidates) reasonLits(r *eval.Reason) []cnf.Lit {
	if r.Only != nil {
		return f.onlyLits(r.Only)
	}
	lits := f.groundLits(&r.Rest)
	if r.Event >= 0 {
		lits = append(lits, f.x.Executed(r.Event))
	}
	for i := range r.Steps {
		st := &r.Steps[i]
		lits = append(lits, f.x.Executed(st.From), f.x.Executed(st.To))
		if len(st.Grounds) == 1 {
			lits = append(lits, f.groundLits(&st.Grounds[0])...)
			continue
		}
		lits = append(lits, f.anyGroundLit(st.Grounds))
	}
	return slices.DeleteFunc(lits, func(l cnf.Lit) bool { return l == cnf.True })
}

// requirements is how much a reason asks of a candidate that not all have.
func (f *candidates) requirements(r *eval.Reason) (n int) {
	if r.Only != nil {
		return 0 // of one model all reasons are such
	}
	part := r.Ground()
	for _, l := range f.chosenLits(&part) {
		if f.x.P.Lit(l) == cnf.Open {
			n++
		}
	}
	return n + len(f.slotPairs(&part))
}

// anyGroundLit is a literal that is true where a ground is there.
func (f *candidates) anyGroundLit(grounds []eval.Ground) cnf.Lit {
	tag := cnf.Tag{Part: cnf.PartQuestion}
	one := f.newVar()
	for i := range grounds {
		clause := []cnf.Lit{one}
		for _, l := range f.groundLits(&grounds[i]) {
			clause = append(clause, -l)
		}
		f.x.F.Add(tag, clause...)
	}
	return one
}

// groundLits returns literals that are all true if the execution has the ground.
func (f *candidates) groundLits(g *eval.Ground) []cnf.Lit {
	lits := f.chosenLits(g)
	for _, p := range f.slotPairs(g) {
		lits = append(lits, f.x.Fact(p.Base, p.From, p.To))
	}
	return lits
}

// slotPairs returns the pairs of a ground that slots make.
func (f *candidates) slotPairs(g *eval.Ground) (pairs []eval.Pair) {
	for _, p := range g.Pairs {
		if r, ok := p.Base.Static(); ok && !f.x.S.Relates(r, p.From, p.To) {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// chosenLits returns the literals of the pairs of a ground that an execution
// chooses.
func (f *candidates) chosenLits(g *eval.Ground) []cnf.Lit {
	var lits []cnf.Lit
	for _, e := range g.Events {
		lits = append(lits, f.x.Executed(e))
	}
	for _, p := range g.Pairs {
		if p.Chosen() {
			lits = append(lits, f.x.Fact(p.Base, p.From, p.To))
		}
	}
	return lits
}

// onlyLits is literals that are all true in one execution alone.
func (f *candidates) onlyLits(x *execution.Execution) []cnf.Lit {
	c, err := x.Complete()
	if err != nil {
		panic("decide: an execution was completed once and not again: " + err.Error())
	}
	lits := f.groundLits(eval.Whole(c))
	for i := range x.S.BySlot {
		if sel := f.x.Selector[x.S.BySlot[i].Slot]; sel != nil {
			lits = append(lits, sel[x.Slots[x.S.BySlot[i].Slot]])
		}
	}
	for e := range x.S.Events {
		if !c.Executed[e] {
			lits = append(lits, -f.x.Executed(e))
		}
	}
	return lits
}
