package csource_test

import (
	"strings"
	"testing"
)

// TestAsm: the operands of inline assembly become registers, values and places of the litmus test.
func TestAsm(t *testing.T) {
	text, err := read(t, `#include <lkmm.h>
struct s { long pad; int v; } s;
long w;
static inline int add(int *p)
{
	int t;
	asm volatile("1: lwarx %0,0,%2\n addi %0,%0,1\n stwcx. %0,0,%2\n bne- 1b" : "=&r" (t), "+m" (*p) : "r" (p) : "cc", "memory");
	return t;
}
/*@ cpu 0 */
void f(void)
{
	int r = 3;
	s.v = add(&s.v);
	asm("addi %[to],%[to],%1" : [to] "+r"(r) : "i"(sizeof(s)));
	asm("mr %0,%1" : "=r"(w) : "r"(w));
	/*@ bad: r == 19 */
}
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`: "=&r"(t_2), "+m"(*(int *)(s + 8)) : "r"(s + 8) : "cc", "memory");`,
		"t_3 = 3;\n\tasm volatile(\"addi %[to],%[to],%1\" : [to] \"+r\"(t_3) : \"i\"(16UL));\n\tr = t_3;",
		`t_5 = *w;` + "\n\t" + `asm volatile("mr %0,%1" : "=r"(t_4) : "r"(t_5));` + "\n\t*w = t_4;",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	for _, wrong := range []string{`asm goto("b %l0" : : : : out); out: ;`, `asm("stw %1,%0" : "=m"(r) : "r"(1));`, `asm("li %0,1" : "=r"(p));`} {
		if _, err := read(t, "#include <lkmm.h>\nint x;\n/*@ cpu 0 */\nvoid f(void)\n{\n\tint r = 1, *p = &x;\n\t"+wrong+"\n\t*p = r;\n}\n/*@ bad: x == 1 */\n"); err == nil {
			t.Errorf("%s is read", wrong)
		}
	}
}
