package rel

import "github.com/fencewise/fencewise/axioms/cat"

// architectures maps the names of architectures that herd7 accepts to those that it
// prints.
var architectures = map[string]string{
	"AArch64": "AArch64", "ARM": "ARM", "BPF": "BPF", "MIPS": "MIPS", "PPC": "PPC",
	"RISCV": "RISCV", "RISC-V": "RISCV", "X86": "X86", "X86_64": "X86_64",
	"C": "C", "CPP": "C++", "C++": "C++", "JAVA": "Java", "Java": "Java",
	"ASL": "ASL", "LISA": "LISA", "Bell": "LISA",
}

// Architecture returns the architecture that a model is for, as herd7 understands it, and
// "" if it is for any. herd7 reads the first word of the file, or the title if the file
// begins with one, and ignores included files. A word that names no architecture (SC,
// TSO, "Uniproc model") restricts nothing.
func Architecture(f *cat.File) string {
	if f.Arch != "" {
		return architectures[f.Arch]
	}
	return architectures[f.Title]
}
