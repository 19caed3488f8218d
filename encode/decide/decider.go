package decide

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/encode/witness"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Options bounds the work. The zero value takes the defaults. Time and memory
// are limited by the context of a question: where it ends, the answer is
// Unknown with the reason, and what was found before is kept.
type Options struct {
	Bound      int    // rounds of a loop; see event.Options
	Interrupts int    // doorbell interrupts of a handler; see event.Options
	MaxEvents  int    // of one program; see event.Options
	Budget     uint64 // Z3 resource units per question; 0 for no limit

	// Auto raises Bound from the default until the answer no longer depends
	// on it; see [Raise].
	Auto   bool
	raised bool // the bound is above the first one
}

// Answer is the answer for one test, or one variant of it.
type Answer struct {
	Verdict verdict.Verdict
	Reason  string // why Unknown
	AtBound bool   // Unknown because an execution can go beyond a loop bound
	endless bool   // Unknown because a loop is never left, at any bound
	// Witness is an execution in which the proposition holds, for Sometimes
	// and Always: judged by axioms/eval.
	Witness *execution.Candidate
	By      solve.Engine // the step that settled it
	// Core is the slots whose choices are enough for Never, whatever the
	// others hold: of a lattice only.
	Core []int
	// Follows says that nothing was asked: the answer follows from that about
	// another variant of the lattice.
	Follows bool
	// Vars and Clauses are the size of the formula.
	Vars, Clauses int
}

// Disagreement is the error that two opinions about one execution differ. It
// is an alarm: one of them is wrong, and no verdict can be trusted.
type Disagreement struct {
	Test, Model string
	What        string // what the encoder found and what the evaluator says
	model       bool   // the execution is well formed, and the model forbids it
}

func (d *Disagreement) Error() string {
	return fmt.Sprintf("%s under %s: the solver and the evaluator disagree: %s", d.Test, d.Model, d.What)
}

// Decider answers questions about one model. It is not safe for concurrent
// use: every worker has its own.
type Decider struct {
	// Relax is the number of clauses from which on a stage of the model is
	// only added to the formula when the stages before it do not suffice.
	Relax int
	// Split is the number of events above which a structure with interrupts
	// is asked about for each choice of them apart; see places.go.
	Split int

	model   *rel.Model
	opts    Options
	keep    bool // rounds without effect must be kept: the model is not monotone
	encoder *encode.Encoder
	cuts    *encode.Encoder // for the second question about the same structure
	solver  *solve.Solver
	judge   *eval.Judge
}

// modelFor is the model that a question is asked under.
func (d *Decider) modelFor(k encode.Goal) *rel.Model {
	if k == encode.Cut {
		return d.model.Beginnings()
	}
	return d.model
}

// defaultRelax is far above what tests of the usual size need: for these both
// the encoder and the evaluator have their say about every axiom.
const defaultRelax = 50_000

// New prepares a model.
func New(m *rel.Model, o Options) (*Decider, error) {
	d := &Decider{Relax: defaultRelax, Split: defaultSplit, model: m, opts: o, solver: solve.New(solve.Limits{Budget: o.Budget})}
	d.encoder, d.cuts = encode.NewEncoder(m), encode.NewEncoder(d.modelFor(encode.Cut))
	d.judge = eval.New(m)
	monotone, _ := m.RoundsCanGo()
	d.keep = !monotone
	return d, nil
}

// Close frees the solver.
func (d *Decider) Close() error {
	return d.solver.Close()
}

// Options returns the limits of the work.
func (d *Decider) Options() Options { return d.opts }

// ForModel returns a decider by another model, for structures that were built
// for that of d. The two share a solver, and must take turns.
func (d *Decider) ForModel(m *rel.Model) *Decider {
	other, _ := New(m, d.opts)
	other.Relax, other.Split, other.solver = d.Relax, d.Split, d.solver
	return other
}

// Model is the model that the decider answers for.
func (d *Decider) Model() *rel.Model { return d.model }

// Structure builds the event structure of a test for this model: with the
// given choices of its slots, the others at their defaults or, when free is
// set, left open for [Decider.Lattice].
func (d *Decider) Structure(ctx context.Context, t *litmus.Test, choices map[string]string, free bool) (*event.Structure, error) {
	return d.StructureAt(ctx, d.opts.Bound, t, choices, free)
}

// StructureAt is Structure with another bound on loops, such as that of another
// structure that an answer is about.
func (d *Decider) StructureAt(ctx context.Context, bound int, t *litmus.Test, choices map[string]string, free bool) (*event.Structure, error) {
	return unroll.Build(ctx, t, unroll.Options{Bound: bound, Interrupts: d.opts.Interrupts, Fixed: choices, FreeSlots: free, KeepRounds: d.keep, MaxEvents: d.opts.MaxEvents})
}

// Decide answers for one structure, whose slots are all fixed.
func (d *Decider) Decide(ctx context.Context, s *event.Structure) (Answer, error) {
	for i := range s.Slots {
		if s.Slots[i].Fixed < 0 {
			return Answer{}, fmt.Errorf("decide: slot %s is not fixed", s.Slots[i].Name)
		}
	}
	return d.decide(ctx, s)
}

