package models

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
)

// Options says how model files are read.
type Options struct {
	Include  []string // folders in which included files are looked for too
	Variants []string // names for which `if "name"` is true in a cat file
	Bell     string   // a file that is executed before the model and declares tags; "" for none
	// Language is the language of the programs, for a model that names no architecture; nil
	// for the default one, or the one that has tags if there is a Bell.
	Language *isa.Language
	ISA      string // the version of the Power ISA; "" for what the model says itself
	AnyArch  bool   // accept a model of another architecture, to show it and not to use it
}

// Open loads an embedded model by name, or a cat file, and returns the name that it goes
// by: the argument, or with a version of the ISA the name of the model for that version. A
// file is taken before an embedded model only if it is written as one: with its ".cat" or
// a folder.
func Open(arg string, o Options) (string, *rel.Model, error) {
	name := strings.TrimSuffix(arg, ".cat")
	embedded := slices.Contains(Names(), name)
	on := map[string]bool{}
	for _, v := range o.Variants {
		on[v] = true
	}
	_, err := os.Stat(arg)
	isFile := err == nil && (arg != name || !embedded) || !embedded && looksLikeFile(arg)
	var m *rel.Model
	switch {
	case isFile && o.ISA != "":
		return "", nil, diag.New(diag.Span{}, diag.BadOption, "--isa %s: only embedded models depend on the version of the ISA, and %s is a file", o.ISA, arg).
			WithFix("leave --isa out, or name an embedded model")
	case isFile:
		m, err = loadFile(arg, o, on)
	default:
		if o.ISA != "" {
			if name, err = ForISA(name, o.ISA); err != nil {
				return "", nil, err
			}
			arg = name
		}
		m, err = loadEmbedded(name, o, on)
	}
	if err != nil && isFile && !o.AnyArch { // what is wrong with a model for another architecture does not matter
		arch, at := Architecture(arg)
		if foreign := forPower(arg, arch, at); foreign != nil {
			err = foreign
		}
	}
	if err != nil {
		return "", nil, err
	}
	if err := hasAxioms(m); err != nil {
		return "", nil, err
	}
	if !o.AnyArch {
		if err := ForPower(arg, m); err != nil {
			return "", nil, err
		}
	}
	return arg, m, nil
}

// Parse elaborates the model in a text, with the given variant names switched on. Files that it includes are looked for among the
// embedded ones alone.
func Parse(src *diag.Source, variants map[string]bool) (*rel.Model, error) {
	f, err := cat.Parse(src)
	if err != nil {
		return nil, err
	}
	if err := forPower(src.Name, rel.Architecture(f), f.Head); err != nil {
		return nil, err
	}
	m, err := rel.Elaborate(f, rel.Options{
		Name:    strings.TrimSuffix(filepath.Base(src.Name), ".cat"),
		Prelude: Prelude(rel.Language(f)),
		Resolve: (&search{}).resolve,

		Variants: variants,
	})
	if err != nil {
		return nil, err
	}
	return m, hasAxioms(m)
}

// ForPower refuses a model that its file says to be for an architecture in whose language no
// program can be, as herd7 does: it gives no meaning to the barriers of POWER, and would let
// them do nothing. name is the model's in the message. Which of several languages a model is
// for is compared with each program (package fit).
func ForPower(name string, m *rel.Model) error { return forPower(name, m.Arch, m.ArchAt) }

func forPower(name, arch string, at diag.Span) error {
	programs := sets.Default().Arch
	if arch == "" || sets.Language(arch) != nil {
		return nil
	}
	return diag.New(at, diag.CatArch, "the model %s is for %s, and the programs are for %s", filepath.Base(name), arch, programs).
		Note("it does not say what the barriers of POWER do; herd7 refuses it, too").
		WithFix("name a model for %s, or one whose first line names no architecture", programs)
}

// hasAxioms refuses a model that forbids nothing: a file that was cut short
// would otherwise make every outcome possible, and nobody would see why.
func hasAxioms(m *rel.Model) error {
	for i := range m.Axioms {
		if m.Axioms[i].Mode == rel.Plain {
			return nil
		}
	}
	var at diag.Span
	if len(m.Files) > 0 {
		at = m.Files[0].Span(0, 0)
	}
	return diag.New(at, diag.NoAxioms, "model %s has no axiom, so it allows every execution", m.Name).
		WithFix("if that is intended, write an axiom that always holds: empty 0")
}

func looksLikeFile(arg string) bool {
	return strings.HasSuffix(arg, ".cat") || strings.ContainsAny(arg, `/\`)
}
