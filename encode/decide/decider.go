package decide

import (
	"context"
	"errors"
	"fmt"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Options bounds the work. The zero value takes the defaults. Time and memory
// are limited by the context of a call: where it ends, the answer is Unknown
// with the reason, and what was found before is kept.
type Options struct {
	unroll.Limits
	Solver solve.Backend // the backend for queries that need search; empty: the default
	Budget uint64        // its units for each query; 0 for no limit

	// StageClauses is the number of clauses above which a stage of the model is
	// only added to a formula if the stages before it are not enough; 0: the
	// default.
	StageClauses int
	// Transitive is the number of members of an object, such as the stores to a location,
	// above which their order is made transitive step by step; 0: the default.
	Transitive int
	// SplitEvents is the number of events above which a structure with interrupts
	// is asked about in one query for each set of interrupts; 0: the default. See
	// [Decider.InterruptSets].
	SplitEvents int

	// Auto raises Bound from the default until the answer no longer depends
	// on it; see [Raise].
	Auto    bool
	raised  bool   // the bound is above the first one
	settled bool   // the bound is, and no execution exceeds it
	hurry   bool   // see [Decider.inTurn]
	insists bool   // at lower bounds there was no time, so that the search goes on at one that is settled
	budget  uint64 // for the search that goes on

	everyOrder bool // of threads that are alike is asked about; for tests
}

// Answer is the answer about one structure, or about one variant of it.
type Answer struct {
	Verdict   verdict.Verdict
	Reason    string // why Unknown
	AtBound   bool   // Unknown because an execution can exceed a loop bound
	endless   bool   // Unknown because a loop is never left, at any bound
	postponed bool   // AtBound, after a search with a small budget
	// Witness is an execution in which the proposition holds, for Sometimes
	// and Always. The evaluator has judged it.
	Witness *execution.Candidate
	By      solve.Step // the step that gave the verdict
	// Core lists the slots whose choices are enough for Never, whatever the
	// other slots hold. Only answers about variants have one.
	Core []int
	// Empty reports that the verdict is Never because the model allows no execution at all.
	// It is set for programs in C, whose threads can wait for each other, and only if it is
	// known.
	Empty bool
	// Other is an execution that the model allows, if the verdict is Never and one was asked
	// for; see Empty.
	Other *execution.Candidate
	// Follows reports that no query was asked: the answer follows from that
	// about another variant.
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

// Error returns the alarm as a sentence.
func (d *Disagreement) Error() string {
	return fmt.Sprintf("%s under %s: the solver and the evaluator disagree: %s", d.Test, d.Model, d.What)
}

// Decider decides under one model. It is not safe for concurrent use: every
// worker has its own.
type Decider struct {
	model   *rel.Model
	opts    Options
	raises  map[raise]*encode.Encoder // for the flags of the model
	small   map[isa.Tags]*rel.Model   // see smaller
	rounds  *rel.Rounds
	demands string // the flag that executions have to have; "" for none
	encoder *encode.Encoder
	cuts    map[*rel.Model]*encode.Encoder // for the goal Cut
	solver  *solve.Solver
	flags   *solve.Solver // for questions about flags: many, and small
	judge   *eval.Judge
}

// defaultStageClauses is far above what tests of the usual size need: for these
// both the encoder and the evaluator check every axiom.
const defaultStageClauses = 100_000

// defaultTransitive is above what tests of the usual size need.
const defaultTransitive = 32

// New returns a decider under a model.
func New(m *rel.Model, o Options) *Decider {
	d := &Decider{model: m, opts: o, solver: solve.New(o.Solver), flags: solve.New(solve.ForMany(o.Solver)), judge: eval.New(m)}
	d.encoder, d.cuts = encode.NewEncoder(m), map[*rel.Model]*encode.Encoder{}
	d.rounds = rel.NewRounds(m)
	d.raises, d.small = map[raise]*encode.Encoder{}, map[isa.Tags]*rel.Model{}
	return d
}

// Close frees the solvers.
func (d *Decider) Close() error { return errors.Join(d.solver.Close(), d.flags.Close()) }

// Options returns the limits of the work.
func (d *Decider) Options() Options { return d.opts }

// within returns the decider with other limits. The two share everything else,
// and must take turns.
func (d *Decider) within(o Options) *Decider {
	other := *d
	other.opts = o
	return &other
}

// ForModel returns a decider under another model, for structures that were
// built for that of d. The two share their solvers, and must take turns.
func (d *Decider) ForModel(m *rel.Model) *Decider {
	other := New(m, d.opts)
	other.solver, other.flags = d.solver, d.flags
	return other
}

// Model returns the model.
func (d *Decider) Model() *rel.Model { return d.model }

// modelFor returns the model that the executions of a query have to satisfy.
func (d *Decider) modelFor(q encode.Query) *rel.Model {
	if q.Goal == encode.Cut {
		return d.model.Beginnings(q.Structure)
	}
	return d.model
}

// maxCutEncoders bounds the encoders that a decider keeps for the goal Cut.
const maxCutEncoders = 16

// cutEncoder returns the encoder for a query with the goal Cut.
func (d *Decider) cutEncoder(q encode.Query) *encode.Encoder {
	m := d.modelFor(q)
	if m != d.model && !d.model.Specializes() && len(d.cuts) > 0 { // it is the same for every structure
		for _, e := range d.cuts {
			return e
		}
	}
	if d.cuts[m] == nil {
		if len(d.cuts) >= maxCutEncoders {
			clear(d.cuts)
		}
		d.cuts[m] = encode.NewEncoder(m)
	}
	return d.cuts[m]
}

// Structure builds the event structure of a test for this model, with the given
// slot choices. Slots without one have their default or, if free is set, stay
// free.
func (d *Decider) Structure(ctx context.Context, t *litmus.Test, choices map[string]string, free bool) (*event.Structure, error) {
	return d.StructureAt(ctx, d.opts.Bound, t, choices, free)
}

// StructureAt is Structure with another bound on loops, such as that of another
// structure.
func (d *Decider) StructureAt(ctx context.Context, bound int, t *litmus.Test, choices map[string]string, free bool) (*event.Structure, error) {
	can := d.rounds.CanGo(t)
	s, err := unroll.Build(ctx, t, unroll.Options{Limits: d.opts.Limits.WithBound(bound), Fixed: choices, FreeSlots: free,
		KeepRounds: !can.Rounds, KeepWrites: !can.Writes, SkipAttempts: can.Atomic})
	if err == nil && !d.model.Judges(s) {
		return nil, diag.List{diag.New(t.NameSpan, diag.NoMixed, "%s has accesses of mixed size, and the model %s was made for accesses of one size", t.Name, d.model.Name)}
	}
	if err == nil {
		err = CheckWaits(d.model, s)
	}
	return s, err
}
