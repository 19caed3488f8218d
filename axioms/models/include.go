package models

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// search finds included files. The text of a model can come from anywhere, so it can name
// files only in folders that the user has named: that of the model, and those of -I. A path
// cannot leave these folders by "..", as an absolute path or through a link.
type search struct {
	folders []place         // the model's own first
	from    map[string]spot // where each included file was found, by the name of its source
}

// place is one of the folders that the user has named.
type place struct {
	dir  string
	root *os.Root // nil if it cannot be opened
	err  error    // why not
}

// spot is a place in one of the folders.
type spot struct {
	folder int
	dir    string // below the folder
}

// newSearch opens the folders for the includes of the model at path.
func newSearch(path string, includeDirs []string) *search {
	s := &search{from: map[string]spot{path: {0, "."}}}
	for _, dir := range append([]string{filepath.Dir(path)}, includeDirs...) {
		root, err := disk.OpenRoot(dir)
		s.folders = append(s.folders, place{dir, root, err})
	}
	return s
}

func (s *search) close() {
	for _, f := range s.folders {
		if f.root != nil {
			f.root.Close() // it was only read
		}
	}
}

// resolve finds the file that is included as path in the file from.
func (s *search) resolve(path string, from *diag.Source) (*cat.File, error) {
	if filepath.IsAbs(path) {
		return nil, s.escapes(path, "its path is absolute")
	}
	var spots []spot
	if at, ok := s.from[from.Name]; ok {
		spots = append(spots, at)
	}
	for i := 1; i < len(s.folders); i++ { // includes of an embedded file are looked for with -I alone
		spots = append(spots, spot{i, "."})
	}
	left, looked := false, []string{} // whether the path leads out of a folder; where it does not
	for _, at := range spots {
		name := filepath.Join(at.dir, path)
		if !filepath.IsLocal(name) {
			left = true
			continue
		}
		f, shown, err := s.open(at.folder, name)
		if errors.Is(err, fs.ErrNotExist) {
			looked = append(looked, shown)
			continue
		}
		if err == nil {
			s.from[shown] = spot{at.folder, filepath.Dir(name)}
		}
		return f, err
	}
	if _, ok := Source(path); ok && strings.HasSuffix(path, ".cat") {
		return parse(path), nil
	}
	if left {
		return nil, s.escapes(path, "it leads out of the folder of the model")
	}
	return nil, missing(path, looked)
}

// open reads a file below one of the folders and returns the name under which it is
// reported. If no such file exists the error is fs.ErrNotExist; other errors are
// diagnostics.
func (s *search) open(i int, name string) (f *cat.File, shown string, err error) {
	in := &s.folders[i]
	shown = filepath.Join(in.dir, name)
	if in.err != nil {
		if errors.Is(in.err, fs.ErrNotExist) {
			return nil, shown, in.err
		}
		return nil, shown, disk.Unreadable(in.dir, in.err)
	}
	_, err = in.root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, shown, err
	case err != nil && leaves(err):
		return nil, shown, s.escapes(name, "a link leads out of "+in.dir)
	}
	f, err = read(disk.ReadIn(in.root, name, shown, maxFile))
	return f, shown, err
}

// leaves reports whether os.Root refuses to follow a link. That error has no name; it is
// the one that does not come from the operating system.
func leaves(err error) bool { return !errors.As(err, new(syscall.Errno)) }

// escapes returns the error for an include that leads out of the folders.
func (s *search) escapes(path, why string) error {
	d := diag.New(diag.Span{}, diag.CatEscape, "the included file %q is refused: %s", path, why)
	d.Note("files are included from the folder of the model and from those that -I names")
	return d.WithFix("name its folder with -I, and include it as %q", filepath.Base(path))
}

// missing returns the error for an included file that cannot be found.
func missing(path string, looked []string) error {
	d := diag.New(diag.Span{}, diag.CatInclude, "the included file %q cannot be found", path)
	if len(looked) > 0 {
		d.Note("looked for %s, and among the embedded models", strings.Join(looked, ", "))
	}
	var names []string
	for _, n := range Names() {
		names = append(names, n+".cat")
	}
	if near := diag.Nearest(path, names); near != "" {
		return d.WithFix("did you mean %q?", near)
	}
	return d.WithFix("name the folder that holds it with -I")
}
