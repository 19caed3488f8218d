package repair

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// fixed lists the essential barriers outside the slots, for a program whose slots can stay
// empty: leaving out any single one makes the outcome possible. any reports whether leaving
// out all of them together does. The test is the one with the placement in it.
func fixed(ctx context.Context, w *opinion.Worker, t *litmus.Test, m *fit.Model) (needed []string, any bool, err error) {
	optional, barriers, err := insert.Optional(t, nil)
	if err != nil || len(barriers) == 0 {
		return nil, false, err
	}
	without := func(gone func(i int) bool) (verdict.Verdict, error) {
		set := map[string]string{}
		for i, b := range barriers {
			if set[b.Slot] = b.Text; gone(i) {
				set[b.Slot] = "none"
			}
		}
		_, a, err := w.Decide(ctx, opinion.Case{Test: optional, Model: m, Choices: set})
		return a.Verdict, err
	}
	v, err := without(func(int) bool { return true })
	if err != nil || v != verdict.Sometimes {
		return nil, false, err
	}
	for i, b := range barriers {
		if v, err = without(func(k int) bool { return k == i }); err != nil {
			return nil, true, err
		}
		if v == verdict.Sometimes {
			needed = append(needed, fmt.Sprintf("%s's %s of line %d", b.Column, b.Text, b.Line))
		}
	}
	return needed, true, nil
}
