package linux

import (
	"slices"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// Two sets of primitives have tables of their own: those of the Linux kernel and the atomic
// operations of C11. What a target does not compile, and what the kernel's model does not
// know, is refused by name.

// foreign reports the primitives of the thread that the table of the program does not have,
// and that are of the other set.
func (l *lowerer) foreign() (errs diag.List) {
	inC11 := l.machine != nil && l.machine.C11
	other, what := kernelc.C11(), "an atomic operation of C11"
	if inC11 {
		other, what = kernelc.Embedded(), "a primitive of the Linux kernel"
	}
	var names []string
	for _, t := range target.For(!inC11) {
		names = append(names, t.Name)
	}
	seen := map[string]bool{}
	kernelc.Walk(l.thread.Body.Body, func(n kernelc.Node) bool {
		c, ok := n.(*kernelc.Call)
		if !ok || seen[c.Fun] {
			return true
		}
		if _, own := l.macros.Lookup(c.Fun); own {
			return true
		}
		if _, is := other.Lookup(c.Fun); !is {
			return true
		}
		seen[c.Fun] = true
		advice := "compile the program for a target that has it, with --target " + prose.Or(names)
		if inC11 {
			advice += ", or check it as it is written, without --target"
		}
		why := "the model for programs in kernel C as they are written does not know it"
		if l.machine != nil {
			why = "the target " + l.machine.Name + " does not compile it"
		}
		errs = append(errs, diag.New(c.FunAt, diag.TargetForeign, "%s is %s: %s", c.Fun, what, why).WithFix("%s", advice))
		return true
	})
	slices.SortStableFunc(errs, func(a, b *diag.Diagnostic) int { return a.Span.Start - b.Span.Start })
	return errs
}
