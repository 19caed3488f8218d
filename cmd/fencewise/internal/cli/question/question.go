// Package question holds the flags that say what is asked: under which models,
// with which choices for barrier slots, and how much work it may take. The
// commands that decide something share them.
package question

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// DefaultModel is the model of a command that is told of none.
const DefaultModel = "power"

// Limits is how much work an answer may take.
type Limits struct {
	Bound     int
	MaxEvents int
	Budget    uint64
	Timeout   time.Duration
}

// AddFlags adds the flags of the limits to a command.
func (l *Limits) AddFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.IntVar(&l.Bound, "bound", event.DefaultBound, "go round each loop at most `N` times; where that is too few to know, the verdict is Unknown")
	f.IntVar(&l.MaxEvents, "max-events", event.DefaultMaxEvents, "refuse a program with more than `N` events when its loops are unrolled, or as many paths")
	f.Uint64Var(&l.Budget, "budget", 0, "give up on a question after `N` of Z3's resource units, which are the same on every machine; 0: never")
	f.DurationVar(&l.Timeout, "timeout", 0, "give up on a question after this `TIME`, such as 30s; 0: never")
}

// Options checks the limits.
func (l *Limits) Options() (decide.Options, error) {
	if l.Bound < 1 {
		return decide.Options{}, diag.New(diag.Span{}, diag.BadOption, "--bound %d: a loop has to be entered once", l.Bound)
	}
	if l.MaxEvents < 1 {
		return decide.Options{}, diag.New(diag.Span{}, diag.BadOption, "--max-events %d: every program has an event", l.MaxEvents)
	}
	if l.Timeout < 0 {
		return decide.Options{}, diag.New(diag.Span{}, diag.BadOption, "--timeout %v: no time is that short", l.Timeout)
	}
	return decide.Options{Bound: l.Bound, MaxEvents: l.MaxEvents, Budget: l.Budget, Timeout: l.Timeout}, nil
}

// Models is the models that are asked about.
type Models struct {
	Names   []string
	Include []string
}

// AddFlags adds the flags of the models to a command.
func (m *Models) AddFlags(cmd *cobra.Command, usage string) {
	cmd.Flags().StringArrayVarP(&m.Names, "model", "m", nil, usage)
	m.addInclude(cmd)
	complete(cmd, "model", completeModels)
}

func (m *Models) addInclude(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&m.Include, "include", "I", nil, "look for files that a model includes in `DIR` too")
	_ = cmd.MarkFlagDirname("include") // fails only for a flag that is not there
}

// Load loads the models, or the default one.
func (m *Models) Load() ([]run.Model, error) {
	names := m.Names
	if len(names) == 0 {
		names = []string{DefaultModel}
	}
	return run.LoadModels(names, m.Include)
}

// One is the flags of a command that takes a single model.
type One struct{ Models }

// AddFlags adds the flags of the model to a command.
func (o *One) AddFlags(cmd *cobra.Command) {
	o.Names = []string{DefaultModel}
	cmd.Flags().StringVarP(&o.Names[0], "model", "m", DefaultModel, "the `MODEL`: an embedded one, or a cat file")
	o.addInclude(cmd)
	complete(cmd, "model", completeModels)
}

// Load loads the model.
func (o *One) Load() (run.Model, error) { return run.LoadModel(o.Names[0], o.Include) }
