package encode

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// Encoder makes encodings for one model. It reuses its memory, so an Encoding
// is valid only until the next one is made. It is not safe for concurrent use.
type Encoder struct {
	model *rel.Model
	plans map[planKey]*plan
	enc   Encoding
}

// NewEncoder returns an encoder for a model.
func NewEncoder(m *rel.Model) *Encoder { return &Encoder{model: m, plans: map[planKey]*plan{}} }

// Encoding is the formula of one query, closed under unit propagation.
type Encoding struct {
	Query Query
	S     *event.Structure // of the query
	M     *rel.Model       // specialized for the structure
	F     *cnf.Formula
	P     *cnf.Propagator

	// Selector is the literal of each choice of each free slot; nil for a
	// slot that is fixed.
	Selector [][]cnf.Lit
	// CutLit is the literal of each cut of the structure.
	CutLit []cnf.Lit
	// Beyond is, for the goal Either, the literal of the executions that meet
	// Cut; False where the structure has no cuts that lose executions.
	Beyond cnf.Lit

	plan *plan
	n, w int // events; words per row

	domain    [][]event.Value                    // by expression
	feasible  map[event.Expr]residues            // what reads of counters, and their final values, can be; nil without counters
	sequences []*sequences                       // of counters, see there
	index     map[event.Expr]map[event.Value]int // of large domains: see indexIn
	sizes     []int32                            // by expression: of its domain before the round of domainRound
	valLits   [][]cnf.Lit                        // by expression, by number in the domain; nil until asked for
	boolLit   []cnf.Lit                          // by expression; 0 until asked for
	illLit    []cnf.Lit                          // by expression; 0 until asked for
	exec      []cnf.Lit                          // by event
	rf, db    []cnf.Lit                          // by pair; 0 or False where impossible
	rfPairs   []int32                            // the pairs of rf with a literal, as i*n+j
	dbPairs   []int32                            // likewise of db
	order     [event.NumOrders]order
	pending   []cnf.Lit    // by thread, once it is asked for
	sources   [][]int32    // by read: the writes it may read from
	mentions  [][]int32    // by write: the reads that its value is computed from
	chooses   []bool       // by write: its value is chosen between others, so that it is computed from only some of mentions
	chosen    []event.Expr // values that are chosen between others, to be encoded; see chosenValues
	nested    int          // truths and values that are being encoded
	last      []cnf.Lit    // by write, once its location's final value is asked for

	slotLits map[slotPair]cnf.Lit // by pair that depends on slots, once it is asked for
	brackets map[rel.ID]matched   // by node
	differs  map[int]cnf.Lit      // by pair: the two have different values; once it is asked for

	intransitive []object // whose order is left to a Refiner

	rels        relations
	settledVars int          // what propagation found of variables below this is used
	assigned    []bool       // if set, the values of all variables; see Refiner
	derivations []derivation // scratch
	scratch     []cnf.Lit
	mem         *memory
	opts        Options
	stage       int // of the plan: the next one
	// undecided is the axioms of the prepared stage that can fail.
	undecided []int
}

// maxPairs bounds the pairs of events times the relations of the model: memory
// grows with it, to a few GB here.
const maxPairs = 1 << 30

// TooBig is the error that a query was not encoded because its formula would be
// too big.
type TooBig struct{ What string }

// Error says what is too big.
func (e *TooBig) Error() string { return "too big to encode: " + e.What }

// Encode makes the formula of a query, with all stages of the model. The error
// is a [*TooBig], or the [*limit.Reached] that ended ctx.
func (e *Encoder) Encode(ctx context.Context, q Query, o Options) (x *Encoding, err error) {
	if x, err = e.Start(ctx, q, o); err != nil {
		return nil, err
	}
	for o.Whole || !x.P.Failed() {
		if _, more, err := x.Next(); err != nil {
			return nil, err
		} else if !more {
			break
		}
		if err := x.Add(); err != nil {
			return nil, err
		}
	}
	if o.Whole {
		err = limit.Try(func() error { x.P.Extend(); return nil })
	}
	return x, err
}

