package compile

import (
	"fmt"
	"math"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
)

// arg returns a register that holds an operand of the current step.
func (g *generator) arg(a isa.Arg) reg {
	if !a.IsReg {
		return g.constant(a.Imm)
	}
	return regOf(a.Reg)
}

// arith emits what computes the result of a step.
func (g *generator) arith(l *line) {
	op := &l.step.Op
	d := regOf(op.Dst)
	x, y := g.val(g.col, l, op.A), g.val(g.col, l, op.B)
	switch op.ALU {
	case isa.Add:
		g.sum(d, op.A, op.B)
	case isa.Sub:
		if n := -op.B.Imm; !op.B.IsReg && op.A.IsReg {
			g.sum(d, op.A, isa.Constant(n))
			return
		}
		g.rrr("sub", d, g.arg(op.A), g.arg(op.B))
	case isa.And:
		g.and(l, d)
	case isa.Or, isa.Xor:
		g.bitwise(d, op)
	case isa.Mul:
		g.mul(d, op, x, y)
	case isa.DivD, isa.DivDU:
		if name := map[isa.ALU]string{isa.DivD: "divd", isa.DivDU: "divdu"}[op.ALU]; !g.divides(l) {
			g.rrr(name, d, g.arg(op.A), g.arg(op.B))
			return
		}
		g.rrr("divw", d, g.arg(op.A), g.arg(op.B))
	case isa.ShlD, isa.SarD, isa.ShrD:
		g.shift(d, op)
	case isa.Equal, isa.Less, isa.LessU:
		g.truth(d, op, x, y)
	case isa.Ext8:
		g.rr("extsb", d, g.arg(op.A))
	case isa.Ext16:
		g.rr("extsh", d, g.arg(op.A))
	case isa.Ext32:
		if g.needs[d] && !x.word() {
			g.extend(d, g.arg(op.A))
			return
		}
		g.sum(d, op.A, isa.Constant(0))
	default:
		panic(fmt.Sprintf("compile: kernel C has no arithmetic function %d", op.ALU))
	}
}

// extend gives the low word of a register its sign: the product with 1 of words has 64 bits.
func (g *generator) extend(d, a reg) { g.rrr("mullw", d, a, g.constant(1)) }

// sum emits d := a+b.
func (g *generator) sum(d reg, a, b isa.Arg) {
	if !a.IsReg {
		a, b = b, a
	}
	switch n := b.Imm; {
	case !a.IsReg:
		g.li(d, a.Imm+n)
	case b.IsReg:
		g.rrr("add", d, g.arg(a), g.arg(b))
	case n == 0:
		g.rr("mr", d, g.arg(a))
	case minImm <= n && n <= maxImm:
		g.rri("addi", d, g.arg(a), n)
	default:
		g.rrr("add", d, g.arg(a), g.constant(n))
	}
}

// and emits a bitwise and. With 0 it only makes a dependency. One that keeps the low word
// does nothing where only that matters.
func (g *generator) and(l *line, d reg) {
	op := &l.step.Op
	x := g.val(g.col, l, op.A)
	a := g.arg(op.A)
	switch {
	case op.B.IsReg:
		g.rrr("and", d, a, g.arg(op.B))
	case op.B.Imm == 0:
		g.rrr("xor", d, a, a)
	case op.B.Imm == math.MaxUint32 && (!g.needs[d] || x.wordU()):
		g.rr("mr", d, a)
	default:
		g.rrr("and", d, a, g.constant(op.B.Imm))
	}
}

// bitwise emits an or or an exclusive or.
func (g *generator) bitwise(d reg, op *isa.Op) {
	name := map[isa.ALU]string{isa.Or: "or", isa.Xor: "xor"}[op.ALU]
	a, b := op.A, op.B
	if !a.IsReg {
		a, b = b, a
	}
	if a.IsReg && !b.IsReg && 0 <= b.Imm && b.Imm <= math.MaxUint16 {
		g.rri(name+"i", d, g.arg(a), b.Imm)
		return
	}
	g.rrr(name, d, g.arg(a), g.arg(b))
}

// mul emits a product.
func (g *generator) mul(d reg, op *isa.Op, x, y value) {
	a, b := op.A, op.B
	if !a.IsReg {
		a, b = b, a
	}
	switch {
	case a.IsReg && !b.IsReg && minImm <= b.Imm && b.Imm <= maxImm:
		g.rri("mulli", d, g.arg(a), b.Imm)
	case !g.needs[d] || x.word() && y.word():
		g.rrr("mullw", d, g.arg(a), g.arg(b))
	default:
		g.rrr("mulld", d, g.arg(a), g.arg(b))
	}
}

