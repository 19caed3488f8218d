package repo

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// A context is a parameter of what it ends. These structs keep one, each with
// the reason.
var keepsContext = map[string]string{
	"internal/limit.Meter":                       "it is what a context becomes where work is counted",
	"cmd/fencewise/internal/cli/iostreams.until": "an io.Reader is given no context",
	"internal/browser.pipe":                      "it lives as long as the process that the context ends",
}

// contextFields lists the structs of a file that have a field of type
// context.Context, as "folder.struct".
func contextFields(dir string, f *ast.File) (found []string) {
	ast.Inspect(f, func(n ast.Node) bool {
		t, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		s, ok := t.Type.(*ast.StructType)
		if !ok {
			return true
		}
		for _, field := range s.Fields.List {
			if sel, ok := field.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "Context" {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "context" && len(field.Names) > 0 {
					found = append(found, dir+"."+t.Name.Name)
				}
			}
		}
		return true
	})
	return found
}

func TestContextsAreParameters(t *testing.T) {
	bad, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\ntype a struct { ctx context.Context }\ntype b struct { n int }", 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := contextFields("x", bad); !slices.Equal(got, []string{"x.a"}) {
		t.Errorf("found %v in a file where x.a keeps a context", got)
	}
	unseen := maps.Clone(keepsContext)
	for _, name := range files(t) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "testdata/") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, read(t, name), parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range contextFields(path.Dir(name), f) {
			if _, ok := keepsContext[s]; !ok {
				t.Errorf("%s: %s keeps a context; pass it to the methods", name, s)
			}
			delete(unseen, s)
		}
	}
	for s := range unseen {
		t.Errorf("%s is allowed to keep a context, and does not", s)
	}
}
