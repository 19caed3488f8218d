package decide

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Flag is the answer about one flag of the model: whether some execution that the model
// allows, and the filter lets through, has it.
type Flag struct {
	Name    string
	Verdict verdict.Verdict      // Sometimes, Never or Unknown
	Reason  string               // why Unknown
	Witness *execution.Candidate // an execution that has the flag; the evaluator has judged it
}

// raise names the encoder of one axiom that raises a flag, for structures with some tags.
type raise struct {
	flag string
	nth  int
	tags isa.Tags
}

// maxRaises bounds the encoders that a decider keeps for flags.
const maxRaises = 256

// unknownFlags returns the flags that a model can raise as unknown for a reason.
func (d *Decider) unknownFlags(m *rel.Model, reason string) (all []Flag) {
	for _, name := range d.model.Flags() {
		f := Flag{Name: name, Verdict: verdict.Never}
		if len(m.Raising(name)) > 0 {
			f.Verdict, f.Reason = verdict.Unknown, reason
		}
		all = append(all, f)
	}
	return all
}

// Flags answers for each flag of the model, in its order, whether an execution of the
// structure has it. slots is the slot assignment, nil if all slots are fixed. known are
// allowed executions that were found before: what they have is not asked.
//
// A round of a loop without effect can have a flag of its own. So where the structure leaves
// such rounds out, the flags are those of a structure that has them.
func (d *Decider) Flags(ctx context.Context, s *event.Structure, slots []int, known ...*execution.Candidate) (all []Flag, err error) {
	if small := d.smaller(s); s.SkippedRounds {
		if s, err = d.everyRound(ctx, s, slots); err != nil {
			if TooLarge(err) && limit.As(err) == nil {
				return d.unknownFlags(small, "with every round of its loops the program is too large"), nil
			}
			return nil, err
		}
		slots = nil
	}
	small := d.smaller(s)
	asked := map[string]bool{} // the others need events that no instruction of the program makes
	have := map[string]*execution.Candidate{}
	for _, c := range known {
		if c != nil {
			if err := d.flagsOf(ctx, c, have); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range d.model.Flags() {
		f := Flag{Name: name, Verdict: verdict.Never, Witness: have[name]}
		for i, m := range small.Raising(name) {
			if f.Witness != nil {
				break
			}
			asked[name] = true
			a, err := d.raising(ctx, s, slots, m, raise{name, i, s.Tags()})
			if err != nil {
				return nil, err
			}
			f.Witness = a.Witness
			if a.Verdict == verdict.Unknown {
				f.Verdict, f.Reason = verdict.Unknown, a.Reason
			}
		}
		if f.Witness != nil {
			f.Verdict, f.Reason = verdict.Sometimes, ""
		}
		all = append(all, f)
	}
	return all, d.flagsBeyond(ctx, s, all, asked)
}

// everyRound returns a structure with the rounds of loops that another one leaves out.
func (d *Decider) everyRound(ctx context.Context, s *event.Structure, slots []int) (*event.Structure, error) {
	return unroll.Build(ctx, s.Test, unroll.Options{Limits: d.opts.Limits.WithBound(s.Bound), Fixed: s.Assignment(slots), KeepRounds: true})
}

// shortSearch is the budget of a query of FlagAmong. Within it a solver works for about a tenth of
// a second.
const shortSearch = 2_000_000

// FlagAmong asks for an execution of a structure with fixed slots that has a flag because of one
// of some pairs of events: those of an axiom "flag ~empty" that raises it. The structure has to
// have every round of its loops, as that of a witness of Flags does, or what is found is not all. The search is short: it
// returns nothing if there is no such execution, and also if none is found with little work.
// It returns the execution, and its pairs in the relations of these axioms, as events of the
// structure.
func (d *Decider) FlagAmong(ctx context.Context, s *event.Structure, name string, has func(from, to int) bool) (c *execution.Candidate, pairs [][2]int, err error) {
	o := d.opts
	if o.raised = true; o.Budget == 0 || o.Budget > shortSearch {
		o.Budget = shortSearch
	}
	d = d.within(o)
	for i, m := range d.smaller(s).Raising(name) {
		q := encode.Query{Structure: s, Goal: encode.Any, Among: encode.Among{Axiom: name, Has: has}}
		a, err := d.raisingQuery(ctx, q, m, raise{name, i, s.Tags()})
		if err != nil {
			return nil, nil, err
		}
		if a.Witness != nil {
			pairs, err := d.FlagPairs(ctx, a.Witness, name)
			return a.Witness, pairs, err
		}
	}
	return nil, nil, nil
}

// FlagPairs returns the pairs of an execution that raise a flag, in the opinion of the evaluator,
// as events of its structure.
func (d *Decider) FlagPairs(ctx context.Context, c *execution.Candidate, name string) (pairs [][2]int, err error) {
	defer limit.Catch(&err)
	v := d.judge.Judge(limit.For(ctx), c)
	for i := range v.Flags {
		if a := v.Flags[i].Axiom; a.Name == name {
			pairs = append(pairs, d.pairsOf(a)...)
		}
	}
	return pairs, nil
}

// smaller returns the model for a structure, specialized once for all with the same tags.
func (d *Decider) smaller(s *event.Structure) *rel.Model {
	if !d.model.Specializes() {
		return d.model
	}
	if len(d.small) > maxRaises {
		clear(d.small)
	}
	m := d.small[s.Tags()]
	if m == nil {
		m = d.model.Specialize(s)
		d.small[s.Tags()] = m
	}
	return m
}

// flagsBeyond makes the Never of each flag that was asked about an Unknown if executions go
// beyond a bound.
func (d *Decider) flagsBeyond(ctx context.Context, s *event.Structure, all []Flag, asked map[string]bool) error {
	if !slices.ContainsFunc(s.Cuts, func(c event.Cut) bool { return c.LosesExecutions() }) ||
		!slices.ContainsFunc(all, func(f Flag) bool { return f.Verdict == verdict.Never && asked[f.Name] }) {
		return nil
	}
	cut, err := d.CutReached(ctx, s)
	if err != nil || cut.Verdict == verdict.Never {
		return err
	}
	for i := range all {
		if all[i].Verdict == verdict.Never && asked[all[i].Name] {
			all[i].Verdict, all[i].Reason = verdict.Unknown, cut.Reason
		}
	}
	return nil
}

// raising asks for an execution under a model that demands a flag.
func (d *Decider) raising(ctx context.Context, s *event.Structure, slots []int, m *rel.Model, k raise) (Answer, error) {
	return d.raisingQuery(ctx, encode.Query{Structure: s, Goal: encode.Any, Slots: slots}, m, k)
}

// raisingQuery is raising for a query.
func (d *Decider) raisingQuery(ctx context.Context, q encode.Query, m *rel.Model, k raise) (Answer, error) {
	if len(d.raises) > maxRaises {
		clear(d.raises)
	}
	enc := d.raises[k]
	if enc == nil {
		enc = encode.NewEncoder(m)
		d.raises[k] = enc
	}
	sub := *d
	sub.encoder, sub.demands, sub.solver = enc, k.flag, d.flags
	sub.opts.Solver = solve.ForMany(d.opts.Solver)
	return sub.anyInterrupts(q, func(q encode.Query) (Answer, error) {
		if q.Slots == nil {
			return sub.ask(ctx, q)
		}
		return sub.askAlone(ctx, q)
	})
}

// flagsOf adds an execution as the witness of the flags that it has, in the opinion of the
// evaluator.
func (d *Decider) flagsOf(ctx context.Context, c *execution.Candidate, have map[string]*execution.Candidate) (err error) {
	defer limit.Catch(&err)
	v := d.judge.Judge(limit.For(ctx), c)
	for i := range v.Flags {
		if name := v.Flags[i].Axiom.Name; v.Consistent() && have[name] == nil {
			have[name] = c
		}
	}
	return nil
}

// raised reports whether an execution has the flag that is demanded, by the verdict on it, which
// was judged last, and because of one of the pairs that are asked for.
func (d *Decider) raised(v *eval.Verdict, among encode.Among) bool {
	return slices.ContainsFunc(v.Flags, func(f eval.Violation) bool {
		return f.Axiom.Name == d.demands && (among.Has == nil || slices.ContainsFunc(d.pairsOf(f.Axiom), func(p [2]int) bool { return among.Has(p[0], p[1]) }))
	})
}

// pairsOf returns the pairs of the relation of an axiom in the execution that was judged last.
func (d *Decider) pairsOf(a *rel.Axiom) [][2]int {
	if a.Kind != rel.Empty || d.model.Nodes[a.Expr].Op.IsSet() {
		return nil
	}
	return d.judge.Pairs(a.Expr)
}