// shift emits a shift. One to the left by a constant is a product, since herd7 has no
// shifts.
func (g *generator) shift(d reg, op *isa.Op) {
	if n := op.B.Imm; op.ALU == isa.ShlD && !op.B.IsReg && 0 <= n && n < 63 {
		a := g.arg(op.A)
		for ; n > chunk; n -= chunk {
			a = g.rri("mulli", g.fresh(), a, 1<<chunk)
		}
		g.rri("mulli", d, a, 1<<n)
		return
	}
	g.rrr(map[isa.ALU]string{isa.ShlD: "sld", isa.SarD: "srad", isa.ShrD: "srd"}[op.ALU], d, g.arg(op.A), g.arg(op.B))
}

// truth emits a comparison whose result is a number. On words it has no branch, so that
// the result depends on the operands as data. Other comparisons go through a condition
// field, which herd7 shows in another way.
func (g *generator) truth(d reg, op *isa.Op, x, y value) {
	switch {
	case x.isAddress() || y.isAddress():
		a, b := g.arg(op.A), g.arg(op.B)
		g.emit(instr{op: "compare", def: d, use: []reg{a, b}, pure: true, bad: diag.New(g.line()[g.at].step.Instr.Span, diag.CompileUnsupported,
			"the result of a comparison of addresses is used as a number").Note("the machine computes it from the bits of addresses, which litmus tests do not have").
			WithFix("use the comparison in the condition of an if")})
	case !wordsCompare(op.ALU, x, y):
		g.field(d, op)
	case op.ALU == isa.Equal && x.within(0, 1) && op.B == isa.Constant(0):
		g.rri("xori", d, g.arg(op.A), 1)
	case op.ALU == isa.Equal:
		g.equal(d, g.arg(op.A), op.B)
	default:
		g.less(d, g.arg(op.A), g.arg(op.B))
	}
}

// equal emits d := a = b for words. For the difference n, the word n or -n is negative
// unless n is 0. The quotient -1/((n or -n)-1) is 1 for 0, and 0 for a negative number.
func (g *generator) equal(d, a reg, b isa.Arg) {
	n := a
	switch {
	case b.IsReg:
		n = g.rrr("xor", g.fresh(), a, g.arg(b))
	case b.Imm == 0:
	case 0 < b.Imm && b.Imm <= math.MaxUint16:
		n = g.rri("xori", g.fresh(), a, b.Imm)
	default:
		n = g.rrr("xor", g.fresh(), a, g.constant(b.Imm))
	}
	minus := g.rrr("subf", g.fresh(), n, g.constant(0))
	either := g.rri("addi", g.fresh(), g.rrr("or", g.fresh(), n, minus), -1)
	g.rrr("divw", d, g.constant(-1), either)
}

// less emits d := a < b for words with a sign: the sign of (a and not b) or ((a xor not b)
// and a-b), divided by the word that has only the sign.
func (g *generator) less(d, a, b reg) {
	not := g.rrr("xor", g.fresh(), b, g.constant(-1))
	first := g.rrr("and", g.fresh(), a, not)
	second := g.rrr("and", g.fresh(), g.rrr("xor", g.fresh(), a, not), g.rrr("sub", g.fresh(), a, b))
	sign := g.constant(1 << 31)
	g.rrr("divw", d, g.rrr("and", g.fresh(), g.rrr("or", g.fresh(), first, second), sign), sign)
}

// field emits a comparison whose result is taken out of condition field 0.
func (g *generator) field(d reg, op *isa.Op) {
	name, at := "cmpd", int64(3) // the bit that says equal comes third
	switch op.ALU {
	case isa.LessU:
		name, at = "cmpld", 1
	case isa.Less:
		at = 1
	}
	a, b := g.arg(op.A), g.arg(op.B)
	g.emit(instr{op: name, args: []arg{r(a), r(b)}, def: noReg, use: []reg{a, b}, compares: true})
	all := g.fresh()
	g.emit(instr{op: "mfcr", args: []arg{r(all)}, def: all, pure: true})
	g.emit(instr{op: "rlwinm", args: []arg{r(d), r(all), imm(at), imm(31), imm(31)}, def: d, use: []reg{all}, pure: true})
}
