package models

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
)

// maxFile is the size up to which a file is read, in bytes.
const maxFile = 1 << 20

// LoadFile elaborates the model in the file at path. What it includes is
// looked for in the folder of the including file, then in includeDirs in
// order, then among the embedded files.
func LoadFile(path string, includeDirs []string) (*rel.Model, error) {
	return LoadFileWith(path, includeDirs, nil)
}

// LoadFileWith is LoadFile with the given variant names switched on.
func LoadFileWith(path string, includeDirs []string, variants map[string]bool) (*rel.Model, error) {
	f, err := read(path)
	if err != nil {
		return nil, err
	}
	return rel.Elaborate(f, rel.Options{
		Name:     strings.TrimSuffix(filepath.Base(path), ".cat"),
		Prelude:  Prelude(),
		Resolve:  (&search{dirs: includeDirs}).resolve,
		Variants: variants,
	})
}

// search finds included files.
type search struct{ dirs []string }

func (s *search) resolve(path string, from *diag.Source) (*cat.File, error) {
	var places []string
	if filepath.IsAbs(path) {
		places = append(places, path)
	} else {
		if !embedded(from) {
			places = append(places, filepath.Join(filepath.Dir(from.Name), path))
		}
		for _, d := range s.dirs {
			places = append(places, filepath.Join(d, path))
		}
	}
	for _, p := range places {
		f, err := read(p)
		if ds := diag.All(err); len(ds) == 1 && ds[0].Code == diag.NoFile {
			continue
		}
		return f, err
	}
	if _, ok := Source(path); ok && strings.HasSuffix(path, ".cat") {
		return parse(path), nil
	}
	d := diag.New(diag.Span{}, diag.CatInclude, "the included file %q is found nowhere", path)
	if len(places) > 0 {
		d.Note("looked for %s, and among the embedded models", strings.Join(places, ", "))
	}
	var names []string
	for _, n := range Names() {
		names = append(names, n+".cat")
	}
	if near := diag.Nearest(path, names); near != "" {
		return nil, d.WithFix("did you mean %q?", near)
	}
	return nil, d.WithFix("name the folder that holds it with -I")
}

// embedded reports whether a source is one of the embedded files.
func embedded(src *diag.Source) bool {
	text, ok := Source(src.Name)
	return ok && text == src.Text
}

// read reads and parses the file at path.
func read(path string) (*cat.File, error) {
	fail := func(code diag.Code, format string, args ...any) (*cat.File, error) {
		return nil, diag.New(diag.Span{}, code, format, args...)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fail(diag.NoFile, "there is no file %s", path)
	case err != nil:
		return fail(diag.Unreadable, "%s cannot be read: %v", path, errors.Unwrap(err))
	case !info.Mode().IsRegular():
		return fail(diag.Unreadable, "%s is no regular file", path)
	}
	in, err := os.Open(path)
	if err != nil {
		return fail(diag.Unreadable, "%s cannot be read: %v", path, errors.Unwrap(err))
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	switch {
	case err != nil:
		return fail(diag.Unreadable, "%s cannot be read: %v", path, err)
	case len(text) > maxFile:
		return fail(diag.TooLarge, "%s is larger than the limit of %d bytes", path, maxFile)
	}
	return cat.Parse(diag.NewSource(path, string(text)))
}
