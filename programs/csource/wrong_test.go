package csource_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestWrong: what people see for wrong and unusual programs. Each archive holds programs and, in a file
// that ends with .txt, what is reported for each; headers that they include end with .h.
func TestWrong(t *testing.T) {
	files, err := filepath.Glob("testdata/wrong/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	programs := 0
	for _, f := range files {
		a, err := txtar.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out := &txtar.Archive{Comment: a.Comment}
		folder := fstest.MapFS{}
		for _, p := range a.Files {
			folder[p.Name] = &fstest.MapFile{Data: p.Data}
		}
		for _, p := range a.Files {
			if strings.HasSuffix(p.Name, ".txt") {
				continue
			}
			out.Files = append(out.Files, p)
			name, isC := strings.CutSuffix(p.Name, ".c")
			if !isC {
				continue
			}
			programs++
			var b bytes.Buffer
			test, err := csource.Read(diag.NewSource(p.Name, string(p.Data)), csource.Options{FS: folder})
			if err != nil {
				diag.Render(&b, err)
				withPlace(t, f, err)
			} else {
				b.WriteString("This is read.\n")
				if len(test.Warnings) > 0 {
					diag.Render(&b, test.Warnings)
				}
			}
			out.Files = append(out.Files, txtar.File{Name: name + ".txt", Data: b.Bytes()})
		}
		golden.Check(t, f, txtar.Format(out))
	}
	if programs < 40 {
		t.Errorf("only %d programs", programs)
	}
}

// withPlace checks that errors have a place, and say what to do.
func withPlace(t *testing.T, file string, err error) {
	t.Helper()
	for _, d := range diag.All(err) {
		if !d.Span.Known() || d.Fix == "" && len(d.Notes) == 0 || slices.ContainsFunc([]string{"internal", "TODO", "cc.", ".go:", "\x00"}, func(s string) bool { return strings.Contains(d.Error(), s) }) {
			t.Errorf("%s: %s: no place, nothing to do, or words of the front end", file, d.Error())
		}
	}
}

// TestDefines: -D takes the name of a macro, perhaps with parameters, and a value on one line.
func TestDefines(t *testing.T) {
	const text = "#include <lkmm.h>\nint x;\n/*@ cpu 0 */\nvoid f(void) { WRITE_ONCE(x, VALUE); }\n/*@ bad: x == 1 */\n"
	for _, c := range []struct {
		define string
		ok     bool
	}{
		{"VALUE", true}, {"VALUE=1", true}, {"VALUE=(1 + 1)", true}, {"VALUE=F(1)", false},
		{"1X", false}, {"A B", false}, {"", false}, {"=1", false}, {"A-B=1", false}, {"A=1\nint y;", false},
	} {
		_, err := csource.Read(diag.NewSource("test.c", text), csource.Options{Defines: []string{"VALUE=1", c.define}})
		if (err == nil) != c.ok {
			t.Errorf("-D %q: %v", c.define, err)
		}
	}
	if _, err := csource.Read(diag.NewSource("test.c", text), csource.Options{Defines: []string{"F(a)=((a) + 1)", "VALUE=F(1)"}}); err != nil {
		t.Error(err)
	}
}
