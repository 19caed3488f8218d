package event

import (
	"slices"

	"github.com/fencewise/fencewise/programs/power"
)

// cell is what a register holds: a value, and the reads it was computed from.
type cell struct {
	val  Expr
	deps []int32 // sorted, never changed in place
}

// reservation is what the last l*arx of the path left, or the stwcx. after it.
type reservation struct {
	read int32   // the event of the l*arx; -1 for none
	deps []int32 // reads that it was computed from
}

// path is one way through a thread, up to the instruction at pc.
type path struct {
	pc    int
	guard Expr
	last  int32 // the last event; -1 for none
	regs  []cell
	cr    [8]field
	ctrl  []int32 // reads that decided a branch so far
	res   reservation
	heads *arrival // at loop heads, the latest first
	back  int      // index of the branch, if the last step was a backward jump; else -1
	wrote int      // writes so far
}

// fork is a copy that goes on by itself. Everything behind a pointer is
// shared and never changed, but for the registers.
func (p *path) fork() *path {
	q := *p
	q.regs = slices.Clone(p.regs)
	return &q
}

// index is where a register stands in regs: the 32 general ones, CTR, then
// the symbolic ones.
func index(r power.Reg) int {
	if r >= 0 {
		return int(r)
	}
	return fixedRegs - 1 - int(r)
}

// fixedRegs is the number of registers that are not symbolic.
const fixedRegs = int(power.CTR) + 1

func (p *path) reg(r power.Reg) cell { return p.regs[index(r)] }

func (p *path) set(r power.Reg, c cell) { p.regs[index(r)] = c }

// arg is the value of an operand.
func (b *builder) arg(p *path, a power.Arg) cell {
	if a.IsReg {
		return p.reg(a.Reg)
	}
	return cell{val: b.s.Pool.Const(Number(a.Imm))}
}

// merge is the union of two sorted lists.
func (b *builder) merge(x, y []int32) []int32 {
	if len(x) == 0 {
		return y
	}
	if len(y) == 0 || slices.Equal(x, y) {
		return x
	}
	b.work += len(x) + len(y)
	out := make([]int32, 0, len(x)+len(y))
	i, j := 0, 0
	for i < len(x) || j < len(y) {
		switch {
		case j == len(y) || i < len(x) && x[i] < y[j]:
			out = append(out, x[i])
			i++
		case i == len(x) || y[j] < x[i]:
			out = append(out, y[j])
			j++
		default:
			out = append(out, x[i])
			i++
			j++
		}
	}
	return out
}
