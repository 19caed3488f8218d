package models

import (
	"path/filepath"
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// maxFile is the size up to which a file is read, in bytes.
const maxFile = 1 << 20

// LoadFile elaborates the model in the file at path. Included files are looked for in
// the folder of the including file, then in includeDirs in order, then among the
// embedded files. No include leads out of the model's own folder and includeDirs.
func LoadFile(path string, includeDirs []string) (*rel.Model, error) {
	return LoadFileWith(path, includeDirs, nil)
}

// LoadFileWith is LoadFile with the given variant names switched on.
func LoadFileWith(path string, includeDirs []string, variants map[string]bool) (*rel.Model, error) {
	return loadFile(path, Options{Include: includeDirs}, variants)
}

func loadFile(path string, o Options, variants map[string]bool) (*rel.Model, error) {
	if filepath.Ext(path) == ".litmus" {
		return nil, diag.New(diag.Span{}, diag.NoFile, "%s is a program, but a model is expected", path).
			Note("a model is a cat file, or one of the embedded models: %s", strings.Join(Names(), ", "))
	}
	f, err := read(disk.Read(path, maxFile))
	if err != nil {
		return nil, err
	}
	s := newSearch(path, o.Include)
	defer s.close()
	return elaborate(f, rel.Options{
		Name:     strings.TrimSuffix(filepath.Base(path), ".cat"),
		Resolve:  s.resolve,
		Variants: variants,
	}, o)
}

// Architecture returns the architecture that the first line of the file at path names, and
// where: see [rel.Architecture]. It is also "" if the file cannot be read; loading it
// reports that.
func Architecture(path string) (string, diag.Span) {
	f, err := read(disk.Read(path, maxFile))
	if err != nil {
		return "", diag.Span{}
	}
	return rel.Architecture(f), f.Head
}

// read parses a source; err is the error of reading it.
func read(src *diag.Source, err error) (*cat.File, error) {
	if err != nil {
		return nil, err
	}
	return cat.Parse(src)
}
