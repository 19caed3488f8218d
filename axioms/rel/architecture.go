package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
)

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
	word := f.Arch
	if word == "" {
		word = f.Title
	}
	if l := sets.Language(word); l != nil {
		return l.Arch
	}
	return architectures[word]
}

// Language returns the language of the programs that a model is for: that of its
// architecture, and the default one if it names none for which there is a language.
func Language(f *cat.File) *isa.Language {
	if l := sets.Language(Architecture(f)); l != nil {
		return l
	}
	return sets.Default().Language
}
