package flags

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
)

// IsStudy reports whether an argument is a study: a TOML file, a folder with a study.toml, or
// an embedded study. Files on disk take precedence over embedded names.
func IsStudy(arg string) bool {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		_, err := os.Stat(filepath.Join(arg, "study.toml"))
		return err == nil
	case err == nil:
		return strings.HasSuffix(arg, ".toml")
	}
	return slices.Contains(library.Studies(), strings.TrimSuffix(arg, "/")) || strings.HasSuffix(arg, ".toml")
}

// Variant returns the one of some variants that a flag names: the one with the name, or the
// only one whose name begins with it. of says whose variants they are.
func Variant(flag, name, of string, all []*library.Variant) (*library.Variant, error) {
	var names, fit []string
	var found *library.Variant
	for _, v := range all {
		names = append(names, v.Name)
		if v.Name == name {
			fit, found = []string{v.Name}, v
			break
		}
		if strings.HasPrefix(v.Name, name) {
			fit, found = append(fit, v.Name), v
		}
	}
	switch {
	case len(fit) == 1:
		return found, nil
	case len(fit) > 1:
		return nil, diag.New(diag.Span{}, diag.BadOption, "%s %s: several names begin with this", flag, name).
			Note("they are: %s", strings.Join(fit, "; "))
	}
	d := diag.New(diag.Span{}, diag.BadOption, "%s %s: no variant of %s has this name", flag, name, of)
	if near := diag.Nearest(name, names); near != "" {
		return nil, d.WithFix("did you mean %q?", near)
	}
	return nil, d.Note("its variants: %s", strings.Join(names, "; "))
}

// VariantOf returns the variant of a program's study that a flag names, and the program in the
// study.
func VariantOf(flag, name, program string) (*library.Variant, *library.Program, error) {
	st, p, err := library.StudyOf(program)
	if err != nil {
		return nil, nil, err
	}
	if st == nil {
		return nil, nil, diag.New(diag.Span{}, diag.BadOption, "%s %s: %s belongs to no study, so it has no named variants", flag, name, program).
			WithFix("name the slots: --set SLOT=CHOICE")
	}
	v, err := Variant(flag, name, program, st.VariantsOf(p))
	return v, p, err
}

// OfStudy loads the models or targets that the user names, or otherwise those of the study:
// its models, or what judges its targets. If a study's model cannot be loaded, the error has
// the place where the study names it.
func (m *Models) OfStudy(st *library.Study, t *Targets) ([]*fit.Model, error) {
	if err := m.Files.resolve(); err != nil {
		return nil, err
	}
	switch {
	case len(t.Names) > 0 || m.Named(): // claims are about the models that the study names
		return m.LoadFor(t)
	case len(st.Targets) > 0:
		return m.LoadFor(&Targets{Names: st.Targets})
	}
	var (
		ms   []*fit.Model
		errs diag.List
	)
	for _, named := range st.Models {
		loaded, err := fit.Load(st.ModelFile(named), m.Files.Options)
		if ds := named.Placed(err); len(ds) > 0 {
			errs = append(errs, ds...)
			continue
		}
		if err != nil {
			return nil, err
		}
		loaded.Name = named.Name
		ms = append(ms, loaded)
	}
	if err := errs.Err(); err != nil {
		return nil, err
	}
	return ms, m.Files.Check(ms)
}
