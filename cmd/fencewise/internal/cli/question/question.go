// Package question holds the flags that say what is asked: under which models,
// with which choices for barrier slots, and how much work it may take. The
// commands that decide something share them.
package question

import (
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// Limits is how much work an answer may take.
type Limits struct {
	unroll.Limits // but for the bound on loops
	Bound         bound
	Budget        uint64
	Resources
}

// AddFlags adds the flags of the limits to a command.
func (l *Limits) AddFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.Var(&l.Bound, "bound", "unroll each loop at most `N` times; if that is too few to decide, the verdict is Unknown; auto raises N until the answer no longer depends on it, within limits")
	f.IntVar(&l.Interrupts, "interrupts", unroll.DefaultInterrupts, "let the handler of a thread take at most `K` doorbell interrupts; if that is too few to decide, the verdict is Unknown")
	f.IntVar(&l.MaxEvents, "max-events", unroll.DefaultMaxEvents, "refuse a program with more than `N` events when its loops are unrolled, or as many paths")
	f.Uint64Var(&l.Budget, "budget", 0, "give up on a question after `N` of Z3's resource units, which are the same on every machine; 0: never")
	l.Resources.AddFlags(cmd, "give up after this `TIME`, such as 30s, and report what is known by then; 0: no limit")
}

// Options checks the limits.
func (l *Limits) Options() (decide.Options, error) {
	if l.Interrupts < 1 {
		return decide.Options{}, diag.New(diag.Span{}, diag.BadOption, "--interrupts %d: a handler has to be run once", l.Interrupts)
	}
	if l.MaxEvents < 1 {
		return decide.Options{}, diag.New(diag.Span{}, diag.BadOption, "--max-events %d: every program has an event", l.MaxEvents)
	}
	return decide.Options{Limits: l.Limits.WithBound(int(l.Bound)), Auto: l.Bound == 0, Budget: l.Budget}, nil
}
