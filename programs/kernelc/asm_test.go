package kernelc

import (
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestAsm checks that inline assembly is read and printed, and read again as the same.
func TestAsm(t *testing.T) {
	for text, want := range map[string]string{
		`asm volatile ("sync" ::: "memory");`:                              `asm volatile("sync" : : : "memory")`,
		`__asm__ __volatile__("lwsync\n\t" "isync" : : : "memory", "cc");`: `asm volatile("lwsync\n\tisync" : : : "memory", "cc")`,
		`asm("");`: `asm volatile("")`,
		`asm("lwz %0,%[at]" : "=r"(r0) : [at] "m"(*x), "i"(1 + 2));`: `asm volatile("lwz %0,%[at]" : "=r"(r0) : [at] "m"(*x), "i"(1 + 2))`,
	} {
		for range 2 {
			f, _, errs := ParseFunc(diag.NewSource("t", "P0(int *x)\n{\n\tint r0;\n\t"+text+"\n}\n"), 0, Options{})
			if len(errs) > 0 {
				t.Fatalf("%s: %v", text, errs)
			}
			s := f.Body.Stmts[1]
			if got := StmtText(s); got != want {
				t.Errorf("%s is printed as %s, want %s", text, got, want)
			}
			if s.(*ExprStmt).Cell < 0 {
				t.Errorf("%s has no cell", text)
			}
			text = StmtText(s) + ";"
		}
	}
	for _, bad := range []string{`asm volatile;`, `asm("sync`, `asm("sync" : "r");`, `asm("sync" : "r"(1) ;`, `asm goto("b 1f");`, `asm("sync" : [1] "r"(1));`, `asm("sync" ::: "memory" : "x");`, `int r1 = asm("nop");`, `asm("\q");`} {
		_, _, errs := ParseFunc(diag.NewSource("t", "P0(int *x)\n{\n\t"+bad+"\n}\n"), 0, Options{})
		if len(errs) == 0 {
			t.Errorf("%s is accepted", bad)
		}
		for _, d := range errs {
			if !d.Span.Known() || d.Fix == "" {
				t.Errorf("%s: %v has no place or no proposal", bad, d)
			}
		}
	}
}
