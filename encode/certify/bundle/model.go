package bundle

import (
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// A bundle has all files of a model in one folder. A file's name is the last part of its
// path, by which an include finds it.

// modelFiles returns the files of a model by their names in a bundle, and these names in
// order.
func modelFiles(m *rel.Model) (map[string][]byte, []string, error) {
	files, names := map[string][]byte{}, []string{}
	for _, src := range m.Files {
		name := path.Join(modelFolder, filepath.Base(src.Name))
		if slices.Contains(names, name) {
			return nil, nil, diag.New(diag.Span{}, diag.BundleModel, "model %s consists of two files named %s", m.Name, filepath.Base(src.Name)).
				Note("a bundle has the files of a model in one folder").WithFix("rename one of them")
		}
		files[name], names = []byte(src.Text), append(names, name)
	}
	return files, names, nil
}

// relevantVariants returns the model variants on which some file of the model has a condition,
// sorted. The others have no effect.
func relevantVariants(m *rel.Model, variants []string) []string {
	var some []string
	for _, v := range variants {
		if slices.ContainsFunc(m.Files, func(src *diag.Source) bool { return strings.Contains(src.Text, strconv.Quote(v)) }) {
			some = append(some, v)
		}
	}
	slices.Sort(some)
	return slices.Compact(some)
}

// load elaborates the model of a bundle for a program, using only the bundle's files. A model
// that is for programs in another language is refused.
func (m *Model) load(files map[string][]byte, t *litmus.Test) (*rel.Model, error) {
	set, err := sets.Of(t)
	if err != nil {
		return nil, err
	}
	if len(m.Files) < 2 {
		return nil, diag.New(diag.Span{}, diag.BundleManifest, "the manifest names no model, or no prelude")
	}
	// The key is the last part of the path, by which an include finds the file.
	parsed := map[string]*cat.File{}
	for _, name := range m.Files {
		base, ok := strings.CutPrefix(name, modelFolder+"/")
		text, there := files[name]
		if !ok || !there || base != filepath.Base(base) {
			return nil, diag.New(diag.Span{}, diag.BundleFiles, "%s is not a file of the model", name)
		}
		f, err := cat.Parse(diag.NewSource(base, string(text)))
		if err != nil {
			return nil, err
		}
		parsed[base] = f
	}
	on := map[string]bool{}
	for _, v := range m.Variants {
		on[v] = true
	}
	main := parsed[strings.TrimPrefix(m.Files[0], modelFolder+"/")]
	language := rel.Language(main)
	if rel.Architecture(main) == "" { // it is for every language
		language = set.Language
	}
	if language != set.Language {
		return nil, diag.New(diag.Span{}, diag.BundleModel, "its program is for %s, and its model for %s", set.Language.Arch, language.Arch)
	}
	return rel.Elaborate(main, rel.Options{
		Name:     m.Name,
		Language: language,
		Prelude:  parsed[strings.TrimPrefix(m.Files[len(m.Files)-1], modelFolder+"/")],
		Variants: on,
		Resolve: func(wanted string, _ *diag.Source) (*cat.File, error) {
			if f := parsed[filepath.Base(wanted)]; f != nil {
				return f, nil
			}
			return nil, diag.New(diag.Span{}, diag.CatInclude, "the included file %q is not in the bundle", wanted)
		},
	})
}
