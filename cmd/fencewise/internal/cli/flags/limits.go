// Package flags holds the flags that commands share: models, slot choices, limits,
// and second opinions. It also checks arguments and completes them.
package flags

import (
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// Limits holds the flags that limit the work for an answer.
type Limits struct {
	unroll.Limits // except the bound on loops
	Bound         bound
	Solver        solver
	Budget        uint64
	Resources
}

// AddFlags adds the flags of the limits to a command.
func (l *Limits) AddFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.Var(&l.Bound, "bound", "unroll each loop at most `N` times; if that is too few to decide, the verdict is Unknown; auto raises N until the answer no longer depends on it, within limits")
	f.IntVar(&l.Interrupts, "interrupts", unroll.DefaultInterrupts, "let the handler of a thread take at most `K` doorbell interrupts; if that is too few to decide, the verdict is Unknown")
	f.IntVar(&l.MaxEvents, "max-events", unroll.DefaultMaxEvents, "refuse a program with more than `N` events or paths when its loops are unrolled")
	f.Uint64Var(&l.Budget, "budget", 0, "stop a query after `N` units of the solver's work, which are the same on every machine; 0: no limit")
	f.Var(&l.Solver, "solver", "the `SOLVER` for queries that need search: z3, where the program is linked with it, builtin, or auto, which chooses by the size of the query (default auto)")
	Words(cmd, "solver", solvers()...)
	l.Resources.AddFlags(cmd, "stop after this `TIME`, such as 30s, and report what was found; 0: no limit")
}

// Options checks the limits and returns them as options.
func (l *Limits) Options() (decide.Options, error) {
	if l.Interrupts < 1 {
		return decide.Options{}, diag.New(diag.Span{}, diag.BadOption, "--interrupts %d: the number must be at least 1", l.Interrupts)
	}
	if l.MaxEvents < 1 {
		return decide.Options{}, diag.New(diag.Span{}, diag.BadOption, "--max-events %d: the number must be at least 1", l.MaxEvents)
	}
	return decide.Options{Limits: l.Limits.WithBound(int(l.Bound)), Auto: l.Bound == 0, Solver: l.Solver.backend(), Budget: l.Budget}, nil
}
