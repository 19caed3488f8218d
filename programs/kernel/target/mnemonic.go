package target

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/isa"
)

// mnemonics holds the names of the instructions that make accesses, by the size of the
// access: of one, two, four and eight bytes.
type mnemonics struct {
	load, store, reserve, conditional [4]string
	fences                            map[isa.Tag]string
}

// Instruction returns the mnemonic of the instruction that an operation becomes: an access
// of size bytes, or a barrier. It returns "" for other operations, which compute or branch.
func (t *Target) Instruction(op *isa.Op, size int) string {
	at := map[int]int{1: 0, 2: 1, 4: 2}
	k, ok := at[size]
	if !ok {
		k = 3
	}
	switch op.Kind {
	case isa.Load:
		return t.names.load[k]
	case isa.Store:
		return t.names.store[k]
	case isa.LoadRes:
		return t.names.reserve[k]
	case isa.StoreCond:
		return t.names.conditional[k]
	case isa.Fence:
		name := t.names.fences[t.Language.Barrier(op.Tags)]
		if name == "" {
			panic(fmt.Sprintf("target: %s has no name for the barrier %s", t.Name, t.Language.Text(op.Tags)))
		}
		return name
	}
	return ""
}