// Start makes the part of the formula that says what an execution is and which
// executions meet the goal. [Encoding.Next] and [Encoding.Add] add the axioms of
// the model in stages. A formula without the later stages allows more than the
// model does, so if it is unsatisfiable, the whole formula is, too. Work on the
// formula ends with ctx.
func (e *Encoder) Start(ctx context.Context, q Query, o Options) (_ *Encoding, err error) {
	defer limit.Catch(&err)
	x, s := &e.enc, q.Structure
	f, p, mem := x.F, x.P, x.mem
	if f == nil {
		f, p, mem = cnf.New(), &cnf.Propagator{}, &memory{}
	}
	meter := limit.For(ctx)
	mem.reset(meter)
	plan := e.planFor(s)
	*x = Encoding{Query: q, S: s, M: plan.m, F: f, P: p, plan: plan, n: len(s.Events), opts: o, mem: mem,
		derivations: x.derivations, scratch: x.scratch, undecided: x.undecided, intransitive: x.intransitive[:0]}
	x.w = bitset.Words(x.n)
	x.F.Reset()
	x.F.Meter = meter
	meter.Holds(x.bytes)
	if x.n*x.n*len(x.M.Nodes) > maxPairs {
		return nil, &TooBig{fmt.Sprintf("%s has %d events, and model %s %d relations", s.Test.Name, x.n, e.model.Name, len(x.M.Nodes))}
	}
	if err := x.domains(); err != nil {
		return nil, err
	}
	if err := x.checkMemory(); err != nil {
		return nil, err
	}
	x.base()
	x.fixInterrupts(q.Taken)
	x.goal()
	x.orderAlike()
	x.P.Reset(x.F)
	return x, x.checkClauses(0)
}

// checkClauses returns an error if that many more clauses make the formula too
// big.
func (x *Encoding) checkClauses(more int) error {
	if n := x.F.Clauses() + more; x.opts.MaxClauses > 0 && n > x.opts.MaxClauses {
		return &TooBig{fmt.Sprintf("%s has more than %d clauses", x.S.Test.Name, x.opts.MaxClauses)}
	}
	return nil
}

// goal adds the clauses that the executions asked for satisfy.
func (x *Encoding) goal() {
	s, goal, tag := x.S, x.Query.Goal, cnf.Tag{Part: cnf.PartQuery}
	x.CutLit = x.mem.lits.take(len(s.Cuts))
	var reach []cnf.Lit
	for i := range s.Cuts {
		x.CutLit[i] = x.truth(s.Cuts[i].Guard)
		if s.Cuts[i].LosesExecutions() {
			reach = append(reach, x.CutLit[i])
		}
	}
	x.Beyond = cnf.False
	switch {
	case goal == Cut:
		x.F.Add(tag, reach...)
		return
	case goal == Either && len(reach) > 0:
		x.Beyond = x.F.Var(cnf.Meaning{Kind: cnf.BeyondBound})
		x.F.Add(tag, append(reach, -x.Beyond)...)
	}
	for _, l := range x.CutLit {
		x.F.Add(tag, x.Beyond, -l)
	}
	x.require(tag, s.Filter, x.Beyond)
	switch goal {
	case Any:
	case Holds:
		x.require(tag, s.Cond, cnf.False)
	case Violates:
		x.F.Add(tag, -x.truth(s.Cond))
	case Either:
		holds := x.F.Var(cnf.Meaning{Kind: cnf.PropHolds})
		x.require(tag, s.Cond, -holds)
		x.F.Add(cnf.Tag{Part: cnf.PartQueryClause}, holds, x.Beyond)
	default:
		panic(fmt.Sprintf("encode: there is no goal %d", goal))
	}
}

// require adds that a boolean expression holds, conjunct by conjunct, unless the
// literal does.
func (x *Encoding) require(tag cnf.Tag, e event.Expr, unless cnf.Lit) {
	if n := x.S.Pool.Nodes[e]; n.Op == event.All {
		x.require(tag, n.A, unless)
		x.require(tag, n.B, unless)
		return
	}
	x.F.Add(tag, x.truth(e), unless)
}

// work counts work that adds no clauses; see [limit.Meter.Work].
func (x *Encoding) work(n int) { x.F.Meter.Work(n) }

// bytes returns about how much memory the encoding takes, with the propagator.
func (x *Encoding) bytes() int { return 2*x.F.Bytes() + x.mem.bytes() }

// String returns the size of the encoding.
func (x *Encoding) String() string {
	return fmt.Sprintf("%d events, %d variables, %d clauses", x.n, x.F.Vars(), x.F.Clauses())
}
