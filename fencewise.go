// Package fencewise decides which outcomes of a concurrent POWER program are possible
// under a memory model, and which placements of barriers make one impossible.
//
// A program is a litmus test: a few threads of POWER assembly, and a condition on the
// final state, such as exists (1:r1=1 /\ 1:r3=0). It may have barrier slots, comments
// that list what may stand there: sync (*@ mid: none, lwsync, sync *). A model is a cat
// file. [Check] answers whether some execution that the model allows satisfies the
// condition:
//
//	p, err := fencewise.ReadProgram("mp.litmus")
//	if err != nil {
//		log.Fatal(err) // such as mp.litmus:5:2: no register 'r32' exists [FW1013]
//	}
//	a, err := fencewise.Check(ctx, p, nil, fencewise.Options{}) // nil: the default model
//	if err != nil {
//		log.Fatal(err)
//	}
//	fmt.Println(a.Verdict, a.Reason)
//	if a.Witness != nil {
//		fmt.Print(a.Witness.Story())
//	}
//
// [CheckAll] answers for every assignment of choices to slots, [FinalStates] lists the
// states in which executions end. The functions are safe for concurrent use, and programs
// and models may be shared. They do not print. Work ends when the context ends; the answer
// is then Unknown with the reason. A panic inside is returned as an error.
//
// Built with cgo, the package needs libz3; without cgo it uses a solver of its own.
// docs/library.md in the repository says how to depend on it and what stays stable.
package fencewise

import (
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/story"
)

// Engine names the way to an answer.
type Engine string

// The engines. They share the reading of program and model, and no code that searches.
const (
	SMT       Engine = "smt"       // clauses and a SAT solver; the default
	Enumerate Engine = "enumerate" // every candidate execution, one by one
	Both      Engine = "both"      // an ErrDisagreement if they differ
)

// Options says how a program is checked. The zero value is good for most programs.
type Options struct {
	Slots  map[string]string // choice by slot; the others hold their default
	Engine Engine            // "" for SMT
	Bound  int               // unroll each loop at most this often; 0: as often as the answer needs, within limits
}

// Verdict is the answer to whether the condition can hold, whatever its quantifier.
type Verdict string

// The verdicts.
const (
	Never     = Verdict(verdict.Never)     // in no execution that the model allows
	Sometimes = Verdict(verdict.Sometimes) // in some execution, and there may be others
	Always    = Verdict(verdict.Always)    // in every execution; only looked for where the condition is a forall
	Unknown   = Verdict(verdict.Unknown)   // for a reason that comes with it
)

// Answer is the answer about one program.
type Answer struct {
	Verdict  Verdict
	Reason   string            // of Unknown
	Model    string            // that judged the program
	Slots    map[string]string // the choice of every slot
	Witness  *Witness          // an execution in which the condition holds, for Sometimes; for Always, if the engine has one
	Flags    []string          // the flags of the model that some execution has, such as data-race, sorted
	Deadlock string            // why no execution of a program in kernel C comes to its end; "" if one does, or the filter is the cause
	Warnings []Diagnostic      // what is odd about the program, the model, or a Never that says little
}

// Check decides whether the condition of a program can hold. The error is about the
// program, the model or the options, in which case [Diagnostics] has its places; or it is
// an [ErrDisagreement] or a bug.
func Check(ctx context.Context, p *Program, m *Model, o Options) (Answer, error) {
	var a opinion.Recorded
	var judge *fit.Model
	err := o.work(p, m, false, func(w *opinion.Worker, c opinion.Case) (err error) {
		judge = c.Model
		a, err = w.Record(ctx, c)
		return err
	})
	if err != nil {
		return Answer{}, err
	}
	r := &a.Record
	out := Answer{Verdict: Verdict(r.Verdict), Reason: r.Reason, Model: r.Model, Slots: r.Slots, Flags: r.Flags, Deadlock: r.Deadlock, Warnings: diagnostics(a.Warnings)}
	if a.Witness != nil {
		out.Witness = &Witness{a.Witness, judge}
	}
	return out, nil
}

// States is the final states of a program.
type States struct {
	All        []State
	Incomplete string // why there can be more; "" if these are all
}

// State is one final state.
type State struct {
	Text  string // as herd7 prints it: 1:r1=1; 1:r3=0;
	Holds bool   // whether the condition holds in it
}

