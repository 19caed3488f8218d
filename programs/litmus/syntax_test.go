package litmus

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// parse reads text or fails the test with the rendered diagnostics.
func parse(t testing.TB, text string) *Test {
	t.Helper()
	test, err := Parse(diag.NewSource("in.litmus", text))
	if err != nil {
		var b strings.Builder
		diag.Render(&b, err)
		t.Fatalf("%s\n%s", text, b.String())
	}
	return test
}

// TestInitItems parses init items and prints them, which shows the tree.
func TestInitItems(t *testing.T) {
	for in, want := range map[string]string{
		"x":                         "x",
		"x=1":                       "x=1",
		"[x]=1":                     "x=1",
		"x=-0x10":                   "x=-16",
		"x=0xffffffffffffffff":      "x=-1",
		"x=18446744073709551615":    "x=-1",
		"x=9223372036854775808":     "x=-9223372036854775808",
		"x=-9223372036854775808":    "x=-9223372036854775808",
		"0:r2=x":                    "0:r2=x",
		"P0:r2=&x":                  "0:r2=x",
		"0:r2=t[1]":                 "0:r2=t[1]",
		"0:r2=&t[1]":                "0:r2=t[1]",
		"0:%x=y":                    "%x=y",
		"%x=y":                      "%x=y",
		"0:R2=x":                    "0:r2=x",
		"0:%r2=x":                   "0:r2=x",
		"int x":                     "int x",
		"uint64_t x = 3":            "uint64_t x=3",
		"int64_t 0:r1=3":            "int64_t 0:r1=3",
		"int P0:r1=3":               "int 0:r1=3",
		"struct (* of *) s\n t":     "struct s t",
		"_Atomic int x":             "_Atomic int x",
		"atomic_t x=ATOMIC_INIT(3)": "atomic_t x=3",
		"int *p=x":                  "int *p=x",
		"int*p=&x":                  "int *p=x",
		"*p=x":                      "*p=x",
		"int t[2]={1,-2}":           "int t[2]={1,-2}",
		"int t[2]":                  "int t[2]",
		`0:r1=label:"P0:L0"`:        "0:r1=P0:L0",
		"0:r1=0:L0":                 "0:r1=P0:L0",
	} {
		test := parse(t, "PPC t\n{ "+in+" }\n P0 ;\n lwz r1,0(%x) ;\nexists (x=1)")
		if len(test.Init) != 1 {
			t.Errorf("%s: %d items", in, len(test.Init))
			continue
		}
		it := test.Init[0]
		if got := it.String(); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
		if got := it.Span.Text(); got != in {
			t.Errorf("%s: the span holds %q", in, got)
		}
	}
}

// TestInstructions checks kinds of operands and their spans.
func TestInstructions(t *testing.T) {
	const all = "op r31 , %x,cr7,-0x10, 8 ( r3 ),(%y),L0,P1"
	ins := parse(t, "PPC t\n{ }\n P0 ;\n "+all+" ;\nexists (x=1)").Threads[0].Cells[0].Instr
	if ins.Op != "op" || ins.Span.Text() != all || ins.OpAt.Text() != "op" {
		t.Errorf("got %q at %q, mnemonic at %q", ins.Op, ins.Span.Text(), ins.OpAt.Text())
	}
	want := []struct {
		kind OperandKind
		num  int64
		text string
		at   string
	}{
		{OpReg, 31, "", "r31"}, {OpSym, 0, "x", "%x"}, {OpCR, 7, "", "cr7"}, {OpImm, -16, "", "-0x10"},
		{OpMem, 8, "", "8 ( r3 )"}, {OpMem, 0, "", "(%y)"}, {OpName, 0, "L0", "L0"}, {OpName, 0, "P1", "P1"},
	}
	if len(ins.Args) != len(want) {
		t.Fatalf("got %d operands", len(ins.Args))
	}
	for i, w := range want {
		if a := ins.Args[i]; a.Kind != w.kind || a.Num != w.num || a.Text != w.text || a.Span.Text() != w.at {
			t.Errorf("operand %d: got %+v at %q, want %+v", i, a, a.Span.Text(), w)
		}
	}
	if b := ins.Args[4].Base; b == nil || b.Kind != OpReg || b.Num != 3 || b.Span.Text() != "r3" {
		t.Errorf("base is %+v", b)
	}
	if b := ins.Args[5].Base; b == nil || b.Kind != OpSym || b.Text != "y" {
		t.Errorf("base is %+v", b)
	}
	if got, want := ins.String(), "op r31,%x,cr7,-16,8(r3),0(%y),L0,P1"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

func TestMnemonics(t *testing.T) {
	for _, in := range []string{"stwcx. r1,r0,r2", "bne- L", "bne+ L", "add. r1,r2,r3", "sync", "not r1,r2"} {
		cells := parse(t, "PPC t\n{ }\n P0 ;\n "+in+" ;\nexists (x=1)").Threads[0].Cells
		if got := cells[0].Instr.String(); got != in {
			t.Errorf("got %q, want %q", got, in)
		}
	}
}

func TestCells(t *testing.T) {
	test := parse(t, "PPC t\n{ }\n P3 | P1 ;\n | L0: L1: sync ;\n L2: | ;\n | ;\nexists (x=1)")
	p3, p1 := test.Threads[0], test.Threads[1]
	if p3.ID != 3 || p3.Name != "P3" || p1.ID != 1 {
		t.Errorf("threads %+v %+v", p3, p1)
	}
	if len(p1.Cells) != 1 || len(p1.Cells[0].Labels) != 2 || p1.Cells[0].Span.Text() != "L0: L1: sync" {
		t.Errorf("cells of P1: %+v", p1.Cells)
	}
	if len(p3.Cells) != 1 || p3.Cells[0].Instr != nil || p3.Cells[0].Labels[0].Text != "L2" {
		t.Errorf("cells of P3: %+v", p3.Cells)
	}
}

func TestTestNames(t *testing.T) {
	for in, want := range map[string]string{
		"MP+sync+addr-[rf].v2_1": "MP+sync+addr-[rf].v2_1",
		"MP.litmus":              "MP",
		".litmus":                ".litmus",
		"--":                     "in",
	} {
		if got := parse(t, "PPC "+in+"\n{ }\n P0 ;\nexists (x=1)").Name; got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}
