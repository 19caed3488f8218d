package insert

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// kernelChoices are the choices of a point in a program in C if the user gives none.
var kernelChoices = []string{"smp_rmb", "smp_wmb", "smp_mb"}

// Accesses that can be exchanged for stronger ones: a read if something follows it, a write
// if something precedes it.
var (
	strongerReads  = map[string]string{"READ_ONCE": "smp_load_acquire"}
	strongerWrites = map[string]string{"WRITE_ONCE": "smp_store_release"}
)

// slotsC is Slots for programs in C. Without choices of the user, accesses are slots, too.
func slotsC(t *litmus.Test, choices []litmus.Choice) (*litmus.Test, []Point, error) {
	if t.FromC() {
		return slotsOfFile(t, choices, false)
	}
	names, err := kernelNames(choices)
	if err != nil {
		return nil, nil, err
	}
	t = fillC(t, nil)
	l, err := lowered(t)
	if err != nil {
		return nil, nil, err
	}
	var points []Point
	number := map[*litmus.Thread]int{}
	point := func(th *litmus.Thread, s kernelc.Stmt, text, instead string) string {
		number[th]++
		p := Point{Slot: th.Name + "." + strconv.Itoa(number[th]), Column: th.Title(), Before: text, Line: lineOf(s), Instead: instead}
		points = append(points, p)
		return p.Slot
	}
	u := t.RewriteC(func(th *litmus.Thread, cell int, s kernelc.Stmt) []kernelc.Stmt {
		if !l.accesses(th, cell) {
			return kept(s)
		}
		text := th.Cells[cell].Instr.Phrase()
		before, after := l.neighbours(th, cell)
		var out []kernelc.Stmt
		if before {
			slot := &kernelc.SlotStmt{Name: point(th, s, text, ""), Span: s.At(), CommentAt: s.At(), Choices: []kernelc.SlotChoice{{Text: "none", Span: s.At()}}}
			for _, of := range names {
				c := kernelc.SlotChoice{Text: strings.Join(of, "+"), Span: s.At()}
				for _, name := range of {
					c.Stmts = append(c.Stmts, kernelc.CallStmt(name, s))
				}
				slot.Choices = append(slot.Choices, c)
			}
			out = append(out, slot)
		}
		table := map[string]string{}
		for from, to := range strongerReads {
			if after {
				table[from] = to
			}
		}
		for from, to := range strongerWrites {
			if before {
				table[from] = to
			}
		}
		other, from, to, ok := alternative(s, table)
		if choices != nil || !ok {
			return append(out, kept(s)...)
		}
		return append(out, &kernelc.SlotStmt{Name: point(th, s, text, from), Span: s.At(), CommentAt: s.At(), Choices: []kernelc.SlotChoice{
			{Text: from, Stmts: []kernelc.Stmt{s}, Span: s.At()}, {Text: to, Stmts: []kernelc.Stmt{other}, Span: s.At()},
		}})
	})
	return u, points, nil
}

// alternative is [kernelc.Alternative] for the statements that a slot can hold.
func alternative(s kernelc.Stmt, table map[string]string) (other kernelc.Stmt, from, to string, ok bool) {
	switch s.(type) {
	case *kernelc.Decl, *kernelc.ExprStmt:
		return kernelc.Alternative(s, table)
	}
	return nil, "", "", false
}

// neighbours reports whether a thread can access memory before a statement and after it. In
// a thread with a loop it can, wherever the statement stands.
func (l *statements) neighbours(th *litmus.Thread, cell int) (before, after bool) {
	loops := false
	kernelc.Walk(th.Body.Body, func(n kernelc.Node) bool {
		switch n.(type) {
		case *kernelc.While, *kernelc.For, *kernelc.Goto:
			loops = true
		}
		return !loops
	})
	for i := range th.Cells {
		if l.accesses(th, i) {
			before = before || i < cell || loops
			after = after || i > cell || loops
		}
	}
	return before, after
}

// kernelNames returns the barriers of each choice but none; the usual ones if choices is
// nil. It returns a diagnostic for what is no barrier of kernel C.
func kernelNames(choices []litmus.Choice) (all [][]string, err error) {
	if choices == nil {
		for _, n := range kernelChoices {
			all = append(all, []string{n})
		}
		return all, nil
	}
	for _, c := range choices {
		var of []string
		for _, in := range c.Instrs {
			if !isKernelBarrier(in) {
				return nil, diag.New(in.Span, diag.BadOption, "%q is not a barrier of kernel C", in.String()).
					Note("barriers that can be inserted: %s", strings.Join(kernelBarriers(), ", "))
			}
			of = append(of, in.Op)
		}
		if len(of) > 0 {
			all = append(all, of)
		}
	}
	return all, nil
}

// isKernelBarrier reports whether an instruction of a list of choices is a barrier of kernel
// C.
func isKernelBarrier(in *litmus.Instr) bool {
	return len(in.Args) == 0 && slices.Contains(kernelBarriers(), in.Op)
}

// kernelBarriers lists the barriers of kernel C that are primitives without arguments and
// belong to no critical section.
func kernelBarriers() (names []string) {
	lang := sets.Annotated()
	for _, t := range lang.Barriers() {
		if info := &lang.Tags[t]; !info.Section && !info.Grace {
			names = append(names, info.Name)
		}
	}
	return names
}
