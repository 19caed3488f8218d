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

// field is a condition register field: the comparison that was made last.
type field struct {
	kind     fieldKind
	a, b     Expr // compared
	word     bool
	unsigned bool
	ok       Expr // fieldStored: whether the stwcx. succeeded
	deps     []int32
}

type fieldKind uint8

const (
	fieldClear    fieldKind = iota // no bit is set: the initial state
	fieldCompared                  // LT, GT or EQ of a against b
	fieldStored                    // EQ says that a stwcx. succeeded
)

// reservation is what the last lwarx of the path left.
type reservation struct {
	read int32 // its event; -1 for none
	deps []int32
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

// index is where a register stands in regs: the 32 general ones, then the
// symbolic ones.
func index(r power.Reg) int {
	if r >= 0 {
		return int(r)
	}
	return 31 - int(r)
}

func (p *path) reg(r power.Reg) cell { return p.regs[index(r)] }

func (p *path) set(r power.Reg, c cell) { p.regs[index(r)] = c }

// arg is the value of an operand.
func (b *builder) arg(p *path, a power.Arg) cell {
	if a.Const {
		return cell{val: b.s.Pool.Const(Number(a.Imm))}
	}
	return p.reg(a.Reg)
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

// test is the boolean that a condition register bit holds.
func (b *builder) test(f field, bit power.Bit) Expr {
	pool := b.s.Pool
	switch f.kind {
	case fieldStored:
		if bit == power.EQ {
			return f.ok
		}
		return False
	case fieldCompared:
		eq, lt := Eq64, Lt64
		switch {
		case f.word && f.unsigned:
			eq, lt = Eq32, LtU32
		case f.word:
			eq, lt = Eq32, Lt32
		case f.unsigned:
			lt = LtU64
		}
		switch bit {
		case power.EQ:
			return pool.Make(eq, f.a, f.b)
		case power.LT:
			return pool.Make(lt, f.a, f.b)
		default:
			return pool.Make(lt, f.b, f.a)
		}
	}
	return False
}
