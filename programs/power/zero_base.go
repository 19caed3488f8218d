package power

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// ZeroBases warns of accesses of a program whose address has r0 for its base, the
// first of them: no processor does what the program says.
func ZeroBases(t *litmus.Test) (warning *diag.Diagnostic) {
	t.EachInstr(func(in *litmus.Instr) {
		if warning != nil || len(in.Args) < 2 {
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
		var d Decoder
		op, err := d.Decode(in)
		if err != nil || op.Kind != Load && op.Kind != Store || op.A != register(0) {
			return
		}
		warning = diag.New(in.Span, diag.PowerZeroBase, "%s: a processor uses 0 instead of r0 here, so it accesses the address %d", in, op.B.Imm).
			Note("it is read as in herd7: with the value of the register r0").WithFix("take another register for the address")
		warning.Warning = true
	})
	return warning
}
