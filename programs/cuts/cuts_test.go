package cuts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// kernel is a program with a body of the first CPU, on lines of its own from line 6 on.
const kernel = `#include <lkmm.h>
static int x, y, z, c, arr[4];
static int *q;
/*@ cpu 0 */
void f(void) {
%s
}
/*@ cpu 1 */
void g(void) { /*@ bad: READ_ONCE(z) == 4 */ }
`

const c11 = `#include <stdatomic.h>
#include <pthread.h>
#include <assert.h>
static atomic_int x, y, z;
static void *f(void *arg) {
%s
	return 0; }
int main(void) { pthread_t t; pthread_create(&t, 0, f, 0); assert(atomic_load(&z) != 4); return 0; }
`

// TestOf: what is warned of, and what is not: a line and a code for each warning.
func TestOf(t *testing.T) {
	const load = "int r = READ_ONCE(x);\n"
	const pointer = "int *r = READ_ONCE(q);\n"
	for _, c := range []struct{ program, body, want string }{
		// Values that are known.
		{kernel, load + "WRITE_ONCE(z, arr[r & 0]);", "7 FW1221"},
		{kernel, load + "WRITE_ONCE(z, arr[r & 1]);", ""},
		{kernel, load + "WRITE_ONCE(z, r * 0);", "7 FW1221"},
		{kernel, load + "WRITE_ONCE(z, r ^ r);", "7 FW1221"},
		{kernel, load + "WRITE_ONCE(z, r - r + 1);", "7 FW1221"},
		{kernel, load + "int s = r & 0;\nWRITE_ONCE(z, arr[s]);", "7 FW1221"},
		{kernel, load + "int s = r & 0;\nWRITE_ONCE(z, s + 0 * r);", "7 FW1221, 8 FW1221"},
		{kernel, load + "int s = r & 0;\ns = s + 1;", ""}, // nothing comes of it
		{kernel, load + "if (r % 1)\nWRITE_ONCE(z, 1);", "7 FW1221"},
		{kernel, load + "if (r == r)\nWRITE_ONCE(z, 1);", "7 FW1221"},
		{kernel, "unsigned r = READ_ONCE(x);\nif (r >= 0)\nWRITE_ONCE(z, 1);", "7 FW1221"},
		{kernel, load + "if (r >= 0)\nWRITE_ONCE(z, 1);", ""},
		{kernel, "int r = 1, s = 2;\nWRITE_ONCE(z, arr[(r + s) & 0]);", ""}, // no load
		{kernel, "int r = smp_load_acquire(&x);\nWRITE_ONCE(z, arr[r & 0]);", ""},
		{kernel, load + "smp_rmb();\nWRITE_ONCE(z, arr[r & 0]);", ""},
		{kernel, load + "smp_wmb();\nWRITE_ONCE(z, arr[r & 0]);", "8 FW1221"},
		{kernel, "smp_mb();\n" + load + "WRITE_ONCE(z, arr[r & 0]);", "8 FW1221"},
		{kernel, load + "smp_mb(); /*@ s: none, smp_mb */\nWRITE_ONCE(z, arr[r & 0]);", ""},
		{kernel, load + "/*@ s: none, smp_mb */\nWRITE_ONCE(z, arr[r & 0]);", "8 FW1221"},

		// Stores of both arms.
		{kernel, load + "if (r) {\nWRITE_ONCE(z, 1);\n} else {\nWRITE_ONCE(z, 1); }", "8 FW1222"},
		{kernel, load + "if (r) {\nbarrier(); WRITE_ONCE(z, 1);\n} else {\nbarrier(); WRITE_ONCE(z, 1);\nWRITE_ONCE(y, 1); }", "8 FW1222"},
		{kernel, load + "if (r) {\nz = 1;\n} else {\nz = 1; }", "8 FW1222"},
		{kernel, load + "if (r) {\nWRITE_ONCE(z, 1);\n} else {\nWRITE_ONCE(z, 2); }", ""},
		{kernel, load + "if (r) {\nWRITE_ONCE(y, 1); WRITE_ONCE(z, 1);\n} else {\nWRITE_ONCE(z, 1); }", ""},
		{kernel, load + "if (r) {\nsmp_store_release(&z, 1);\n} else {\nsmp_store_release(&z, 1); }", ""},
		{kernel, load + "smp_mb();\nif (r) {\nWRITE_ONCE(z, 1);\n} else {\nWRITE_ONCE(z, 1); }", ""},

		// Addresses that are known.
		{kernel, pointer + "if (r == &c)\nWRITE_ONCE(z, READ_ONCE(*r));", "8 FW1223"},
		{kernel, pointer + "if (r == &c)\nWRITE_ONCE(z, *r);", "8 FW1223"},
		{kernel, pointer + "if (r != &c)\nWRITE_ONCE(z, 1);\nelse\nWRITE_ONCE(z, READ_ONCE(*r));", "10 FW1223"},
		{kernel, pointer + "if (r != &c)\nWRITE_ONCE(z, READ_ONCE(*r));", ""},
		{kernel, pointer + "if (r != 0)\nWRITE_ONCE(z, READ_ONCE(*r));", ""},
		{kernel, pointer + "if (r == &c)\nWRITE_ONCE(*r, 1);", ""}, // the branch orders stores
		{kernel, pointer + "if (r == &c) {\nsmp_rmb();\nWRITE_ONCE(z, READ_ONCE(*r)); }", ""},
		{kernel, pointer + "if (r == &c) {\nr = READ_ONCE(q);\nWRITE_ONCE(z, READ_ONCE(*r)); }", ""},
		{kernel, pointer + "int s = READ_ONCE(y);\nif (s == 1 && r == &c)\nWRITE_ONCE(z, READ_ONCE(*r));", "9 FW1223"},
		{kernel, load + "if (r == 2)\nWRITE_ONCE(z, READ_ONCE(arr[r]));", "8 FW1223"},
		{kernel, load + "if (r < 2)\nWRITE_ONCE(z, READ_ONCE(arr[r]));", ""},
		{kernel, "int *r = smp_load_acquire(&q);\nif (r == &c)\nWRITE_ONCE(z, READ_ONCE(*r));", ""},

		// C11.
		{c11, "int r = atomic_load_explicit(&x, memory_order_relaxed);\nif (r)\natomic_store_explicit(&z, 1, memory_order_relaxed);\nelse\natomic_store_explicit(&z, 1, memory_order_relaxed);", "8 FW1222"},
		{c11, "int r = atomic_load_explicit(&x, memory_order_acquire);\nif (r)\natomic_store_explicit(&z, 1, memory_order_relaxed);\nelse\natomic_store_explicit(&z, 1, memory_order_relaxed);", ""},
		{c11, "int r = atomic_load_explicit(&x, memory_order_relaxed);\natomic_store_explicit(&z, r & 0, memory_order_relaxed);", "7 FW1221"},
	} {
		src := diag.NewSource("a.c", fmt.Sprintf(c.program, c.body))
		test, err := csource.Read(src, csource.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.body, err)
			continue
		}
		var got []string
		for _, d := range Of(test) {
			got = append(got, fmt.Sprintf("%d %s", d.Span.Line(), d.Code))
			if !d.Warning || d.Fix == "" {
				t.Errorf("%s: %+v", c.body, d)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q, want %q:\n%s\n%s", got, c.want, c.body, test.Src.Text)
		}
	}
}

// TestOfLitmus: a litmus test in kernel C has no warnings of this kind: its author writes
// dependencies on purpose, and herd7 knows none of them.
func TestOfLitmus(t *testing.T) {
	test, err := litmus.Parse(diag.NewSource("a.litmus", "C a\n{}\nP0(int *x, int *y) { int r = READ_ONCE(*x); WRITE_ONCE(*y, r & 0); }\nexists (y=1)\n"))
	if err != nil {
		t.Fatal(err)
	}
	if ds := Of(test); len(ds) > 0 {
		t.Error(ds)
	}
}
