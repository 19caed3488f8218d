package linux

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// lower returns the steps of a thread that is not compiled for a machine.
func lower(t *litmus.Test, th *litmus.Thread, regs *isa.Registers) ([]isa.Step, error) {
	return lowerWith(&lowerer{}, kernelc.Embedded, t, th, regs)
}

// lowerWith returns the steps of a thread. A variable is the register of its name, a
// parameter is a register that holds the address of the location and never changes. table
// returns the primitives of a test that has no table of its own.
func lowerWith(l *lowerer, table func() *kernelc.Macros, t *litmus.Test, th *litmus.Thread, regs *isa.Registers) ([]isa.Step, error) {
	l.thread, l.interruptible = th, th.Handler != nil || th.IsHandler()
	l.regs, l.macros, l.types = regs, t.Macros, map[string]kernelc.Type{}
	if l.macros == nil {
		l.macros = table()
	}
	for _, v := range th.Body.Locals {
		l.types[v.Name] = v.Type
	}
	for _, v := range th.Body.Params {
		l.types[isa.ParameterRegister(v.Name)] = v.Type
	}
	if l.errs = l.foreign(); len(l.errs) > 0 {
		return nil, l.errs
	}
	if l.errs = kernelc.Check(th.Body, l.macros); len(l.errs) > 0 {
		return nil, l.errs
	}
	l.block(th.Body.Body)
	l.endLabels()
	if len(l.errs) > 0 {
		return nil, l.errs
	}
	return l.steps, nil
}

// lowerer turns the tree of one thread into steps.
type lowerer struct {
	thread *litmus.Thread
	regs   *isa.Registers
	macros *kernelc.Macros
	types  map[string]kernelc.Type // of variables, and of parameters by their register

	steps  []isa.Step
	labels []string // of the next step
	cell   int
	instr  *litmus.Instr

	temps  int // how many temporary registers are in use
	names  int // how many labels were made
	loops  []loop
	depth  int       // of macros whose bodies are statements
	tested []isa.Reg // the variables that were read in the current condition
	loaded []isa.Reg // the results of loads in it
	read   *value    // what VAL stands for
	inCond bool      // the expression is the condition of a branch, or a part of one

	interruptible bool // the thread has a handler, or is one

	machine   *target.Target // nil for a program that is not compiled
	primitive string         // the primitive that is expanded
	choiceOf  *litmus.Slot   // the slot whose choices are lowered; nil outside of slots

	errs diag.List
}

// loop holds the labels of a loop.
type loop struct{ exit, next string }

// fail reports an error at a node.
func (l *lowerer) fail(at kernelc.Node, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(at.At(), code, format, args...)
	for _, e := range l.errs {
		if e.Code == d.Code && e.Span == d.Span {
			return d
		}
	}
	l.errs = append(l.errs, d)
	return d
}

// emit adds a step.
func (l *lowerer) emit(op isa.Op) {
	l.steps = append(l.steps, isa.Step{Op: op, Instr: l.instr, Cell: l.cell, Labels: l.labels})
	l.labels = nil
}

// endLabels makes a step for the labels at the end.
func (l *lowerer) endLabels() {
	if len(l.labels) > 0 {
		l.emit(isa.Op{Kind: isa.Nop})
	}
}

// temp returns a register for an intermediate result.
func (l *lowerer) temp() isa.Reg {
	l.temps++
	return l.regs.Symbolic("#" + strconv.Itoa(l.temps))
}

// label returns a new label. what says in messages about loops what is there.
func (l *lowerer) label(what string) string {
	l.names++
	return what + "#" + strconv.Itoa(l.names)
}

func (l *lowerer) mark(label string) { l.labels = append(l.labels, label) }

func (l *lowerer) jump(to string) { l.emit(isa.Op{Kind: isa.Branch, Target: to}) }

// at makes the statement of a cell the current one. Cells are those of the thread;
// statements in the bodies of macros have none and belong to the cell of the call.
func (l *lowerer) at(cell int) {
	if l.depth > 0 || cell < 0 {
		return
	}
	l.cell = cell
	if in := l.thread.Cells[cell].Instr; in != nil && l.thread.Cells[cell].Slot == nil {
		l.instr = in
	}
	l.temps = 0
}

func (l *lowerer) block(b *kernelc.Block) {
	for _, s := range b.Stmts {
		l.stmt(s)
	}
}
