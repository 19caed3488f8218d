package power

import "github.com/fencewise/fencewise/programs/isa"

// PPC is the instruction set of POWER.
var PPC = &isa.Set{
	Language:   &POWER,
	NewDecoder: func() isa.Decoder { return newDecoder() },
	Mnemonics:  mnemonics,
	Survey:     survey,
	Herd:       herd,
}
