package rel

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// What herd7 7.56 does with a PPC program under a model that begins like this: "" if it
// judges the program, else the architecture that it names in "Architecture mismatch
// between test and model".
func TestArchitecture(t *testing.T) {
	for _, c := range []struct{ head, arch string }{
		{``, ""}, {`PPC "x"`, "PPC"}, {`"PPC"`, "PPC"}, {`SC`, ""}, {`"X86 TSO"`, ""}, {`TSO X86`, ""},
		{`c "x"`, ""}, {`ppc`, ""}, {`riscv`, ""}, {`(* X86 *) "a"`, ""},
		{`X86 "x"`, "X86"}, {`X86 TSO`, "X86"}, {`"X86"`, "X86"}, {`(* c *) X86`, "X86"}, {`X86_64 "t"`, "X86_64"},
		{`"AArch64"`, "AArch64"}, {`ARM ARM`, "ARM"}, {`MIPS MIPS`, "MIPS"}, {`RISCV`, "RISCV"}, {`RISC-V`, "RISCV"}, {`"RISC-V"`, "RISCV"},
		{`C "q"`, "C"}, {`CPP`, "C++"}, {`"C++"`, "C++"}, {`JAVA`, "Java"}, {`"Java"`, "Java"}, {`LISA`, "LISA"}, {`Bell "x"`, "LISA"}, {`ASL`, "ASL"},
	} {
		f, err := cat.Parse(diag.NewSource("m.cat", c.head+"\nacyclic po"))
		if err != nil {
			t.Errorf("%s: %v", c.head, err)
			continue
		}
		if got := Architecture(f); got != c.arch {
			t.Errorf("%s: got %q, want %q", c.head, got, c.arch)
		}
		if c.arch != "" && !f.Head.Known() {
			t.Errorf("%s: without a place", c.head)
		}
	}
}
