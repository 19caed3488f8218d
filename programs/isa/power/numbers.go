package power

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// warnNumberAsRegister warns about instructions such as add r1,r2,3. Assemblers take the
// last operand for r3. But the author is likely to have meant a number, because the other
// registers are written by their names.
func (s *surveyor) warnNumberAsRegister(in *litmus.Instr, e *entry) {
	if e.form == formRI || e.form == formRRI || e.form == formCmpI { // a number belongs there
		return
	}
	last := len(in.Args) - 1
	if last < 1 || in.Args[last].Kind != litmus.OpImm || !slices.ContainsFunc(in.Args[:last], isNamed) {
		return
	}
	op, err := s.dec.Decode(in)
	if err != nil || last >= maxRoles || s.dec.args.roles[last] != roleReg || op.Kind != isa.Arith && op.Kind != isa.Compare {
		return
	}
	o := &in.Args[last]
	w := diag.New(o.Span, diag.PowerNumber, "%d means the register r%[1]d here", o.Num)
	w.Warning = true
	if with := immediate[in.Op]; with != "" {
		w.Note("the instruction with the number %d is %s", o.Num, with)
	}
	s.Warnings = append(s.Warnings, w.WithFix("write r%d", o.Num))
}

func isNamed(o litmus.Operand) bool { return o.Kind == litmus.OpReg || o.Kind == litmus.OpSym }

// immediate maps an instruction to the one with a number instead of the last register.
var immediate = map[string]string{
	"add": "addi", "sub": "subi", "mr": "li", "and.": "andi.", "or": "ori", "xor": "xori", "mullw": "mulli", "mulld": "mulli",
	"cmpw": "cmpwi", "cmpd": "cmpdi", "cmplw": "cmplwi", "cmpld": "cmpldi", "subf": "subfic",
	"slw": "slwi", "srw": "srwi", "sraw": "srawi", "sld": "sldi", "srd": "srdi", "srad": "sradi",
}
