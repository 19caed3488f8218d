package bundle

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
)

// A bundle has all files of a model in one folder, under the last parts of their
// names; an include finds its file by that.

// modelFiles is the files of a model by their names in a bundle, and these names
// in order.
func modelFiles(m *rel.Model) (map[string][]byte, []string, error) {
	files, names := map[string][]byte{}, []string{}
	for _, src := range m.Files {
		name := path.Join(modelFolder, filepath.Base(src.Name))
		if slices.Contains(names, name) {
			return nil, nil, diag.New(diag.Span{}, diag.BundleModel, "model %s is made of two files called %s", m.Name, filepath.Base(src.Name)).
				Note("a bundle has the files of a model in one folder").WithFix("rename one of them")
		}
		files[name], names = []byte(src.Text), append(names, name)
	}
	return files, names, nil
}

// load elaborates the model of a bundle from the bundle's files and nothing
// else.
func (m *Model) load(files map[string][]byte) (*rel.Model, error) {
	if len(m.Files) < 2 {
		return nil, diag.New(diag.Span{}, diag.BundleManifest, "the manifest names no model, or no prelude")
	}
	parsed := map[string]*cat.File{}
	for _, name := range m.Files {
		base, ok := strings.CutPrefix(name, modelFolder+"/")
		text, there := files[name]
		if !ok || !there {
			return nil, diag.New(diag.Span{}, diag.BundleFiles, "%s is no file of the model", name)
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
	return rel.Elaborate(parsed[path.Base(m.Files[0])], rel.Options{
		Name:     m.Name,
		Prelude:  parsed[path.Base(m.Files[len(m.Files)-1])],
		Variants: on,
		Resolve: func(wanted string, _ *diag.Source) (*cat.File, error) {
			if f := parsed[filepath.Base(wanted)]; f != nil {
				return f, nil
			}
			return nil, diag.New(diag.Span{}, diag.CatInclude, "the included file %q is not in the bundle", wanted)
		},
	})
}
