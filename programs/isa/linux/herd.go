package linux

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// herd leaves statements as they are: herd7 reads the same C. Its hash of a test is not
// one of lines of instructions.
var herd = isa.Spelling{
	Instr: func(in *litmus.Instr) *litmus.Instr { return in },
	Line:  func(*litmus.Instr, map[string]string) (string, bool) { return "", false },
	Jump:  func(*isa.Op, string) *litmus.Instr { return nil },
	Depend: func(litmus.Operand, int, string, bool) [2]*litmus.Instr {
		panic("linux: a dependency on a condition field")
	},
}
