package power

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// warnZeroBase warns about the first access whose base register is r0. Processors do not
// execute it as written.
func (s *surveyor) warnZeroBase(in *litmus.Instr) {
	if s.warnedZeroBase || len(in.Args) < 2 {
		return
	}
	last := &in.Args[len(in.Args)-1]
	reg := last.Base
	if last.Kind == litmus.OpReg && in.Args[1].Kind == litmus.OpImm { // 0,r0
		reg = last
	}
	if reg == nil || reg.Num != 0 {
		return
	}
	op, err := s.dec.Decode(in)
	if err != nil || op.Kind != isa.Load && op.Kind != isa.Store || op.A != isa.Register(0) {
		return
	}
	w := diag.New(in.Span, diag.PowerZeroBase, "%s: a processor uses 0 instead of r0 here, so it accesses the address %d", in, op.B.Imm).
		Note("fencewise reads it as herd7 does: with the value of the register r0").WithFix("use another register for the address")
	w.Warning = true
	s.warnedZeroBase, s.Warnings = true, append(s.Warnings, w)
}
