package linux

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// stmt lowers a statement.
func (l *lowerer) stmt(s kernelc.Stmt) {
	switch s := s.(type) {
	case *kernelc.Block:
		l.block(s)
	case *kernelc.Decl:
		l.types[s.Name] = s.Type
		if s.Init != nil {
			l.at(s.Cell)
			l.assign(s.Name, l.value(s.Init))
		}
	case *kernelc.ExprStmt:
		if s.X != nil {
			l.at(s.Cell)
			l.effect(s.X)
		}
	case *kernelc.If:
		l.ifElse(s)
	case *kernelc.While:
		l.while(s)
	case *kernelc.For:
		l.forLoop(s)
	case *kernelc.Break:
		l.leave(s, "break", func(p loop) string { return p.exit })
	case *kernelc.Continue:
		l.leave(s, "continue", func(p loop) string { return p.next })
	case *kernelc.Goto:
		l.at(s.Cell)
		l.jump(s.Label)
	case *kernelc.Labeled:
		l.mark(s.Label.Name)
		l.stmt(s.Stmt)
	case *kernelc.Return:
		l.at(s.Cell)
		if s.X != nil {
			l.effect(s.X)
		}
		l.emit(isa.Op{Kind: isa.Branch, Return: true})
	case *kernelc.SlotStmt:
		l.slot(s)
	default:
		panic(fmt.Sprintf("linux: unknown statement %T", s))
	}
}

// ifElse lowers an if.
func (l *lowerer) ifElse(s *kernelc.If) {
	otherwise, end := l.label("else"), ""
	l.at(s.Cell)
	l.branch(s.Cond, false, otherwise)
	l.stmt(s.Then)
	if s.Else != nil {
		end = l.label("end of if")
		l.jump(end)
	}
	l.mark(otherwise)
	if s.Else != nil {
		l.stmt(s.Else)
		l.mark(end)
	}
}

// while lowers a loop with the condition before or after its body.
func (l *lowerer) while(s *kernelc.While) {
	head, exit := l.label("while"), l.label("end of while")
	p := loop{exit: exit, next: head}
	if s.Do {
		p.next = l.label("condition of do")
	}
	l.mark(head)
	if !s.Do {
		l.at(s.Cell)
		l.branch(s.Cond, false, exit)
	}
	l.body(p, s.Body)
	if s.Do {
		l.mark(p.next)
		l.at(s.Cell)
		l.branch(s.Cond, true, head)
	} else {
		l.jump(head)
	}
	l.mark(exit)
}

func (l *lowerer) forLoop(s *kernelc.For) {
	if s.Init != nil {
		l.stmt(s.Init)
	}
	head, exit, next := l.label("for"), l.label("end of for"), l.label("step of for")
	l.mark(head)
	if s.Cond != nil {
		l.at(s.CondCell)
		l.branch(s.Cond, false, exit)
	}
	l.body(loop{exit: exit, next: next}, s.Body)
	l.mark(next)
	if s.Post != nil {
		l.at(s.PostCell)
		l.effect(s.Post)
	}
	l.jump(head)
	l.mark(exit)
}

func (l *lowerer) body(p loop, s kernelc.Stmt) {
	l.loops = append(l.loops, p)
	l.stmt(s)
	l.loops = l.loops[:len(l.loops)-1]
}

// leave lowers break and continue.
func (l *lowerer) leave(s kernelc.Stmt, what string, to func(loop) string) {
	if len(l.loops) == 0 {
		l.fail(s, diag.KernelCUnsupported, "%s is in no loop", what).WithFix("remove it, or use goto")
		return
	}
	l.jump(to(l.loops[len(l.loops)-1]))
}

// branch lowers a branch to a label that is taken if a condition is true, or is false. As
// in herd7, what depends on it depends on everything that was read in the condition, also
// for addresses and for the operands of atomic operations. A branch of a machine depends on
// the value that it tests.
func (l *lowerer) branch(cond kernelc.Expr, when bool, to string) {
	if n, ok := cond.(*kernelc.Number); ok {
		if (n.Val != 0) == when {
			l.jump(to)
		}
		return
	}
	l.tested, l.loaded, l.inCond = nil, nil, true
	v := l.narrow(l.value(cond))
	l.inCond = false
	if l.machine != nil { // it depends on what it tests
		l.emit(isa.Op{Kind: isa.CondBranch, A: v.arg, Cond: isa.Cond{Reg: true, When: when}, Target: to})
		return
	}
	if len(l.loaded) > 1 { // of one the value depends on it
		v.arg = l.with(v.arg, l.dependOn(l.loaded))
	}
	op := isa.Op{Kind: isa.CondBranch, A: v.arg, B: l.dependOn(l.tested), Cond: isa.Cond{Reg: true, When: when}, Target: to}
	l.tested = nil
	l.emit(op)
}

// dependOn returns a register that depends on all the given ones.
func (l *lowerer) dependOn(regs []isa.Reg) isa.Arg {
	var all isa.Arg
	for _, r := range regs {
		switch {
		case !all.IsReg:
			all = isa.Register(r)
		case all.Reg != r:
			all = l.with(isa.Constant(0), all, isa.Register(r))
		}
	}
	return all
}

// slot lowers a slot: the statements of each choice.
func (l *lowerer) slot(s *kernelc.SlotStmt) {
	cell := &l.thread.Cells[s.Cell]
	step := isa.Step{Slot: cell.Slot, Instr: cell.Instr, Cell: s.Cell, Labels: l.labels}
	before := l.steps
	l.cell, l.labels, l.choiceOf = s.Cell, nil, cell.Slot
	for k := range s.Choices {
		l.steps = nil
		for n, st := range s.Choices[k].Stmts {
			l.instr, l.temps = cell.Choices[k][n], 0
			l.stmt(st)
		}
		l.endLabels()
		step.Choices = append(step.Choices, l.steps)
	}
	l.steps, l.choiceOf = append(before, step), nil
}