// decide is Decide, for free slots under any choice of them.
func (d *Decider) decide(ctx context.Context, s *event.Structure) (Answer, error) {
	all := d.InterruptSets(s)
	a, err := VerdictFor(s, func(k encode.Goal) (Answer, error) {
		return anyOf(all, func(taken []int) (Answer, error) {
			d.encoder.Taken, d.cuts.Taken = taken, taken
			if k == encode.Cut {
				return d.askCut(ctx, s)
			}
			return d.ask(ctx, d.encoder, s, k)
		})
	})
	return d.filtered(ctx, s, a, err)
}

// Exists answers whether the proposition of s can hold, for free slots under
// any choice of them, and whatever the quantifier: Sometimes, Never or Unknown.
func (d *Decider) Exists(ctx context.Context, s *event.Structure) (Answer, error) {
	test, sub := *s.Test, *s
	test.Cond.Quant, sub.Test = verdict.Exists, &test
	return d.decide(ctx, &sub)
}

// anyOf asks a question for each choice of interrupts, until one has an
// execution.
func anyOf(all [][]int, ask func(taken []int) (Answer, error)) (Answer, error) {
	var total Answer
	for i, taken := range all {
		a, err := ask(taken)
		if err != nil {
			return a, err
		}
		if total = Union(total, a, i == 0); total.Verdict == verdict.Sometimes {
			break
		}
	}
	return total, nil
}

// Union is the answer about two sets of executions from those about each:
// one execution is enough, and none is Never only if both are.
func Union(a, b Answer, first bool) Answer {
	switch {
	case first:
		return b
	case b.Verdict == verdict.Never || a.Verdict == verdict.Unknown && b.Verdict == verdict.Unknown:
		a.Vars, a.Clauses, a.By = max(a.Vars, b.Vars), max(a.Clauses, b.Clauses), later(a.By, b.By)
		a.Core, a.Follows = JoinCores(a.Core, b.Core), a.Follows && b.Follows
		return a
	}
	return b
}

