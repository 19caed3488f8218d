package linux

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Set is the language of kernel C as an instruction set: its threads are lowered to steps.
var Set = &isa.Set{
	Language:   &C,
	NewDecoder: func() isa.Decoder { return newDecoder() },
	Lower:      lower,
	Mnemonics:  mnemonics,
	Survey:     survey,
	Herd:       herd,
}

// decoder holds the registers of a test. Statements are lowered and not decoded.
type decoder struct{ regs isa.Registers }

func newDecoder() *decoder { return &decoder{regs: isa.Registers{Plain: true}} }

// Decode returns an error: a statement of C is no instruction.
func (d *decoder) Decode(in *litmus.Instr) (isa.Op, error) {
	return isa.Op{}, diag.New(in.Span, diag.KernelCUnsupported, "%s is a statement of C and not an instruction", in.Op)
}

func (d *decoder) Regs() *isa.Registers { return &d.regs }

func (d *decoder) Reset() { d.regs = isa.Registers{Plain: true} }
