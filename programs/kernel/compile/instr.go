package compile

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
)

// argKind is the kind of an operand.
type argKind uint8

const (
	regArg  argKind = iota
	zeroArg         // r0 in a place where it is read as the number 0
	immArg
	memArg  // n(reg)
	nameArg // a label or a thread
)

type arg struct {
	kind argKind
	reg  reg
	n    int64
	name string
}

func r(v reg) arg            { return arg{kind: regArg, reg: v} }
func imm(n int64) arg        { return arg{kind: immArg, n: n} }
func mem(n int64, v reg) arg { return arg{kind: memArg, n: n, reg: v} }
func label(name string) arg  { return arg{kind: nameArg, name: name} }

// instr is an instruction whose registers have no numbers yet, or the border of a slot's
// choice.
type instr struct {
	kind     lineKind // stepLine for an instruction
	labels   []string
	op       string
	args     []arg
	def      reg    // the register that it writes; noReg for none
	use      []reg  // the registers that it reads
	compares bool   // it only sets condition field 0, which the next instruction reads
	pure     bool   // it only computes def
	to       string // the label that it may jump to
	always   bool   // it always jumps
	step     *isa.Step
	choice   int
	bad      *diag.Diagnostic // reported if the instruction is needed
}

// generator makes the instructions of one column.
type generator struct {
	*compiler
	col     int
	out     []instr
	pending []string          // labels of the next instruction
	names   map[string]string // of the labels of steps
	at      int               // the line
	reads   map[int]int       // by line of a load: its instruction
	end     string            // the label of the end; "" for none
	needs   map[reg]bool      // registers of which more than the low word matters
}

func (g *generator) emit(in instr) int {
	in.labels, g.pending = g.pending, nil
	if in.step == nil && g.at < len(g.line()) {
		in.step = g.line()[g.at].step
	}
	g.out = append(g.out, in)
	return len(g.out) - 1
}

func (g *generator) line() []line { return g.columns[g.col].lines }

// rrr emits an instruction that computes a register from two.
func (g *generator) rrr(op string, d, a, b reg) reg {
	g.emit(instr{op: op, args: []arg{r(d), r(a), r(b)}, def: d, use: []reg{a, b}, pure: true})
	return d
}

// rri emits an instruction that computes a register from another and a number.
func (g *generator) rri(op string, d, a reg, n int64) reg {
	if op == "addi" {
		g.nonzero[a] = true
	}
	g.emit(instr{op: op, args: []arg{r(d), r(a), imm(n)}, def: d, use: []reg{a}, pure: true})
	return d
}

// rr emits an instruction that computes a register from another.
func (g *generator) rr(op string, d, a reg) reg {
	g.emit(instr{op: op, args: []arg{r(d), r(a)}, def: d, use: []reg{a}, pure: true})
	return d
}

// The immediates of most instructions have 16 bits.
const (
	minImm, maxImm = -1 << 15, 1<<15 - 1
	chunk          = 14 // bits of a constant that one step of its construction adds
)

// li emits the instructions that put a number into a register. herd7 has no shifts, so
// that a large number is made with multiplications.
func (g *generator) li(d reg, v int64) reg {
	if minImm <= v && v <= maxImm {
		g.emit(instr{op: "li", args: []arg{r(d), imm(v)}, def: d, pure: true})
		return d
	}
	high := g.rri("mulli", g.fresh(), g.li(g.fresh(), v>>chunk), 1<<chunk)
	if low := v & (1<<chunk - 1); low != 0 {
		return g.rri("ori", d, high, low)
	}
	return g.rr("mr", d, high)
}

// constant returns a new register that holds a number.
func (g *generator) constant(v int64) reg { return g.li(g.fresh(), v) }

// branch emits a branch to a label.
func (g *generator) branch(op, to string) {
	g.emit(instr{op: op, args: []arg{label(to)}, def: noReg, to: to, always: op == "b"})
}

// labelOf returns the label that stands for one of the steps.
func (g *generator) labelOf(of string) string {
	if g.names[of] == "" {
		g.names[of] = g.label()
	}
	return g.names[of]
}

// label returns a new label.
func (c *compiler) label() string {
	c.labels++
	return "L" + strconv.Itoa(c.labels)
}
