package csource_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestEndsEarly: the front end ends wherever the preprocessor stops at an error. Before, it did not where
// that is after the '*' of a pointer.
func TestEndsEarly(t *testing.T) {
	const text = "#define S *\n#define T(a) a *const\n" +
		"struct q { const int *volatile const *p; int (*f)(int *, char **const); } *qq[3];\n" +
		"int *(*fp)(void *restrict), **pp = (int **)0; typedef unsigned long *L; int S T(int) v;\n" +
		"int g(L *a, int *[]) { int *b = *&*pp; return *b + sizeof(int *) * **a; }\n"
	var inputs []string
	for _, at := range words.FindAllStringIndex(text, -1) {
		for _, end := range []string{"\n#error\n", "\n#include \"x\"\n", "\n#include \"early.h\"\n", " T(", "\n#if\n", "@", "\"", "\\", "\x01", ";@", "\u00a0"} {
			inputs = append(inputs, text[:at[1]]+end)
		}
	}
	inputs = append(inputs, "#include \xe9h>\n*/\nvoid f(void)\n{\n\tx =", "#include \"star.h\"\n#error\n", "#define D0 *\n#define D1 D0 D0 D0 D0\n#define D2 D1 D1 D1 D1\n#define D3 D2 D2 D2 D2\n"+
		"#define D4 D3 D3 D3 D3\n#define D5 D4 D4 D4 D4\n#define D6 D5 D5 D5 D5\n#define D7 D6 D6 D6 D6\n#define D8 D7 D7 D7 D7\n#define D9 D8 D8 D8 D8\nint D9 p;\n")
	folder := fstest.MapFS{"early.h": {Data: []byte("#error\n")}, "star.h": {Data: []byte("int *\n")}}
	for _, in := range inputs {
		if _, err := csource.Read(diag.NewSource("in.c", in), csource.Options{FS: folder}); err == nil || strings.Contains(err.Error(), "internal error") && !strings.Contains(in, "#if\n") {
			t.Errorf("%q: %v", in, err)
		}
	}
}
