// Package sets lists the instruction sets. The first word of a litmus test chooses one
// of them; whoever works with operations, registers or tags gets the set from here and
// knows no set by its name.
package sets

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/power"
	"github.com/fencewise/fencewise/programs/litmus"
)

// all is the instruction sets. The first one is that of programs and models that do
// not say which they are for.
var all = []*isa.Set{power.PPC}

// All returns the instruction sets.
func All() []*isa.Set { return slices.Clone(all) }

// Default returns the set for what does not say which one it is for, such as a list of
// barriers on the command line or a model without an architecture.
func Default() *isa.Set { return all[0] }

// Of returns the instruction set of a test. The error is a diagnostic: there is none
// for the architecture that its first line names.
func Of(t *litmus.Test) (*isa.Set, error) {
	if s := ForArch(t.Arch); s != nil {
		return s, nil
	}
	return nil, diag.New(t.NameSpan, diag.LitmusArch, "no instruction set for the architecture %s", t.Arch)
}

// Must returns the instruction set of a test that [Of] has accepted or that the reader
// has read; it panics if there is none.
func Must(t *litmus.Test) *isa.Set {
	s, err := Of(t)
	if err != nil {
		panic(err)
	}
	return s
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
