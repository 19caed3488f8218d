package bundle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// conditions returns the choices and limits of a claim in words that follow the name of the
// model: " (msgsnd-store) with mid=sync, bound 3". It leaves out what a reader would assume:
// slots with their default choice if the claim is about one variant, and limits that have
// their default or do not matter to the program. Slots are in the order of the program.
func (m *Manifest) conditions(t *litmus.Test) string {
	s := ""
	if len(m.Model.Variants) > 0 {
		s = " (" + strings.Join(m.Model.Variants, ", ") + ")"
	}
	var with []string
	for _, sl := range t.Slots {
		c, fixed := m.Slots[sl.Name]
		if fixed && (m.Table != nil || c != sl.Choices[sl.Default].Text) {
			with = append(with, sl.Name+"="+c)
		}
	}
	if m.Bound != unroll.DefaultBound && loops(t) {
		with = append(with, fmt.Sprintf("bound %d", m.Bound))
	}
	if m.Interrupts != 0 && m.Interrupts != unroll.DefaultInterrupts {
		with = append(with, fmt.Sprintf("interrupts %d", m.Interrupts))
	}
	if m.OrderAlike {
		with = append(with, "threads that are alike in one order")
	}
	if len(with) > 0 {
		s += " with " + strings.Join(with, ", ")
	}
	return s
}

// loops reports whether some thread, or its handler, can jump back.
func loops(t *litmus.Test) bool {
	return slices.ContainsFunc(t.Threads, func(th *litmus.Thread) bool {
		return jumpsBack(th) || th.Handler != nil && jumpsBack(th.Handler)
	})
}

func jumpsBack(t *litmus.Thread) bool {
	passed := map[string]bool{}
	for i := range t.Cells {
		c := &t.Cells[i]
		for _, l := range c.Labels {
			passed[l.Text] = true
		}
		if c.Instr != nil && slices.ContainsFunc(c.Instr.Args, func(o litmus.Operand) bool { return o.Kind == litmus.OpName && passed[o.Text] }) {
			return true
		}
	}
	return false
}
