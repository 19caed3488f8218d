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
	// bindingDir is the folder of the binding. The rules name the binding by its
	// folder, although it is a module of its own.
	bindingDir = "encode/go-z3"
)

// A pkg holds what `go list` reports about one package, as far as the rules need it.
type pkg struct {
	ImportPath string
	Name       string
	Doc        string
	Dir        string
	GoFiles    []string
	CgoFiles   []string
	Imports    []string // the imports of the package, not those of its tests
	Deps       []string // the transitive imports
	Error      *struct{ Err string }
}

// rel returns the name of the package in the rules: its folder below the root, or "." for
// the root itself.
func (p *pkg) rel() string { r, _ := ours(p.ImportPath); return r }

// ours returns the folder of an import path. ok is false if the path belongs to neither
// module.
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

// root returns the folder of the root module.
var root = sync.OnceValue(func() string {
	dir, err := filepath.Abs("../..")
	if err != nil {
		panic(err)
	}
	return dir
})

// packages returns the packages of both modules.
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
		// Cgo is on, so that no file is left out even if the tests run without it.
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

// files returns the paths of the repository's files, relative to the root and with
// slashes. It leaves out build results and hidden folders except .ci. It does not use
// git, so that the tests also work in an unpacked archive.
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
		if d.Type().IsRegular() && d.Name() != ".git" { // .git is a file in an additional work tree
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

// TestEverythingIsSeen checks that the other tests see all packages, so that none passes
// for lack of input. It finds the folders with Go files without the go command and
// compares them with the packages that `go list` reports.
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
			listed[dir] = true // report it once
		}
	}
}
