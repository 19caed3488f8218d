package csource_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

// FuzzRead checks that any text is read, or refused with diagnostics that have places.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/sequential/*.c")
	if err != nil {
		f.Fatal(err)
	}
	examples, err := filepath.Glob("../../docs/examples/c/kernel/*.c")
	if err != nil {
		f.Fatal(err)
	}
	others, err := filepath.Glob("../../docs/examples/c/*.c")
	if err != nil {
		f.Fatal(err)
	}
	archives, err := filepath.Glob("testdata/wrong/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, p := range a.Files {
			if strings.HasSuffix(p.Name, ".c") {
				f.Add(string(p.Data))
			}
		}
	}
	for _, name := range slices.Concat(files, examples, others) {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{
		"", "int x", "#include <lkmm.h>\nint x;\n/*@ cpu 0 */\nvoid f(void) { WRITE_ONCE(x, 1); smp_mb(); /*@ s: none, smp_mb */ }",
		"#include <pthread.h>\n#include <stdatomic.h>\n#include <assert.h>\natomic_int a;\nvoid *t(void *p) { atomic_fetch_add(&a, 1); return p; }\nint main(void) { pthread_t i; pthread_create(&i, 0, t, 0); pthread_join(i, 0); assert(a == 1); }",
		"#include \"self.c\"\n", "#define A(x) A(x x)\nA(A(1))\n", "/*@ bad: x */", "struct s { int a : 3; } v;",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		late := time.AfterFunc(time.Minute, func() { panic(fmt.Sprintf("no answer after a minute: %q", text)) })
		defer late.Stop()
		src := diag.NewSource("in.c", text)
		test, err := csource.Read(src, csource.Options{})
		if err == nil {
			if test == nil {
				t.Error("neither a program nor an error")
			}
			return
		}
		all := diag.All(err)
		if len(all) == 0 {
			t.Fatalf("no diagnostic: %v", err)
		}
		for _, d := range all {
			if d.Msg == "" || d.Span.Src == nil || d.Span.Start > d.Span.End || d.Span.End > len(d.Span.Src.Text) {
				t.Errorf("no message, or no place: %v", d)
			}
		}
		diag.Render(io.Discard, err)
	})
}
