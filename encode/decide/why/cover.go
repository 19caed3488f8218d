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

// A variant is Never because the model forbids each of its candidates: executions
// in which the proposition holds, without any axiom. There can be very many
// candidates, but few reasons. So the solver is asked for a candidate, the evaluator
// shows why the model forbids it, and a clause excludes all candidates that contain
// the part of the execution that this reason rests on. This is repeated until no
// candidate is left. A reason also rests on barriers in slots: a reason found for one
// variant is a reason for every variant with the same barriers.

// Cover holds the reasons why variants of a structure have no execution.
type Cover struct {
	Reasons []eval.Reason
	// By holds, for each variant, a minimal set of reasons, by index and in order:
	// every candidate contains one of them. If it is empty and there is no limit,
	// the variant has no candidate. If there is a limit, it holds all reasons that
	// were found.
	By [][]int
	// Limit says, for each variant, why candidates without any of the reasons in
	// By may exist; "" if none do.
	Limit []string
	// Beyond names the bound on loops or interrupts that some candidate exceeds;
	// "" if none does. The model forbids these candidates, too, but there are no
	// reasons here for them.
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
	for v, slots := range variants {
		if c.Limit[v] != "" {
			c.By[v] = c.possibleReasons(slots)
		}
	}
	return &c.Cover, nil
}

// findBeyond finds out whether candidates are cut short.
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

// coverer searches for a cover.
type coverer struct {
	Cover
	d        *decide.Decider
	s        *event.Structure
	variants [][]int
	judge    *eval.Judge
	simple   []bool // by reason: its candidate violates the first stage of the model
}

// search finds the reasons for the candidates that meet a query. It begins with the
// candidates that satisfy the axioms without closures: these axioms say little about
// a particular program, and a candidate that violates them mostly violates others,
// too. So the reasons found first are the ones that matter, and the other candidates
// need few more.
func (c *coverer) search(ctx context.Context, q encode.Query) error {
	var open *candidates
	for _, firstStage := range []bool{true, false} {
		f, err := c.candidates(ctx, q, firstStage)
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
		if open = f; firstStage {
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
			if err := f.exclude(ctx, &c.Reasons[i]); err != nil {
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

// reason returns why the model forbids the candidate that a solution describes. Of
// several reasons it returns the one with the fewest requirements, which is likely
// to be in the most candidates, and of these the shortest.
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

// candidates is a formula whose solutions are candidates without any of the known
// reasons.
type candidates struct {
	x          *encode.Encoding
	solver     *solve.Solver
	limits     solve.Limits
	session    *solve.Session
	enabled    []cnf.Lit // by reason: the assumption that enables its clause
	firstStage bool      // they keep to the first stage
}

// candidates makes the formula; if firstStage is set, only of candidates that satisfy
// the first stage of the model.
func (c *coverer) candidates(ctx context.Context, q encode.Query, firstStage bool) (*candidates, error) {
	x, err := encode.NewEncoder(c.d.Model()).Start(ctx, q, encode.Options{})
	if err != nil {
		return nil, err
	}
	if firstStage && !x.P.Failed() {
		_, more, err := x.Next()
		if err == nil && more {
			err = x.Add()
		}
		if err != nil {
			return nil, err
		}
	}
	f := &candidates{x: x, firstStage: firstStage, solver: solve.New(solve.ForMany(c.d.Options().Solver)), limits: solve.Limits{Budget: c.d.Options().Budget}}
	f.session = f.solver.Session(x.F, x.P, f.limits)
	return f, nil
}

func (f *candidates) close() {
	f.session.Close()
	f.solver.Close()
}

// newVar makes a variable that means nothing in the program.
func (f *candidates) newVar() cnf.Lit { return f.x.F.Var(cnf.Meaning{Kind: cnf.BoolExpr}) }

// exclude adds the clause of a reason.
func (f *candidates) exclude(ctx context.Context, r *eval.Reason) error {
	tag := cnf.Tag{Part: cnf.PartQuery}
	on := f.newVar()
	clause := []cnf.Lit{-on}
	for _, l := range f.reasonLits(r) {
		clause = append(clause, -l)
	}
	f.x.F.Add(tag, clause...)
	f.enabled = append(f.enabled, on)
	return f.session.Extend(ctx)
}

// reasonLits returns literals that are all true in a candidate exactly if it contains
// the reason. A step with several grounds has a literal for "one of them".
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

// requirements counts the parts of a reason that not all candidates have.
func (f *candidates) requirements(r *eval.Reason) (n int) {
	if r.Only != nil {
		return 0 // then all reasons under this model are like that
	}
	part := r.Ground()
	for _, l := range f.chosenLits(&part) {
		if f.x.P.Lit(l) == cnf.Open {
			n++
		}
	}
	return n + len(f.slotPairs(&part))
}

// anyGroundLit returns a literal that is true if the execution has one of the
// grounds.
func (f *candidates) anyGroundLit(grounds []eval.Ground) cnf.Lit {
	tag := cnf.Tag{Part: cnf.PartQuery}
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

// onlyLits returns literals that are all true in one execution only.
func (f *candidates) onlyLits(x *execution.Execution) []cnf.Lit {
	c, err := x.Complete()
	if err != nil {
		panic("why: an execution could be completed once and not again: " + err.Error())
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