// JoinCores is the slots of two cores, in order.
func JoinCores(a, b []int) []int {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// later is the engine that comes later in the order in which they are tried.
func later(a, b solve.Engine) solve.Engine {
	if a == solve.Z3 || b == solve.Z3 {
		return solve.Z3
	}
	return a
}

// VerdictFor puts the answers to single questions together to a verdict. ask
// answers whether there is an execution of the given kind; of one that reaches
// a loop bound or a stray address the reason says which.
func VerdictFor(s *event.Structure, ask func(encode.Goal) (Answer, error)) (Answer, error) {
	a, err := ask(encode.Holds)
	if err != nil || a.Verdict == verdict.Unknown {
		return a, err
	}
	forall := s.Test.Cond.Quant == verdict.ForAll
	if a.Verdict == verdict.Sometimes {
		if !forall {
			return a, nil
		}
		v, err := ask(encode.Violates)
		switch {
		case err != nil || v.Verdict == verdict.Sometimes:
			return a, err
		case v.Verdict == verdict.Unknown:
			return unknown(a, v.Reason), nil
		}
	}
	// Something was not found. That says nothing when executions are cut
	// short, or when none has an end.
	if len(s.Cuts) > 0 {
		if cut, err := ask(encode.Cut); err != nil || cut.Reason != "" {
			a = unknown(a, cut.Reason)
			a.AtBound = cut.AtBound
			return a, err
		}
	}
	if a.Verdict == verdict.Sometimes {
		a.Verdict = verdict.Always
		return a, nil
	}
	if s.Dropped {
		switch v, err := ask(encode.Any); {
		case err != nil:
			return a, err
		case v.Verdict == verdict.Never:
			a = unknown(a, verdict.NoEnd)
			a.endless = true
			return a, nil
		case v.Verdict == verdict.Unknown:
			return unknown(a, v.Reason), nil
		}
	}
	return a, nil
}

func unknown(a Answer, reason string) Answer {
	a.Verdict, a.Reason, a.Witness = verdict.Unknown, reason, nil
	return a
}

// CutReached asks whether an execution can reach a loop bound or a stray
// address.
func (d *Decider) CutReached(ctx context.Context, s *event.Structure) (Answer, error) {
	return anyOf(d.InterruptSets(s), func(taken []int) (Answer, error) {
		d.cuts.Taken = taken
		return d.askCut(ctx, s)
	})
}

// askCut asks whether an execution can reach a loop bound or a stray address.
func (d *Decider) askCut(ctx context.Context, s *event.Structure) (Answer, error) {
	x, err := d.cuts.Encode(ctx, s, encode.Cut)
	if err != nil {
		reason, err := GaveUp(err)
		return Answer{Verdict: verdict.Unknown, Reason: reason}, err
	}
	q := d.solver.Session(x.F, x.P)
	defer q.Close()
	return d.answer(ctx, x, q, encode.Cut, nil)
}

// reached finds a cut that is reached in a solution.
func (d *Decider) reached(x *encode.Encoding, values []bool) (*event.Cut, error) {
	s := x.S
	for i, l := range x.CutLit {
		if !s.Cuts[i].Bounds() {
			continue
		}
		if l == cnf.True || l.Var() > 1 && values[l.Var()] == (l > 0) {
			return &s.Cuts[i], nil
		}
	}
	return nil, errors.New("decide: a cut was reached that has no name")
}

// GaveUp turns an error into a reason for Unknown if it is a formula that is
// too big, or a limit. It returns any other error unchanged.
func GaveUp(err error) (string, error) {
	var t *encode.TooBig
	if errors.As(err, &t) {
		return t.Error(), nil
	}
	if r := limit.As(err); r != nil {
		return r.What, nil
	}
	return "", err
}

// ask encodes one question and answers it: Sometimes with a judged witness,
// Never, or Unknown.
func (d *Decider) ask(ctx context.Context, e *encode.Encoder, s *event.Structure, ask encode.Goal) (Answer, error) {
	x, err := e.Start(ctx, s, ask)
	for more := true; err == nil && !x.P.Failed(); {
		var clauses int
		if clauses, more, err = x.Next(); err != nil || !more {
			break
		}
		if clauses > d.Relax {
			if a, ok, err := d.relaxed(ctx, x, ask); ok || err != nil {
				return a, err
			}
		}
		err = x.Add()
	}
	if err != nil {
		reason, err := GaveUp(err)
		return Answer{Verdict: verdict.Unknown, Reason: reason}, err
	}
	q := d.solver.Session(x.F, x.P)
	defer q.Close()
	return d.answer(ctx, x, q, ask, nil)
}

// relaxed asks the question of a formula that lacks the last stages of the
// model, because the next one is big. Unsatisfiable is the answer all the same.
// So is an execution that happens to keep to the whole model; the evaluator,
// which always judges by the whole model, says so. Otherwise there is no answer
// yet.
func (d *Decider) relaxed(ctx context.Context, x *encode.Encoding, ask encode.Goal) (a Answer, ok bool, err error) {
	q := d.solver.Session(x.F, x.P)
	defer q.Close()
	a, err = d.answer(ctx, x, q, ask, nil)
	var dis *Disagreement
	if errors.As(err, &dis) && dis.model {
		return Answer{}, false, nil
	}
	return a, true, err
}

// answer asks one question of a session.
func (d *Decider) answer(ctx context.Context, x *encode.Encoding, q *solve.Session, ask encode.Goal, lits []cnf.Lit) (Answer, error) {
	r, err := q.Ask(ctx, lits...)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Verdict: verdict.Never, By: r.By, Vars: x.F.Vars(), Clauses: x.F.Clauses()}
	d.judge.Within(ctx)
	switch r.Status {
	case solve.Unknown:
		a.Verdict, a.Reason = verdict.Unknown, r.Reason
	case solve.Unsat:
		a.Core = x.SlotsOf(r.Core)
	case solve.Sat:
		a.Verdict = verdict.Sometimes
		switch ask {
		case encode.Cut:
			var cut *event.Cut
			if cut, err = d.reached(x, r.Values); err == nil {
				a.Reason, a.AtBound = cut.Reason(x.S), cut.Kind == event.LoopBound
			}
		case encode.Any:
			a.Witness, err = d.judged(x, r.Values)
		default:
			a.Witness, err = d.rejudge(x, r.Values, ask == encode.Holds)
		}
		if r := limit.As(err); r != nil { // found, and not confirmed
			a, err = unknown(a, r.What), nil
		}
	}
	return a, err
}

// rejudge turns a solution into an execution, has it judged by the evaluator,
// and checks that its final state is as asked for.
func (d *Decider) rejudge(x *encode.Encoding, values []bool, holds bool) (*execution.Candidate, error) {
	c, err := d.judged(x, values)
	if err == nil && c.Holds(x.S.Cond) != holds {
		return nil, d.Disagree(x.S, "in the execution found the final state is not as asked for")
	}
	return c, err
}

// Disagree returns a [Disagreement] about s.
func (d *Decider) Disagree(s *event.Structure, format string, args ...any) error {
	return &Disagreement{Test: s.Test.Name, Model: d.model.Name, What: fmt.Sprintf(format, args...)}
}

// judged turns a solution into an execution that the evaluator accepts.
func (d *Decider) judged(x *encode.Encoding, values []bool) (_ *execution.Candidate, err error) {
	defer limit.Catch(&err)
	s := x.S
	e, err := witness.Extract(s, x.F, values)
	if err != nil {
		return nil, d.Disagree(s, "the solution is no execution: %v", err)
	}
	c, err := e.Complete()
	if err != nil {
		return nil, d.Disagree(s, "the execution found is not well formed: %v", err)
	}
	if v := d.judge.Judge(c); len(v.Violations) > 0 {
		return nil, &Disagreement{Test: s.Test.Name, Model: d.model.Name, model: true,
			What: "the execution found violates the model: " + v.Violations[0].String(s)}
	}
	if !c.Holds(s.Filter) {
		return nil, d.Disagree(s, "the execution found is one that the filter excludes")
	}
	return c, nil
}
