package compile

import (
	"math"

	"github.com/fencewise/fencewise/programs/isa"
)

// A load of a word fills the upper half of a register with zeros, where C has the sign.
// That matters only if something uses the upper half: a store of 8 bytes, an address, a
// comparison of numbers that do not fit a word.

// upperHalves finds the registers of a column whose upper half matters.
func (g *generator) upperHalves() {
	g.needs = map[reg]bool{}
	for name, v := range g.columns[g.col].finals {
		if g.typeOf(g.col, name).Size == 8 {
			g.needs[v] = true
		}
	}
	for changed := true; changed; {
		changed = false
		for i := len(g.line()) - 1; i >= 0; i-- {
			l := &g.line()[i]
			if l.kind != stepLine {
				continue
			}
			g.eachNeed(l, func(a isa.Arg) {
				if v := noReg; a.IsReg {
					if v = regOf(a.Reg); !g.needs[v] {
						g.needs[v], changed = true, true
					}
				}
			})
		}
	}
}

// eachNeed calls f for each operand of a step whose upper half matters.
func (g *generator) eachNeed(l *line, f func(isa.Arg)) {
	op := &l.step.Op
	switch op.Kind {
	case isa.Load, isa.LoadRes:
		f(op.A)
		f(op.B)
	case isa.Store, isa.StoreCond:
		f(op.A)
		f(op.B)
		if g.sizeAt(l) == 8 {
			f(op.C)
		}
	case isa.CondBranch, isa.Await, isa.Control:
		if v := g.val(g.col, l, op.A); !v.word() && !v.wordU() {
			f(op.A)
		}
	case isa.Arith:
		g.eachArithNeed(l, f)
	}
}

func (g *generator) eachArithNeed(l *line, f func(isa.Arg)) {
	op := &l.step.Op
	x, y := g.val(g.col, l, op.A), g.val(g.col, l, op.B)
	need := g.needs[regOf(op.Dst)]
	switch op.ALU {
	case isa.Equal, isa.Less, isa.LessU:
		if !wordsCompare(op.ALU, x, y) {
			f(op.A)
			f(op.B)
		}
	case isa.Ext8, isa.Ext16:
	case isa.Ext32:
		if need && x.word() {
			f(op.A)
		}
	case isa.And:
		switch {
		case !need:
		case y.within(0, math.MaxUint32) && !op.B.IsReg:
			if y.lo == math.MaxUint32 && x.wordU() {
				f(op.A)
			}
		default:
			f(op.A)
			f(op.B)
		}
	case isa.Mul:
		if need && !(x.word() && y.word() && op.B.IsReg) {
			f(op.A)
			f(op.B)
		}
	case isa.DivD, isa.DivDU, isa.SarD, isa.ShrD:
		if !g.divides(l) {
			f(op.A)
			f(op.B)
		}
	default:
		if need {
			f(op.A)
			f(op.B)
		}
	}
}

// divides reports whether the operation of a step is a division that divw does.
func (g *generator) divides(l *line) bool {
	op := &l.step.Op
	x, y := g.val(g.col, l, op.A), g.val(g.col, l, op.B)
	if g.needs[regOf(op.Dst)] {
		return false
	}
	return op.ALU == isa.DivD && x.word() && y.word() || op.ALU == isa.DivDU && x.small() && y.small()
}

// wordsCompare reports whether a comparison of the low words is one of the whole numbers.
// Addresses are whole in words.
func wordsCompare(alu isa.ALU, x, y value) bool {
	switch alu {
	case isa.Equal:
		return x.word() && y.word() || x.wordU() && y.wordU()
	case isa.LessU:
		return x.small() && y.small()
	}
	return x.word() && y.word()
}
