package run

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/power"
)

// Model is a memory model under the name that the user gave it.
type Model struct {
	Name string
	*rel.Model

	// standIn loads the model for programs with doorbells; nil where the user
	// has named a model. See default.go.
	standIn func() (*Model, error)

	// granted loads the model with the variant that grants what it is known to
	// lack; nil where there is none. See limitation.go.
	granted func() (*Model, error)

	uses func() [power.Msgsync + 1]use // see the method use; nil where it was not loaded here
}

// ModelOptions is how model files are read.
type ModelOptions struct {
	Include  []string // folders in which included files are looked for too
	Variants []string // names for which `if "name"` is true in a cat file
	ISA      string   // the version of the Power ISA; "" for what the model says itself
	AnyArch  bool     // accept a model of another architecture, to show it and not to use it
}

// LoadModel loads an embedded model by name, or a cat file. A file is taken
// before an embedded model only if it is written as one: with its ".cat" or a
// folder.
func LoadModel(arg string, o ModelOptions) (Model, error) {
	asked := arg
	name := strings.TrimSuffix(arg, ".cat")
	embedded := slices.Contains(models.Names(), name)
	on := map[string]bool{}
	for _, v := range o.Variants {
		on[v] = true
	}
	_, err := os.Stat(arg)
	isFile := err == nil && (arg != name || !embedded) || !embedded && looksLikeFile(arg)
	var m *rel.Model
	switch {
	case isFile && o.ISA != "":
		return Model{}, diag.New(diag.Span{}, diag.BadOption, "--isa %s: the file %s says itself what it is a model of", o.ISA, arg).
			WithFix("leave --isa out, or name an embedded model")
	case isFile:
		m, err = models.LoadFileWith(arg, o.Include, on)
	default:
		if o.ISA != "" {
			if name, err = models.ForISA(name, o.ISA); err != nil {
				return Model{}, err
			}
			arg = name
		}
		m, err = models.LoadWith(name, on)
	}
	if err != nil && isFile && !o.AnyArch { // what is wrong with a model for another architecture does not matter
		arch, at := models.Architecture(arg)
		if foreign := forPower(arg, arch, at); foreign != nil {
			err = foreign
		}
	}
	if err != nil {
		return Model{}, err
	}
	loaded := Model{Name: arg, Model: m, uses: sync.OnceValue(func() [power.Msgsync + 1]use { return usesOf(m) })}
	if g := loaded.granter(asked, o); g != nil {
		loaded.granted = sync.OnceValues(g)
	}
	if err := hasAxioms(m); err != nil {
		return Model{}, err
	}
	if !o.AnyArch {
		if err := loaded.ForPower(); err != nil {
			return Model{}, err
		}
	}
	return loaded, nil
}

// ForPower refuses a model that its file says to be for another architecture, as
// herd7 does: it gives no meaning to the barriers of POWER, and would let them do
// nothing.
func (m *Model) ForPower() error { return forPower(m.Name, m.Arch, m.ArchAt) }

func forPower(name, arch string, at diag.Span) error {
	if arch == "" || arch == programArch {
		return nil
	}
	return diag.New(at, diag.CatArch, "the model %s is for %s, and the programs are for %s", filepath.Base(name), arch, programArch).
		Note("it does not say what the barriers of POWER do; herd7 refuses it, too").
		WithFix("name a model for %s, or one whose first line names no architecture", programArch)
}

// programArch is the architecture of the programs, as herd7 spells it.
const programArch = "PPC"

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
	return diag.New(at, diag.NoAxioms, "model %s has no check, and so allows everything", m.Name).
		WithFix("if that is meant, write one that always holds: empty 0")
}

func looksLikeFile(arg string) bool {
	return strings.HasSuffix(arg, ".cat") || strings.ContainsAny(arg, `/\`)
}

// LoadModels loads several models; the error holds what is wrong with each.
func LoadModels(args []string, o ModelOptions) ([]Model, error) {
	var (
		ms   []Model
		errs diag.List
	)
	for i, a := range args {
		if slices.Contains(args[:i], a) {
			continue
		}
		m, err := LoadModel(a, o) // with --isa two names can be one model
		if ds := diag.All(err); len(ds) > 0 {
			errs = append(errs, ds...)
		} else if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(ms, func(old Model) bool { return old.Name == m.Name }) {
			ms = append(ms, m)
		}
	}
	return ms, errs.Err()
}
