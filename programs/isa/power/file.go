package power

import (
	"strconv"

	"github.com/fencewise/fencewise/programs/isa"
)

// CTR is the count register, which comes after the general purpose registers 0 to 31.
const CTR isa.Reg = 32

// file is the register file: the registers of POWER that programs name.
var file = func() isa.RegisterFile {
	var f isa.RegisterFile
	for r := range 32 {
		f = append(f, "r"+strconv.Itoa(r))
	}
	return append(f, "ctr")
}()
