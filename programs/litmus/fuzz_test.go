package litmus

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// FuzzParse checks that nothing panics, that spans lie in the file, and that accepted
// files print and parse to the same tree.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/*.litmus", "testdata/*.golden", "testdata/errors/*.txt"} {
		files, _ := filepath.Glob(pattern)
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	f.Add("PPC t(*x*)( *y)\n{}P0;L:none(*@a:none*);exists~x=1=>y={1,2}")
	f.Fuzz(parsesOrSays)
}

// FuzzInit checks the same for the items of an init block, which have their own syntax:
// types, arrays, addresses, registers with and without a thread.
func FuzzInit(f *testing.F) {
	for _, items := range []string{
		"", "0:r2=x;", "x=1; int y=-2; uint64_t z=0xffffffffffffffff;", "int t[3]={1,2,3}; 0:r1=t; 0:%s=&x;", "int64_t 0:r5=1; 0:r6=x; [x]=3;",
		"%x0=x; 0:%y1=y;", "x; int y; char c='a'; int *p=&x;", "0:X0=x; P0:r1=1; 0:r1=r2;", "int t[2]={0x1,}; uint8_t u=300;", "0:r1=P0:L0; (* c *) x=1; // d",
		"struct { uint8_t v; uint32_t len; uint64_t data[2]; } m={0,5,{1}}; 0:r1=m.data[1]; struct n { int l; struct n *p; } a; struct n b[2]={{1,a},{2,b[0].p}};",
		"union { int v; struct { char l; short t at 2; }; } u={1}; struct { struct { char c[3]; } q[2]; int z at 8; size 16; } s={{{{1,2},{3}}}};",
	} {
		f.Add(items)
	}
	f.Fuzz(func(t *testing.T, items string) {
		parsesOrSays(t, "PPC init\n{"+items+"}\n P0 | P1 ;\n lwz r1,0(r2) | stw r3,0(r4) ;\nexists (0:r1=1)\n")
	})
}

// FuzzFunction checks the same for the bodies of threads in C.
func FuzzFunction(f *testing.F) {
	for _, body := range []string{
		"", "int r0; r0 = READ_ONCE(*x);", "if (r1 && !*x) { *x = 1; } else smp_mb();", "while (1) { if (*x) break; continue; }",
		"do { (*x)++; } while (~*x); for (int i = 0; i < 3; i++) l: goto l;", "smp_mb(); /*@ a: none, smp_mb, smp_wmb+WRITE_ONCE(*x, 1) */",
		"WRITE_ONCE(*x, 1); /*@ a: WRITE_ONCE, smp_store_release */ /*@ b: none, *x = 1 */", "*(intptr_t **)x = -(-1) - -1 + (1, 2) ? y[1] : &*x;",
		"__atomic_op{a-b}(x,&~,1); __fence{mb}; try_cmpxchg(x, &r0, 1); volatile unsigned long *p = 0x1UL, q = NULL;", "continue = 1; if (continue) ; return r0;", `asm volatile("1: lwarx %0,0,%1\n bne- 1b" : "=&r"(r1), [a] "+m"(*x) : "i"(1) : "cc", "memory"); /*@ b: none, smp_mb */`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		parsesOrSays(t, "C f\n{ 0:r1=1; }\nP0(int *x, int *y) {\n"+body+"\n}\nexists (x=1)\n")
	})
}

// parsesOrSays checks that a text is either a test that prints to the same test, or is
// reported with diagnostics that have a fix and places in the text.
func parsesOrSays(t *testing.T, text string) {
	src := diag.NewSource("in.litmus", text)
	test, err := Parse(src)
	all := diag.All(err)
	if err == nil && test.Arch == archC {
		for _, th := range test.Threads {
			all = append(all, kernelc.Check(th.Body, kernelc.Embedded())...)
		}
	}
	for _, d := range all {
		if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(text) {
			t.Fatalf("%s: span %d to %d of %d", d.Msg, d.Span.Start, d.Span.End, len(text))
		}
		if d.Fix == "" {
			t.Errorf("%q says not what to do", d.Msg)
		}
	}
	if err == nil {
		roundTrip(t, src)
	} else if len(diag.All(err)) == 0 {
		t.Errorf("no diagnostic: %v", err)
	}
}
