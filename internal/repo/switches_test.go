package repo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A switch that names most constants of a closed set means all of them. If a new
// constant is added, it must not fall through such a switch without a word: the
// switch names every constant, or has a default, which panics or says what holds
// for the others. A switch that names few constants selects these and is free.
const (
	smallestSet = 5 // a type with fewer constants is no closed set here
	mostParts   = 2 // named are more than mostParts of ofParts of the constants
	ofParts     = 3
)

// TestSwitches checks that a switch over most of a closed set has a default.
func TestSwitches(t *testing.T) {
	fset := token.NewFileSet()
	pkgs, exports := exported(t)
	imp := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	seen := 0
	for _, p := range pkgs {
		var files []*ast.File
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		sws, bad := switches(t, p.ImportPath, fset, files, imp)
		seen += sws
		for _, b := range bad {
			t.Error(strings.TrimPrefix(b, root()+"/"))
		}
	}
	if seen < 100 {
		t.Errorf("%d switches over closed sets: does this test look at the right files?", seen)
	}
}

// TestSwitchesCatch checks that the rule finds a bad switch and accepts good ones.
func TestSwitchesCatch(t *testing.T) {
	const text = `package p
type Kind uint8
const (
	A Kind = iota
	B
	C
	D
	E
	NumKinds
)
func f(k Kind) int {
	switch k { // bad
	case A, B, C, D:
		return 1
	}
	switch k { // all
	case A, B, C, D, E:
	}
	switch k { // a default
	case A, B, C, D:
	default:
		panic("no such kind")
	}
	switch k { // few
	case A, B, C:
	}
	return 0
}
`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	n, bad := switches(t, module+"/p", fset, []*ast.File{f}, nil)
	if n != 4 || len(bad) != 1 || !strings.HasPrefix(bad[0], "p.go:12:2: ") || !strings.Contains(bad[0], "E") {
		t.Errorf("%d switches, %q", n, bad)
	}
}

// exported lists the packages of this module that need no cgo, and the export data of
// all packages by import path.
func exported(t *testing.T) (list []*pkg, exports map[string]string) {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,CgoFiles,Export", "./...")
	cmd.Dir = root()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	exports = map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			pkg
			Export string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list, exports
		} else if err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
		if r, ok := ours(p.ImportPath); ok && !strings.HasPrefix(r, bindingDir) && len(p.CgoFiles) == 0 {
			list = append(list, &p.pkg)
		}
	}
}

// switches counts the switches of a package over closed sets, and describes the bad ones.
func switches(t *testing.T, path string, fset *token.FileSet, files []*ast.File, imp types.Importer) (n int, bad []string) {
	t.Helper()
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	conf := types.Config{Importer: imp}
	if _, err := conf.Check(path, fset, files, info); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		ast.Inspect(f, func(node ast.Node) bool {
			sw, ok := node.(*ast.SwitchStmt)
			if !ok || sw.Tag == nil {
				return true
			}
			set := closedSet(info.Types[sw.Tag].Type)
			if len(set) < smallestSet {
				return true
			}
			n++
			if missing := lacks(sw, info, set); len(missing) > 0 && (len(set)-len(missing))*ofParts > len(set)*mostParts {
				bad = append(bad, fmt.Sprintf("%s: this switch names %d of %d constants of %s and has no default for %s",
					fset.Position(sw.Pos()), len(set)-len(missing), len(set), types.TypeString(info.Types[sw.Tag].Type, (*types.Package).Name), strings.Join(missing, ", ")))
			}
			return true
		})
	}
	return n, bad
}

// closedSet returns the constants of one of our types by their values, 0, 1, 2, …
// without a gap; nil for other types. Constants that only count or delimit others,
// such as NumKinds and firstTag, are left out.
func closedSet(t types.Type) map[int64]string {
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	if _, ok := ours(named.Obj().Pkg().Path()); !ok {
		return nil
	}
	if b, ok := named.Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
		return nil
	}
	set := map[int64]string{}
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || !types.Identical(c.Type(), named) || slices.ContainsFunc([]string{"Num", "num", "first"}, func(p string) bool { return strings.HasPrefix(name, p) }) {
			continue
		}
		v, _ := constant.Int64Val(c.Val())
		set[v] = name
	}
	for v := range set {
		if v < 0 || v > int64(len(set)) {
			return nil // flags, or not declared one after the other
		}
	}
	return set
}

// lacks lists the constants that a switch without a default does not name, sorted.
func lacks(sw *ast.SwitchStmt, info *types.Info, set map[int64]string) (missing []string) {
	named := map[int64]bool{}
	for _, s := range sw.Body.List {
		c := s.(*ast.CaseClause)
		if c.List == nil {
			return nil
		}
		for _, e := range c.List {
			if v := info.Types[e].Value; v != nil {
				i, _ := constant.Int64Val(v)
				named[i] = true
			}
		}
	}
	for v, name := range set {
		if !named[v] {
			missing = append(missing, name)
		}
	}
	slices.Sort(missing)
	return missing
}
