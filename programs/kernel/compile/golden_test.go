package compile_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/compile"
)

// TestGolden pins what tests are compiled to, and checks that it has the same answers.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.litmus")
	if len(files) < 5 {
		t.Fatalf("only %d tests", len(files))
	}
	for _, file := range files {
		test := fixture.ParseFile(t, file)
		test.Target = "power"
		if strings.HasSuffix(file, "isync.litmus") {
			test.Target = "power-isync"
		}
		out, err := compile.Test(test)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		text := out.String()
		for _, d := range out.Warnings {
			text += "warning: " + d.Msg + "\n"
		}
		newLaw(t, test.Target).holds(t, test)
		golden.Check(t, strings.TrimSuffix(file, ".litmus")+".golden", []byte(text))
	}
}

// TestRefused checks the errors.
func TestRefused(t *testing.T) {
	many := "C many\n{}\nP0(int *x)\n{\n"
	cond := "x=1"
	for i := range 33 {
		many += "int v" + string(rune('a'+i/10)) + string(rune('0'+i%10)) + " = READ_ONCE(*x);\n"
		cond += " /\\ 0:v" + string(rune('a'+i/10)) + string(rune('0'+i%10)) + "=0"
	}
	many += "}\nexists (" + cond + ")\n"
	threads := "C threads\n{}\n"
	for i := range 65 {
		threads += strings.ReplaceAll("P$(int *x) { WRITE_ONCE(*x, 1); }\n", "$", strconv.Itoa(i))
	}
	for _, c := range []struct {
		target, text, want string
		code               diag.Code
	}{
		{"x86", slotted, "POWER only", diag.CompileUnsupported},
		{"", slotted, "has no target", diag.CompileUnsupported},
		{"pwoer", slotted, "no target is called 'pwoer'", diag.TargetUnknown},
		{"power", "C s\n{}\nP0(int *x) { synchronize_rcu(); WRITE_ONCE(*x, 1); }\nexists (x=1)\n", "synchronize_rcu", diag.TargetRefused},
		{"power", "PPC s\n{ 0:r1=x; }\n P0 ;\n lwz r2,0(r1) ;\nexists (x=1)\n", "is a program in POWER assembly", diag.TargetAssembly},
		{"power", many, "P0 needs more than the 32 registers", diag.CompileRegisters},
		{"power", threads + "exists (x=1)\n", "65 threads", diag.CompileUnsupported},
		{"power", "C s\n{}\nP0(int *r5) { WRITE_ONCE(*r5, 1); }\nexists (r5=1)\n", "r5 has the name of a register", diag.CompileUnsupported},
		{"power", "C s\n{ int *p=&x; }\nP0(int **p, int *x, int *y)\n{\n\tint r0 = (READ_ONCE(*p) == x);\n\tWRITE_ONCE(*y, r0);\n}\nexists (y=1)\n",
			"comparison of addresses is used as a number", diag.CompileUnsupported},
		{"power", "C s\n{ u64 y=99999999999; int *p=&x; }\nP0(int **p, int *x, u64 *y)\n{\n\t*p = y;\n\tint *r0 = READ_ONCE(*p);\n\tWRITE_ONCE(*r0, 99999999999);\n}\nexists (x=1)\n",
			"whose sizes are", diag.CompileUnsupported},
		{"power", "C bytes\nEndian=little\n{ u32 x; }\nP0(u32 *x)\n{\n\tWRITE_ONCE(*((u8 *)x + 1), 1);\n}\nexists (x=256)\n",
			"accesses of mixed size are not printed", diag.CompileUnsupported},
		{"power", "C s\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); /*@ s: WRITE_ONCE, xchg */ }\nP1(int *y, int *x) { int r0 = READ_ONCE(*y); WRITE_ONCE(*x, r0); /*@ s: WRITE_ONCE, xchg */ }\nexists (x=1)\n",
			"has other instructions here", diag.CompileUnsupported},
	} {
		test := fixture.ParseText(t, c.text)
		test.Target = c.target
		_, err := compile.Test(test)
		ds := diag.All(err)
		if len(ds) == 0 || ds[0].Code != c.code || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q\n%s", c.target, err, c.want, c.text)
		}
	}
}
