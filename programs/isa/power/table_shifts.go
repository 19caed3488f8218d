package power

import (
	"math/bits"

	"github.com/fencewise/fencewise/programs/isa"
)

// tableShifts enters shifts and rotations by a constant (ISA Book I 3.3.14).
func tableShifts() {
	shift := func(name string, hi int64, op isa.Op, finish func(*args, *isa.Op)) {
		op.Kind = isa.Arith
		addBoth(name, entry{form: formRRI, op: op, hi: hi, finish: finish})
	}
	shift("srawi", 31, isa.Op{ALU: isa.SarW}, nil)
	shift("sradi", 63, isa.Op{ALU: isa.SarD}, nil)
	shift("slwi", 31, isa.Op{ALU: isa.ShlW}, nil)
	shift("srwi", 31, isa.Op{ALU: isa.ShrW}, nil)
	shift("sldi", 63, isa.Op{ALU: isa.ShlD}, nil)
	shift("srdi", 63, isa.Op{ALU: isa.ShrD}, nil)

	shift("rotlwi", 31, isa.Op{ALU: isa.RotW, Mask: mask(32, 63)}, nil)
	shift("rotldi", 63, isa.Op{ALU: isa.RotD, Mask: -1}, nil)
	clear := func(width int64, left bool) func(*args, *isa.Op) {
		return func(_ *args, op *isa.Op) {
			n := op.B.Imm
			op.B = isa.Arg{}
			if left {
				op.Mask = mask(64-width+n, 63)
			} else {
				op.Mask = mask(64-width, 63-n)
			}
		}
	}
	shift("clrlwi", 31, isa.Op{ALU: isa.RotW}, clear(32, true))
	shift("clrrwi", 31, isa.Op{ALU: isa.RotW}, clear(32, false))
	shift("clrldi", 63, isa.Op{ALU: isa.RotD}, clear(64, true))
	shift("clrrdi", 63, isa.Op{ALU: isa.RotD}, clear(64, false))

	rot := func(name string, f form, op isa.Op, finish func(*args, *isa.Op)) {
		op.Kind = isa.Arith
		addBoth(name, entry{form: f, op: op, finish: finish})
	}
	rot("rlwinm", formRot, isa.Op{ALU: isa.RotW}, nil)
	rot("rlwnm", formRotReg, isa.Op{ALU: isa.RotW}, nil)
	rot("rlwimi", formRot, isa.Op{ALU: isa.RotW}, func(_ *args, op *isa.Op) { op.C = isa.Register(op.Dst) })
	rot("rldicl", formRotD, isa.Op{ALU: isa.RotD}, func(a *args, op *isa.Op) { op.Mask = mask(op.Mask, 63) })
	rot("rldicr", formRotD, isa.Op{ALU: isa.RotD}, func(a *args, op *isa.Op) { op.Mask = mask(0, op.Mask) })
	rot("rldic", formRotD, isa.Op{ALU: isa.RotD}, func(a *args, op *isa.Op) { op.Mask = mask(op.Mask, 63-op.B.Imm) })
	rot("rldimi", formRotD, isa.Op{ALU: isa.RotD}, func(a *args, op *isa.Op) {
		op.Mask, op.C = mask(op.Mask, 63-op.B.Imm), isa.Register(op.Dst)
	})
}

// mask returns a number with ones from bit first to bit last, and zeros elsewhere. Bits are
// counted from the most significant one, as in the ISA. If first is greater than last, the
// ones wrap around.
func mask(first, last int64) int64 {
	m := ^uint64(0) << (63 - (last-first)&63) // as many ones as the mask has, at the top
	return int64(bits.RotateLeft64(m, -int(first)))
}
