package rel

import "github.com/fencewise/fencewise/axioms/cat"

// architectures maps what herd7 accepts as the name of an architecture to the
// name that it prints.
var architectures = map[string]string{
	"AArch64": "AArch64", "ARM": "ARM", "BPF": "BPF", "MIPS": "MIPS", "PPC": "PPC",
	"RISCV": "RISCV", "RISC-V": "RISCV", "X86": "X86", "X86_64": "X86_64",
	"C": "C", "CPP": "C++", "C++": "C++", "JAVA": "Java", "Java": "Java",
	"ASL": "ASL", "LISA": "LISA", "Bell": "LISA",
}

// Architecture returns the architecture that herd7 takes a model to be for; ""
// if the model is for any. herd7 looks at the first word of the file, or at the
// title if the file begins with that, and at nothing that the file includes. A
// word that is no architecture (SC, TSO, "Uniproc model") restricts nothing.
func Architecture(f *cat.File) string {
	if f.Arch != "" {
		return architectures[f.Arch]
	}
	return architectures[f.Title]
}
