package check

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// Answer holds the flags that say what to find besides the verdict, and how.
type Answer struct {
	States        bool
	Counts        bool
	Engine        string
	Cross         flags.Cross
	Sensitivity   bool
	MaxCandidates int
}

// AddFlags adds the flags to the command.
func (a *Answer) AddFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&a.States, "states", false, "also find all final states")
	f.BoolVar(&a.Counts, "counts", false, "count the executions that end in each state (implies --states --engine enumerate)")
	f.StringVar(&a.Engine, "engine", "", "decide with `ENGINE`: smt (the default), or enumerate, which tries all candidate executions one by one")
	a.Cross.AddFlags(cmd, true)
	f.BoolVar(&a.Sensitivity, "sensitivity", false, "say which axioms of the model a Never depends on")
	f.IntVar(&a.MaxCandidates, "max-candidates", enumerate.DefaultMaxCandidates, "let the engine enumerate try at most `N` candidate executions for each query")
	flags.Words(cmd, "engine", string(opinion.SMT), string(opinion.Enumerate))
}

// options checks that the flags fit together, and returns them as options. log says
// whether herd7's log will be written.
func (a *Answer) options(log bool, models, targets int) (opinion.Options, error) {
	o := opinion.Options{
		States: a.States, Counts: a.Counts, Log: log,
		Engine: opinion.Engine(a.Engine), Sensitivity: a.Sensitivity, MaxCandidates: a.MaxCandidates,
	}
	wrong := func(format string, args ...any) *diag.Diagnostic {
		return diag.New(diag.Span{}, diag.BadOption, format, args...)
	}
	switch {
	case a.Engine != "" && o.Engine != opinion.SMT && o.Engine != opinion.Enumerate:
		return o, wrong("--engine %s: there is no such engine", a.Engine).Note("the engines: smt, enumerate")
	case a.MaxCandidates < 1:
		return o, wrong("--max-candidates %d: the number must be at least 1", a.MaxCandidates)
	case o.Engine == opinion.SMT && (a.Counts || log):
		return o, wrong("--engine smt: the solver does not count executions").
			WithFix("leave it out, or use --states alone; --cross-check compares the counted states with the solver's")
	case log && a.Sensitivity:
		return o, wrong("--sensitivity: herd7's log cannot show it").WithFix("use --states, --counts or another --format")
	case log && models > 1:
		return o, wrong("--format herd: a log does not name its model, and %d models are given", models).
			WithFix("write one log for each --model")
	case log && targets > 1:
		return o, wrong("--format herd: the records of one log are told apart by the names of tests, and %d targets are given", targets).
			WithFix("write one log for each --target")
	}
	return o, nil
}

// ask finds the engines and solvers to ask for second opinions.
func (o *Options) ask(ctx context.Context, opts *opinion.Options) (err error) {
	engine := opts.Engine
	switch {
	case opts.Counts || opts.Log:
		engine = opinion.Enumerate
	case engine == "":
		engine = opinion.SMT
	}
	opts.CrossCheck, opts.Second, err = o.Answer.Cross.Load(ctx, o.IO.Err, engine, o.Args, o.Version, o.Models.Files.Variants, o.Limits.Timeout)
	return err
}
