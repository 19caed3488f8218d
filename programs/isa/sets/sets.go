// Package sets lists the instruction sets. The first word of a litmus test selects one of
// them. Code that works with operations, registers or tags gets the set from here and names
// no particular set.
package sets

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/linux"
	"github.com/fencewise/fencewise/programs/isa/power"
	"github.com/fencewise/fencewise/programs/litmus"
)

// all lists the instruction sets, the default first.
var all = []*isa.Set{power.PPC, linux.Set}

// All returns the instruction sets.
func All() []*isa.Set { return slices.Clone(all) }

// Default returns the set for inputs that do not name one, such as a list of barriers on the
// command line or a model without an architecture.
func Default() *isa.Set { return all[0] }

// Of returns the instruction set of a test. It returns a diagnostic if there is none for the
// architecture in the first line of the test.
func Of(t *litmus.Test) (*isa.Set, error) {
	if s := ForArch(t.Arch); s != nil {
		return s, nil
	}
	return nil, diag.New(t.NameSpan, diag.LitmusArch, "no instruction set for the architecture %s", t.Arch)
}

// Must returns the instruction set of a test that [Of] or the reader has accepted. It panics
// if there is none.
func Must(t *litmus.Test) *isa.Set {
	s, err := Of(t)
	if err != nil {
		panic(err)
	}
	return s
}

// Language returns the language of an architecture; nil if there is none.
func Language(arch string) *isa.Language {
	if s := ForArch(arch); s != nil {
		return s.Language
	}
	return nil
}

// Annotated returns the language whose tags bell files declare.
func Annotated() *isa.Language {
	return all[slices.IndexFunc(all, func(s *isa.Set) bool { return s.Language.Annotated })].Language
}

// ForArch returns the instruction set of an architecture; nil if there is none.
func ForArch(arch string) *isa.Set {
	for _, s := range all {
		if s.Arch == arch {
			return s
		}
	}
	return nil
}