// FinalStates lists the states in which executions that the model allows end.
func FinalStates(ctx context.Context, p *Program, m *Model, o Options) (States, error) {
	var a opinion.Recorded
	err := o.work(p, m, true, func(w *opinion.Worker, c opinion.Case) (err error) {
		a, err = w.Record(ctx, c)
		return err
	})
	if err != nil {
		return States{}, err
	}
	out := States{Incomplete: a.Record.Incomplete}
	for i, text := range a.Record.States {
		out.All = append(out.All, State{text, a.Record.Holds[i]})
	}
	return out, nil
}

// Table is the answers for every assignment of choices to the slots of a program.
type Table struct {
	Rows []Row // the last slot changes fastest
	// Minimal is the assignments that are Never and in which no slot can be weakened.
	Minimal []map[string]string
}

// Row is the answer for one assignment.
type Row struct {
	Slots   map[string]string
	Verdict Verdict
	Reason  string // of Unknown
}

// CheckAll decides a program for every assignment of choices to the slots that o.Slots does
// not fix. It is quicker than as many calls of [Check], because most answers follow from
// others. Only the engine SMT can do it.
func CheckAll(ctx context.Context, p *Program, m *Model, o Options) (Table, error) {
	if o.Engine != "" && o.Engine != SMT {
		return Table{}, diag.New(diag.Span{}, diag.BadOption, "the engine %s cannot decide all assignments at once", o.Engine).WithFix("use %s", SMT)
	}
	var out Table
	err := o.work(p, m, false, func(w *opinion.Worker, c opinion.Case) error {
		s, all, err := w.All(ctx, c)
		if many := opinion.TooManyVariants(err, c.Test); many != nil {
			return many.WithFix("fix some of its slots in Options.Slots")
		}
		if err != nil {
			return err
		}
		for picks, a := range all.All() {
			out.Rows = append(out.Rows, Row{s.Assignment(picks), Verdict(a.Verdict), a.Reason})
		}
		for _, v := range all.Minimal() {
			out.Minimal = append(out.Minimal, s.Assignment(all.Slots(v)))
		}
		return nil
	})
	return out, err
}

// work calls f with a worker for the options and the case that they stand for.
func (o *Options) work(p *Program, m *Model, states bool, f func(*opinion.Worker, opinion.Case) error) (err error) {
	with := opinion.Options{Options: decide.Options{Limits: unroll.Limits{Bound: o.Bound}, Auto: o.Bound == 0}, States: states}
	switch o.Engine {
	case "", SMT:
		with.Engine = opinion.SMT
	case Enumerate:
		with.Engine = opinion.Enumerate
	case Both:
		with.Engine, with.CrossCheck = opinion.SMT, true
	default:
		names := []string{string(SMT), string(Enumerate), string(Both)}
		return diag.New(diag.Span{}, diag.BadOption, "there is no engine %q", string(o.Engine)).Note("the engines: %s", strings.Join(names, ", "))
	}
	if o.Bound < 0 {
		return diag.New(diag.Span{}, diag.BadOption, "the bound %d is negative", o.Bound)
	}
	c := opinion.Case{Name: p.test.Name, Test: p.test, Choices: maps.Clone(o.Slots)}
	if c.Model, err = m.judge(p.test); err != nil {
		return err
	}
	w := opinion.NewWorker(with)
	defer func() { err = alarm(errors.Join(err, w.Close())) }()
	return w.Guard(func() error { return f(w, c) })
}

// judge returns the model that judges a program.
func (m *Model) judge(t *litmus.Test) (*fit.Model, error) {
	if m != nil {
		return m.model.For(t)
	}
	d, err := fit.LoadDefault(models.Options{})
	if err != nil {
		return nil, err
	}
	return d.For(t)
}

// Witness is an execution that a model allows and in which the condition holds.
type Witness struct {
	c *execution.Candidate
	m *fit.Model
}

// Story tells the execution in a few sentences and as a table: what takes effect when, and
// which accesses are out of program order.
func (w *Witness) Story() string {
	var b strings.Builder
	story.Tell(w.c, w.m.Model).Text(&b)
	return b.String()
}

// State returns the final state as herd7 prints it: 1:r1=1; 1:r3=0;
func (w *Witness) State() string {
	return enumerate.Collect(w.c.X.S, []*execution.Candidate{w.c}, "").Texts()[0]
}
