// Package sets lists the instruction sets and languages. The first word of a litmus test
// selects one of them, or the target for which a program in C is compiled. Code that works
// with operations, registers or tags gets the set from here and names no particular set.
package sets

import (
	"slices"
	"sync"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/linux"
	"github.com/fencewise/fencewise/programs/isa/power"
	"github.com/fencewise/fencewise/programs/isa/x86"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
)

// all lists the instruction sets, the default first.
var all = []*isa.Set{power.PPC, linux.Set}

// All returns the instruction sets.
func All() []*isa.Set { return slices.Clone(all) }

// Default returns the set for inputs that do not name one, such as a list of barriers on the
// command line or a model without an architecture.
func Default() *isa.Set { return all[0] }

// compiled holds the instruction sets of programs in C that are compiled, by target.
var compiled sync.Map

// forTarget returns the instruction set of programs that are compiled for a target. The error
// is a diagnostic.
func forTarget(name string) (*isa.Set, error) {
	t, err := target.Named(name)
	if err != nil {
		return nil, err
	}
	s, ok := compiled.Load(t)
	if !ok {
		s, _ = compiled.LoadOrStore(t, linux.ForTarget(t))
	}
	return s.(*isa.Set), nil
}

// Of returns the instruction set of a test: that of the architecture in its first line or,
// for a test that is compiled, that of its target. It returns a diagnostic if there is none.
func Of(t *litmus.Test) (*isa.Set, error) {
	s := ForArch(t.Arch)
	switch {
	case s == nil:
		return nil, diag.New(t.NameSpan, diag.LitmusArch, "no instruction set for the architecture %s", t.Arch)
	case t.Target == "":
		return s, nil
	case s.Lower == nil:
		return nil, diag.New(t.NameSpan, diag.TargetAssembly, "%s is a program in %s assembly, and the target %s is for programs in kernel C", t.Name, s.Name, t.Target).
			WithFix("check it without --target")
	case !t.Compiled():
		return s, nil
	}
	return forTarget(t.Target)
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

// languages lists the languages of programs. Not every language has a reader: programs in it
// can come from a compiler.
var languages = []*isa.Language{power.PPC.Language, linux.Set.Language, &x86.X86}

// Languages returns the languages of programs, the default first.
func Languages() []*isa.Language { return slices.Clone(languages) }

// Language returns the language of an architecture; nil if there is none.
func Language(arch string) *isa.Language {
	for _, l := range languages {
		if l.Arch == arch {
			return l
		}
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
