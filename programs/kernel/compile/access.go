package compile

import (
	"math"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
)

// The instructions that access memory, by the size of the access in bytes.
var (
	loads      = map[int]string{1: "lbz", 2: "lhz", 4: "lwz", 8: "ld"}
	stores     = map[int]string{1: "stb", 2: "sth", 4: "stw", 8: "std"}
	loadRes    = map[int]string{1: "lbarx", 2: "lharx", 4: "lwarx", 8: "ldarx"}
	storeConds = map[int]string{1: "stbcx.", 2: "sthcx.", 4: "stwcx.", 8: "stdcx."}
	extensions = map[int]string{1: "extsb", 2: "extsh"}
)

// sizeAt returns the size in bytes of the locations that the access of a line can be to. An
// address that is never one of a location is that of a word.
func (c *compiler) sizeAt(l *line) int {
	if n, ok := c.sizes[l.step]; ok {
		return n
	}
	return 4
}

// widen gives the locations that one access can be to the size of the largest of them, where
// that changes no value. Tests often declare only some of the locations that a pointer can
// point to.
func (c *compiler) widen() {
	for changed := true; changed; {
		changed = false
		c.eachAccess(func(col int, l *line) {
			size := 0
			c.eachLoc(c.address(col, l), func(at *location) { size = max(size, at.typ.Size) })
			c.eachLoc(c.address(col, l), func(at *location) {
				if lo, hi := bounds(at.typ); at.typ.Size < size && at.elems == 0 && at.holds.within(lo+1, hi-1) {
					at.typ.Size, changed = size, true
				}
			})
		})
	}
}

// eachAccess calls f for each access.
func (c *compiler) eachAccess(f func(col int, l *line)) {
	for col := range c.columns {
		for i := range c.columns[col].lines {
			if l := &c.columns[col].lines[i]; l.kind == stepLine && l.step.Op.Kind.Accesses() {
				f(col, l)
			}
		}
	}
}

// findSizes finds the sizes of accesses. It reports those that have none.
func (c *compiler) findSizes() {
	c.sizes = map[*isa.Step]int{}
	c.eachAccess(func(col int, l *line) {
		var first *location
		what := l.step.Instr
		c.eachLoc(c.address(col, l), func(at *location) {
			switch {
			case first == nil:
				first = at
				c.sizes[l.step] = at.typ.Size
			case first.typ.Size != at.typ.Size:
				c.fail(what.Span, diag.CompileUnsupported, "%s accesses %s and %s, whose sizes are %d and %d", what.Phrase(), first.name, at.name, first.typ.Size, at.typ.Size).
					Note("an instruction has one size").WithFix("declare both with the same type")
			}
			op := &l.step.Op
			switch size := int(op.Size); {
			case first.typ.Size != at.typ.Size: // reported
			case size > 0 && size != at.typ.Size && !(op.Address && at.typ.Size < size):
				c.fail(what.Span, diag.CompileUnsupported, "%s accesses %s of %s, whose size is %d, and programs with accesses of mixed size are not printed", what.Phrase(), prose.Count(size, "byte"), at.name, at.typ.Size).
					WithFix("check it with --target %s, which needs no assembly", c.target.Name)
			case first.typ.Signed != at.typ.Signed && first.typ.Size < 8 && !(first.holds.small() && at.holds.small()):
				c.fail(what.Span, diag.CompileUnsupported, "%s accesses %s and %s, of which one has a sign", what.Phrase(), first.name, at.name).
					Note("an instruction loads with or without a sign").WithFix("declare both with the same type")
			}
		})
	})
}

// base returns the register and the distance that make the address of the current step.
func (g *generator) base(op *isa.Op) (reg, int64) {
	a := op.A
	if !a.IsReg || op.B.IsReg {
		v := g.fresh()
		g.sum(v, a, op.B)
		return v, 0
	}
	v, n := g.arg(a), op.B.Imm
	if d := g.definition(v, g.at); d >= 0 {
		l := &g.line()[d]
		if from := &l.step.Op; from.ALU == isa.Add && from.A.IsReg && !from.B.IsReg && from.B.Imm%4 == 0 && minImm <= n+from.B.Imm && n+from.B.Imm <= maxImm {
			return regOf(from.A.Reg), n + from.B.Imm
		}
	}
	return v, n
}

// whole returns a register that holds the address of the current step.
func (g *generator) whole(op *isa.Op) reg {
	if op.A.IsReg && op.B == isa.Constant(0) {
		return g.arg(op.A)
	}
	v := g.fresh()
	g.sum(v, op.A, op.B)
	return v
}

// load emits a load. The sign of a short number is extended after it, and that of a word if
// it matters.
func (g *generator) load(l *line) {
	op, size := &l.step.Op, g.sizeAt(l)
	d := regOf(op.Dst)
	negative := false
	g.eachLoc(g.address(g.col, l), func(at *location) {
		negative = negative || at.typ.Signed && !at.holds.within(0, math.MaxInt64)
	})
	to := d
	if negative && (size < 4 || size == 4 && g.needs[d]) {
		to = g.fresh()
	}
	if op.Kind == isa.LoadRes {
		at := g.whole(op)
		g.reads[g.at] = g.emit(instr{op: loadRes[size], args: []arg{r(to), {kind: zeroArg}, r(at)}, def: to, use: []reg{at}})
	} else {
		at, n := g.base(op)
		g.nonzero[at] = true
		g.reads[g.at] = g.emit(instr{op: loads[size], args: []arg{r(to), mem(n, at)}, def: to, use: []reg{at}})
	}
	switch {
	case to == d:
	case size == 4:
		g.extend(d, to)
	default:
		g.rr(extensions[size], d, to)
	}
}

// store emits a store.
func (g *generator) store(l *line) {
	op, size := &l.step.Op, g.sizeAt(l)
	if op.Kind == isa.StoreCond {
		v := g.arg(op.C)
		at := g.whole(op)
		g.emit(instr{op: storeConds[size], args: []arg{r(v), {kind: zeroArg}, r(at)}, def: noReg, use: []reg{v, at}})
		return
	}
	v := g.arg(op.C)
	at, n := g.base(op)
	g.nonzero[at] = true
	g.emit(instr{op: stores[size], args: []arg{r(v), mem(n, at)}, def: noReg, use: []reg{v, at}})
}
