package csource

import (
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestNamed: only the primitives that a program can name are declared, and all where others could be named.
func TestNamed(t *testing.T) {
	for _, c := range []struct {
		text    string
		defines []string
		all     bool
		has     string
	}{
		{text: "#include <lkmm.h>\nvoid f(void) { smp_mb(); }", has: "smp_mb"},
		{text: "# include <linux/atomic.h> // the kernel's\nint x;", has: "x"},
		{text: "void f(void) { smp_\\\nmb(); }", has: "smp_mb"},
		{text: "void f(void) { B(); }", defines: []string{"B=smp_wmb"}, has: "smp_wmb"},
		{text: "#define OP(x) atomic_##x\n", all: true},
		{text: "int x;", defines: []string{"OP(x)=atomic_##x"}, all: true},
		{text: "#include \"mine.h\"\n", all: true},
		{text: "#include <mine.h>\n", all: true},
		{text: "#include FILE\n", all: true},
		{text: "#inc\\\nlude <mine.h>\n", all: true},
	} {
		r := &reader{src: diag.NewSource("a.c", c.text), text: c.text, opts: Options{Defines: c.defines}}
		switch names := r.named(); {
		case (names == nil) != c.all:
			t.Errorf("%q: all is %v", c.text, names == nil)
		case !c.all && (!names[c.has] || names["xchg_release"]):
			t.Errorf("%q: %s is named: %v, and another one: %v", c.text, c.has, names[c.has], names["xchg_release"])
		}
	}
}
