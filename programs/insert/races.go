package insert

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Ordering returns a program in C with a slot at every place where something can be done
// about a race: the usual barriers before each access, and stronger kinds of accesses for
// the plain ones and those that READ_ONCE and WRITE_ONCE make. Every slot has what stands
// there as its default, and as its first choice.
func Ordering(t *litmus.Test) (*litmus.Test, []Point, error) {
	t = fillC(t, nil)
	t, points, err := slotsC(t, nil)
	if err != nil {
		return nil, nil, err
	}
	n := 0
	u := t.RewriteC(func(th *litmus.Thread, cell int, s kernelc.Stmt) []kernelc.Stmt {
		if _, is := s.(*kernelc.SlotStmt); is || compound(s) {
			return kept(s)
		}
		slot := &kernelc.SlotStmt{Span: s.At(), CommentAt: s.At(), Choices: []kernelc.SlotChoice{{Text: Plain, Stmts: []kernelc.Stmt{s}, Span: s.At()}}}
		for _, with := range marks {
			if other, ok := kernelc.Marked(s, with[0], with[1]); ok {
				slot.Choices = append(slot.Choices, kernelc.SlotChoice{Text: with[0] + with[1], Stmts: []kernelc.Stmt{other}, Span: s.At()})
			}
		}
		if len(slot.Choices) == 1 {
			return kept(s)
		}
		n++
		slot.Name = th.Name + ".plain." + strconv.Itoa(n)
		points = append(points, Point{Slot: slot.Name, Column: th.Name, Before: kernelc.DoesText(s), Line: lineOf(s), Instead: Plain})
		return []kernelc.Stmt{slot}
	})
	return u, points, nil
}

// Plain is the choice that leaves a plain access as it is.
const Plain = "plain"

// marks lists what can take the place of plain loads and stores.
var marks = [][2]string{{"READ_ONCE", ""}, {"smp_load_acquire", ""}, {"", "WRITE_ONCE"}, {"", "smp_store_release"}}
