package power

import "github.com/fencewise/fencewise/programs/isa"

// PPC is the instruction set of POWER.
var PPC = &isa.Set{
	Language:   &POWER,
	NewDecoder: func() isa.Decoder { return newDecoder() },
	Mnemonics:  mnemonics,
	Size: func(mnemonic string) int {
		if e := table[mnemonic]; e != nil {
			return int(e.op.Size)
		}
		return 0
	},
	Survey: survey,
	Herd:   herd,
}
