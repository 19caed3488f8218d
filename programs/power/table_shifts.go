package power

import "math/bits"

// tableShifts enters shifts and rotations by a constant (ISA Book I 3.3.14).
// Shifts left and logical shifts right are rotations under a mask.
func tableShifts() {
	shift := func(name string, hi int64, op Op, finish func(*args, *Op)) {
		op.Kind = Arith
		addBoth(name, entry{form: formRRI, op: op, hi: hi, finish: finish})
	}
	shift("srawi", 31, Op{ALU: SarW}, nil)
	shift("sradi", 63, Op{ALU: SarD}, nil)
	shift("slwi", 31, Op{ALU: ShlW}, nil)
	shift("srwi", 31, Op{ALU: ShrW}, nil)
	shift("sldi", 63, Op{ALU: ShlD}, nil)
	shift("srdi", 63, Op{ALU: ShrD}, nil)

	shift("rotlwi", 31, Op{ALU: RotW, Mask: mask(32, 63)}, nil)
	shift("rotldi", 63, Op{ALU: RotD, Mask: -1}, nil)
	clear := func(width int64, left bool) func(*args, *Op) {
		return func(_ *args, op *Op) {
			n := op.B.Imm
			op.B = Arg{}
			if left {
				op.Mask = mask(64-width+n, 63)
			} else {
				op.Mask = mask(64-width, 63-n)
			}
		}
	}
	shift("clrlwi", 31, Op{ALU: RotW}, clear(32, true))
	shift("clrrwi", 31, Op{ALU: RotW}, clear(32, false))
	shift("clrldi", 63, Op{ALU: RotD}, clear(64, true))
	shift("clrrdi", 63, Op{ALU: RotD}, clear(64, false))

	rot := func(name string, f form, op Op, finish func(*args, *Op)) {
		op.Kind = Arith
		addBoth(name, entry{form: f, op: op, finish: finish})
	}
	rot("rlwinm", formRot, Op{ALU: RotW}, nil)
	rot("rlwnm", formRotReg, Op{ALU: RotW}, nil)
	rot("rlwimi", formRot, Op{ALU: RotW}, func(_ *args, op *Op) { op.C = register(op.Dst) })
	rot("rldicl", formRotD, Op{ALU: RotD}, func(a *args, op *Op) { op.Mask = mask(op.Mask, 63) })
	rot("rldicr", formRotD, Op{ALU: RotD}, func(a *args, op *Op) { op.Mask = mask(0, op.Mask) })
	rot("rldic", formRotD, Op{ALU: RotD}, func(a *args, op *Op) { op.Mask = mask(op.Mask, 63-op.B.Imm) })
	rot("rldimi", formRotD, Op{ALU: RotD}, func(a *args, op *Op) {
		op.Mask, op.C = mask(op.Mask, 63-op.B.Imm), register(op.Dst)
	})
}

// mask is ones from bit first to bit last, counted from the most significant
// one as the ISA does; where first is greater it wraps around.
func mask(first, last int64) int64 {
	m := ^uint64(0) << (63 - (last-first)&63) // as many ones as the mask has, at the top
	return int64(bits.RotateLeft64(m, -int(first)))
}
