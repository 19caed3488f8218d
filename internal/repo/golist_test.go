package repo

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const (
	module  = "github.com/fencewise/fencewise"
	binding = "github.com/mitchellh/go-z3"
	// bindingDir is how the rules name the binding: by its folder, although it
	// is a module of its own.
	bindingDir = "encode/go-z3"
)

// A pkg is what `go list` says of one package, as far as a rule asks.
type pkg struct {
	ImportPath string
	Name       string
	Doc        string
	Dir        string
	GoFiles    []string
	CgoFiles   []string
	Imports    []string // of the package itself, not of its tests
	Deps       []string // the same, transitively
	Error      *struct{ Err string }
}

// rel returns the package's name in the rules: its folder below the root, "." for
// the root itself.
func (p *pkg) rel() string { r, _ := ours(p.ImportPath); return r }

// ours gives the folder of an import path of either module.
func ours(importPath string) (rel string, ok bool) {
	if importPath == module {
		return ".", true
	}
	if r, ok := strings.CutPrefix(importPath, module+"/"); ok {
		return r, true
	}
	if importPath == binding {
		return bindingDir, true
	}
	if r, ok := strings.CutPrefix(importPath, binding+"/"); ok {
		return bindingDir + "/" + r, true
	}
	return "", false
}

// root is the folder of the root module.
var root = sync.OnceValue(func() string {
	dir, err := filepath.Abs("../..")
	if err != nil {
		panic(err)
	}
	return dir
})

// packages are those of both modules.
func packages(t *testing.T) []*pkg {
	t.Helper()
	all, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.Error != nil {
			t.Fatalf("%s: %s", p.ImportPath, p.Error.Err)
		}
	}
	return all
}

var load = sync.OnceValues(func() ([]*pkg, error) {
	var all []*pkg
	for _, dir := range []string{".", bindingDir} {
		cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Name,Doc,Dir,GoFiles,CgoFiles,Imports,Deps,Error", "./...")
		cmd.Dir = filepath.Join(root(), dir)
		// With cgo, so that no file is left out, whatever the tests run under.
		cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, errors.New("go list in " + dir + ": " + err.Error() + "\n" + stderr.String())
		}
		dec := json.NewDecoder(bytes.NewReader(out))
		for {
			p := new(pkg)
			if err := dec.Decode(p); err == io.EOF {
				break
			} else if err != nil {
				return nil, err
			}
			all = append(all, p)
		}
	}
	return all, nil
})

// files are the slash-separated paths of the repository's files, from the root,
// without what is built and what is hidden (but .ci). Git is not asked: the
// tests hold in an unpacked archive too.
func files(t *testing.T) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(root(), func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root(), p)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			hidden := strings.HasPrefix(d.Name(), ".") && rel != "." && rel != ".ci"
			if hidden || rel == "bin" || rel == "results/tmp" || d.Name() == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		if d.Type().IsRegular() && d.Name() != ".git" { // a file where git has several work trees
			list = append(list, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func read(t *testing.T, rel string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root(), filepath.FromSlash(rel)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestEverythingIsSeen keeps the other tests from passing for want of input:
// the folders with Go files are found once more, without the go command, and
// have to be the packages that it lists.
func TestEverythingIsSeen(t *testing.T) {
	listed := map[string]bool{}
	for _, p := range packages(t) {
		listed[p.rel()] = true
	}
	for _, known := range []string{"programs/diag", "programs/litmus", "programs/event", "axioms/cat", "axioms/rel", bindingDir, "internal/repo"} {
		if !listed[known] {
			t.Errorf("package %s is not seen", known)
		}
	}
	for _, f := range files(t) {
		if !strings.HasSuffix(f, ".go") || slices.Contains(strings.Split(f, "/"), "testdata") {
			continue
		}
		if dir := path.Dir(f); !listed[dir] {
			t.Errorf("%s: go list does not name the package in %s", f, dir)
			listed[dir] = true // once
		}
	}
}
