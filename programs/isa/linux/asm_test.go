package linux

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestAsm pins the steps of inline assembly.
func TestAsm(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`asm volatile("sync" ::: "memory");`, "sync // sync"},
		{`asm volatile("lwsync\n\tisync" ::: "memory");`, "lwsync // lwsync\nisync // isync"},
		{`asm("");`, ""},
		{`int r0; asm("lwz%U1%X1 %0,%1" : "=r"(r0) : "m"(*x));`, "#1 := mem4[&x+0] // lwz\nr0 := sign32 #1"},
		{`int r0; asm("addi %[v],%[v],%1; mr r9,%[v]" : [v] "+r"(r0) : "i"(3) : "r9");`, "#1 := r0 + 0\n#1 := #1 + 3 // addi\n#2 := #1 or 0 // mr\nr0 := sign32 #1"},
		{`int r0; asm("stw %1,0(%2)" : "=m"(*x) : "r"(5), "b"(x) : "memory");`, "#1 := 5 + 0\nmem4[&x+0] := #1 // stw"},
		{`int r0; asm("1: lwarx %0,%y1; stwcx. %0,%y1; bne- 1b; 2:" : "=&r"(r0), "+Z"(*x) :: "cc");`, `asm#1L1_1: #1 := reserved mem4[0+&x] // lwarx
if reserved mem4[0+&x] := #1; cr0 := success // stwcx.
if not cr0.eq goto asm#1L1_1 // bne-
asm#1L2_1: r0 := sign32 #1`},
	} {
		got, err := machine(t, "power", c.body)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v, -want +got\n%s", c.body, err, diff)
		}
	}
}

// TestAsmErrors checks what is refused, and where.
func TestAsmErrors(t *testing.T) {
	for _, c := range []struct{ target, body, msg string }{
		{"x86", `asm volatile("sync" ::: "memory");`, "inline assembly cannot be read for the target x86"},
		{"power", `asm volatile("sync");`, `the compiler may move accesses across this sync: "memory" is no clobber`},
		{"power", `asm("synk" ::: "memory");`, `unknown instruction "synk"`},
		{"power", `asm("lwz %0,0(r9)" : "=r"(*x));`, "uses r9, which is no operand and no clobber"},
		{"power", `asm("nop %3" ::"r"(1));`, "names the operand %3, which does not exist"},
		{"power", `asm("nop" :: "f"(1));`, `the constraint 'f' of inline assembly is not supported`},
		{"power", `asm("nop" :: "i"(*x));`, "is no constant"},
		{"power", `asm("lwzu %0,0(%1)" : "=r"(*x) : "b"(x));`, "lwzu is not supported in inline assembly"},
		{"power", `asm("blr");`, "blr is not supported in inline assembly"},
		{"power", `asm("lwz %0," : "=r"(*x));`, "lwz"},
	} {
		_, err := machine(t, c.target, c.body)
		if ds := diag.All(err); len(ds) == 0 || ds[0].Code != diag.TargetAsm || !strings.Contains(ds[0].Msg, c.msg) || !ds[0].Span.Known() {
			t.Errorf("%s: %v, want %s", c.body, err, c.msg)
		}
	}
	test := parse(t, `asm volatile("sync" ::: "memory");`)
	if _, err := lower(test, test.Threads[0], newDecoder().Regs()); len(diag.All(err)) != 1 || diag.All(err)[0].Code != diag.TargetAsm {
		t.Errorf("as it is written: %v", err)
	}
}
