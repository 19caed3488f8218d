package csource_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestEnds: the front end ends where a file ends.
func TestEnds(t *testing.T) {
	for _, text := range []string{"*", "*/", "int *", "int x; *\n", "/*@ cpu 0*/*", "int x"} {
		if _, err := csource.Read(diag.NewSource("test.c", text), csource.Options{}); err == nil {
			t.Errorf("%q is a program", text)
		}
	}
}

// TestRefused: what is outside of what is read, or too large, is refused in a moment, with the
// message that names it.
func TestRefused(t *testing.T) {
	var calls strings.Builder
	calls.WriteString("void g0(void) { x++; }\n")
	for i := range 20 {
		fmt.Fprintf(&calls, "void g%d(void) { g%[2]d(); g%[2]d(); g%[2]d(); g%[2]d(); }\n", i+1, i)
	}
	for _, c := range []struct{ globals, body, want string }{
		{"", strings.Repeat("(", 100_000) + "1" + strings.Repeat(")", 100_000) + ";", "nested more deeply"},
		{"", strings.Repeat("{", 100_000), "nested more deeply"},
		{"", "x = " + strings.Repeat("~", 100_000) + "x;", "nested more deeply"},
		{"", strings.Repeat("if (x) ", 50_000) + "x = 1;", "nested more deeply"},
		{"", strings.Repeat("x = 1;\n", 50_000), "more than 16384 statements"},
		{"", strings.Repeat("x = 1;\n", 150_000), "bytes"},
		{calls.String(), "g20();", "statements"},
		{"", "x = 1;\x00", "a byte of value 0"},
		{"", "x = x / 0;", "divides by 0"},
		{"", "x = x << 32;", "by 32"},
		{"", "x /= 0;", "divides by 0"},
		{"struct s { int a : 3; } v;", "v.a = 1;", "bit-field"},
		{"int g(int n) { return n ? g(n - 1) : x; }", "x = g(3);", "calls itself"},
		{"#include <stdarg.h>\nint g(int n, ...) { va_list l; va_start(l, n); return va_arg(l, int); }", "x = g(1, 2);", "number of arguments"},
		{"int g(int n) { return n; }", "int (*h)(int) = x ? g : 0; x = h(1);", "which function this pointer points to"},
		{"", "frobnicate(x);", "'frobnicate'"},
		{"", "x = 2.5 * x;", "fraction"},
		{"", "*(int *)0 = 1;", "at the address 0"},
		{"", "void *l = &&a; goto *l; a: x = 1;", "not read"},
		{"#include <linux/percpu.h>\nDEFINE_PER_CPU(int, v);", "*per_cpu_ptr(&v, 9) = 1;", "no CPU 9"},
		{"#include <linux/percpu.h>", "*per_cpu_ptr(&x, 1) = 1;", "per-CPU variable"},
	} {
		text := "#include <lkmm.h>\nint x;\n" + c.globals + "\n/*@ cpu 0 */\nvoid f(void)\n{\n" + c.body + "\n/*@ bad: x == 1 */\n}\n"
		start := time.Now()
		_, err := csource.Read(diag.NewSource("test.c", text), csource.Options{})
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%.40q: took %s", c.body, took)
		}
		all := diag.All(err)
		if len(all) == 0 || !strings.Contains(all[0].Msg, c.want) || all[0].Fix == "" {
			t.Errorf("%.40q: want %q, got %v", c.body, c.want, err)
		}
	}
}
