package compile

import (
	"github.com/fencewise/fencewise/programs/isa"
)

// A branch of C tests a number, which is often that of a comparison. Then the machine
// compares the operands themselves.

// operand is an operand of a comparison: a register or a number.
type operand struct {
	reg reg // noReg for a number
	n   int64
	can value
}

// test is a comparison that a branch is about: x = y or x < y, or its negation.
type test struct {
	alu  isa.ALU // Equal, Less or LessU
	x, y operand
	not  bool
	also []reg // what follows depends on these, too
}

// operandOf returns an operand of the step of a line.
func (g *generator) operandOf(l *line, a isa.Arg) operand {
	if !a.IsReg {
		return operand{reg: noReg, n: a.Imm, can: number(a.Imm, a.Imm)}
	}
	v := regOf(a.Reg)
	return operand{reg: v, can: g.vals[v]}
}

// testOf returns the comparison that "a is not 0" is, at the current line.
func (g *generator) testOf(a isa.Arg) test {
	t := test{alu: isa.Equal, not: true, x: g.operandOf(&g.line()[g.at], a), y: operand{reg: noReg, can: number(0, 0)}}
	for t.x.reg != noReg {
		d := g.definition(t.x.reg, g.at)
		if d < 0 {
			return t
		}
		l := &g.line()[d]
		op := &l.step.Op
		x, y := g.operandOf(l, op.A), g.operandOf(l, op.B)
		switch {
		case op.ALU == isa.Ext32 && x.can.word(), op.ALU == isa.Add && y.reg == noReg && y.n == 0:
			t.x = x
		case op.ALU == isa.Equal && y.reg == noReg && y.n == 0:
			t.not, t.x = !t.not, x
		case op.ALU == isa.Equal || op.ALU == isa.Less || op.ALU == isa.LessU:
			t.alu, t.x, t.y, t.not = op.ALU, x, y, !t.not
			return t
		case op.ALU == isa.Add && g.onlyDepends(y, d):
			t.also, t.x = append(t.also, y.reg), x
		default:
			return t
		}
	}
	return t
}

// onlyDepends reports whether an operand is a 0 that depends on something: x and 0.
func (g *generator) onlyDepends(o operand, at int) bool {
	if o.reg == noReg {
		return false
	}
	d := g.definition(o.reg, at)
	if d < 0 {
		return false
	}
	op := &g.line()[d].step.Op
	return op.ALU == isa.And && !op.B.IsReg && op.B.Imm == 0
}

// definition returns the line that computes a register that is used at a line; -1 if that is
// not known: if the code between them is not straight, or if the operands have changed since.
func (g *generator) definition(v reg, at int) int {
	all := g.line()
	writes := func(i int, v reg) (does bool) {
		all[i].step.Op.Writes(func(r isa.Reg) { does = does || regOf(r) == v })
		return does
	}
	d := at - 1
	for ; d >= 0; d-- {
		if len(all[d+1].step.Labels) > 0 && all[d+1].kind == stepLine || all[d].kind != stepLine {
			return -1
		}
		if writes(d, v) {
			break
		}
	}
	if d < 0 || all[d].step.Op.Kind != isa.Arith {
		return -1
	}
	same := true
	all[d].step.Op.Reads(func(r isa.Reg) {
		for i := d; i < at; i++ {
			same = same && !writes(i, regOf(r))
		}
	})
	if !same {
		return -1
	}
	return d
}

// sources adds the registers that a register is computed from in straight code before a
// line. Parameters do not count: they depend on nothing.
func (g *generator) sources(all map[reg]bool, v reg, at int) {
	d := g.definition(v, at)
	switch {
	case g.isParameter(v):
	case d < 0:
		all[v] = true
	default:
		l := &g.line()[d]
		l.step.Op.Reads(func(r isa.Reg) { g.sources(all, regOf(r), d) })
	}
}

// compare emits a comparison. It also depends on the registers in also.
func (g *generator) compare(t *test) {
	from := map[reg]bool{}
	for _, o := range []operand{t.x, t.y} {
		if o.reg != noReg {
			g.sources(from, o.reg, g.at)
		}
	}
	if t.x.reg == noReg && t.y.reg != noReg && t.alu == isa.Equal || t.x.reg == noReg && len(t.also) > 0 {
		if t.alu == isa.Equal {
			t.x, t.y = t.y, t.x
		}
	}
	if t.x.reg == noReg {
		t.x.reg = g.constant(t.x.n)
	}
	for _, v := range t.also {
		more := map[reg]bool{}
		g.sources(more, v, g.at)
		for _, s := range sorted(more) {
			if !from[s] {
				from[s] = true
				t.x.reg = g.rrr("add", g.fresh(), t.x.reg, g.rrr("xor", g.fresh(), s, s))
			}
		}
	}
	name := "cmpw"
	switch {
	case wordsCompare(t.alu, t.x.can, t.y.can):
	case t.alu == isa.LessU:
		name = "cmpld"
	default:
		name = "cmpd"
	}
	if n := t.y.n; t.y.reg == noReg && minImm <= n && n <= maxImm && (name != "cmpld" || n >= 0) {
		g.emit(instr{op: name + "i", args: []arg{r(t.x.reg), imm(n)}, def: noReg, use: []reg{t.x.reg}, compares: true})
		return
	}
	if t.y.reg == noReg {
		t.y.reg = g.constant(t.y.n)
	}
	if (t.x.can.isAddress() || t.y.can.isAddress()) && !g.addresses.Known() {
		g.addresses = g.line()[g.at].step.Instr.Span
	}
	g.emit(instr{op: name, args: []arg{r(t.x.reg), r(t.y.reg)}, def: noReg, use: []reg{t.x.reg, t.y.reg}, compares: true})
}

// branchOn emits a branch that is taken if a test has a result.
func (g *generator) branchOn(t test, when bool, to string) {
	g.compare(&t)
	names := [2]string{"bge", "blt"}
	if t.alu == isa.Equal {
		names = [2]string{"bne", "beq"}
	}
	op := names[0]
	if when != t.not {
		op = names[1]
	}
	g.branch(op, to)
}

// inverse returns the branch that is taken exactly if another one is not.
func inverse(op string) string {
	for _, p := range [][2]string{{"beq", "bne"}, {"blt", "bge"}, {"bgt", "ble"}} {
		switch op {
		case p[0]:
			return p[1]
		case p[1]:
			return p[0]
		}
	}
	panic("compile: " + op + " is no conditional branch")
}
